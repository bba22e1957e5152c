import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { isJsonObject, type Json, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { FormStep, ScriptForm } from '../../script/buildScript';
import { dataSourceType, dataSourceTypes } from '../../script/dataSourceTypes';
import { convertSetting } from './convertSetting';
import type { ParameterReader } from '../parameterReader';
import { readChannel } from './channel';
import { readColumns } from './columns';
import { places } from './places';
import { settingsOf, type Side } from './settings';

const labels: Readonly<Record<Side, string>> = { reader: 'Reader', writer: 'Writer' };

/** An expression can give what the editor does not offer. */
function checkChoice(
  parameters: ParameterReader,
  label: string,
  { type, options }: INodeProperties,
  given: Json,
): void {
  if (type !== 'options') return;
  const values = (options as INodePropertyOptions[]).map(({ value }) => String(value));
  if (values.includes(String(given))) return;
  throw parameters.refuse(
    label,
    `is "${String(given).slice(0, 50)}"`,
    `Use one of: ${values.join(', ')}.`,
  );
}

function readSettings(
  parameters: ParameterReader,
  side: Side,
  type: string,
  mode: string | undefined,
): JsonObject {
  const given = parameters.raw(`${side}Options`);
  const options = isJsonObject(given) ? given : {};
  const settings: JsonObject = {};
  for (const { field, kind, types } of settingsOf(side)) {
    const modes = field.displayOptions?.show?.['/writeMode'];
    const isShown = types.includes(type) && (!modes || modes.some((one) => one === mode));
    // Blanks may be meant: a tab between columns, say.
    const value = options[field.name];
    if (!isShown || value === undefined || value === null || value === '') continue;
    const label = `${labels[side]} Options: ${field.displayName}`;
    const converted = convertSetting(kind, label, value, parameters);
    checkChoice(parameters, label, field, converted);
    settings[field.name] = converted;
  }
  return settings;
}

function readAdditional(parameters: ParameterReader, side: Side): JsonObject {
  const name = `${side}Options.additional`;
  if (!parameters.isGiven(name)) return {};
  return parameters.jsonObject(name, `${labels[side]} Options: Additional Parameters (JSON)`).value;
}

/** What a mode or a file format cannot do without must be there. */
function checkNeeds(parameters: ParameterReader, side: Side, { plugIn, mode, settings }: FormStep) {
  for (const reason of [mode, settings.fileFormat]) {
    const missing = plugIn.needs?.[String(reason)]?.find((name) => settings[name] === undefined);
    if (missing === undefined) continue;
    const field = settingsOf(side).find((setting) => setting.field.name === missing)?.field;
    throw parameters.refuse(
      `${labels[side]} Options: ${field?.displayName ?? missing}`,
      `is empty; ${String(reason)} needs it`,
      'Add the option.',
    );
  }
}

function readStep(parameters: ParameterReader, side: Side): FormStep {
  const label = labels[side];
  const values = dataSourceTypes.map(({ value }) => value);
  const type = parameters.oneOf(`${side}Type`, `${label} Type`, values);
  const plugIn = dataSourceType(type)![side];
  const { suffix } = places[plugIn.place.parameter]!;
  const datasource = parameters.requiredText(`${side}DataSource`, `${label} Data Source`).trim();
  const place = parameters.requiredText(`${side}${suffix}`, `${label} ${suffix}`).trim();
  const mode =
    plugIn.modes && parameters.oneOf('writeMode', 'Write Mode', Object.keys(plugIn.modes));
  const settings = readSettings(parameters, side, type, mode);
  if (plugIn.settings.includes('partition')) {
    const partition = parameters.optionalText(`${side}Partition`, `${label} Partition`)?.trim();
    if (partition !== undefined) settings.partition = partition;
  }
  if (settings.partition !== undefined && settings.where !== undefined && plugIn.implied?.where) {
    throw parameters.refuse(
      `${label} Options: Filter`,
      `cannot be used together with ${label} Partition`,
      "Put the partition into the filter, e.g. pt = '${bizdate}', and leave out the other.",
    );
  }
  const step = {
    plugIn,
    datasource,
    place,
    settings,
    additional: readAdditional(parameters, side),
    ...(mode === undefined ? {} : { mode }),
  };
  checkNeeds(parameters, side, step);
  return step;
}

/** @throws NodeOperationError that names the field that cannot be used */
export function readScriptForm(parameters: ParameterReader): ScriptForm {
  const reader = readStep(parameters, 'reader');
  const writer = readStep(parameters, 'writer');
  return {
    reader,
    writer,
    columns: readColumns(parameters, reader, writer),
    channel: readChannel(parameters),
  };
}
