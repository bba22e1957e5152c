import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { exactId, isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import { diJobReferenceFields, readDiJobReference } from '../../fields/diJobField';
import {
  jobDescriptionOption,
  jobGroupField,
  moreJobSettings,
  ownerOption,
  partFields,
  readDiJobSettings,
  rulesField,
  tablesField,
} from '../../fields/diJobSettings';
import { readChangesJson, readFileSpec } from '../../fields/newDiJob';
import { optionsField } from '../../fields/optionsField';
import type { ParameterReader } from '../../fields/parameterReader';
import { makeChange } from '../../flows/updateTask';
import { scriptSecrets } from '../../script/scriptSecrets';
import { dataSourcesOf, jobUpdate } from '../../studios/dataStudio/diJobs';
import type { Call, Operation, Result } from '../operation';

const groupField: INodeProperties = { ...jobGroupField, required: false };

/** UpdateDIJob: what differs is changed. */
export const update: Operation = {
  name: 'Update',
  value: 'update',
  action: 'Update DI job',
  description:
    'Change tables, rules, resources or settings of a job; its types and data sources stay',
  named: { by: 'Id' },
  fields: [
    ...diJobReferenceFields,
    {
      displayName: 'Changes',
      name: 'jobInput',
      type: 'options',
      noDataExpression: true,
      options: [
        { name: 'Using a FileSpec', value: 'fileSpec' },
        { name: 'Using Fields Below', value: 'form' },
        { name: 'Using JSON', value: 'json' },
      ],
      default: 'form',
      description: 'How to give what is to be changed. Fields that are empty stay as they are.',
    },
    ...updateDisplayOptions({ show: { jobInput: ['form'] } }, [
      tablesField,
      rulesField,
      groupField,
      ...partFields,
    ]),
    {
      displayName: 'Changes (JSON)',
      name: 'jobJson',
      type: 'json',
      default: '{}',
      required: true,
      displayOptions: { show: { jobInput: ['json'] } },
      description:
        'Parameters of UpdateDIJob by the names of the API, without those of the workspace and the job',
    },
    {
      displayName: 'FileSpec',
      name: 'fileSpec',
      type: 'json',
      default: '{}',
      required: true,
      displayOptions: { show: { jobInput: ['fileSpec'] } },
      description: 'What the script mode of a job shows, as JSON',
    },
    optionsField(
      updateDisplayOptions({ show: { '/jobInput': ['form'] } }, [
        jobDescriptionOption,
        moreJobSettings,
        ownerOption,
      ]),
    ),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, hint } = call;
    const reference = readDiJobReference(parameters);
    const { settings, secrets } = readChanges(parameters, hint);
    const changed = await makeChange(call, jobUpdate(client, { ...reference, settings, secrets }));
    if (!changed.ok) return changed;
    const { requestId: RequestId, Outcome } = changed;
    const Id = exactId(reference.diJobId);
    return { ok: true, body: { Success: true, RequestId, Id, Outcome } };
  },
};

interface Changes {
  settings(job: JsonObject): JsonObject;
  secrets: string[];
}

function readChanges(parameters: ParameterReader, hint: (message: string) => void): Changes {
  const input = parameters.oneOf('jobInput', 'Changes', ['form', 'json', 'fileSpec']);
  if (input !== 'form') {
    const given: JsonObject =
      input === 'json' ? readChangesJson(parameters) : readFileSpec(parameters, 'fileSpec', hint);
    return { settings: () => given, secrets: scriptSecrets(given) };
  }
  const settingsFor = readDiJobSettings(parameters);
  const given = settingsFor(undefined);
  if (Object.keys(given).length === 0) {
    throw parameters.refuse('Changes', 'has none', 'Fill in what is to be changed.');
  }
  return {
    settings: (job) => merged(settingsFor(dataSourcesOf(job)[0]), job),
    secrets: scriptSecrets(given),
  };
}

/** Settings of several parts with the parts that were not given as they are. */
function merged(given: JsonObject, job: JsonObject): JsonObject {
  const result = { ...given };
  for (const name of ['JobSettings', 'ResourceSettings']) {
    const [wanted, stored] = [given[name], job[name]];
    if (!isJsonObject(wanted) || !isJsonObject(stored)) continue;
    const parts = Object.entries(wanted).map(([part, value]) => {
      const own = stored[part];
      return [part, isJsonObject(value) && isJsonObject(own) ? { ...own, ...value } : value];
    });
    result[name] = { ...stored, ...(Object.fromEntries(parts) as JsonObject) };
  }
  return result;
}
