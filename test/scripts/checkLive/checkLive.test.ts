import { BEHAVIOURS, type BehaviourName } from '../../../emulator/behaviours';
import { STUDIO_BEHAVIOURS } from '../../../emulator/studio-options';
import type { EmulatorOptions } from '../../../emulator';
import type { Result, Wish } from '../../../scripts/check-live/check';
import { reportOf } from '../../../scripts/check-live/report';
import { subjects } from '../../../scripts/check-live/subjects';
import { fillLegacy, fillStudio, FOLDER, startWorld, type World } from './world';

let world: World | undefined;
afterEach(() => world?.close());

type Setting = {
  options?: EmulatorOptions;
  wish?: Partial<Wish>;
  fill?: (world: World) => Promise<void>;
};

/** What the check sees where an emulator is set so. */
async function seenBy({ options, wish, fill }: Setting): Promise<Result & { world: World }> {
  world = await startWorld(options);
  await fill?.(world);
  return { ...(await world.check(wish)), world };
}

const differing = ({ findings }: Result) =>
  findings.filter(({ differs }) => differs).map(({ name }) => name);
const unseen = ({ findings }: Result) =>
  findings.filter(({ seen }) => seen === undefined).map(({ name }) => name);

const LEGACY: Setting = { fill: fillLegacy };
const WRITING: Setting = { fill: fillLegacy, wish: { folder: FOLDER } };
const STUDIO: Setting = { fill: fillStudio, wish: { projectId: '20000' } };
/** Calls are too many until they are a second apart; those of the preparation are not counted. */
const throttled = (setting: Setting): Setting => ({
  ...setting,
  async fill(world) {
    await setting.fill?.(world);
    world.server.emulator.quota = { readsPerSecond: 1 };
  },
});

/** What is not seen where nothing is wrong. */
const ALL_WELL = ['notMember', 'throttling', 'throttlingHeader'];

describe('by default there is no difference', () => {
  it.each([
    ['reading', LEGACY, ALL_WELL],
    ['reading, one call a second being allowed', throttled(LEGACY), undefined],
    ['writing', WRITING, ALL_WELL],
    [
      'a workspace with the new Data Studio',
      STUDIO,
      ['studio.throttling', 'no right to call (2024-05-18)'],
    ],
  ])('%s', async (_, setting, notSeen) => {
    const result = await seenBy(setting);
    expect(differing(result)).toEqual([]);
    expect(result.problem).toBeUndefined();
    if (notSeen) expect(unseen(result).sort()).toEqual([...notSeen].sort());
    expect(result.calls).toBeLessThanOrEqual(setting.wish?.folder ? 35 : 10);
  });
});

/** What differs as well where a behaviour does. */
const IMPLIED: Partial<Record<string, string[]>> = {
  'refusals=body': ['code of an unknown deployment'],
  'deletion=atOnce': ['deletionNotInProduction'],
};

const isSeen = (name: string) =>
  subjects.some((one) => one.name === name && typeof one.by === 'string');
const isWritten = (name: string) => subjects.some((one) => one.name === name && one.by === 'write');

const legacyModes = (Object.keys(BEHAVIOURS) as BehaviourName[])
  .filter(isSeen)
  .flatMap((name) =>
    BEHAVIOURS[name].slice(1).map((value): [BehaviourName, string] => [name, value]),
  );

function settingFor(name: BehaviourName, value: string): Setting {
  const options: EmulatorOptions = { [name]: value };
  if (isWritten(name)) return { ...WRITING, options };
  if (name.startsWith('throttling')) return { ...throttled(LEGACY), options };
  if (name !== 'notMember') return { ...LEGACY, options };
  return {
    options,
    wish: {
      access: {
        accessKeyId: 'testid-norole',
        accessKeySecret: 'testsecret-norole',
        region: 'other',
        regionId: 'cn-shanghai',
      },
    },
  };
}

