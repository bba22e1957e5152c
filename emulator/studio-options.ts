/**
 * How API 2024-05-18 behaves where that can be switched: each behaviour's values, the default first.
 * docs/live-evidence.md says for each where it comes from and how sure it is; a test holds that table
 * against this one.
 */
export const STUDIO_BEHAVIOURS = {
  /** Workspace 20000 has production alone, or development and production. */
  mode: ['basic', 'standard'],
  /** How ids of Data Studio's nodes and workflows stand in replies. */
  ids: ['text', 'number'],
  /** What CreateNode does with a name that the folder has already. */
  duplicateNames: ['made', 'refused'],
  /** What CreateNode does with a folder that is not there. */
  missingFolders: ['made', 'refused'],
  /** Which dependencies CreateNode loses; the last: those of a node without an id in the Spec. */
  dependencies: ['kept', 'lost', 'lost-without-id'],
  /** Whether ListNodeDependencies has the workspace's root among the parents. */
  rootParent: ['left-out', 'listed'],
  /** The kinds that UpdateNode takes. */
  updateKinds: ['both', 'node'],
  /** Which lists refuse a PageSize below 10 with InvalidPageSize. */
  smallPages: ['refused-by-list-nodes', 'refused-by-all'],
  /** How throttling is said: HTTP 400 with a number, or HTTP 429 with a text. */
  throttling: ['numeric', 'text'],
  /** How a refusal is said by operations whose reply has Success. */
  refusals: ['http-error', 'success-false'],
  /** What a second pipeline run of an object does while an earlier one is under way. */
  secondRun: ['build-fails', 'runs'],
  /** The state of an abolished pipeline run. */
  abolished: ['Termination', 'Cancel'],
  /** Whether publishing in standard mode has a stage at which a person has to approve. */
  approval: ['none', 'waits'],
  /** When a run that is stopped is Failure. */
  stoppedInstance: ['later', 'atOnce'],
  /** How a backfill of a task that is not there fails: at once, or as CreateFailure. */
  unknownTask: ['refused', 'create-failure'],
  /** How calls of 2020-05-18 that belong to the old DataStudio are refused in workspace 20000. */
  legacyCalls: ['folder-not-found', 'invalid-parameter'],
  /** Where runs without a FinishedTime stand in a list that is sorted by it, the latest first. */
  unfinished: ['last', 'first'],
  /** How ListDIJobs writes the state that GetDIJob writes as Stop. */
  stoppedInLists: ['Stopped', 'Stop'],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;

type StudioBehaviours = {
  [K in keyof typeof STUDIO_BEHAVIOURS]: (typeof STUDIO_BEHAVIOURS)[K][number];
};

/** The behaviours, and what is no choice of words. */
export interface StudioOptions extends StudioBehaviours {
  /** How long a new thing stays out of lists, in ms; by its id it is there at once. Default 0. */
  lateVisibilityMs: number;
  /** Actions that are answered with 403030, by AccessKey id. Default none. */
  denied: Record<string, string[]>;
}

/** `options` with the defaults filled in. */
export function studioSettings(options: Partial<StudioOptions> = {}): StudioOptions {
  const usual = Object.entries(STUDIO_BEHAVIOURS).map(([name, [value]]) => [name, value]);
  const behaviours = Object.fromEntries(usual) as unknown as StudioBehaviours;
  return { ...behaviours, lateVisibilityMs: 0, denied: {}, ...options };
}

/** `sent` as options, for what comes from outside. Throws a TypeError that says what is wrong. */
export function asStudioOptions(sent: Record<string, unknown>): Partial<StudioOptions> {
  for (const [name, value] of Object.entries(sent)) {
    const fits = CHECKS[name];
    if (!fits) throw new TypeError(`Unknown option "${name}".`);
    if (!fits.test(value)) throw new TypeError(`${name} is ${fits.known}.`);
  }
  return sent;
}

/** What each option may be, and how that is said. */
const CHECKS: Partial<Record<string, { test: (value: unknown) => boolean; known: string }>> = {
  ...Object.fromEntries(
    Object.entries(STUDIO_BEHAVIOURS).map(([name, words]: [string, readonly unknown[]]) => [
      name,
      { test: (value: unknown) => words.includes(value), known: `one of ${words.join(', ')}` },
    ]),
  ),
  lateVisibilityMs: { test: (value) => typeof value === 'number', known: 'a number of ms' },
  denied: {
    test: (value) =>
      typeof value === 'object' && value !== null && Object.values(value).every(Array.isArray),
    known: 'lists of actions by AccessKey id',
  },
};
