import type { RunKind, Watch, WatchedEnd } from '../studios/runSource';
import type { ParameterReader } from './parameterReader';
import { readProjectEnv } from './projectEnvOption';
import { readSimplify } from './simplifyField';

const STUDIOS = ['dataStudio', 'legacy'] as const;
const EVENTS: readonly WatchedEnd[] = ['runEnded', 'runFailed', 'runSucceeded'];
const KINDS: readonly RunKind[] = ['backfill', 'manual', 'scheduled'];

/** Of the field for what is watched. */
export const CHOSEN_LABELS = { dataStudio: 'Node', legacy: 'Task' } as const;

/** In minutes. */
export const LOOK_EVERY = 15;
export const LONGEST_PACE = 7 * 24 * 60;
export const BUSINESS_DATES = 2;
export const MOST_BUSINESS_DATES = 31;

/** What a trigger is set to. */
export interface TriggerSettings {
  studio: (typeof STUDIOS)[number];
  /** Without the id of the chosen task, which has to be asked for. */
  watch: Omit<Watch, 'timeZone'>;
  /** The chosen task's FileId or node's Id, as text. */
  chosenId: string | undefined;
  namePattern: string | undefined;
  everyMs: number;
  simplify: boolean;
  includeLog: boolean;
  includeStatistics: boolean;
}

/** @throws NodeOperationError for a field that cannot be used */
export function readTriggerSettings(parameters: ParameterReader): TriggerSettings {
  const text = (name: string, label: string) =>
    parameters.optionalText(`filters.${name}`, label)?.trim() || undefined;
  const whole = (name: string, label: string, max: number, otherwise: number) =>
    Math.floor(parameters.number(`options.${name}`, label, { min: 1, max, default: otherwise }));
  const option = (name: string, label: string) => parameters.flag(`options.${name}`, label, false);
  const id = (name: string, label: string) =>
    parameters.isGiven(name) ? parameters.id(name, label) : undefined;
  const schedulerId = id('filters.schedulerId', 'Operation Center ID');
  const studio = parameters.oneOf('studio', 'Data Studio', STUDIOS);
  return {
    studio,
    watch: {
      projectId: parameters.id('projectId', 'Workspace'),
      environment: readProjectEnv(parameters),
      event: parameters.oneOf('event', 'Trigger On', EVENTS),
      schedulerId,
      owner: text('owner', 'Owner'),
      kinds: readKinds(parameters),
      businessDates: whole('businessDates', 'Business Dates', MOST_BUSINESS_DATES, BUSINESS_DATES),
    },
    chosenId: schedulerId === undefined ? id('taskId', CHOSEN_LABELS[studio]) : undefined,
    namePattern: text('namePattern', 'Name Pattern'),
    everyMs: 60_000 * whole('lookEvery', 'Look Every', LONGEST_PACE, LOOK_EVERY),
    simplify: readSimplify(parameters),
    includeLog: option('includeLog', "Include the Log's End"),
    includeStatistics: option('includeStatistics', 'Include Statistics'),
  };
}

function readKinds(parameters: ParameterReader): RunKind[] {
  const label = 'Kind of Run';
  return parameters.list('filters.kinds', label).map((text) => {
    const kind = KINDS.find((one) => one === text);
    if (kind !== undefined) return kind;
    throw parameters.refuse(label, `is "${text.slice(0, 50)}"`, `Use one of: ${KINDS.join(', ')}.`);
  });
}
