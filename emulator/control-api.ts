import { asBehaviours, AT_START } from './behaviours';
import type { Emulator } from './emulator';
import { exactJson } from './exact-json';
import { asFault } from './faults/fault';
import type { RandomFaults } from './faults/fault-list';
import { PORTAL_PAGE } from './faults/odd-replies';
import type { Durations } from './options';
import { asPlan } from './plans';
import type { EmulatorRequest, Reply } from './request';
import { asScheduledRuns } from './state/add-scheduled';
import { studioSummary } from './state/studio/state';
import { asStudioOptions } from './studio-options';

/** Where the control API lives; no signature is asked there. */
export const CONTROL_PREFIX = '/_emulator/';

/**
 * The control API, for tests in another process. JSON in, JSON out:
 * - GET  /_emulator/log → the requests so far, oldest first
 * - GET  /_emulator/state → workspaces, files, deployments, DAGs, generations and the new Data Studio
 * - GET  /_emulator/clock → {now}; POST {advanceMs} or {now} (ms since 1970) moves it
 * - GET  /_emulator/faults → those that wait; POST a fault → {id}; DELETE → none, also none by chance
 * - POST /_emulator/random-faults {seed, chances: [{fault, probability}], action?, limit?}
 * - GET  /_emulator/plans → those that wait; POST a plan → {id}; DELETE → none
 * - POST /_emulator/approvals → {approved}: the stages that waited for a person go on
 * - POST /_emulator/scheduled {projectId, name, count?, dueAt? …} → {ids}: runs that end by themselves
 * - POST /_emulator/studio {mode, …} changes how 2024-05-18 behaves
 * - POST /_emulator/durations {runMs, …} changes how long things take
 * - POST /_emulator/behaviours {refusals, …} switches behaviours (see behaviours.ts) until the reset
 * - POST /_emulator/quota {readsPerSecond?, writesPerSecond?, callsPerDay?, callsPerMonth?}; {} for none
 * - GET  /_emulator/portal → the page that the odd reply "redirect" leads to
 * - POST /_emulator/reset → back to the start
 * Anything else answers 404, a malformed body 400.
 */
export function control(emulator: Emulator, request: EmulatorRequest): Reply {
  const path = request.url.slice(CONTROL_PREFIX.length).replace(/\?.*$/, '');
  const route = ROUTES[`${request.method} ${path}`];
  if (!route) return json(404, { message: `No ${request.method} ${CONTROL_PREFIX}${path}.` });
  let sent: unknown;
  try {
    sent = request.body.length === 0 ? {} : JSON.parse(request.body.toString('utf8'));
  } catch {
    return json(400, { message: 'The body is not JSON.' });
  }
  try {
    return route(emulator, sent as Record<string, unknown>);
  } catch (failure) {
    if (failure instanceof TypeError) return json(400, { message: failure.message });
    throw failure;
  }
}

const ROUTES: Record<string, (emulator: Emulator, sent: Record<string, unknown>) => Reply> = {
  'GET log': (emulator) => json(200, emulator.log),
  'GET state': (emulator) => {
    emulator.settle();
    const { files, workspaces, deployments, dags, generations, studio } = emulator.state;
    return json(200, {
      files: [...files.values()],
      workspaces: [...workspaces.values()].map((workspace) => ({
        ...workspace,
        folders: [...workspace.folders.keys()],
      })),
      deployments: [...deployments.values()],
      // Without the DAG before, which would be repeated in each.
      dags: [...dags.values()].map(({ follows, ...dag }) => ({ ...dag, follows: follows?.dagId })),
      generations: [...generations.values()],
      studio: studioSummary(studio),
    });
  },
  'GET clock': (emulator) => json(200, { now: emulator.clock.now() }),
  'POST clock': (emulator, { now, advanceMs }) => {
    if (typeof now === 'number') emulator.clock.set(now);
    else if (typeof advanceMs === 'number') emulator.clock.advance(advanceMs);
    else return json(400, { message: 'Give now or advanceMs, in milliseconds.' });
    return json(200, { now: emulator.clock.now() });
  },
  'GET faults': (emulator) => json(200, emulator.faults.list()),
  'POST faults': (emulator, sent) => json(200, { id: emulator.faults.add(asFault(sent)) }),
  'DELETE faults': (emulator) => {
    emulator.faults.clear();
    return json(200, {});
  },
  'POST random-faults': (emulator, sent) => {
    const plan = sent as unknown as RandomFaults;
    if (!Array.isArray(plan.chances)) throw new TypeError('Give chances: [{fault, probability}].');
    for (const { fault } of plan.chances) asFault(fault);
    emulator.faults.random(plan);
    return json(200, {});
  },
  'GET plans': (emulator) => json(200, emulator.plans.list()),
  'POST plans': (emulator, sent) => json(200, { id: emulator.plans.add(asPlan(sent)) }),
  'DELETE plans': (emulator) => {
    emulator.plans.clear();
    return json(200, {});
  },
  'POST approvals': (emulator) => json(200, { approved: emulator.approve() }),
  'POST scheduled': (emulator, sent) =>
    json(200, { ids: emulator.schedule(asScheduledRuns(sent)) }),
  'POST studio': (emulator, sent) => {
    Object.assign(emulator.settings.studio, asStudioOptions(sent));
    return json(200, emulator.settings.studio);
  },
  'POST durations': (emulator, sent) => {
    const { durations } = emulator.settings;
    for (const [name, ms] of Object.entries(sent)) {
      if (!(name in durations)) throw new TypeError(`Unknown duration "${name}".`);
      if (typeof ms !== 'number') throw new TypeError(`${name} is not a number of milliseconds.`);
      durations[name as keyof Durations] = ms;
    }
    return json(200, durations);
  },
  'POST behaviours': (emulator, sent) => {
    const behaviours = asBehaviours(sent);
    for (const name of AT_START) {
      if (name in behaviours) throw new TypeError(`${name} can be set at the start only.`);
    }
    Object.assign(emulator.settings, behaviours);
    return json(200, {});
  },
  'POST quota': (emulator, sent) => {
    emulator.quota = sent;
    return json(200, {});
  },
  'GET portal': () => ({
    ...json(200, {}),
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: Buffer.from(PORTAL_PAGE),
  }),
  'POST reset': (emulator) => {
    emulator.reset();
    return json(200, {});
  },
};

function json(status: number, value: unknown): Reply {
  return {
    kind: 'reply',
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(exactJson(value)),
  };
}
