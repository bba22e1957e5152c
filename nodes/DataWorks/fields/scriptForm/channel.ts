import type { INodeProperties } from 'n8n-workflow';

import type { Channel } from '../../script/buildScript';
import type { ParameterReader } from '../parameterReader';

const CONCURRENCY = 2;
/** From here on a task can be spread over several machines. */
const DISTRIBUTED_FROM = 8;

/** How the data flows: the form's part of `setting`. */
export const channelOptions: INodeProperties = {
  displayName: 'Channel Options',
  name: 'channelOptions',
  type: 'collection',
  placeholder: 'Add option',
  default: {},
  options: [
    {
      displayName: 'Data Source Environment',
      name: 'envType',
      type: 'options',
      options: [
        { name: 'Development', value: 0 },
        { name: 'Production', value: 1 },
      ],
      default: 1,
      description: 'Which environment of the data sources is used (envType)',
    },
    {
      displayName: 'Distributed Execution',
      name: 'distribute',
      type: 'boolean',
      default: true,
      description:
        'Whether the task is spread over several machines, with a Maximum Concurrency of 8 or more',
    },
    {
      displayName: 'Maximum Concurrency',
      name: 'concurrent',
      type: 'number',
      typeOptions: { minValue: 1, maxValue: 32, numberPrecision: 0 },
      default: CONCURRENCY,
      description: 'How many threads read and write at the same time',
    },
    {
      displayName: 'Maximum Speed (MB/s)',
      name: 'mbps',
      type: 'number',
      typeOptions: { minValue: 1, numberPrecision: 0 },
      default: 10,
      description: 'Up to which rate data is copied, to spare the source. Not added: no limit.',
    },
    {
      displayName: 'Tolerated Dirty Records',
      name: 'dirtyRecords',
      type: 'number',
      typeOptions: { minValue: 0, numberPrecision: 0 },
      default: 0,
      description:
        'How many records may fail to be written before the task fails. Not added: DataWorks decides.',
    },
  ],
};

/** @throws NodeOperationError for a number out of bounds */
export function readChannel(parameters: ParameterReader): Channel {
  const given = (name: string) => parameters.isGiven(`channelOptions.${name}`);
  const whole = (name: string, label: string, bounds: { min: number; max: number }) =>
    Math.floor(parameters.number(`channelOptions.${name}`, label, { ...bounds, default: 0 }));
  const concurrent = given('concurrent')
    ? whole('concurrent', 'Maximum Concurrency', { min: 1, max: 32 })
    : CONCURRENCY;
  const distribute = parameters.flag('channelOptions.distribute', 'Distributed Execution', false);
  if (distribute && concurrent < DISTRIBUTED_FROM) {
    throw parameters.refuse(
      'Maximum Concurrency',
      `is ${concurrent}, too small for Distributed Execution`,
      'Use 8 or more, or leave out Distributed Execution.',
    );
  }
  return {
    envType: given('envType') ? whole('envType', 'Data Source Environment', { min: 0, max: 1 }) : 1,
    concurrent,
    ...(given('mbps') ? { mbps: whole('mbps', 'Maximum Speed', { min: 1, max: 1e6 }) } : {}),
    ...(given('dirtyRecords')
      ? { dirtyRecords: whole('dirtyRecords', 'Tolerated Dirty Records', { min: 0, max: 1e9 }) }
      : {}),
    distribute,
  };
}
