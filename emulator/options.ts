import { DEFAULT_BEHAVIOURS, type Behaviours } from './behaviours';
import type { Quota, Edition } from './gateway/quota';
import { studioSettings, type StudioOptions } from './studio-options';

/** How long things take by the emulator's clock, in ms. */
export interface Durations {
  /** The check of a submission or deployment. */
  checkMs: number;
  /** A submission, deployment or deletion after its check. */
  deployMs: number;
  /** A run's wait for resources, then the run itself. */
  waitResourceMs: number;
  runMs: number;
  /** From StopInstance until the run is in FAILURE. */
  killMs: number;
  /** Start and stop of a real-time task or solution. */
  startMs: number;
  stopMs: number;
  /** The generation of a script. */
  generationMs: number;
  /** The creation of a backfill's instances. */
  creationMs: number;
}

const DURATIONS: Durations = {
  checkMs: 2000,
  deployMs: 3000,
  waitResourceMs: 1000,
  runMs: 10_000,
  killMs: 3000,
  startMs: 5000,
  stopMs: 3000,
  generationMs: 4000,
  creationMs: 1000,
};

/** How long new things are missing from lists, in ms. How long they are in truth is on no page. */
export interface VisibleAfterMs {
  /** ListFiles. */
  files: number;
  /** ListFileVersions. */
  versions: number;
  /** ListInstances. */
  instances: number;
}

/** Settings of an emulator; all have defaults. */
export interface EmulatorOptions extends Partial<Behaviours> {
  /** The clock, in ms since 1970. Default: the machine's. */
  now?: () => number;
  /** Seed of request ids and random faults. Default 1. */
  seed?: number;
  /** How long a ClientToken is remembered, in ms. Default 24 h; the real time is not documented. */
  clientTokenLifetimeMs?: number;
  /** Calls allowed per account; default: no limit. An edition's name or limits of one's own. */
  quota?: Edition | Quota;
  /** Longest request target in bytes that is not answered with 414. Default 16,384. */
  maxUrlLength?: number;
  /** Adds to GetDataSourceMeta the columns, which the real reply is not documented to have. Default false. */
  columnsInMeta?: boolean;
  /** Gives all new ids 19 digits, above 2^53. Default false. */
  largeIds?: boolean;
  /** Whether a run due later the same day is held until its time, as DataWorks does. Default true. */
  waitsForDueTime?: boolean;
  /** How long things take; what is left out takes a few seconds. */
  durations?: Partial<Durations>;
  /** How long new things are missing from lists; default: not at all. */
  visibleAfterMs?: Partial<VisibleAfterMs>;
  /** How API 2024-05-18 behaves where that can be switched. */
  studio?: Partial<StudioOptions>;
}

/** Options with every default filled in. */
export type Settings = Required<
  Omit<EmulatorOptions, 'quota' | 'now' | 'durations' | 'visibleAfterMs' | 'studio'>
> &
  Pick<EmulatorOptions, 'quota'> & {
    durations: Durations;
    visibleAfterMs: VisibleAfterMs;
    studio: StudioOptions;
  };

/** `options` with the defaults filled in. */
export function settingsOf(options: EmulatorOptions): Settings {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return {
    seed: 1,
    clientTokenLifetimeMs: 24 * 60 * 60 * 1000,
    maxUrlLength: 16_384,
    columnsInMeta: false,
    largeIds: false,
    waitsForDueTime: true,
    ...DEFAULT_BEHAVIOURS,
    ...Object.fromEntries(given),
    durations: { ...DURATIONS, ...options.durations },
    visibleAfterMs: { files: 0, versions: 0, instances: 0, ...options.visibleAfterMs },
    studio: studioSettings(options.studio),
  };
}
