import { clock } from '../../alibabaCloud/client/clock';
import type { Client } from '../../alibabaCloud/client/call';
import type { Json, JsonObject } from '../../alibabaCloud/client/exactJson';
import { logTail } from '../../alibabaCloud/client/logText';
import type { Failure } from '../../alibabaCloud/client/outcome';
import { passesByItself } from '../../alibabaCloud/client/retry';
import type { TriggerSettings } from '../fields/triggerSettings';
import { statisticsOf } from '../runLog/statistics';
import type { RunSource, SeenRun } from '../studios/runSource';
import { byEnd, endOf, isWanted, type Bounds } from './look';

/** How many runs a manual test shows. */
const EXAMPLES = 10;

/** Items of runs, in their order, as far as there is time for their logs. */
export async function itemsOf(
  runs: readonly SeenRun[],
  source: RunSource,
  client: Client,
  { settings, hasTime }: { settings: TriggerSettings; hasTime: Bounds['hasTime'] },
): Promise<JsonObject[] | Failure> {
  const { simplify, includeLog, includeStatistics } = settings;
  const items: JsonObject[] = [];
  for (const run of runs) {
    const item: JsonObject = {
      EventId: endOf(run),
      ...(simplify ? source.simple(run.instance) : run.instance),
      Succeeded: run.stage === 'succeeded',
    };
    if (includeLog || includeStatistics) {
      if (items.length > 0 && !hasTime()) return items;
      const log = await source.log(run.id);
      if (!log.ok && (passesByItself(log) || log.gaveUp)) return items.length > 0 ? items : log;
      const text = log.ok ? log.text : '';
      if (includeLog) item.Log = logTail(text, client.redact);
      const statistics = includeStatistics ? statisticsOf(text) : undefined;
      if (statistics) item.Statistics = statistics as Record<string, Json>;
    }
    items.push(item);
  }
  return items;
}

/** Runs that have ended, for a test of the workflow: nothing is remembered. */
export async function examplesOf(source: RunSource, settings: TriggerSettings) {
  const runs: SeenRun[] = [];
  for (const list of source.recent(clock.now())) {
    const read = await list.page(1);
    if (!read.ok) return read;
    runs.push(...read.runs.filter((run) => isWanted(run, { ...settings.watch, ...settings })));
  }
  return { ok: true as const, runs: runs.sort(byEnd).slice(-EXAMPLES) };
}
