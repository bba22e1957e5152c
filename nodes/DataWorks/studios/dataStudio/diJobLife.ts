import type { Client } from '../../../alibabaCloud/client/call';
import { clock } from '../../../alibabaCloud/client/clock';
import { isJsonObject, pick, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import { mayBeAboutState } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import { actions } from '../../api/dataworks-2024-05-18';
import type { Activity, Progress } from '../../flows/ports';
import { listTables, readJob, type DiJobReference, type FoundJob } from './diJobs';

/** How a job is started. */
export interface JobStart {
  /** The position that real-time synchronization reads from, in seconds since 1970; left out: as it is. */
  startTime: number | undefined;
  /** Whether all steps run again, those that have run too. */
  force: boolean;
  /** Whether this unit of work has just created it: reads may not know of it yet. */
  isNew?: boolean;
  /** Whether a start that is waited for is taken back when the execution is cancelled. */
  isTakenBack?: boolean;
}

const replyFor = (RequestId: string): JsonObject => ({
  Success: true,
  ...(RequestId === '' ? {} : { RequestId }),
});

const endIn = ({ PagingInfo: job }: JsonObject): JsonObject => ({
  Job: pick(isJsonObject(job) ? job : {}, ['Id', 'JobName', 'JobStatus']),
});

/** What a table says that has failed, clean; empty where none does. */
async function whyFailed(client: Client, { diJobId: DIJobId }: DiJobReference): Promise<string> {
  const listed = await listTables(client, { DIJobId }, MOST_TABLES);
  const texts = (listed.ok ? listed.entries : []).flatMap((table) =>
    PARTS.map((part) => cleanServerText(table[`${part}MigrationErrorMessage`])),
  );
  return texts.find((text) => text !== '') ?? '';
}

/** How late a change may show is on no page. */
const SHOWS_AFTER_MS = 30_000;
const MOST_TABLES = 100;
const PARTS = ['Structure', 'Full', 'Realtime'];

function activity(
  client: Client,
  reference: DiJobReference,
  seen: (
    job: FoundJob,
    before: string | undefined,
  ) => Pick<Progress, 'reached' | 'stage' | 'unclear'>,
): Pick<
  Activity,
  | 'look'
  | 'lookAtProgress'
  | 'looksFirst'
  | 'showsAfterMs'
  | 'endIn'
  | 'replyFor'
  | 'knowsUnchanged'
> {
  /** The state before the change. */
  let known: string | undefined;
  const look = async (before?: string): Promise<Progress | Failure> => {
    const job = await readJob(client, reference);
    // The first look comes before anything is sent.
    known = before ?? known ?? (job.ok ? job.now : undefined);
    return job.ok ? { ...job, message: '', ...seen(job, before) } : job;
  };
  return {
    look,
    async lookAtProgress() {
      const progress = await look(known);
      if (!progress.ok || progress.stage !== 'over') return progress;
      return { ...progress, message: await whyFailed(client, reference) };
    },
    looksFirst: true,
    showsAfterMs: SHOWS_AFTER_MS,
    endIn,
    replyFor,
    knowsUnchanged: true,
  };
}

/**
 * StartDIJob. Whether a lost start has acted shows in the state: it runs, or has come to an end that it
 * had not come to before.
 */
export function jobStart(
  client: Client,
  reference: DiJobReference,
  { startTime, force, isNew = false, isTakenBack = false }: JobStart,
): Activity {
  const action = actions.StartDIJob;
  const { diJobId: Id } = reference;
  const parameters = {
    Id,
    ForceToRerun: force ? true : undefined,
    RealtimeStartSettings: startTime === undefined ? undefined : { StartTime: startTime },
  };
  const begin = clock.now();
  const own = activity(client, reference, ({ stage, now }, before) => {
    const hasEnded = stage === 'finished' || stage === 'failed';
    const isAtRest = stage === 'at rest' || stage === 'failed';
    const isChanged = before !== undefined && now !== before;
    const isThere = stage === 'running' || stage === 'finished';
    return {
      reached: stage === 'running' || (hasEnded && isChanged),
      ...(hasEnded && !isChanged && (force || before === undefined)
        ? { unclear: `the state is ${now}, as it may have been before` }
        : {}),
      stage:
        stage === 'failed' && isChanged
          ? 'over'
          : isThere
            ? 'reached'
            : isAtRest
              ? 'at rest'
              : 'other',
    };
  });
  const lookAtProgress = async (): Promise<Progress | Failure> => {
    const seen = await own.lookAtProgress();
    const isEarly = isNew && clock.now() - begin < SHOWS_AFTER_MS;
    if (seen.ok || !isEarly || !mayBeAboutState(seen)) return seen;
    const now = 'not known yet';
    const { tries, requestId = '' } = seen;
    return {
      ok: true,
      reached: false,
      stage: 'other',
      now,
      message: '',
      body: {},
      tries,
      requestId,
    };
  };
  return {
    ...own,
    lookAtProgress,
    ...(isNew ? { before: 'Initialized' } : {}),
    action,
    unit: { ...reference, startTime, force },
    done: 'started',
    send: () => client.call(action, parameters),
    ...(isTakenBack
      ? { takeBack: () => client.afterCancel().call(actions.StopDIJob, { Id }) }
      : {}),
  };
}

/** StopDIJob. A job that has ended, or never began, is at rest already. */
export function jobStop(client: Client, reference: DiJobReference): Activity {
  const action = actions.StopDIJob;
  return {
    ...activity(client, reference, ({ stage }) => {
      const isAtRest = stage !== undefined && stage !== 'running' && stage !== 'stopping';
      return {
        reached: isAtRest || stage === 'stopping',
        stage: isAtRest ? 'reached' : stage === 'stopping' ? 'on the way' : 'other',
      };
    }),
    action,
    unit: { ...reference },
    done: 'stopped',
    send: () => client.call(action, { Id: reference.diJobId }),
  };
}
