import { regions } from '../alibabaCloud/endpoints';

/**
 * The page of the console: `ide` is Data Studio, of the new version; `sc` the workspace, of any kind.
 * No page of a single task, run or DI job is public.
 */
const PAGES = { dataStudio: 'ide', legacy: 'sc' } as const;
/** Their consoles have hosts of their own, which are not public. */
const ELSEWHERE = /-(finance|gov)(-|$)/;

/**
 * Where a workspace is in DataWorks' console. Sources: Alibaba Cloud's own skill that creates workspaces
 * (`sc`), and guides for the new Data Studio (`ide`).
 * @param region its id; `undefined` where that is not known, or an Endpoint is called
 * @param projectId the workspace's id
 * @param studio which of the two kinds it is, as far as is known
 * @returns `undefined` where the console's address is not known
 */
export function consoleLink(
  region: string | undefined,
  projectId: string,
  studio: keyof typeof PAGES,
): string | undefined {
  if (region === undefined || ELSEWHERE.test(region)) return undefined;
  if (!regions.some(({ id }) => id === region)) return undefined;
  return `https://dataworks.data.aliyun.com/${region}/${PAGES[studio]}?defaultProjectId=${projectId}`;
}
