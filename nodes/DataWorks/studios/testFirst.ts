import { noted, unfit } from '../../alibabaCloud/client/failure';
import type { Failure } from '../../alibabaCloud/client/outcome';
import type { Action } from '../../alibabaCloud/service';
import type { Journal } from '../once/journal';

/** What a test says: why a data source is not reached, clean; empty where it is. */
export type Reach = { ok: true; problem: string } | Failure;

/** What is to be tested before something is created. */
export interface TestRequest {
  projectId: string;
  dataSources: readonly string[];
  resourceGroups: readonly string[];
  /** The unit of work that creates it; what it may have made already is not tested again. */
  unit: string | undefined;
}

/** What this execution has tested. */
const tested = new WeakMap<Journal, Map<string, Promise<Reach>>>();

/**
 * Tests each data source from each resource group, a pair once in an execution.
 * @param action what is not to be done where one is not reached
 * @returns `undefined` where all are reached; else a failure that names the first that is not
 */
export async function whyNotReached(
  journal: Journal,
  action: Action,
  { projectId, dataSources, resourceGroups, unit }: TestRequest,
  test: (dataSource: string, resourceGroup: string) => Promise<Reach>,
): Promise<Failure | undefined> {
  if (unit !== undefined && (journal.resultOf(unit) !== undefined || journal.isUncertain(unit))) {
    return undefined;
  }
  const known = tested.get(journal) ?? new Map<string, Promise<Reach>>();
  tested.set(journal, known);
  for (const resourceGroup of resourceGroups) {
    for (const dataSource of dataSources) {
      const key = JSON.stringify([action.service.version, projectId, dataSource, resourceGroup]);
      const testing = known.get(key) ?? test(dataSource, resourceGroup);
      known.set(key, testing);
      const reach = await testing;
      if (!reach.ok) {
        known.delete(key);
        return noted(reach, `${dataSource} was to be tested first`);
      }
      if (reach.problem === '') continue;
      return unfit(action, {
        field: 'Test First',
        problem: `has found that the resource group ${resourceGroup} does not reach the data source ${dataSource}: ${reach.problem}`,
        todo: 'Correct the data source, or connect the network of the resource group and allow its addresses there. Without Test First it is created all the same.',
      });
    }
  }
  return undefined;
}
