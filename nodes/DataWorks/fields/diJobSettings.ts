import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { isJsonObject, type JsonObject } from '../../alibabaCloud/client/exactJson';
import {
  ddlActions,
  ddlTypes,
  ruleActions,
  ruleTargets,
} from '../api/dataworks-2024-05-18/diJobWords';
import { locator } from './locator';
import type { ParameterReader } from './parameterReader';
import { checkCu } from './taskParamFields';

const words = (list: readonly string[]): INodePropertyOptions[] =>
  list.map((value) => ({ name: value, value }));

/** Options by value, with a name each. */
export const named = (list: Readonly<Record<string, string>>): INodePropertyOptions[] =>
  Object.entries(list).map(([value, name]) => ({ name, value }));

const rows = (
  name: string,
  displayName: string,
  placeholder: string,
  description: string,
  values: INodeProperties[],
): INodeProperties => ({
  displayName,
  name,
  type: 'fixedCollection',
  placeholder,
  typeOptions: { multipleValues: true },
  default: {},
  description,
  options: [{ displayName, name: 'row', values }],
});

const textField = (
  displayName: string,
  name: string,
  placeholder: string,
  description: string,
): INodeProperties => ({
  displayName,
  name,
  type: 'string',
  default: '',
  placeholder: `e.g. ${placeholder}`,
  description,
});

/** Which tables are synchronized. */
export const tablesField = rows(
  'tables',
  'Tables',
  'Add table or pattern',
  'The tables to synchronize (TableMappings): each row is one table, or all that match a pattern',
  [
    textField('Database', 'database', 'shop', 'The database of the source'),
    textField(
      'Except Tables',
      'except',
      'orders_tmp,orders_old',
      'Tables to leave out of those that match, separated by commas',
    ),
    {
      displayName: 'Names Are',
      name: 'match',
      type: 'options',
      options: [
        { name: 'Exact', value: 'Exact' },
        { name: 'Regular Expressions', value: 'Regex' },
      ],
      default: 'Exact',
      description: 'How database, schema and table are given',
    },
    textField(
      'Rules',
      'rules',
      'to_public',
      'Names of the rules below that hold for these tables, separated by commas. Empty: all.',
    ),
    textField('Schema', 'schema', 'public', 'The schema, where the source has schemas'),
    textField('Table', 'table', 'orders', 'The table. Empty: all of the database.'),
  ],
);

/** What becomes of names, columns and changes on the way. */
export const rulesField = rows(
  'rules',
  'Rules',
  'Add rule',
  'Renaming and other rules (TransformationRules)',
  [
    {
      displayName: 'Action',
      name: 'action',
      type: 'options',
      options: words(ruleActions),
      default: 'Rename',
      description: 'What the rule does (RuleActionType)',
    },
    {
      displayName: 'Expression (JSON)',
      name: 'expression',
      type: 'json',
      default: '{}',
      displayOptions: { hide: { action: ['Rename'] } },
      description:
        'RuleExpression of the API, e.g. {"columns": ["order_no"]} of DefinePrimaryKey, {"where": "gmt_modified > \'${bizdate}\'"} of DefineIncrementalCondition',
    },
    textField('Name', 'name', 'to_public', 'At most 50 characters. Empty: made from what it does.'),
    {
      displayName: 'New Name',
      name: 'newName',
      type: 'string',
      default: '',
      placeholder: 'e.g. ods_${srcTableName}',
      displayOptions: { show: { action: ['Rename'] } },
      description:
        'The name at the destination; ${srcDatasourceName}, ${srcDatabaseName} and ${srcTableName} stand for those of the source',
    },
    {
      displayName: 'Target',
      name: 'target',
      type: 'options',
      options: words(ruleTargets),
      default: 'Table',
      description: 'What the rule is about (RuleTargetType)',
    },
  ],
);

export const jobGroupField = locator({
  displayName: 'Resource Group',
  name: 'resourceGroup',
  description: 'The resource group of all phases (ResourceGroupIdentifier)',
  noun: 'resource group',
  list: 'listStudioResourceGroups',
  by: 'Identifier',
  example: 'Serverless_res_group_524257424564736_1681266742960',
});

/** The phases of a job: the field of its CU, its label, and its member of ResourceSettings. */
const PHASES = [
  ['offlineCu', 'Full Data CU', 'OfflineResourceSettings', 'the full and the batch phase'],
  ['realtimeCu', 'Real-Time CU', 'RealtimeResourceSettings', 'real-time synchronization'],
  ['scheduleCu', 'Scheduling CU', 'ScheduleResourceSettings', 'what starts batch phases'],
] as const;

const cuFields: INodeProperties[] = PHASES.map(([name, displayName, member, what]) => ({
  displayName,
  name,
  type: 'number',
  typeOptions: { minValue: 0, numberPrecision: 1, numberStepSize: 0.5 },
  default: 0,
  description: `Compute units for ${what} (${member}), in steps of 0.5. 0 leaves them to DataWorks.`,
}));

