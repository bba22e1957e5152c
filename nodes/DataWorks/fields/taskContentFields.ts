import type { INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../alibabaCloud/client/exactJson';
import { checkScript, type ScriptFindings } from '../script/checkScript';
import type { Finding } from '../script/finding';
import { findBlanks, scriptSecrets } from '../script/scriptSecrets';
import type { JsonParameter, ParameterReader } from './parameterReader';

/** The script of the task. */
export const taskContentFields: INodeProperties[] = [
  {
    displayName: 'Task Content',
    name: 'taskContent',
    type: 'json',
    typeOptions: { rows: 12 },
    default:
      '{\n  "type": "job",\n  "version": "2.0",\n  "steps": [],\n  "order": { "hops": [] },\n  "setting": {}\n}',
    required: true,
    builderHint: {
      propertyHint:
        'JSON with one reader and one writer in steps and a hop between them; secrets belong in data sources, not here. Preview shows what is wrong with it.',
    },
    description:
      'The script of the task: reader, writer, and how they are connected. In DataWorks it is what the script mode of a task shows. Scheduling variables such as ${bizdate} stay as they are.',
  },
];

export interface TaskContent {
  /** JSON text, as it is sent. */
  text: string;
  /** Texts in it that must not come back in a message. */
  secrets: string[];
}

const LABEL = 'Task Content';

/** Scripts that were checked already: most items of an execution share theirs. */
const checked = new WeakMap<
  JsonObject,
  ScriptFindings & { blanks: Finding[]; secrets: string[] }
>();

function check(script: JsonObject) {
  const known = checked.get(script);
  if (known) return known;
  const blanks: Finding[] = [];
  findBlanks(script, (path, message) => blanks.push({ path, message }));
  const found = { ...checkScript(script), blanks, secrets: scriptSecrets(script) };
  checked.set(script, found);
  return found;
}

const sentence = ({ path, message }: Finding) => `${path} ${message}`;

/**
 * Checks a script; what is only doubtful goes to `hint`.
 * @param label what gave it, as the editor shows it
 * @throws NodeOperationError with the places that DataWorks cannot run
 */
export function checkTaskContent(
  parameters: ParameterReader,
  label: string,
  { text, value }: JsonParameter,
  taskType: string,
  hint: (message: string) => void,
): TaskContent {
  const { errors, warnings, blanks, secrets } = check(value);
  // Scripts of real-time tasks and solutions are generated, and their form is not documented.
  const wrong = taskType === 'DI_OFFLINE' ? [...blanks, ...errors] : blanks;
  if (wrong.length > 0) {
    throw parameters.refuse(
      label,
      `is no script that DataWorks can run: ${wrong.slice(0, 5).map(sentence).join('; ')}`,
      'Correct these places. A script that works can be copied from the script mode of a task in DataWorks.',
    );
  }
  const doubtful = taskType === 'DI_OFFLINE' ? warnings : [];
  for (const finding of doubtful) hint(`${label}: ${sentence(finding)}.`);
  return { text, secrets };
}

/**
 * Reads the script and checks it; what is only doubtful goes to `hint`.
 * @throws NodeOperationError with the places that DataWorks cannot run
 */
export function readTaskContent(
  parameters: ParameterReader,
  taskType: string,
  hint: (message: string) => void,
): TaskContent {
  const script = parameters.jsonObject('taskContent', LABEL);
  return checkTaskContent(parameters, LABEL, script, taskType, hint);
}
