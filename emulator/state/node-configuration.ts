/** The scheduling properties of a file, as GetFile gives them under NodeConfiguration. */
export interface NodeConfiguration {
  CronExpress: string;
  /** DAY, or NOT_DAY for cycles below a day. */
  CycleType: string;
  SchedulerType: string;
  Stop: boolean;
  ParaValue: string;
  RerunMode: string;
  AutoRerunTimes: number;
  AutoRerunIntervalMillis: number;
  DependentType: string;
  DependentNodeIdList: string;
  InputList: { Input: string; ParseType: string }[];
  OutputList: { Output: string; RefTableName: string }[];
  InputParameters: unknown[];
  OutputParameters: unknown[];
  ResourceGroupId: bigint;
  StartEffectDate: number;
  EndEffectDate: number;
  StartImmediately: boolean;
  Timeout: number;
  ImageId: string;
  /** Text in the replies, unlike the other switches. */
  ApplyScheduleImmediately: string;
  IgnoreParentSkipRunningProperty: string;
}

/** A new file's schedule: daily at 00:23, no inputs, one output. */
export function initialConfiguration(output: string, resourceGroupId: bigint): NodeConfiguration {
  return {
    CronExpress: '00 23 00 * * ?',
    CycleType: 'DAY',
    SchedulerType: 'NORMAL',
    Stop: false,
    ParaValue: '',
    RerunMode: 'ALL_ALLOWED',
    AutoRerunTimes: 0,
    AutoRerunIntervalMillis: 120_000,
    DependentType: 'NONE',
    DependentNodeIdList: '',
    InputList: [],
    OutputList: [{ Output: output, RefTableName: '' }],
    InputParameters: [],
    OutputParameters: [],
    ResourceGroupId: resourceGroupId,
    StartEffectDate: 0,
    EndEffectDate: Date.UTC(9999, 0, 1),
    StartImmediately: false,
    Timeout: 0,
    ImageId: '',
    ApplyScheduleImmediately: 'false',
    IgnoreParentSkipRunningProperty: 'false',
  };
}
