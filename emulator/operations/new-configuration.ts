import type { Settings } from '../options';
import type { NodeConfiguration } from '../state/node-configuration';

/** What a new file's schedule has beyond the initial one. Sources: docs/live-evidence.md. */
export function configurationOfNew({
  initialParaValue,
  initialOutputs,
}: Settings): (initial: NodeConfiguration) => NodeConfiguration {
  return (initial) => ({
    ...initial,
    ...(initialParaValue === 'bizdate' && { ParaValue: 'bizdate=$bizdate' }),
    ...(initialOutputs === 'none' && { OutputList: [] }),
  });
}
