import type { INodeProperties } from 'n8n-workflow';

import type { RunRequest } from '../studios/dataStudio/runs';
import type { ParameterReader } from './parameterReader';
import { readEnvironment } from './readEnvironment';
import { readCommonRun, runOptions } from './runFields';
import { readTimeZone } from './timeZoneOption';

/** What the options of a run are in the new Data Studio; the others it does not have. */
const DESCRIPTIONS: Readonly<Record<string, string | undefined>> = {
  concurrentRuns:
    'How many business dates are run at the same time, up to 10 (Parallelism). With 1, each waits for the one before and the first that fails ends the run.',
  projectEnv: 'The environment of the workspace (EnvType of the API)',
  bizBeginTime: 'For a node that runs several times a day: the earliest run (StartTime)',
  nodeParams: 'Scheduling parameters for this run, in place of those of the node (TaskParameters)',
  runName:
    'What the run is called in the Operation Center. A mark is added by which the node finds it again.',
  schedulingTimeZone:
    'In which time zone business dates begin and Yesterday is counted. When empty, in that of the region; set it where DataWorks shows another one in the Operation Center. A name such as America/New_York, or UTC+0 or UTC+8.',
  bizEndTime: 'For a node that runs several times a day: the latest run (EndTime)',
};

/** How a run goes; beside the options of waiting. */
export const nodeRunOptions: INodeProperties[] = runOptions.flatMap((option) => {
  const description = DESCRIPTIONS[option.name];
  return description === undefined ? [] : [{ ...option, description }];
});

const ALL_DAY = ['00:00:00', '23:59:59'];

/**
 * @param ofRegion the scheduling time zone of the credential's region, where it is known
 * @throws NodeOperationError that names the field that cannot be used
 */
export function readNodeRunRequest(
  parameters: ParameterReader,
  ofRegion: string | undefined,
): RunRequest {
  const read = readCommonRun(parameters, ofRegion);
  const times = [read.bizBeginTime, read.bizEndTime];
  const [startTime, endTime] = times.join() === ALL_DAY.join() ? [] : times;
  return {
    dates: read.dates,
    timeZone: readTimeZone(parameters, ofRegion),
    environment: readEnvironment(parameters),
    startTime,
    endTime,
    parallelism: read.concurrentRuns,
    taskParameters: read.nodeParams,
    runName: read.runName,
  };
}