const ddlField = rows(
  'ddlSettings',
  'Changes of the Source (DDL)',
  'Add kind of change',
  'What to do when the source changes (DdlHandlingSettings)',
  [
    {
      displayName: 'Action',
      name: 'action',
      type: 'options',
      options: named(ddlActions),
      default: 'Normal',
    },
    {
      displayName: 'Type',
      name: 'type',
      type: 'options',
      options: words(ddlTypes),
      default: 'AddColumn',
    },
  ],
);

const runtimeField = rows(
  'runtimeSettings',
  'Run-Time Settings',
  'Add setting',
  'RuntimeSettings of the API, e.g. runtime.offline.concurrent, runtime.realtime.concurrent, dst.offline.truncate, src.offline.datasource.max.connection',
  [
    textField('Name', 'name', 'runtime.realtime.concurrent', 'The name of the setting'),
    textField('Value', 'value', '4', 'The value of the setting'),
  ],
);

/** What a job is made of beside its data: shared by the operations that set it. */
export const partFields: INodeProperties[] = [...cuFields, ddlField, runtimeField];

export const jobDescriptionOption: INodeProperties = {
  displayName: 'Description',
  name: 'description',
  type: 'string',
  default: '',
  description: 'What the job says of itself',
};

export const ownerOption = textField('Owner', 'owner', '2021000000', 'The ID of its owner');

export const moreJobSettings: INodeProperties = {
  displayName: 'More Job Settings (JSON)',
  name: 'jobSettings',
  type: 'json',
  default: '{}',
  description:
    'Members of JobSettings of the API beside the fields: ColumnDataTypeSettings, CycleScheduleSettings, ChannelSettings',
};

/** The rows of one of the fields, each as what reads a text of it. */
function rowsOf(parameters: ParameterReader, path: string, label: string) {
  const given = parameters.raw(path);
  const list = isJsonObject(given) ? given.row : undefined;
  const found: unknown[] = Array.isArray(list) ? list : list === undefined ? [] : [list];
  return found.map((row) => {
    if (!isJsonObject(row)) {
      throw parameters.refuse(label, 'has an entry that is no row', 'Check its expression.');
    }
    return (key: string): string => {
      const value = row[key] ?? '';
      if (typeof value !== 'object') return String(value).trim();
      throw parameters.refuse(label, `has a ${key} that is not text`, 'Check its expression.');
    };
  });
}

/** One of the words of the API, or a refusal of the field. */
function oneOf(
  parameters: ParameterReader,
  label: string,
  word: string,
  known: readonly string[],
): string {
  if (known.includes(word)) return word;
  throw parameters.refuse(label, `has "${word.slice(0, 50)}"`, `Use one of: ${known.join(', ')}.`);
}

const LONGEST_RULE_NAME = 50;

/** TransformationRules. */
function readRules(parameters: ParameterReader): JsonObject[] {
  const label = rulesField.displayName;
  const rules = rowsOf(parameters, 'rules', label).map((text, index): JsonObject => {
    const RuleActionType = oneOf(parameters, label, text('action') || 'Rename', ruleActions);
    const RuleTargetType = oneOf(parameters, label, text('target') || 'Table', ruleTargets);
    const RuleName = text('name') || `${RuleActionType}_${RuleTargetType}_${index + 1}`;
    if (RuleName.length > LONGEST_RULE_NAME) {
      throw parameters.refuse(
        label,
        `has a name of ${RuleName.length} characters`,
        `Use at most ${LONGEST_RULE_NAME}.`,
      );
    }
    const path = `rules.row[${index}].expression`;
    const isRename = RuleActionType === 'Rename';
    if (isRename && text('newName') === '') {
      throw parameters.refuse(label, 'has a Rename without a New Name', 'Give the new name.');
    }
    const RuleExpression = isRename
      ? JSON.stringify({ expression: text('newName') })
      : parameters.jsonObject(path, `${label}: Expression (JSON)`).text;
    return { RuleName, RuleActionType, RuleTargetType, RuleExpression };
  });
  const names = rules.map(({ RuleName }) => String(RuleName));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return rules;
  throw parameters.refuse(label, `has the name ${twice} twice`, 'Give each rule its own name.');
}

/** What the tables are read with: the rules that there are, and the data source that they are in. */
interface TablesOf {
  rules: readonly JsonObject[];
  dataSource: string | undefined;
}

