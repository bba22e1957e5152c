import type { Action, ActionParameters } from '../../nodes/alibabaCloud/service';
import { findEntry } from '../../nodes/DataWorks/api/catalog';
import type { Findings } from './findings';
import type { Live } from './live';
import { NOBODY } from './read-legacy';
import { codeOf, refusalWords, refuses, type Body, type Seen } from './replies';

const PAGE = { PageNumber: 1, PageSize: 20 };

/** The Spec's kind and version, and whether it says more of itself. */
function specWords(text: unknown): string | undefined {
  try {
    const { kind, version, spec, metadata } = JSON.parse(String(text));
    const word = (value: unknown) => (/^[A-Za-z0-9.]{1,20}$/.test(String(value)) ? value : 'other');
    const inside = metadata ?? spec?.metadata ?? spec?.nodes?.[0]?.metadata;
    return `${word(kind)} ${word(version)}, ${inside ? 'metadata' : 'no metadata'}`;
  } catch {
    return undefined;
  }
}

/** The reading calls in a workspace with the new Data Studio, after `recognize`: at most eight. */
export async function readStudio(live: Live, findings: Findings, projectId: string): Promise<void> {
  async function read(name: string, parameters: Record<string, string | number>) {
    const { action } = findEntry('2024-05-18', name)!;
    const call = await live.call(action, parameters as ActionParameters<Action>);
    const { seen } = call ?? {};
    if (seen && refuses(seen) && codeOf(seen) === '403030') {
      findings.see('no right to call (2024-05-18)', `HTTP ${seen.status}, 403030`);
      return { seen: undefined, outcome: undefined };
    }
    return { seen, outcome: call?.outcome };
  }
  const inside = { ProjectId: projectId };
  const paging = (seen: Seen | undefined): Body => seen?.body.PagingInfo ?? {};

  const project = await read('GetProject', { Id: projectId });
  const standard: unknown = project.seen?.body.Project?.DevEnvironmentEnabled;
  if (typeof standard === 'boolean') findings.see('studio.mode', standard ? 'standard' : 'basic');

  const task = await read('GetTask', { Id: NOBODY });
  if (task.seen) {
    const isNumber = /^\d+$/.test(codeOf(task.seen) ?? '');
    findings.see(
      'code of an unknown task (2024-05-18)',
      isNumber ? `HTTP ${task.seen.status}, a number` : refusalWords(task.seen),
    );
  }

  const nodes = await read('ListNodes', { ...inside, ...PAGE });
  const { Nodes = [], TotalCount } = paging(nodes.seen);
  if (TotalCount !== undefined) {
    const isText = typeof TotalCount === 'string';
    findings.see('paging of ListNodes (2024-05-18)', isText ? 'text' : 'number');
  }
  const [node]: Body[] = Nodes;
  if (node) findings.see('studio.ids', typeof node.Id === 'string' ? 'text' : 'number');
  await readNode(nodes.outcome);

  const few = await read('ListPipelineRuns', { ...inside, PageNumber: 1, PageSize: 5 });
  const isSmall = few.seen && refuses(few.seen) && codeOf(few.seen) === 'InvalidPageSize';
  if (few.seen && (isSmall || !refuses(few.seen))) {
    findings.see('studio.smallPages', isSmall ? 'refused-by-all' : 'refused-by-list-nodes');
  }
  const runs = isSmall ? await read('ListPipelineRuns', { ...inside, ...PAGE }) : few;
  const states = (paging(runs.seen).PipelineRuns ?? []).map(({ Status }: Body) => String(Status));
  findings.see(
    'studio.abolished',
    ['Termination', 'Cancel'].find((one) => states.includes(one)),
  );
  const jobs = await read('ListDIJobs', { ...inside, ...PAGE });
  const ofJobs = (paging(jobs.seen).DIJobs ?? []).map(({ JobStatus }: Body) => String(JobStatus));
  findings.see(
    'studio.stoppedInLists',
    ['Stopped', 'Stop'].find((one) => ofJobs.includes(one)),
  );

  /** A node with its Spec and its parents. */
  async function readNode(outcome: { ok: boolean; body?: Body } | undefined): Promise<void> {
    const exact: Body[] = outcome?.ok ? (outcome.body.PagingInfo?.Nodes ?? []) : [];
    const isUnderRoot = ({ Inputs }: Body) =>
      (Inputs?.NodeOutputs ?? []).some(({ Data }: Body) => String(Data).endsWith('_root'));
    const chosen = exact.find(isUnderRoot) ?? exact[0];
    if (!chosen) return;
    const one = { ...inside, Id: String(chosen.Id) };
    const { seen } = await read('GetNode', one);
    findings.see('kind of a Spec (2024-05-18)', specWords(seen?.body.Node?.Spec));
    if (!isUnderRoot(chosen)) return;
    const parents = await read('ListNodeDependencies', { ...one, ...PAGE });
    if (!parents.seen || refuses(parents.seen)) return;
    const outputs = (paging(parents.seen).Nodes ?? []).flatMap(
      ({ Outputs }: Body) => Outputs?.NodeOutputs ?? [],
    );
    const isListed = outputs.some(({ Data }: Body) => String(Data).endsWith('_root'));
    findings.see('studio.rootParent', isListed ? 'listed' : 'left-out');
  }
}
