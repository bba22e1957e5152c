import type { Emulated } from '../engine/emulated';

/** What came of the creation of one task. */
export interface Observed {
  /** How often CreateDISyncTask was sent. */
  creations: number;
  /** How often the task was looked for (ListFiles and reading what was found). */
  lookUps: number;
  /** The FileIds of the tasks that are there afterwards. */
  tasks: string[];
  /** The wait that DataWorks asked for and that was kept, in ms. */
  waitedMs?: number;
  /** What the caller is given, each time it asks. */
  given: Given[];
}

export interface Given {
  works: boolean;
  text: string;
}

export const CREATE = 'CreateDISyncTask';

/** What arrived at the emulator since `from` and what is there now. */
export function arrivedAt(
  { requests, server }: Emulated,
  from: number,
): Pick<Observed, 'creations' | 'lookUps' | 'tasks'> {
  const sent = requests().slice(from);
  const creations = sent.filter(({ action }) => action === CREATE).length;
  return {
    creations,
    lookUps: sent.length - creations,
    tasks: [...server.emulator.state.files.keys()].map(String),
  };
}

/** Whether the caller was told of every task that is there, by its exact FileId. */
export const isToldOfAll = ({ tasks, given }: Observed): boolean =>
  tasks.every((id) => given.some(({ text }) => names(text, id)));

/** Whether nothing was thrown although no such task is there. */
export const isTakenIn = ({ tasks, given }: Observed): boolean =>
  given.some(({ works, text }) => works && !tasks.some((id) => names(text, id)));

/** Whether the caller has the task in the end. */
export const isServed = (observed: Observed): boolean =>
  observed.given.at(-1)!.works && !isTakenIn(observed);

const names = (text: string, id: string) => new RegExp(`\\b${id}\\b`).test(text);

/** Without what is another in each run, or in another version of Node.js. */
export const withoutChance = (text: string): string =>
  text
    .replace(/[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}/gi, '…')
    .replace(/(127\.0\.0\.1):\d+/g, '$1')
    .replace(/ \(line \d+ column \d+\)/, '');
