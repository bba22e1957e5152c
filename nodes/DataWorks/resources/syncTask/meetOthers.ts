import { meeting, type IfRunning } from '../../flows/meetOthers';
import type { ProjectEnv } from '../../studios/legacy/instances';
import { otherRuns } from '../../studios/legacy/otherRuns';
import type { RunTarget } from '../../studios/legacy/watchRun';
import type { Call } from '../operation';

/** What Run and Bring Live do where a run is under way; loaded only where it is asked for. */
export const meetOthers = (
  { client, hint }: Call,
  target: RunTarget,
  projectEnv: ProjectEnv,
  ifRunning: Omit<IfRunning, 'hint'>,
) => meeting(otherRuns(client, target, projectEnv), { ...ifRunning, hint });
