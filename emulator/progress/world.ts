import type { Settings } from '../options';
import type { Plans } from '../plans';
import type { State } from '../state/state';

/** What moves on its own: the state, how it does, and what is planned for it. Every call is one. */
export interface World {
  state: State;
  settings: Pick<Settings, 'durations' | 'waitsForDueTime'>;
  plans: Plans;
}
