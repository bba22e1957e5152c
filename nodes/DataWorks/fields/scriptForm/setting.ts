import type { INodeProperties } from 'n8n-workflow';

/** How a setting's value in the editor becomes the one in the script. */
export type SettingKind =
  | 'text'
  | 'number'
  | 'boolean'
  /** Text in which \t, \n, \r and \u0001 mean the character. */
  | 'characters'
  /** SQL statements, each ended by a semicolon → a list. */
  | 'statements'
  /** JSON → an object. */
  | 'object'
  /** Names with commas between them → what Elasticsearch makes a document's `_id` from. */
  | 'document id'
  /** A name → MongoDB's `writeMode`. */
  | 'replace key'
  /** Names with commas between them → the columns of one unique index. */
  | 'unique index';

/** One parameter of plug-ins that the form can set; the field's name is the script's. */
export interface Setting {
  kind: SettingKind;
  field: INodeProperties;
  /** Only these types, where others have a parameter of this name that means something else. */
  types?: readonly string[];
}

/** A setting that is given as text. */
export const text = (
  kind: Exclude<SettingKind, 'number' | 'boolean'>,
  name: string,
  displayName: string,
  description: string,
  more: Partial<INodeProperties> = {},
): Setting => ({
  kind,
  field: { displayName, name, type: 'string', default: '', description, ...more },
});

/** A whole number above 0. */
export const number = (
  name: string,
  displayName: string,
  value: number,
  description: string,
): Setting => ({
  kind: 'number',
  field: {
    displayName,
    name,
    type: 'number',
    typeOptions: { minValue: 1, numberPrecision: 0 },
    default: value,
    description,
  },
});

/** A switch; what is added to a task is usually meant to be on. */
export const boolean = (name: string, displayName: string, description: string): Setting => ({
  kind: 'boolean',
  field: { displayName, name, type: 'boolean', default: true, description },
});

/** Text of several lines. */
export const rows = { typeOptions: { rows: 3 } };

/** The formats of files, by the script's names. */
export const fileFormat = (formats: readonly string[]): Setting => ({
  kind: 'text',
  field: {
    displayName: 'File Format',
    name: 'fileFormat',
    type: 'options',
    options: formats.map((value) => ({ name: value.toUpperCase(), value })),
    default: 'csv',
    description: 'How the files are written (fileFormat)',
  },
});

export const batchSize = number('batchSize', 'Batch Size', 1024, 'How many records go at once');
export const compress = text('text', 'compress', 'Compression', 'How the files are compressed', {
  placeholder: 'e.g. gzip',
});
export const encoding = text('text', 'encoding', 'Encoding', 'The character set', {
  default: 'UTF-8',
});
export const fieldDelimiter = text(
  'characters',
  'fieldDelimiter',
  'Field Delimiter',
  'What stands between two columns of text; \\t, \\n, \\r and \\u0001 mean the character',
  { default: ',' },
);
export const nullFormat = text(
  'characters',
  'nullFormat',
  'Null Format',
  'The text that stands for null',
  {
    placeholder: 'e.g. \\N',
  },
);
export const parquetSchema = text(
  'text',
  'parquetSchema',
  'Parquet Schema',
  'The structure of the files, for Parquet',
  { placeholder: 'e.g. message m { required int64 id; }', ...rows },
);
export const schema = text(
  'text',
  'schema',
  'Schema',
  'Only for projects whose tables are in schemas',
);
