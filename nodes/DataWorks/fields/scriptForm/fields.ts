import type { INodeProperties } from 'n8n-workflow';

import { dataSourceTypes } from '../../script/dataSourceTypes';
import { locator } from '../locator';
import { channelOptions } from './channel';
import { columnsField } from './columns';
import { writeModeFields } from './modes';
import { places } from './places';
import { settingsOf, typesWhere, type Side } from './settings';

/** What differs between the two sides. */
const sides = {
  reader: { Side: 'Reader', defaultType: 'mysql', does: 'read' },
  writer: { Side: 'Writer', defaultType: 'odps', does: 'written to' },
} as const;

const list = (
  side: Side,
  suffix: 'DataSource' | 'Table',
  words: { displayName: string; noun: string; example: string; description: string },
): INodeProperties =>
  locator({
    ...words,
    name: `${side}${suffix}`,
    list: `list${sides[side].Side}${suffix}s`,
    by: 'Name',
  });

function typeField(side: Side): INodeProperties {
  const { Side: label, defaultType, does } = sides[side];
  const field: INodeProperties = {
    displayName: `${label} Type`,
    name: `${side}Type`,
    type: 'options',
    // Other fields depend on it.
    noDataExpression: true,
    options: dataSourceTypes.map(({ name, value }) => ({ name, value })),
    default: '',
    description: `The type of the data source that is ${does}. For other types, use JSON.`,
  };
  return { ...field, default: defaultType };
}

/** The table, object, topic … of the types that have one. */
function placeField(side: Side, parameter: string): INodeProperties {
  const { Side: label, does } = sides[side];
  const { suffix, placeholder } = places[parameter] as { suffix: string; placeholder: string };
  const displayOptions = {
    show: { [`${side}Type`]: typesWhere(side, ({ place }) => place.parameter === parameter) },
  };
  const noun = suffix.toLowerCase();
  if (parameter === 'table') {
    const field = list(side, 'Table', {
      displayName: `${label} Table`,
      noun: 'table',
      example: 'orders',
      description: `The table that is ${does}`,
    });
    return { ...field, displayOptions };
  }
  return {
    displayName: `${label} ${suffix}`,
    name: `${side}${suffix}`,
    type: 'string',
    default: '',
    required: true,
    placeholder,
    displayOptions,
    description:
      parameter === 'object'
        ? `The path of the objects that are ${side === 'reader' ? 'read' : 'written'}; for Parquet, of their folder`
        : `The ${noun} that is ${does}`,
  };
}

function partitionField(side: Side): INodeProperties {
  return {
    displayName: `${sides[side].Side} Partition`,
    name: `${side}Partition`,
    type: 'string',
    default: '',
    placeholder: 'e.g. pt=${bizdate}',
    displayOptions: {
      show: { [`${side}Type`]: typesWhere(side, ({ settings }) => settings.includes('partition')) },
    },
    description: `The partition that is ${sides[side].does}, down to the last level. Empty for a table without partitions.`,
  };
}

function settingsField(side: Side): INodeProperties {
  const own = settingsOf(side).map(({ field, types }) => ({
    ...field,
    displayOptions: {
      show: { ...field.displayOptions?.show, [`/${side}Type`]: [...types] },
    },
  }));
  const additional: INodeProperties = {
    displayName: 'Additional Parameters (JSON)',
    name: 'additional',
    type: 'json',
    default: '{}',
    description: `Further parameters of the ${side}, by their names in the script. They replace those of the form.`,
  };
  return {
    displayName: `${sides[side].Side} Options`,
    name: `${side}Options`,
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [additional, ...own],
  };
}

const placeFields = (side: Side) =>
  Object.keys(places)
    .filter(
      (parameter) => typesWhere(side, ({ place }) => place.parameter === parameter).length > 0,
    )
    .map((parameter) => placeField(side, parameter));

const dataSource = (side: Side) =>
  list(side, 'DataSource', {
    displayName: `${sides[side].Side} Data Source`,
    noun: 'data source',
    example: side === 'reader' ? 'mysql_pub' : 'odps_source',
    description: 'The data source as it is named in the workspace',
  });

/** The script of a batch task as fields: first what each task needs, the rest as options. */
export const scriptFormFields: INodeProperties[] = [
  typeField('reader'),
  dataSource('reader'),
  ...placeFields('reader'),
  partitionField('reader'),
  typeField('writer'),
  dataSource('writer'),
  ...placeFields('writer'),
  partitionField('writer'),
  ...writeModeFields,
  columnsField,
  settingsField('reader'),
  settingsField('writer'),
  channelOptions,
];
