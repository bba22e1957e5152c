import type { Durations } from '../options';
import type { Plans } from '../plans';
import type { State } from '../state/state';

/** What moves on its own: the state, how long things take, and what is planned for them. */
export interface World {
  state: State;
  durations: Durations;
  plans: Plans;
}
