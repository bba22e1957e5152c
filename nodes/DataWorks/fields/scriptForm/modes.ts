import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The write modes of types of data source, as the editor shows them; the first type's default. */
interface ModesOfTypes {
  types: readonly string[];
  default: string;
  options: INodePropertyOptions[];
}

const modes: readonly ModesOfTypes[] = [
  {
    types: ['mysql', 'polardb'],
    default: 'insert',
    options: [
      {
        name: 'Insert',
        value: 'insert',
        description: 'INSERT INTO: a row whose key is taken is a dirty record',
      },
      {
        name: 'Replace',
        value: 'replace',
        description: 'REPLACE INTO: the row whose key is taken is deleted first',
      },
      {
        name: 'Update',
        value: 'update',
        description: 'ON DUPLICATE KEY UPDATE: the row whose key is taken is updated',
      },
    ],
  },
  {
    types: ['postgresql'],
    default: 'insert',
    options: [
      { name: 'Copy', value: 'copy', description: 'COPY FROM: for large amounts' },
      {
        name: 'Insert',
        value: 'insert',
        description: 'INSERT INTO: a row whose key is taken is a dirty record',
      },
    ],
  },
  {
    types: ['sqlserver'],
    default: 'insert',
    options: [
      {
        name: 'Insert',
        value: 'insert',
        description: 'A row whose key is taken is a dirty record',
      },
      {
        name: 'Insert or Ignore',
        value: 'ignore',
        description: 'A row that is there already, by Unique Index Columns, stays as it is',
      },
      {
        name: 'Insert or Update',
        value: 'update',
        description: 'A row that is there already, by Unique Index Columns, is updated',
      },
    ],
  },
  {
    types: ['odps'],
    default: 'overwrite',
    options: [
      {
        name: 'Append',
        value: 'append',
        description: 'INSERT INTO: the data that is there stays',
      },
      {
        name: 'Overwrite',
        value: 'overwrite',
        description: 'INSERT OVERWRITE: the table or partition is cleared first',
      },
    ],
  },
  {
    types: ['holo'],
    default: 'ignore',
    options: [
      { name: 'Ignore', value: 'ignore', description: 'The row whose key is taken stays as it is' },
      { name: 'Replace', value: 'replace', description: 'It is replaced by the new row' },
      { name: 'Update', value: 'update', description: 'The columns that are written are updated' },
    ],
  },
  {
    types: ['oss'],
    default: 'truncate',
    options: [
      {
        name: 'Append',
        value: 'append',
        description: 'The objects that are there stay; new ones get names of their own',
      },
      {
        name: 'Fail if There',
        value: 'nonConflict',
        description: 'The task fails when an object begins with this name',
      },
      {
        name: 'Replace',
        value: 'truncate',
        description: 'All objects that begin with this name are deleted first',
      },
    ],
  },
  {
    types: ['kafka'],
    default: 'json',
    options: [
      { name: 'JSON', value: 'json', description: 'Each message is an object of the columns' },
      { name: 'Text', value: 'text', description: 'The columns with a delimiter between them' },
    ],
  },
  {
    types: ['elasticsearch'],
    default: 'index',
    options: [
      {
        name: 'Index',
        value: 'index',
        description: 'A document whose ID is taken is replaced',
      },
      {
        name: 'Update',
        value: 'update',
        description:
          'Of a document whose ID is taken, the columns are updated; needs Document ID Columns',
      },
    ],
  },
  {
    types: ['mongodb'],
    default: 'insert',
    options: [
      { name: 'Insert', value: 'insert', description: 'Documents are added' },
      {
        name: 'Replace',
        value: 'replace',
        description: 'A document with the same Replace Key is replaced',
      },
    ],
  },
];

function writeModeField({ types, options, default: first }: ModesOfTypes): INodeProperties {
  const field: INodeProperties = {
    displayName: 'Write Mode',
    name: 'writeMode',
    type: 'options',
    displayOptions: { show: { writerType: [...types] } },
    options,
    default: '',
    description: 'How rows are written where there is data already',
  };
  return { ...field, default: first };
}

/** What happens to data that is there already, for each type that has a choice. */
export const writeModeFields: INodeProperties[] = modes.map(writeModeField);
