import type { INodeProperties } from 'n8n-workflow';

/** Values that scheduling properties may have. Source: UpdateFile. */
export const CYCLE_TYPES = ['DAY', 'NOT_DAY'] as const;
export const DEPENDENT_TYPES = [
  'NONE',
  'SELF',
  'CHILD',
  'CHILD_AND_SELF',
  'USER_DEFINE',
  'USER_DEFINE_AND_SELF',
] as const;
export const RERUN_MODES = ['ALL_ALLOWED', 'FAILURE_ALLOWED', 'ALL_DENIED'] as const;
export const MAX_AUTO_RERUNS = 10;
export const MAX_RERUN_INTERVAL_MINUTES = 30;

/** The scheduling properties of a batch task, A–Z. */
export const scheduleProperties: INodeProperties[] = [
  {
    displayName: 'Automatic Reruns',
    name: 'autoRerunTimes',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: MAX_AUTO_RERUNS, numberPrecision: 0 },
    default: 3,
    description: 'How often a failed run is repeated by DataWorks (AutoRerunTimes)',
  },
  {
    displayName: 'Cron Expression',
    name: 'cronExpress',
    type: 'string',
    default: '',
    placeholder: 'e.g. 00 30 05 * * ?',
    description:
      'When the task runs: second, minute, hour, day, month and weekday. At most every 5 minutes; once a day, not before 00:05.',
  },
  {
    displayName: 'Cycle',
    name: 'cycleType',
    type: 'options',
    options: [
      { name: 'Day, Week or Month', value: 'DAY' },
      { name: 'Hour or Minute', value: 'NOT_DAY' },
    ],
    default: 'DAY',
    description: 'How the task recurs (CycleType). When not added, the cron expression decides.',
  },
  {
    displayName: 'Effective From',
    name: 'startEffectDate',
    type: 'dateTime',
    default: '',
    description: 'When the schedule begins to apply (StartEffectDate)',
  },
  {
    displayName: 'Effective Until',
    name: 'endEffectDate',
    type: 'dateTime',
    default: '',
    description: 'When the schedule ceases to apply (EndEffectDate)',
  },
  {
    displayName: 'Output Names',
    name: 'outputList',
    type: 'string',
    default: '',
    placeholder: 'e.g. demo_workspace.orders_out',
    description: 'Names by which other nodes depend on this task, separated by commas (OutputList)',
  },
  {
    displayName: 'Owner',
    name: 'owner',
    type: 'string',
    default: '',
    placeholder: 'e.g. 18023848927592',
    description: 'The Alibaba Cloud user ID of the owner',
  },
  {
    displayName: 'Parameters',
    name: 'paraValue',
    type: 'string',
    default: '',
    placeholder: 'e.g. bizdate=$bizdate region=cn',
    description: 'Scheduling parameters that the script uses as ${name} (ParaValue)',
  },
  {
    displayName: 'Parent Output Names',
    name: 'inputList',
    type: 'string',
    default: '',
    placeholder: 'e.g. demo_workspace_root',
    description:
      'Output names of the nodes that this task waits for, separated by commas (InputList). A batch task needs at least one to be deployed: the workspace name with _root is the start of the workspace.',
  },
  {
    displayName: 'Paused',
    name: 'stop',
    type: 'boolean',
    default: true,
    description: 'Whether the schedule is paused (Stop). Turn it off to resume.',
  },
  {
    displayName: 'Previous Cycle',
    name: 'dependentType',
    type: 'options',
    options: [
      { name: 'Child Nodes', value: 'CHILD' },
      { name: 'Child Nodes and Itself', value: 'CHILD_AND_SELF' },
      { name: 'Itself', value: 'SELF' },
      { name: 'None', value: 'NONE' },
      { name: 'Other Nodes', value: 'USER_DEFINE' },
      { name: 'Other Nodes and Itself', value: 'USER_DEFINE_AND_SELF' },
    ],
    default: 'SELF',
    description: 'Whose run of the cycle before a run waits for (DependentType)',
  },
  {
    displayName: 'Previous Cycle: Node IDs',
    name: 'dependentNodeIdList',
    type: 'string',
    default: '',
    placeholder: 'e.g. 700001,700002',
    description:
      'The nodes, separated by commas, when Previous Cycle is Other Nodes (DependentNodeIdList)',
  },
  {
    displayName: 'Rerun Interval (Minutes)',
    name: 'autoRerunInterval',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: MAX_RERUN_INTERVAL_MINUTES },
    default: 2,
    description: 'How long DataWorks waits before an automatic rerun (AutoRerunIntervalMillis)',
  },
  {
    displayName: 'Reruns Allowed',
    name: 'rerunMode',
    type: 'options',
    options: [
      { name: 'Always', value: 'ALL_ALLOWED' },
      { name: 'Never', value: 'ALL_DENIED' },
      { name: 'Only After a Failure', value: 'FAILURE_ALLOWED' },
    ],
    default: 'ALL_ALLOWED',
    description: 'When a run may be repeated (RerunMode)',
  },
  {
    displayName: 'Resource Group',
    name: 'resourceGroupIdentifier',
    type: 'string',
    default: '',
    placeholder: 'e.g. S_res_group_524257424564736_1681266742960',
    description:
      'The identifier of the resource group for scheduling that starts the task (ResourceGroupIdentifier)',
  },
];
