import { actions } from '../../nodes/DataWorks/api/dataworks-2020-05-18';
import { Findings, type Finding } from './findings';
import { openLive, type Access, type Live } from './live';
import { readLegacy, recognize, type Workspace } from './read-legacy';
import { readStudio } from './read-studio';
import { codeOf, isThrottled, waitingHeader } from './replies';
import { writeChecks } from './write';

/** How many calls reading may take. */
export const READ_CALLS = 10;

export interface Wish {
  access: Access;
  projectId: string;
  /** Sends its calls at the same time, to see how one too many is refused; nothing else is looked at. */
  throttling?: boolean;
  /** The folder for `--write`. */
  folder?: string | undefined;
  /** Asks before anything is written. */
  confirm: () => Promise<boolean>;
  stop: AbortSignal;
  say: (words: string) => void;
}

export interface Result {
  findings: Finding[];
  kind: string;
  calls: number;
  wrote: 'no' | 'yes' | 'ended early';
  /** What went wrong, in a sentence; `undefined`: nothing. */
  problem: string | undefined;
}

/** Sees throttling wherever it comes. */
function watchThrottling(live: Live, findings: Findings): void {
  live.onReply = (seen, { service }) => {
    if (!isThrottled(seen)) return;
    const code = codeOf(seen);
    if (service.version === '2020-05-18') {
      findings.see('throttling', code);
      findings.see('throttlingHeader', waitingHeader(seen));
    } else {
      findings.see('studio.throttling', /^\d+$/.test(code ?? '') ? 'numeric' : 'text');
    }
  };
}

/**
 * Looks at how a workspace's DataWorks answers, beside what docs/live-evidence.md says. Reads alone,
 * unless a folder to write in is given and that is confirmed.
 * @throws NodeOperationError for keys, a region or an endpoint that cannot be used
 */
export async function checkLive(wish: Wish): Promise<Result> {
  const { projectId, say } = wish;
  const live = await openLive(wish.access, READ_CALLS);
  const findings = new Findings();
  watchThrottling(live, findings);
  if (wish.throttling) {
    const one = () => live.callOnce(actions.GetProject, { ProjectId: projectId });
    await Promise.all(Array.from({ length: READ_CALLS }, one));
    const seen = findings.list(false, false).filter(({ name }) => /^throttling/.test(name));
    return {
      findings: seen,
      kind: 'not looked at',
      calls: live.made(),
      wrote: 'no',
      problem: undefined,
    };
  }
  say('Reading');
  const workspace = await recognize(live, findings, projectId);
  if ('problem' in workspace) {
    const all = findings.list(false, false);
    return { findings: all, kind: 'unknown', calls: live.made(), wrote: 'no', ...workspace };
  }
  const isStudio = workspace.kind === 'new Data Studio';
  if (isStudio) await readStudio(live, findings, projectId);
  else await readLegacy(live, findings, projectId, workspace);

  let wrote: Result['wrote'] = 'no';
  let problem: string | undefined;
  if (wish.folder !== undefined)
    ({ wrote, problem } = await write(live, findings, wish, workspace));
  const kind = `${workspace.kind}${workspace.mode && !isStudio ? `, ${workspace.mode} mode` : ''}`;
  return {
    findings: findings.list(isStudio, wrote !== 'no'),
    kind,
    calls: live.made(),
    wrote,
    problem,
  };
}

async function write(
  live: Live,
  findings: Findings,
  { projectId, folder = '', confirm, stop, say }: Wish,
  { kind, mode, identifier }: Workspace,
): Promise<Pick<Result, 'wrote' | 'problem'>> {
  if (kind !== 'legacy' || mode !== 'standard') {
    const problem = `Nothing was written: the workspace is ${kind === 'legacy' ? 'not in standard mode' : 'one with the new Data Studio'}, and --write is for legacy DataStudio in standard mode alone.`;
    return { wrote: 'no', problem };
  }
  if (!(await confirm())) return { wrote: 'no', problem: 'Nothing was written: not confirmed.' };
  say('Writing');
  const { ended, left } = await writeChecks(live, findings, {
    projectId,
    folder,
    identifier,
    stop,
    say,
  });
  const problems = [
    ...(ended === undefined ? [] : [`It ended early: ${ended}.`]),
    ...(left === undefined
      ? []
      : [`The task ${left} may still be in ${folder}: delete it in DataStudio.`]),
  ];
  return {
    wrote: ended === undefined ? 'yes' : 'ended early',
    problem: problems.length > 0 ? problems.join(' ') : undefined,
  };
}
