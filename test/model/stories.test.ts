import type { Misbehaviour } from '../../emulator';
import { clock } from '../../nodes/alibabaCloud/client/clock';
import type { Schedule } from './schedule';
import { virtually } from './virtually';
import { World, type Execution, type Run } from './world';

const DAY = 86_400_000;
const lost: Misbehaviour = { kind: 'drop-reply' };
const neverArrived: Misbehaviour = { kind: 'drop-request' };
const forgetful: Misbehaviour = { kind: 'forget-client-tokens' };

/** A world of one item; `faults` meet its requests in this order. */
function worldOf(
  faults: ReadonlyArray<Misbehaviour | undefined>,
  changes: Partial<Schedule> = {},
): World {
  return new World({
    items: [{ name: 'a', repeats: false }],
    ifExists: 'fail',
    continuesOnFail: true,
    moves: [],
    fates: faults.map((fault) => ({ thereMs: 5, backMs: 5, ...(fault ? { fault } : {}) })),
    tokenLifetimeMs: DAY,
    seed: 1,
    ...changes,
  });
}

/** What the node said of its items, and which requests it sent for that. */
function told({ sends }: World, run: Run) {
  const json = 'output' in run.result ? run.result.output.map((item) => item.json) : [];
  return {
    said: json.map((one) =>
      one.Outcome ? [one.Outcome, (one.Data as { FileId: number }).FileId] : one.error,
    ),
    sent: sends.filter((send) => send.run === run).map(({ action }) => action),
  };
}

const filesOf = ({ emulator }: World) => [...emulator.state.files.values()];
const rename = (world: World) => filesOf(world).forEach((file) => (file.name = 'renamed'));

describe('a reply that is lost', () => {
  it('comes again for the same token', () =>
    virtually(1, async () => {
      const world = worldOf([lost]);
      expect(told(world, await world.run(world.newExecution()))).toEqual({
        said: [['created', 1000001]],
        sent: ['CreateDISyncTask', 'CreateDISyncTask'],
      });
    }));

  it.each([
    [
      'fail',
      expect.stringMatching(/its FileId is 1000001; a request of this item whose reply was lost/),
    ],
    ['reuse', ['reused', 1000001]],
  ] as const)(
    'is named by the name, when the server has forgotten the token: %s',
    (ifExists, said) =>
      virtually(1, async () => {
        const world = worldOf([lost, forgetful], { ifExists });
        expect(told(world, await world.run(world.newExecution()))).toEqual({
          said: [said],
          sent: ['CreateDISyncTask', 'CreateDISyncTask', 'ListFiles'],
        });
      }),
  );

  const allLost = Array.from({ length: 8 }, () => lost);

  it('is made up for in a later run', () =>
    virtually(1, async () => {
      const world = worldOf(allLost, { tokenLifetimeMs: 20 * DAY });
      const execution = world.newExecution();
      const first = told(world, await world.run(execution));
      expect(first.said[0]).toMatch(/may have acted all the same/);
      await clock.sleep(10 * DAY);
      expect(told(world, await world.run(execution)).said).toEqual([['created', 1000001]]);
      expect(filesOf(world)).toHaveLength(1);
    }));

  // Without a token there would be two tasks: the name is free again.
  it('is made up for by the token alone, when a colleague has renamed the task meanwhile', () =>
    virtually(1, async () => {
      const world = worldOf(allLost);
      const execution = world.newExecution();
      await world.run(execution);
      rename(world);
      expect(told(world, await world.run(execution))).toEqual({
        said: [['created', 1000001]],
        sent: ['CreateDISyncTask'],
      });
      expect(filesOf(world)).toHaveLength(1);
    }));
});

describe('a task that is known to be made', () => {
  it('is not asked for again, even when its token is forgotten and its name is free', () =>
    virtually(1, async () => {
      const world = worldOf([]);
      const execution = world.newExecution();
      const first = told(world, await world.run(execution));
      rename(world);
      await clock.sleep(10 * DAY);
      const again = told(world, await world.run(execution));
      expect(again).toEqual({ said: first.said, sent: [] });
    }));
});

