import type { INodeProperties } from 'n8n-workflow';

import { isJsonObject, parseExact, type Json } from '../../alibabaCloud/client/exactJson';
import type { TestRequest } from '../studios/testFirst';
import type { ParameterReader } from './parameterReader';

const LABEL = 'Test First';

/** Tests the data sources before anything is created. */
export const testFirstOption: INodeProperties = {
  displayName: LABEL,
  name: 'testFirst',
  type: 'boolean',
  default: true,
  description:
    'Whether to test first if the resource group reaches each data source, and to create nothing if not. When not added, nothing is tested. Costs a call or two for each data source, once per execution.',
};

/** Every text under this name, in a value or the JSON in its texts. */
function textsUnder(name: string, value: Json, into: Set<string>): Set<string> {
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
    try {
      return textsUnder(name, parseExact(value), into);
    } catch {
      return into;
    }
  }
  if (Array.isArray(value)) for (const one of value) textsUnder(name, one, into);
  else if (isJsonObject(value)) {
    for (const [key, one] of Object.entries(value)) {
      const isText = typeof one === 'string' && one.trim() !== '';
      if (isText && key.toLowerCase() === name) into.add(one.trim());
      else textsUnder(name, one, into);
    }
  }
  return into;
}

/** Where a script or a job names data sources and resource groups, in lower case. */
const NAMES = {
  script: { dataSource: 'datasource', group: 'resourcegroup' },
  job: { dataSource: 'datasourcename', group: 'resourcegroupidentifier' },
};

/**
 * What is to be tested before this is created; `undefined` where nothing is.
 * @param content a script, or a job's parameters: what names data sources
 * @param settings what names the resource group, where the content does not
 * @throws NodeOperationError where there is no resource group to test from
 */
export function readTestFirst(
  parameters: ParameterReader,
  projectId: string,
  of: keyof typeof NAMES,
  content: Json,
  settings: Json = content,
): Omit<TestRequest, 'unit'> | undefined {
  if (!parameters.flag('options.testFirst', LABEL, false)) return undefined;
  const { dataSource, group } = NAMES[of];
  const given = textsUnder(group, settings, new Set());
  const resourceGroups = [...(given.size > 0 ? given : textsUnder(group, content, new Set()))];
  if (resourceGroups.length === 0) {
    throw parameters.refuse(
      LABEL,
      'has no resource group to test from',
      'Give the resource group, or take the option out.',
    );
  }
  return {
    projectId,
    dataSources: [...textsUnder(dataSource, content, new Set())],
    resourceGroups,
  };
}