/** TableMappings. */
function readTables(parameters: ParameterReader, { rules, dataSource }: TablesOf): JsonObject[] {
  const label = tablesField.displayName;
  return rowsOf(parameters, 'tables', label).map((text): JsonObject => {
    const match = oneOf(parameters, label, text('match') || 'Exact', ['Exact', 'Regex']);
    const rule = (ObjectType: string, Expression: string, more: JsonObject = {}): JsonObject[] =>
      Expression === ''
        ? []
        : [{ ObjectType, Action: 'Include', ExpressionType: match, Expression, ...more }];
    const listed = (key: string) =>
      text(key)
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean);
    const selected = [
      ...rule('Database', text('database')),
      ...rule('Schema', text('schema')),
      ...rule('Table', text('table')),
    ];
    if (selected.length === 0) {
      throw parameters.refuse(
        label,
        'has a row without a database, schema and table',
        'Give at least one of them, or take the row out.',
      );
    }
    const wanted = listed('rules');
    const unknown = wanted.filter((name) => !rules.some(({ RuleName }) => RuleName === name));
    if (unknown.length > 0) {
      throw parameters.refuse(
        label,
        `has the rule ${unknown.join(', ').slice(0, 200)}, which Rules does not have`,
        'Correct its name, or add it to Rules.',
      );
    }
    const applied = rules.filter(
      ({ RuleName }) => wanted.length === 0 || wanted.includes(String(RuleName)),
    );
    return {
      SourceObjectSelectionRules: [
        ...(dataSource === undefined
          ? []
          : rule('Datasource', dataSource, { ExpressionType: 'Exact' })),
        ...selected,
        ...listed('except').flatMap((name) => rule('Table', name, { Action: 'Exclude' })),
      ],
      ...(applied.length === 0
        ? {}
        : {
            TransformationRules: applied.map(
              ({ RuleName = '', RuleActionType = '', RuleTargetType = '' }) => ({
                RuleName,
                RuleActionType,
                RuleTargetType,
              }),
            ),
          }),
    };
  });
}

/** JobSettings; empty where nothing is set. */
function readJobSettings(parameters: ParameterReader): JsonObject {
  const more = 'options.jobSettings';
  const settings: JsonObject = parameters.isGiven(more)
    ? { ...parameters.jsonObject(more, moreJobSettings.displayName).value }
    : {};
  const changes = rowsOf(parameters, 'ddlSettings', ddlField.displayName);
  if (changes.length > 0) {
    const [label, actions] = [ddlField.displayName, Object.keys(ddlActions)];
    settings.DdlHandlingSettings = changes.map((text) => ({
      Type: oneOf(parameters, label, text('type') || 'AddColumn', ddlTypes),
      Action: oneOf(parameters, label, text('action') || 'Normal', actions),
    }));
  }
  const runtime = rowsOf(parameters, 'runtimeSettings', runtimeField.displayName);
  if (runtime.length > 0) {
    settings.RuntimeSettings = runtime.map((text) => {
      const Name = text('name');
      if (Name !== '') return { Name, Value: text('value') };
      throw parameters.refuse(
        runtimeField.displayName,
        'has a setting without a name',
        'Give its name.',
      );
    });
  }
  return settings;
}

/** ResourceSettings; empty where nothing is set. */
function readResources(parameters: ParameterReader): JsonObject {
  const group = parameters.optionalText('resourceGroup', 'Resource Group')?.trim();
  const phases = PHASES.map(([name, label, member]): [string, JsonObject] => {
    const cu = checkCu(parameters, parameters.raw(name), label);
    return [
      member,
      {
        ...(group === undefined ? {} : { ResourceGroupIdentifier: group }),
        ...(cu === undefined ? {} : { RequestedCu: cu }),
      },
    ];
  });
  return Object.fromEntries(phases.filter(([, phase]) => Object.keys(phase).length > 0));
}

/**
 * The settings of a job by the API's names; what is not given is not there.
 * @returns what the tables give depends on the data source that they are in
 * @throws NodeOperationError that names the field that cannot be used
 */
export function readDiJobSettings(
  parameters: ParameterReader,
): (dataSource: string | undefined) => JsonObject {
  const rules = readRules(parameters);
  const tablesIn = (dataSource: string | undefined) =>
    readTables(parameters, { rules, dataSource });
  // What is wrong with them has to show before anything is sent.
  tablesIn(undefined);
  const ResourceSettings = readResources(parameters);
  const JobSettings = readJobSettings(parameters);
  const Description = parameters.optionalText('options.description', 'Description');
  const Owner = parameters.optionalText('options.owner', 'Owner')?.trim();
  return (dataSource) => {
    const TableMappings = tablesIn(dataSource);
    return {
      ...(Object.keys(ResourceSettings).length === 0 ? {} : { ResourceSettings }),
      ...(TableMappings.length === 0 ? {} : { TableMappings }),
      ...(rules.length === 0 ? {} : { TransformationRules: rules }),
      ...(Object.keys(JobSettings).length === 0 ? {} : { JobSettings }),
      ...(Description === undefined ? {} : { Description }),
      ...(Owner === undefined ? {} : { Owner }),
    };
  };
}
