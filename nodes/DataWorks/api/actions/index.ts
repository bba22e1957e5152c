import { files } from './files';
import { runs } from './runs';
import { sts } from './sts';
import { syncTasks } from './syncTasks';
import { workspaces } from './workspaces';

export type { Action } from './action';

/** The operations of the API that this package calls, by name. */
export const actions = { ...syncTasks, ...files, ...workspaces, ...runs, ...sts } as const;

export type ActionName = keyof typeof actions;

type Names<A, Key extends string> =
  A extends Record<Key, readonly (infer Name extends string)[]> ? Name : never;

/** The parameters of an operation, by the API's names. `undefined` is not sent; ids may be text. */
export type Parameters<A extends ActionName> = {
  [Name in Names<(typeof actions)[A], 'query'> | Names<(typeof actions)[A], 'form'>]?:
    | string
    | number
    | boolean
    | undefined;
};
