import type { Call } from '../operation';

/** When a stop that is asked for now takes effect, in ms. */
export function stopsAt({ now, settings: { studio, durations } }: Call): number {
  return now + (studio.stoppedInstance === 'later' ? durations.killMs : 0);
}
