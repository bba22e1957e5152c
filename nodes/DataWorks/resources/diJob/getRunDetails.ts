import {
  diJobReferenceFields,
  instanceIdOption,
  readDiJobReference,
  readInstanceId,
} from '../../fields/diJobField';
import { limitFields, readLimit } from '../../fields/limitFields';
import { optionsField } from '../../fields/optionsField';
import { listTables } from '../../studios/dataStudio/diJobs';
import type { Call, Operation, Result } from '../operation';

/** Filters of ListDIJobRunDetails: the field, its label, an example, and the parameter. */
const FILTERS = [
  ['dataSource', 'Data Source', 'shop_mysql', 'SourceDataSourceName'],
  ['database', 'Database', 'shop', 'SourceDatabaseName'],
  ['schema', 'Schema', 'public', 'SourceSchemaName'],
  ['table', 'Table', 'orders', 'SourceTableName'],
] as const;

/** ListDIJobRunDetails: how each table does. */
export const getRunDetails: Operation = {
  name: 'Get Run Details',
  value: 'getRunDetails',
  action: 'Get run details of DI job',
  description:
    'Get how each table does: structure, full data and real-time synchronization, with records, bytes and errors',
  fields: [
    ...diJobReferenceFields,
    ...limitFields,
    {
      displayName: 'Filters',
      name: 'filters',
      type: 'collection',
      placeholder: 'Add filter',
      default: {},
      options: [...FILTERS]
        .sort(([, one], [, other]) => (one < other ? -1 : 1))
        .map(([name, displayName, example]) => ({
          displayName,
          name,
          type: 'string' as const,
          default: '',
          placeholder: `e.g. ${example}`,
          description: 'The name at the source',
        })),
    },
    optionsField([instanceIdOption]),
  ],

  async execute({ parameters, client }: Call): Promise<Result> {
    const { diJobId: DIJobId } = readDiJobReference(parameters);
    const limit = readLimit(parameters);
    const InstanceId = readInstanceId(parameters);
    const filter = Object.fromEntries(
      FILTERS.map(([name, label, , parameter]) => [
        parameter,
        parameters.optionalText(`filters.${name}`, label)?.trim(),
      ]),
    );
    const listed = await listTables(client, { DIJobId, InstanceId, ...filter }, limit);
    return listed.ok ? { ok: true, body: listed.entries } : listed;
  },
};