describe("somebody else's task with the same name, folder and script", () => {
  const withOther = async (ageMs: number, faults: ReadonlyArray<Misbehaviour | undefined>) => {
    // The other execution's request comes first, and fares well.
    const world = worldOf([undefined, ...faults]);
    await world.run(world.newExecution());
    await clock.sleep(ageMs);
    return { world, run: await world.run(world.newExecution()) };
  };

  it.each([7_000, 600_000, DAY])(
    'that is %d ms older is not taken for ours, although a request of ours was lost',
    (ageMs) =>
      virtually(1, async () => {
        const { world, run } = await withOther(ageMs, [neverArrived]);
        expect(told(world, run).said[0]).toMatch(
          /name is already in the folder.*its FileId is 1000001/,
        );
      }),
  );

  it('is not taken for ours when nothing of ours was lost', () =>
    virtually(1, async () => {
      const { world, run } = await withOther(0, []);
      expect(told(world, run).said[0]).toMatch(/its FileId is 1000001/);
    }));

  it('is named when every request of ours was lost', () =>
    virtually(1, async () => {
      // The tries of the call, and of the one that asks again under its token.
      const faults = [4, 4].flatMap((tries) => [
        ...Array.from({ length: tries }, () => neverArrived),
        undefined,
      ]);
      const { world, run } = await withOther(600_000, faults);
      expect(told(world, run).said[0]).toMatch(
        /The connection broke.*FileId 1000001 has this name/,
      );
    }));
});

describe('a task with another script', () => {
  const edited = (execution: Execution): Execution => ({ ...execution, edits: [1] });

  it.each([
    ['fail', /its FileId is 1000001/],
    ['reuse', ['reused', 1000001]],
    ['update', ['updated', 1000001]],
  ] as const)('and the same name: %s', (ifExists, expected) =>
    virtually(1, async () => {
      const world = worldOf([undefined, neverArrived], { ifExists });
      const execution = world.newExecution();
      await world.run(execution);
      const { said } = told(world, await world.run(edited(execution)));
      if (expected instanceof RegExp) expect(said[0]).toMatch(expected);
      else expect(said).toEqual([expected]);
      expect(filesOf(world)).toHaveLength(1);
      expect(filesOf(world)[0]!.content).toContain(ifExists === 'update' ? '"0 1"' : '"0 0"');
    }),
  );
});

describe('an update whose reply is lost', () => {
  const update = async (faults: ReadonlyArray<Misbehaviour | undefined>) => {
    const world = worldOf([undefined, undefined, undefined, ...faults], { ifExists: 'update' });
    const execution = world.newExecution();
    await world.run(execution);
    const run = await world.run({ ...execution, edits: [1] });
    return { ...told(world, run), content: filesOf(world)[0]!.content };
  };

  it('is found done, and not sent again', () =>
    virtually(1, async () => {
      expect(await update([lost])).toMatchObject({
        said: [['updated', 1000001]],
        sent: ['CreateDISyncTask', 'ListFiles', 'UpdateDISyncTask', 'GetFile'],
        content: expect.stringContaining('"0 1"'),
      });
    }));

  it('is sent again when it is not there', () =>
    virtually(1, async () => {
      expect(await update([neverArrived])).toMatchObject({
        said: [['updated', 1000001]],
        sent: ['CreateDISyncTask', 'ListFiles', 'UpdateDISyncTask', 'GetFile', 'UpdateDISyncTask'],
        content: expect.stringContaining('"0 1"'),
      });
    }));

  it('of the settings alone is sent again, because nothing tells whether it was done', () =>
    virtually(1, async () => {
      const world = worldOf([undefined, undefined, undefined, neverArrived], {
        ifExists: 'update',
      });
      await world.run(world.newExecution());
      // The script is there already; the settings are another colleague's.
      filesOf(world)[0]!.taskParam = {};
      const run = await world.run(world.newExecution());
      expect(told(world, run)).toEqual({
        said: [['updated', 1000001]],
        sent: ['CreateDISyncTask', 'ListFiles', 'UpdateDISyncTask', 'UpdateDISyncTask'],
      });
      expect(filesOf(world)[0]!.taskParam).toMatchObject({ ResourceGroup: 'S_res_group_demo_1' });
    }));
});

it('gives the same task to items that share a token, with one request', () =>
  virtually(1, async () => {
    const item = { name: 'a', token: 'order-4711', repeats: false };
    const world = worldOf([], { items: [item, { ...item, repeats: true }] });
    const { said, sent } = told(world, await world.run(world.newExecution()));
    expect(said).toEqual([
      ['created', 1000001],
      ['created', 1000001],
    ]);
    expect(sent).toEqual(['CreateDISyncTask']);
  }));

it('keeps ids above 2^53 exact, found or made', () =>
  virtually(1, async () => {
    const world = worldOf([lost, forgetful], { largeIds: true, ifExists: 'reuse' });
    const [found, made] = [world.newExecution(), world.newExecution()];
    const { said } = told(world, await world.run(found));
    const fileId = String(filesOf(world)[0]!.fileId);
    expect(fileId).toMatch(/^\d{19}$/);
    expect(said).toEqual([['reused', fileId]]);
    rename(world);
    const [anew] = told(world, await world.run(made)).said;
    expect(anew).toEqual(['created', String(filesOf(world)[1]!.fileId)]);
  }));
