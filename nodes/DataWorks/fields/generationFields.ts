import type { INodeProperties } from 'n8n-workflow';

import { scriptSecrets } from '../script/scriptSecrets';
import type { ParameterReader } from './parameterReader';

/** What DataWorks makes the script of a real-time task or solution from. */
export const generationParamField: INodeProperties = {
  displayName: 'Generation Settings (JSON)',
  name: 'generationParam',
  type: 'json',
  typeOptions: { rows: 12 },
  default:
    '{\n  "type": "realtime",\n  "version": "1.0",\n  "setting": { "resourceGroup": "", "taskType": "oneclick_to_odps" },\n  "steps": [\n    {\n      "stepType": "mysql",\n      "name": "Reader",\n      "category": "reader",\n      "parameter": {\n        "connection": [\n          {\n            "datasourceType": "mysql",\n            "datasource": "",\n            "selectedTables": [\n              { "dbName": "", "schema": [{ "tableInfos": [{ "table": "" }] }] }\n            ]\n          }\n        ]\n      }\n    },\n    {\n      "stepType": "odps",\n      "name": "Writer",\n      "category": "writer",\n      "parameter": { "datasource": "" }\n    }\n  ]\n}',
  required: true,
  description:
    'What the script is generated from (TaskParam of the API): source, target and tables, from MySQL to MaxCompute, Kafka or Hologres',
};

/** What a script is generated from. */
export interface GenerationParam {
  /** JSON text, as it is sent. */
  text: string;
  /** Texts in it that must not come back in a message. */
  secrets: string[];
}

/** @throws NodeOperationError for anything but a JSON object */
export function readGenerationParam(parameters: ParameterReader): GenerationParam {
  const label = 'Generation Settings (JSON)';
  const { text, value } = parameters.jsonObject('generationParam', label);
  return { text, secrets: scriptSecrets(value) };
}
