import type { LogEntry } from '../../emulator';
import { scriptOf, type FlowWorld, type Said } from './flowWorld';

type Effect = [name: string, is: (entry: LogEntry) => boolean];

const hasSucceeded = ({ json }: Said) => json !== undefined && json.error === undefined;

/** What one unit of work of an item may do once. */
function effectsOf(world: FlowWorld, { key, item, execution }: Said): Effect[] {
  const by = (action: string, is: (body: Record<string, string>) => boolean): Effect => [
    action,
    ({ action: done, parameters }) => done === action && is(parameters.body as never),
  ];
  const target = world.targetOf(execution, item);
  const submitted = by('SubmitFile', ({ Comment = '' }) => Comment.startsWith(`${key} (`));
  const deployed = by('DeployFile', ({ Comment }) => Comment === key);
  const run = by('RunCycleDagNodes', ({ Name = '' }) => Name.startsWith(`${key} `));
  switch (world.schedule.flow) {
    case 'update':
      return [];
    case 'deploy':
      return [submitted, deployed];
    case 'run':
    case 'runRange':
      return [run];
    case 'rerun':
      return [by('RestartInstance', ({ InstanceId }) => InstanceId === target)];
    case 'delete':
      return [by('DeleteFile', ({ FileId }) => FileId === target)];
    case 'bringLive':
      return [submitted, deployed, run];
  }
}

/**
 * What came of each unit of work of an item, in order. It is an item of a round; one that failed last
 * and comes again in a later round goes on with the same unit.
 * @param isStrict whether one that succeeded, and failed when n8n ran it again, goes on too: it may,
 * unless it failed before it came to its unit
 */
function unitsOf(said: readonly Said[], isStrict: boolean): { succeeded: boolean }[] {
  const units: { succeeded: boolean }[] = [];
  said.forEach((one, at) => {
    const before = said[at - 1];
    const isDone = before && (isStrict ? hasSucceeded(before) : units.at(-1)!.succeeded);
    if (!before || (one.runIndex !== before.runIndex && isDone)) units.push({ succeeded: false });
    if (hasSucceeded(one)) units.at(-1)!.succeeded = true;
  });
  return units;
}

/** An effect is there once for each unit that has succeeded, and at most once for one that has not. */
function doubleOrMissing(world: FlowWorld, log: readonly LogEntry[]): string[] {
  const keys = [...new Set(world.said.map(({ key }) => key))];
  return keys.flatMap((key) => {
    const said = world.said.filter((one) => one.key === key);
    const items = [...new Set(said.map(({ item }) => item))];
    const units = (isStrict: boolean) =>
      items.flatMap((item) =>
        unitsOf(
          said.filter((one) => one.item === item),
          isStrict,
        ),
      );
    const done = units(true).filter(({ succeeded }) => succeeded).length;
    const most = units(false).length;
    return effectsOf(world, said[0]!).flatMap(([name, is]) => {
      const count = log.filter(is).length;
      const isWrong = count < leastOf(world, name, done) || count > most;
      return isWrong ? [`${name} ${count} times for ${key}: ${done} to ${most} units`] : [];
    });
  });
}

/**
 * A task that is gone is not deleted again, in whatever round. What was submitted of a shared task may
 * go to production with another's deployment.
 */
function leastOf({ schedule, sharesTasks }: FlowWorld, name: string, succeeded: number): number {
  if (schedule.flow === 'delete' && name === 'DeleteFile') return Math.min(1, succeeded);
  return sharesTasks && name === 'DeployFile' ? 0 : succeeded;
}

/** Never two tasks of one name, and none that is not told. */
function wrongTasks({ schedule, dataWorks }: FlowWorld, last: readonly Said[]): string[] {
  const files = [...dataWorks.actual.state.files.values()];
  if (schedule.flow === 'bringLive') {
    const names = files.map(({ name }) => name);
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    const untold = last.filter(({ json, item }) => {
      const told = (json?.Data as { FileId?: number } | undefined)?.FileId;
      const file = files.find(({ name }) => name === `live_${item}`);
      const isNamed = String(json?.error).includes(`(FileId ${file?.fileId})`);
      return !isNamed && file?.fileId !== BigInt(told ?? 0);
    });
    return [
      ...twice.map((name) => `two tasks ${name}`),
      ...untold.map(({ key }) => `the FileId of ${key} is lost`),
    ];
  }
  return [];
}

/** What is called updated is as it was asked for. */
function notUpdated(world: FlowWorld, last: readonly Said[]): string[] {
  if (world.schedule.flow !== 'update') return [];
  return last
    .filter(hasSucceeded)
    .filter(({ key, item, execution }) => {
      const file = world.dataWorks.actual.state.files.get(BigInt(world.targetOf(execution, item)));
      // DataWorks adds what it says of the script.
      const { extend, ...own } = JSON.parse(file?.content ?? '{}') as Record<string, unknown>;
      return extend === undefined || JSON.stringify(own) !== scriptOf(key);
    })
    .map(({ key }) => `${key} is not updated`);
}

/** What is called deleted is in no environment any more. */
function stillScheduled(world: FlowWorld, last: readonly Said[]): string[] {
  if (world.schedule.flow !== 'delete') return [];
  const { actual } = world.dataWorks;
  actual.settle();
  const { DEV, PROD } = actual.state.nodes;
  const left = [...DEV.values(), ...PROD.values()];
  return last
    .filter(hasSucceeded)
    .filter(({ item, execution }) =>
      left.some(({ fileId }) => fileId === BigInt(world.targetOf(execution, item))),
    )
    .map(({ key }) => `${key} is still in the scheduler`);
}

/** Every promise that was broken, in words. */
export const brokenFlowPromises = (
  world: FlowWorld,
  log: readonly LogEntry[],
  last: readonly Said[],
): string[] => [
  ...doubleOrMissing(world, log),
  ...wrongTasks(world, last),
  ...notUpdated(world, last),
  ...stillScheduled(world, last),
  ...last
    .filter((one) => !hasSucceeded(one))
    // In a later round it is another deletion, of what is gone.
    .filter(({ json }) => !/no task with the FileId/.test(String(json?.error)))
    // Of two executions that bring the same task live, one finds what the other has done.
    .filter(({ json }) => !(world.sharesTasks && /FileId \d+/.test(String(json?.error))))
    .map(({ key, json }) => `${key} fails in the end: ${JSON.stringify(json)}`),
];
