/** PageNumber (from 1) and PageSize as sent. */
interface PageParameters {
  PageNumber?: number | undefined;
  PageSize?: number | undefined;
}

/**
 * One page of `all`, as the API's paging members. Defaults: page 1, 10 a page; at most 100 a page.
 */
export function page<T>(all: readonly T[], { PageNumber = 1, PageSize = 10 }: PageParameters) {
  const size = Math.min(Math.max(PageSize, 1), 100);
  const number = Math.max(PageNumber, 1);
  return {
    items: all.slice((number - 1) * size, number * size),
    paging: { PageNumber: number, PageSize: size, TotalCount: all.length },
  };
}
