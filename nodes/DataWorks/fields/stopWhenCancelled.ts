import type { INodeProperties } from 'n8n-workflow';

import type { ParameterReader } from './parameterReader';

/** For operations that can wait for the end of a run: shown where the field `wait` is on. */
export const stopWhenCancelledOption: INodeProperties = {
  displayName: 'Stop the Run When Cancelled',
  name: 'stopWhenCancelled',
  type: 'boolean',
  displayOptions: { show: { '/wait': [true] } },
  default: true,
  description:
    'Whether a run that is waited for is stopped in DataWorks when the execution is cancelled in n8n. When not added, it goes on.',
};

/** To be read only where there is a wait: n8n knows no parameter that is not shown. */
export function readStopWhenCancelled(parameters: ParameterReader): boolean {
  return parameters.flag('options.stopWhenCancelled', 'Stop the Run When Cancelled', false);
}
