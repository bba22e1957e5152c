import type { Quota, Edition } from './gateway/quota';

/** Settings of an emulator; all have defaults. */
export interface EmulatorOptions {
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
}

/** Options with every default filled in. */
export type Settings = Required<Omit<EmulatorOptions, 'quota' | 'now'>> &
  Pick<EmulatorOptions, 'quota'>;

/** `options` with the defaults filled in. */
export function settingsOf(options: EmulatorOptions): Settings {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return {
    seed: 1,
    clientTokenLifetimeMs: 24 * 60 * 60 * 1000,
    maxUrlLength: 16_384,
    columnsInMeta: false,
    ...Object.fromEntries(given),
  };
}
