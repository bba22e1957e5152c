import type { World } from '../../progress/world';
import type { Call } from '../operation';

/** What moves on its own, as a call sees it. */
export function worldOf({ state, settings, plans }: Call): World {
  return { state, durations: settings.durations, plans };
}
