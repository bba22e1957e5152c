import { actions } from '../../api/dataworks-2020-05-18';
import type { ActionParameters } from '../../../alibabaCloud/service';
import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';

/** The most that the API gives at once. */
const PAGE_SIZE = 100;

/**
 * Lists files, page after page.
 * @param filter ListFiles' parameters, less those of paging
 * @param limit the most that are listed
 * @returns files as ListFiles gives them, each once, though tasks come and go between two pages
 */
export async function listTaskFiles(
  client: Client,
  filter: Omit<ActionParameters<typeof actions.ListFiles>, 'PageNumber' | 'PageSize'>,
  limit = Infinity,
): Promise<{ ok: true; files: JsonObject[] } | Failure> {
  const files = new Map<string, JsonObject>();
  const PageSize = Math.min(PAGE_SIZE, limit);
  for (let PageNumber = 1; ; PageNumber++) {
    const outcome = await client.call(actions.ListFiles, { ...filter, PageNumber, PageSize });
    if (!outcome.ok) return outcome;
    const data = isJsonObject(outcome.body.Data) ? outcome.body.Data : {};
    const page = Array.isArray(data.Files) ? data.Files.filter(isJsonObject) : [];
    for (const file of page) files.set(String(file.FileId), file);
    const isLast = page.length === 0 || PageNumber * PageSize >= Number(data.TotalCount ?? 0);
    if (isLast || files.size >= limit) {
      return { ok: true, files: [...files.values()].slice(0, limit) };
    }
  }
}
