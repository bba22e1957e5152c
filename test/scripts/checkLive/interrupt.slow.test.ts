import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startEmulator, type RunningEmulator } from '../../../emulator';
import { durations, runCommand, usualOf } from './runCommand';
import { FOLDER } from './world';

const work = mkdtempSync(join(tmpdir(), 'check-live-'));
afterAll(() => rmSync(work, { recursive: true }));
const report = join(work, 'report.md');

let server: RunningEmulator;
beforeEach(async () => {
  server = await startEmulator({ durations });
});
afterEach(() => server.close());

const actions = () => server.emulator.log.map(({ action }) => action);

describe('Ctrl-C in the middle of --write', () => {
  /** Starts to write; sends Ctrl-C as soon as so many requests of an action have arrived. */
  async function interrupted(action: string, times = 1) {
    const child = runCommand([...usualOf(server, report), '--write', '--folder', FOLDER], {
      input: 'write in 10000\n',
    });
    const arrived = () => actions().filter((one) => one === action).length >= times;
    const watch = setInterval(() => {
      if (!arrived()) return;
      clearInterval(watch);
      child.kill('SIGINT');
    }, 5);
    const { stderr, exitCode } = await child;
    clearInterval(watch);
    server.emulator.settle();
    return { stderr, exitCode };
  }
  const left = () =>
    [...server.emulator.state.files.values()].filter(
      ({ deletedStatus }) => deletedStatus === 'NORMAL',
    );

  it.each([
    ['while the task is created', 'CreateDISyncTask'],
    ['while it is updated', 'UpdateFile'],
    ['while it is submitted', 'SubmitFile', 2],
    ['while its submission is looked at', 'GetDeployment', 2],
  ] as [string, string, number?][])('%s cleans up', async (_, action, times = 1) => {
    // The reply comes later, so that the signal is there first.
    server.emulator.faults.add({ kind: 'delay', action, ms: 300, times });
    const { stderr, exitCode } = await interrupted(action, times);
    expect(stderr).toContain('cleaning up');
    expect(exitCode).toBe(130);
    expect(actions()).toContain('DeleteFile');
    expect(left()).toEqual([]);
    const { DEV, PROD } = server.emulator.state.nodes;
    expect([DEV.size, PROD.size]).toEqual([0, 0]);
  });

  it('leaves nothing either where the reply to the creation never comes', async () => {
    server.emulator.faults.add({ kind: 'drop-reply', action: 'CreateDISyncTask' });
    const { exitCode } = await interrupted('CreateDISyncTask');
    expect(exitCode).toBe(130);
    expect(left()).toEqual([]);
  });
});
