import type { INodePropertyOptions } from 'n8n-workflow';

import {
  taskTypes,
  typeOfFile,
  typesWith,
} from '../../../../nodes/DataWorks/api/dataworks-2020-05-18/taskTypes';
import { readTaskType } from '../../../../nodes/DataWorks/fields/taskReference';
import type { ParameterReader } from '../../../../nodes/DataWorks/fields/parameterReader';
import { resources } from '../../../../nodes/DataWorks/resources';

const operations = resources.find(({ value }) => value === 'syncTask')!.operations;
const offered = operations.flatMap(({ value, fields }) => {
  const field = fields.find(({ name }) => name === 'taskType');
  if (!field) return [];
  const options = (field.options as INodePropertyOptions[]).map((option) => String(option.value));
  return [{ operation: value, options, first: String(field.default) }];
});

/** What the operation reads for a task type: the type, or why it refuses it. */
function read(operation: string, type: string): string {
  const parameters = {
    oneOf: () => type,
    refuse: (_label: string, problem: string, wayOut?: string) =>
      new Error(`${problem}. ${wayOut}`),
  } as unknown as ParameterReader;
  try {
    return readTaskType(parameters, operation as Parameters<typeof readTaskType>[1]);
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the drop-down Task Type', () => {
  it.each(offered)('of $operation offers what is not refused', ({ operation, options, first }) => {
    const types = taskTypes.map(({ type }) => type);
    expect(options).toEqual(types.filter((type) => read(operation, type) === type));
    expect(options).toContain(first);
    for (const type of types.filter((one) => !options.includes(one))) {
      expect(read(operation, type)).toMatch(
        /^is DI_\w+, which DataWorks does not have .*\. \w.*\.$/,
      );
    }
  });

  it('is there in most operations, and not with all types everywhere', () => {
    const counts = Object.fromEntries(
      offered.map(({ operation, options }) => [operation, options.length]),
    );
    expect(counts).toEqual({
      bringLive: 1,
      create: 3,
      delete: 2,
      deploy: 3,
      generateConfiguration: 2,
      get: 3,
      getStatus: 2,
      preview: 3,
      run: 1,
      start: 2,
      stop: 1,
      terminate: 1,
      update: 3,
    });
  });
});

it('a file tells its type', () => {
  expect(typeOfFile(23)?.type).toBe('DI_OFFLINE');
  expect(typeOfFile('900')?.type).toBe('DI_REALTIME');
  expect(typeOfFile(undefined)).toBeUndefined();
  expect(typeOfFile('undefined')).toBeUndefined();
  expect(typesWith('getMany').map(({ fileType }) => fileType)).toEqual([23, 900]);
});