describe('each other mode of the emulator is named', () => {
  it.each(legacyModes)('%s: %s', async (name, value) => {
    const setting = settingFor(name, value);
    const access = setting.wish?.access;
    if (access) {
      const { fill } = setting;
      setting.fill = async (world) => {
        await fill?.(world);
        access.endpoint = world.server.url;
      };
    }
    const result = await seenBy(setting);
    const found = result.findings.find((one) => one.name === name)!;
    expect(found.seen).toBe(value);
    // The mode of a workspace is a fact.
    const isFact = name === 'projectMode';
    expect(differing(result).sort()).toEqual(
      isFact ? [] : [name, ...(IMPLIED[`${name}=${value}`] ?? [])].sort(),
    );
    expect(result.problem === undefined).toBe(name !== 'notMember');
    expect(result.calls).toBeLessThanOrEqual(setting.wish?.folder ? 35 : 10);
  });

  const studioModes = Object.entries(STUDIO_BEHAVIOURS)
    .filter(([name]) => isSeen(`studio.${name}`))
    .flatMap(([name, [, ...others]]) => others.map((value) => [name, value] as const));
  it.each(studioModes)('studio %s: %s', async (name, value) => {
    const result = await seenBy({
      ...STUDIO,
      options: { studio: { [name]: value } },
      async fill(world) {
        await fillStudio(world);
        const fault = { kind: 'throttle', code: 'Throttling.User', action: 'GetTask' } as const;
        if (name === 'throttling') world.server.emulator.faults.add(fault);
      },
    });
    const found = result.findings.find((one) => one.name === `studio.${name}`)!;
    expect(found.seen).toBe(value);
    expect(differing(result)).toEqual(name === 'mode' ? [] : [`studio.${name}`]);
    expect(result.calls).toBeLessThanOrEqual(10);
  });

  it('what is not allowed is not taken for an answer', async () => {
    const denied = { testid: ['ListNodes', 'GetTask'] };
    const result = await seenBy({ ...STUDIO, options: { studio: { denied } } });
    const seen = Object.fromEntries(result.findings.map((one) => [one.name, one.seen]));
    expect(seen['no right to call (2024-05-18)']).toBe('HTTP 403, 403030');
    expect(seen['studio.ids']).toBeUndefined();
    expect(differing(result)).toEqual([]);
  });
});

describe('--throttling', () => {
  it.each(BEHAVIOURS.throttling)('sends ten calls at once and sees %s', async (throttling) => {
    const quota = { readsPerSecond: 5 };
    const result = await seenBy({ options: { throttling, quota }, wish: { throttling: true } });
    expect(result.findings.map(({ seen }) => seen)).toEqual([throttling, 'x-acs-retry-after']);
    expect(result.calls).toBe(10);
    expect(result.world.server.emulator.log).toHaveLength(10);
  });
});

describe('the calls', () => {
  const WRITES = /^(Create|Update|Delete|Submit|Deploy|Run|Stop|Set|Restart|Terminate|Exec)/;
  const written = ({ server }: World, from: number) =>
    server.emulator.log.slice(from).filter(({ action }) => WRITES.test(action!));

  it.each([
    ['legacy', LEGACY],
    ['new', STUDIO],
  ])('read alone without --write: %s', async (_, setting) => {
    let before = 0;
    const result = await seenBy({
      ...setting,
      async fill(world) {
        await setting.fill!(world);
        before = world.server.emulator.log.length;
      },
    });
    expect(written(result.world, before)).toEqual([]);
    expect(result.world.server.emulator.log).toHaveLength(before + result.calls);
  });

  it.each([
    [
      'it is not confirmed',
      LEGACY,
      { folder: FOLDER, confirm: async () => false },
      /not confirmed/,
    ],
    [
      'the mode is basic',
      { options: { projectMode: 'basic' } },
      { folder: FOLDER },
      /standard mode/,
    ],
    ['it is new', STUDIO, { folder: FOLDER, projectId: '20000' }, /new Data Studio/],
    ['it is not there', {}, { folder: FOLDER, projectId: '77' }, /cannot be read/],
  ] as [string, Setting, Partial<Wish>, RegExp][])(
    'write nothing where %s',
    async (_, setting, wish, says) => {
      let before = 0;
      const result = await seenBy({
        ...setting,
        wish,
        async fill(world) {
          await setting.fill?.(world);
          before = world.server.emulator.log.length;
        },
      });
      expect(result.problem).toMatch(says);
      expect(written(result.world, before)).toEqual([]);
      expect(result.wrote).toBe('no');
    },
  );

  it.each([
    ['the folder is not there', { wish: { folder: '业务流程/none/folderDi' } }, undefined],
    ['a submission takes too long', { options: { durations: { checkMs: 600_000 } } }, undefined],
    ['the reply of the creation is lost', {}, { kind: 'drop-reply', action: 'CreateDISyncTask' }],
    [
      'an update is refused',
      {},
      { kind: 'error', action: 'UpdateFile', code: '1010019999', status: 400 },
    ],
    ['the first deletion is lost', {}, { kind: 'drop-request', action: 'DeleteFile' }],
  ] as const)('are at most 25 to write, and leave nothing where %s', async (_, setting, fault) => {
    const given = setting as Setting;
    const { world, ...result } = await seenBy({
      ...given,
      wish: { folder: FOLDER, ...given.wish },
      async fill({ server }) {
        if (fault) server.emulator.faults.add({ ...fault });
      },
    });
    const { emulator } = world.server;
    emulator.clock.advance(3_600_000);
    emulator.settle();
    expect([...emulator.state.files.values()].map((one) => one.deletedStatus)).not.toContain(
      'NORMAL',
    );
    expect(emulator.state.nodes.DEV.size + emulator.state.nodes.PROD.size).toBe(0);
    const from = emulator.log.findIndex(({ action }) => action === 'CreateDISyncTask');
    expect(emulator.log.length - from).toBeLessThanOrEqual(25);
    expect(result.calls).toBe(emulator.log.length);
  });

  it('say what may be left where a deletion stays refused', async () => {
    const { problem, world } = await seenBy({
      wish: { folder: FOLDER },
      async fill({ server }) {
        server.emulator.faults.add({
          kind: 'error',
          action: 'DeleteFile',
          code: '1010019999',
          status: 400,
          times: 9,
        });
      },
    });
    const [file] = world.server.emulator.state.files.values();
    expect(problem).toContain(`The task ${file!.name} may still be in ${FOLDER}`);
    expect(file!.nodeConfiguration.SchedulerType).toBe('PAUSE');
  });

  it('make a paused task that reaches development alone', async () => {
    const states: unknown[] = [];
    const { world } = await seenBy({
      wish: { folder: FOLDER, say: (words) => states.push(words) },
    });
    expect(states).toContain('  SubmitFile');
    const { deployments, nodes, files } = world.server.emulator.state;
    const of = [...deployments.values()].map(({ kind }) => kind);
    expect(of).toEqual(['submit', 'delete', 'deploy-deletion']);
    expect(nodes.PROD.size).toBe(0);
    expect([...files.values()][0]!.nodeConfiguration.SchedulerType).toBe('PAUSE');
  });
});

