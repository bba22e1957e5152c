import { chinaDate, chinaTime } from '../china-time';
import type { Attempt, Instance } from '../state/scheduler';

const FAILED =
  'ERROR JobContainer - DataX Error Code:[Framework-02], Description:[Failed to read from the source table.]';

/** What a log tells of a run, whichever API made it. */
type Logged = Pick<Instance, 'instanceId' | 'bizdate' | 'parameters'> & {
  node: { name: string; nodeId: bigint };
};

/** The log of an attempt as far as it has come by `now` (ms); "" before it runs. */
export function runLog({ node, ...instance }: Logged, attempt: Attempt, now: number): string {
  const until = Math.min(now, attempt.stoppedAt ?? now);
  if (until < attempt.runningAt) return '';
  const line = (at: number, text: string) => `${chinaTime(at)} ${text}`;
  const begun = [
    line(attempt.runningAt, `INFO Current task status: RUNNING`),
    line(attempt.runningAt, `INFO Start execute data integration task ${node.name}`),
    line(attempt.runningAt, `INFO NODE_ID=${node.nodeId} TASK_ID=${instance.instanceId}`),
    line(
      attempt.runningAt,
      `INFO SKYNET_BIZDATE=${chinaDate(instance.bizdate).replaceAll('-', '')}`,
    ),
    line(attempt.runningAt, `INFO SKYNET_PARAVALUE=${instance.parameters}`),
    line(attempt.runningAt, 'INFO JobContainer - PreCheck ok, splitting the job into 2 tasks'),
  ];
  if (attempt.stoppedAt !== undefined && now >= attempt.stoppedAt) {
    return [...begun, line(attempt.stoppedAt, 'WARN Killed by the user')].join('\n');
  }
  if (until < attempt.endsAt) return begun.join('\n');
  const failed = attempt.result === 'FAILURE';
  const last = attempt.log ?? (failed ? FAILED : 'INFO Read 1000 records, 0 errors');
  return [
    ...begun,
    ...last.split('\n').map((text) => line(attempt.endsAt, text)),
    line(attempt.endsAt, `INFO Current task status: ${failed ? 'ERROR' : 'FINISH'}`),
    line(attempt.endsAt, `INFO Exit with ${failed ? 'FAILURE' : 'SUCCESS'}`),
  ].join('\n');
}
