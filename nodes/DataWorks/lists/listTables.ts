import { actions } from '../api/dataworks-2020-05-18';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { parseExact, textIn } from '../../alibabaCloud/client/exactJson';
import { chosenWorkspace, needed } from './chosen';
import { environmentOf } from './listDataSources';
import { openList } from './openList';
import { entry } from './entry';
import { listPages, objectsAt, PAGE_SIZE } from './pages';

function parsed(meta: unknown): unknown {
  if (typeof meta !== 'string') return meta;
  try {
    return parseExact(meta);
  } catch {
    return undefined;
  }
}

/**
 * The tables in GetDataSourceMeta's Meta, which is JSON text of the form
 * {dbTables: [{dbName, schema: [{tableInfos: [{dbName, enable, table, tableName}]}]}]}.
 */
export function tablesIn(meta: unknown): Array<{ name: string; value: string }> {
  const databases = objectsAt(parsed(meta), 'dbTables');
  return databases.flatMap((database) =>
    objectsAt(database, 'schema')
      .flatMap((schema) => objectsAt(schema, 'tableInfos'))
      .flatMap(({ table, tableName }) =>
        entry(table ?? tableName, (name) =>
          databases.length > 1 ? `${name} (${textIn(database.dbName)})` : name,
        ),
      ),
  );
}

/** The tables of the data source that is chosen for one side of the form. */
function tablesFor(side: 'reader' | 'writer') {
  return async function (
    this: ILoadOptionsFunctions,
    filter?: string,
    token?: string,
  ): Promise<INodeListSearchResult> {
    const projectId = chosenWorkspace(this);
    const dataSource = needed(this, `${side}DataSource`, 'data source');
    const call = await openList(this);
    return listPages(this, {
      filter,
      token,
      nothing: `DataWorks lists no table of the data source ${dataSource}. Choose By Name and enter it.`,
      read: async (page) => {
        const { Data: data } = await call(actions.GetDataSourceMeta, {
          ProjectId: projectId,
          DatasourceName: dataSource,
          EnvType: environmentOf(this),
          PageNumber: Number(page),
          PageSize: PAGE_SIZE,
        });
        const entries = tablesIn((data as { Meta?: unknown } | undefined)?.Meta);
        // The reply has no total; one that holds more than a page does not know pages.
        return {
          entries,
          next: entries.length === PAGE_SIZE ? String(Number(page) + 1) : undefined,
        };
      },
    });
  };
}

/** By the form's Reader Data Source. */
export const listReaderTables = tablesFor('reader');
/** By the form's Writer Data Source. */
export const listWriterTables = tablesFor('writer');
