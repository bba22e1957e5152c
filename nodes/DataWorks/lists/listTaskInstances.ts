import { textIn } from '../../alibabaCloud/client/exactJson';
import { actions } from '../api/dataworks-2024-05-18';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { clock } from '../../alibabaCloud/client/clock';
import { beginOfDate, datesFrom, dayBefore, yesterdayIn } from '../businessDates';
import { chosen, chosenWorkspace } from './chosen';
import { openList } from './openList';
import { entry } from './entry';
import { listPages, objectsAt, pageAfter, PAGE_SIZE } from './pages';

/** How many business dates are looked through, one call each at least: the API lists one at a time. */
const DATES = 7;

/** The runs of the last week in the chosen workspace, the newest business date first. */
export async function listTaskInstances(
  this: ILoadOptionsFunctions,
  filter?: string,
  token?: string,
): Promise<INodeListSearchResult> {
  const projectId = chosenWorkspace(this);
  const call = await openList(this);
  const last = yesterdayIn(call.timeZone, clock.now());
  let first = last;
  for (let day = 1; day < DATES; day++) first = dayBefore(first);
  const dates = datesFrom({ first, last }).reverse();
  const isDev = chosen(this, 'options.projectEnv') === 'DEV';
  return listPages(this, {
    filter,
    token,
    nothing: `There are no runs for the last ${DATES} business dates. Enter an older one by its ID.`,
    read: async (at) => {
      // The page, and after a blank how many dates back.
      const [page = '1', back = '0'] = at.split(' ');
      const date = dates[Number(back)] ?? last;
      const { PagingInfo: paging } = await call(actions.ListTaskInstances, {
        ProjectId: projectId,
        ProjectEnv: isDev ? 'Dev' : 'Prod',
        Bizdate: beginOfDate(call.timeZone, date),
        PageNumber: Number(page),
        PageSize: PAGE_SIZE,
      });
      const next = pageAfter(page, paging);
      const older = Number(back) + 1;
      const nextDate = older < dates.length ? `1 ${older}` : undefined;
      return {
        entries: objectsAt(paging, 'TaskInstances').flatMap(({ TaskName, Status, Id }) =>
          entry(Id, (id) => `${textIn(TaskName)}, ${date} (${textIn(Status)}, ${id})`),
        ),
        next: next === undefined ? nextDate : `${next} ${back}`,
      };
    },
  });
}
