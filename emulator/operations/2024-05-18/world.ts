import type { World } from '../../progress/world';
import type { Call } from '../operation';

/** What moves on its own, as a call sees it. */
export function worldOf({ state, settings, plans }: Call): World {
  return { state, durations: settings.durations, plans };
}

/** When a stop that is asked for now takes effect, in ms. */
export function stopsAt({ now, settings: { studio, durations } }: Call): number {
  return now + (studio.stoppedInstance === 'later' ? durations.killMs : 0);
}
