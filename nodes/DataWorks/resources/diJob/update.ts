import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { exactId, isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import { diJobReferenceFields, readDiJobReference } from '../../fields/diJobField';
import {
  cuFields,
  ddlField,
  jobDescriptionOption,
  jobGroupField,
  moreJobSettings,
  ownerOption,
  readDiJobSettings,
  rulesField,
  runtimeField,
  tablesField,
} from '../../fields/diJobSettings';
import { readChangesJson, readFileSpec } from '../../fields/newDiJob';
import type { ParameterReader } from '../../fields/parameterReader';
import { makeChange } from '../../flows/updateTask';
import { scriptSecrets } from '../../script/scriptSecrets';
import { dataSourcesOf, jobUpdate } from '../../studios/dataStudio/diJobs';
import type { Call, Operation, Result } from '../operation';

const alone = (field: INodeProperties): INodeProperties => {
  const copy = { ...field };
  delete copy.required;
  return copy;
};

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
      description: 'How to give what is to be changed',
    },
    ...updateDisplayOptions({ show: { jobInput: ['form'] } }, [
      {
        displayName: 'Settings',
        name: 'settings',
        type: 'collection',
        placeholder: 'Add setting',
        default: {},
        description: 'The settings to replace. Those that are not added stay as they are.',
        options: [
          ddlField,
          jobDescriptionOption,
          cuFields[0]!,
          moreJobSettings,
          ownerOption,
          cuFields[1]!,
          alone(jobGroupField),
          rulesField,
          runtimeField,
          cuFields[2]!,
          tablesField,
        ],
      },
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
  const settingsFor = readDiJobSettings(parameters, 'settings.', 'settings.');
  const given = settingsFor(undefined);
  if (Object.keys(given).length === 0) {
    throw parameters.refuse('Settings', 'has no setting', 'Add what is to be changed.');
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
