import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { ScheduledRuns } from '../../emulator/state/add-scheduled';
import { startEmulated, type Emulated } from './emulated';
import { useFakeClock, type FakeClock } from './harness/fakeClock';

export type Studio = 'legacy' | 'dataStudio';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** 10:00 in China of a day whose business date is 2026-02-28. */
export const START = Date.UTC(2026, 2, 1, 2);

const PROJECTS = { legacy: 10_000, dataStudio: 20_000 };

/** What a trigger calls, by the kind of Data Studio. */
export const LIST = { legacy: 'ListInstances', dataStudio: 'ListTaskInstances' };

/** A trigger's parameters; `changes` replace some. */
export const triggerParameters = (
  studio: Studio,
  changes: INodeParameters = {},
): INodeParameters => ({
  studio,
  projectId: { __rl: true, mode: 'id', value: String(PROJECTS[studio]) },
  event: 'runEnded',
  ...changes,
});

/** A trigger's n8n and DataWorks, whose time passes when a test says so; that of signatures too. */
export interface Triggers extends Emulated {
  clock(): FakeClock;
  reset(): void;
  pass(ms: number): Promise<void>;
  /** Adds runs that begin and end by themselves; gives their ids. */
  schedule(studio: Studio, runs: Omit<ScheduledRuns, 'projectId'>): string[];
}

export async function startTriggers(credential: IDataObject = {}): Promise<Triggers> {
  let clock: FakeClock | undefined;
  const emulated = await startEmulated(credential);
  const { emulator } = emulated.server;
  return {
    ...emulated,
    clock: () => clock!,
    reset() {
      clock?.restore();
      clock = useFakeClock({ startAt: START, auto: false });
      emulator.reset();
    },
    async pass(ms) {
      await clock!.advance(ms);
    },
    schedule: (studio, runs) =>
      emulator.schedule({ projectId: PROJECTS[studio], ...runs }).map(String),
    async close() {
      clock?.restore();
      await emulated.close();
    },
  };
}
