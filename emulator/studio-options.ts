/**
 * How API 2024-05-18 behaves. Where the facts know, the default follows them; where they do not, the
 * option lets a test have it either way. docs/live-evidence.md tells which is which.
 */
export interface StudioOptions {
  /** Workspace 20000 has production alone (basic) or development and production (standard). */
  mode: 'basic' | 'standard';
  /** How ids of Data Studio's nodes and workflows stand in replies. */
  ids: 'text' | 'number';
  /** What CreateNode does with a name that the folder has already. */
  duplicateNames: 'made' | 'refused';
  /** What CreateNode does with a folder that is not there. */
  missingFolders: 'made' | 'refused';
  /** Whether CreateNode keeps the dependencies, loses all, or those of a node without an id in the Spec. */
  dependencies: 'kept' | 'lost' | 'lost-without-id';
  /** Whether ListNodeDependencies counts the workspace's root among the parents. */
  rootInDependencies: boolean;
  /** The kinds that UpdateNode takes. */
  updateKinds: 'both' | 'node';
  /** How long a new thing stays out of lists, in ms; by its id it is there at once. */
  lateVisibilityMs: number;
  /** Which lists refuse a PageSize below 10 with InvalidPageSize. */
  smallPages: 'refused-by-list-nodes' | 'refused-by-all';
  /** How throttling is said: HTTP 400 with a number, or HTTP 429 with a text. */
  throttling: 'numeric' | 'text';
  /** How a refusal is said by operations whose reply has Success. */
  refusals: 'http-error' | 'success-false';
  /** Actions that are answered with 403030, by AccessKey id. */
  denied: Record<string, string[]>;
  /** What a second pipeline run of an object does while an earlier one is under way. */
  secondRun: 'build-fails' | 'runs';
  /** The state of an abolished pipeline run. */
  abolished: 'Termination' | 'Cancel';
  /** Whether publishing in standard mode has a stage at which a person has to approve. */
  approval: boolean;
  /** How a backfill of a task that is not there fails: at once, or as CreateFailure. */
  unknownTask: 'refused' | 'create-failure';
  /** How calls of 2020-05-18 that belong to the old DataStudio are refused in workspace 20000. */
  legacyCalls: 'folder-not-found' | 'invalid-parameter';
  /** How ListDIJobs writes the state that GetDIJob writes as Stop. */
  stoppedInLists: 'Stopped' | 'Stop';
}

const DEFAULTS: StudioOptions = {
  mode: 'basic',
  ids: 'text',
  duplicateNames: 'made',
  missingFolders: 'made',
  dependencies: 'kept',
  rootInDependencies: false,
  updateKinds: 'both',
  lateVisibilityMs: 0,
  smallPages: 'refused-by-list-nodes',
  throttling: 'numeric',
  refusals: 'http-error',
  denied: {},
  secondRun: 'build-fails',
  abolished: 'Termination',
  approval: false,
  unknownTask: 'refused',
  legacyCalls: 'folder-not-found',
  stoppedInLists: 'Stopped',
};

/** The words that an option may have, where it has words. */
export const STUDIO_WORDS: { [K in keyof StudioOptions]?: readonly StudioOptions[K][] } = {
  mode: ['basic', 'standard'],
  ids: ['text', 'number'],
  duplicateNames: ['made', 'refused'],
  missingFolders: ['made', 'refused'],
  dependencies: ['kept', 'lost', 'lost-without-id'],
  updateKinds: ['both', 'node'],
  smallPages: ['refused-by-list-nodes', 'refused-by-all'],
  throttling: ['numeric', 'text'],
  refusals: ['http-error', 'success-false'],
  secondRun: ['build-fails', 'runs'],
  abolished: ['Termination', 'Cancel'],
  unknownTask: ['refused', 'create-failure'],
  legacyCalls: ['folder-not-found', 'invalid-parameter'],
  stoppedInLists: ['Stopped', 'Stop'],
};

/** `options` with the defaults filled in. */
export function studioSettings(options: Partial<StudioOptions> = {}): StudioOptions {
  return { ...DEFAULTS, ...options };
}

/** `value` as options, for what comes from outside. Throws a TypeError that says what is wrong. */
export function asStudioOptions(value: Record<string, unknown>): Partial<StudioOptions> {
  for (const [name, given] of Object.entries(value)) {
    if (!Object.hasOwn(DEFAULTS, name)) throw new TypeError(`Unknown option "${name}".`);
    const option = name as keyof StudioOptions;
    const words = STUDIO_WORDS[option] as readonly unknown[] | undefined;
    const fits = words ? words.includes(given) : typeof given === typeof DEFAULTS[option];
    if (!fits) {
      const known = words ? words.join(', ') : `a ${typeof DEFAULTS[option]}`;
      throw new TypeError(`"${name}" cannot be ${JSON.stringify(given)}. Known: ${known}.`);
    }
  }
  return value;
}
