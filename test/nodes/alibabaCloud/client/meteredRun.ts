import { actions } from '../../../../nodes/DataWorks/api/dataworks-2020-05-18';
import { createClient, type Session } from '../../../../nodes/alibabaCloud/client/call';
import { clock } from '../../../../nodes/alibabaCloud/client/clock';
import { createFormEncoder } from '../../../../nodes/alibabaCloud/client/request';
import { createSendQueues } from '../../../../nodes/alibabaCloud/client/sendQueue';
import type { Outcome } from '../../../../nodes/alibabaCloud/client/outcome';
import { createRetryBudget } from '../../../../nodes/alibabaCloud/client/retry';
import type { Meter } from './meteredServers';
import { useVirtualTime } from './virtualTime';

export interface MeteredRunOptions {
  meter: Meter;
  items: number;
  concurrency?: number;
  /** From a send to its reply, in ms. */
  roundTripMs?: number;
  /** How far into a second of the server's clock the run begins, in ms. */
  phaseMs?: number;
  /** Time limit of a call, in ms. */
  callMs?: number;
  /** Cancels the execution after so many ms. */
  cancelAfterMs?: number;
}

export interface MeteredRun {
  outcomes: Outcome[];
  /** The calls in the order of sending: ms since the run began, and whether they were throttled. */
  sends: Array<{ at: number; throttled: boolean }>;
  /** How long the run took. */
  ms: number;
  failed: Outcome[];
  throttled: number;
  /** What is left for retries. */
  budget: number;
}

const SECOND_BEGINS = Date.UTC(2024, 0, 1);

const reply = (status: number, body: object, headers = {}) => ({
  status,
  headers,
  text: JSON.stringify(body),
});

/** Creates tasks at a server that allows so much, in virtual time, as the node does for its items. */
export async function meteredRun(options: MeteredRunOptions): Promise<MeteredRun> {
  const { meter, items, concurrency = 4, roundTripMs = 3, phaseMs = 0, callMs = 180_000 } = options;
  const time = useVirtualTime(SECOND_BEGINS + phaseMs);
  const begin = time.now();
  const sends: MeteredRun['sends'] = [];
  const cancel = new AbortController();
  const session: Session = {
    origin: 'http://127.0.0.1',
    signal: cancel.signal,
    secrets: [],
    budget: createRetryBudget(),
    encodeForm: createFormEncoder(),
    sendQueues: createSendQueues(concurrency > 1),
    random: () => 0.5,
    async send() {
      const sent = { at: time.now() - begin, throttled: false };
      sends.push(sent);
      await clock.sleep(roundTripMs / 2);
      const answer = meter(time.now());
      await clock.sleep(roundTripMs / 2);
      if (answer.accepted) {
        return reply(200, {
          RequestId: 'r',
          Success: true,
          Data: { Status: 'success', FileId: 1 },
        });
      }
      sent.throttled = true;
      const { retryAfterMs } = answer;
      return reply(
        429,
        { RequestId: 'r', Code: 'Throttling.User', Message: 'Too many calls.' },
        retryAfterMs === undefined ? {} : { 'x-acs-retry-after': String(retryAfterMs) },
      );
    },
  };

  const outcomes: Outcome[] = [];
  let next = 0;
  const client = createClient(session, { tryMs: 30_000, callMs });
  const worker = async () => {
    while (next < items && !cancel.signal.aborted) {
      const item = next++;
      outcomes[item] = await client.call(actions.CreateDISyncTask, { TaskName: `task ${item}` });
    }
  };
  try {
    if (options.cancelAfterMs !== undefined) {
      void clock.sleep(options.cancelAfterMs).then(() => cancel.abort());
    }
    await time.until(Promise.all(Array.from({ length: concurrency }, worker)));
    return {
      outcomes,
      sends,
      ms: time.now() - begin,
      failed: outcomes.filter(({ ok }) => !ok),
      throttled: sends.filter(({ throttled }) => throttled).length,
      budget: session.budget.left,
    };
  } finally {
    time.restore();
  }
}