describe('the report', () => {
  const circumstances = { version: '0.1.0', at: new Date(0) };
  const FORBIDDEN = [
    ...['testid', 'testsecret', '127.0.0.1', '10000', '20000', '1000001', '1000000000000001'],
    ...['2000000000000001', 'demo', 'mysql_pub', 'odps_source', 'orders_daily', 'n8n_check_live'],
  ];

  it.each([
    ['reading', LEGACY],
    ['writing', WRITING],
    ['refusals in the body', { ...LEGACY, options: { refusals: 'body' } }],
    ['a node', STUDIO],
    ['no member', { wish: { projectId: '77' } }],
  ] as [string, Setting][])('has no name, id or secret: %s', async (_, setting) => {
    const { world, ...result } = await seenBy(setting);
    const report = reportOf(result.findings, { ...circumstances, ...result });
    expect(report).toContain('| What | Expected | Seen |');
    for (const secret of FORBIDDEN) expect(report).not.toContain(secret);
    expect(report).not.toMatch(/\d{12,}(?!\d*999)/);
    for (const { requestId } of world.server.emulator.log) expect(report).not.toContain(requestId);
  });

  it.each([
    ['a code', { Code: 'user/demo@10000', Message: 'x' }, 400, /a code of another form/],
    ['a status of a version', { Data: { FileVersions: [{ Status: 'demo' }] } }, 200, /./],
    [
      'a path',
      { Data: { Files: [{ AbsoluteFolderPath: 'demo/demo/demo' }] } },
      200,
      /another name/,
    ],
  ])('takes nothing over from %s of a reply', async (_, body, status, says) => {
    world = await startWorld();
    const { server } = world;
    const real = globalThis.fetch;
    // Whatever is asked, that comes.
    globalThis.fetch = async (url, init) =>
      String(url).startsWith(server.url) && /GetProject|ListBusiness/.test(String(url))
        ? real(url, init)
        : new Response(JSON.stringify({ RequestId: 'demo', Success: true, ...body }), { status });
    try {
      const result = await world.check();
      const report = reportOf(result.findings, { ...circumstances, ...result });
      expect(`${report}${result.problem}`).toMatch(says);
      expect(report).not.toContain('demo');
    } finally {
      globalThis.fetch = real;
    }
  });
});
