import { meeting, type IfRunning } from '../../flows/meetOthers';
import { otherRuns } from '../../studios/dataStudio/otherRuns';
import type { RunTarget } from '../../studios/dataStudio/watchRun';
import type { Call } from '../operation';

/** What Run and Bring Live do where a run is under way; loaded only where it is asked for. */
export const meetOthers = (
  { client, hint }: Call,
  target: RunTarget,
  ifRunning: Omit<IfRunning, 'hint'>,
) => meeting(otherRuns(client, target), { ...ifRunning, hint });
