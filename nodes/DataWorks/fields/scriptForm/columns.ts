import type { INodeProperties } from 'n8n-workflow';

import { isJsonObject } from '../../../alibabaCloud/client/exactJson';
import {
  plugInFor,
  type ColumnPair,
  type FormColumn,
  type FormStep,
} from '../../script/buildScript';
import type { ColumnRule, PlugIn } from '../../script/plugIn';
import { OBJECT_AS_TEXT } from '../json/scalars';
import type { ParameterReader } from '../parameterReader';
import { typesWhere, type Side } from './settings';

const columnType = (side: Side): INodeProperties => ({
  displayName: `${side === 'reader' ? 'Reader' : 'Writer'} Column Type`,
  name: `${side}ColumnType`,
  type: 'string',
  default: '',
  placeholder: 'e.g. string',
  displayOptions: {
    show: {
      [`/${side}Type`]: typesWhere(side, ({ columns, byFormat }) =>
        [columns, ...Object.values(byFormat ?? {}).map((other) => other.columns)].some((rule) =>
          rule?.shape.startsWith('typed'),
        ),
      ),
    },
  },
  description: 'The type of the column there. Empty: text.',
});

/** Which column goes where. */
export const columnsField: INodeProperties = {
  displayName: 'Columns',
  name: 'columns',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true, sortable: true },
  placeholder: 'Add Column',
  default: {},
  description:
    'Which column goes where. Without any, all columns are copied in their order, from and to databases.',
  options: [
    {
      displayName: 'Column',
      name: 'column',
      values: [
        {
          displayName: 'Reader Column',
          name: 'readerColumn',
          type: 'string',
          default: '',
          placeholder: 'e.g. ID',
          description: 'The column that is read; for OSS its number in the file, from 0',
        },
        columnType('reader'),
        {
          displayName: 'Writer Column',
          name: 'writerColumn',
          type: 'string',
          default: '',
          placeholder: 'e.g. ID',
          description: 'The column that is written. Empty: of the same name.',
        },
        columnType('writer'),
      ],
    },
  ],
};

const LABEL = 'Columns';

/** A column's name or type. */
function textOf(value: unknown, parameters: ParameterReader, row: number): string {
  const text = value === undefined || value === null ? '' : String(value).trim();
  if (typeof value !== 'object' && !text.includes(OBJECT_AS_TEXT)) return text;
  if (text === '') return text;
  throw parameters.refuse(
    LABEL,
    `has a row that is not text (number ${row})`,
    'Check the expression: it gives an object or a list.',
  );
}

/** Whether a column's name will do for the plug-in. */
function problemWith(rule: ColumnRule, { name }: FormColumn, side: string): string | undefined {
  if (rule.shape === 'none') return undefined;
  if (name === '') return `has no ${side} Column`;
  if (rule.shape === 'typed index' && !/^\d+$/.test(name)) {
    return `has the ${side} Column "${name.slice(0, 50)}", which is no number from 0`;
  }
  return undefined;
}

/** Without columns all are meant, which not every type of data source has. */
function refuseAll(parameters: ParameterReader, plugIns: readonly PlugIn[]): void {
  const other = plugIns.find(({ columns }) => !columns.all);
  if (other === undefined) return;
  const special =
    other.stepType === 'kafka'
      ? ' Kafka has __key__, __value__, __offset__ and __timestamp__.'
      : '';
  throw parameters.refuse(
    LABEL,
    `is empty, and ${other.stepType} cannot copy all columns by itself`,
    `Add each column that is to be copied.${special}`,
  );
}

/**
 * Reads the mapping of columns; without one, all columns are meant.
 * @throws NodeOperationError for a column that the plug-in cannot have
 */
export function readColumns(
  parameters: ParameterReader,
  reader: FormStep,
  writer: FormStep,
): ColumnPair[] {
  const [from, to] = [plugInFor(reader), plugInFor(writer)];
  const given = parameters.raw('columns');
  const rows = isJsonObject(given) && Array.isArray(given.column) ? given.column : [];
  if (rows.length === 0) refuseAll(parameters, [from, to]);
  return rows.filter(isJsonObject).map((row, index) => {
    const text = (value: unknown) => textOf(value, parameters, index + 1);
    const named = (name: unknown, type: unknown): FormColumn => ({
      name: text(name),
      type: text(type) || undefined,
    });
    const read = named(row.readerColumn, row.readerColumnType);
    const isNumber = from.columns.shape === 'typed index';
    const sameName = isNumber ? '' : read.name;
    const written = named(text(row.writerColumn) || sameName, row.writerColumnType);
    const problem =
      problemWith(from.columns, read, 'Reader') ?? problemWith(to.columns, written, 'Writer');
    if (problem === undefined) return { reader: read, writer: written };
    throw parameters.refuse(
      LABEL,
      `has a row that ${problem} (number ${index + 1})`,
      'Correct it or remove it.',
    );
  });
}
