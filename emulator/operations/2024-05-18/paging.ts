import type { Call } from '../operation';
import { refused } from './errors';

/** Parameters of a list by page. */
export const PAGE = { PageNumber: 'num', PageSize: 'num' } as const;

const SMALLEST = 10;

interface Wish {
  PageNumber?: number | undefined;
  PageSize?: number | undefined;
}

/**
 * One page of what has been there for `lateVisibilityMs`, and the paging members as numbers.
 * Default 10 a page; at most 100, or `most`.
 */
export function pageOf<T>(
  call: Call,
  all: readonly T[],
  wish: Wish,
  { createdAt, most = 100 }: { createdAt?: (one: T) => number; most?: number } = {},
) {
  const { PageNumber = 1, PageSize = SMALLEST } = wish;
  const { lateVisibilityMs, smallPages } = call.settings.studio;
  const refusesSmall = call.action === 'ListNodes' || smallPages === 'refused-by-all';
  if (PageSize < SMALLEST && refusesSmall) throw refused('smallPage');
  const visible = createdAt
    ? all.filter((one) => createdAt(one) + lateVisibilityMs <= call.now)
    : all;
  const size = Math.min(Math.max(PageSize, 1), most);
  const number = Math.max(PageNumber, 1);
  return {
    items: visible.slice((number - 1) * size, number * size),
    paging: { PageNumber: number, PageSize: size, TotalCount: visible.length },
  };
}

/** The paging members as text, as ListNodes and two others have them. */
export function asText(paging: Record<string, number>): Record<string, string> {
  return Object.fromEntries(Object.entries(paging).map(([name, value]) => [name, String(value)]));
}
