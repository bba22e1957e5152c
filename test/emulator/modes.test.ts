import type { EmulatorOptions } from '../../emulator';
import { batchTask } from './batch-life';
import { createCall } from './emulator-under-test';

/** A batch task; where its node is, and what becomes of packages. */
function life(options: EmulatorOptions = {}) {
  const task = batchTask(options);
  const { emulator, file, deployment } = task;
  return {
    ...task,
    environments: () => {
      emulator.settle();
      const { DEV, PROD } = emulator.state.nodes;
      return [...(DEV.size > 0 ? ['DEV'] : []), ...(PROD.size > 0 ? ['PROD'] : [])];
    },
    /** Calls, lets the package end; its Status and where it went, or the refusal's code. */
    done: (action: string) => {
      const reply = file(action);
      const id = action === 'DeleteFile' ? reply.DeploymentId : reply.Data;
      if (id === undefined) return reply.ErrorCode ?? 'at once';
      emulator.clock.advance(300);
      const { Status, FromEnvironment, ToEnvironment } = deployment(id).Data.Deployment;
      return [Status, FromEnvironment, ToEnvironment];
    },
  };
}

test.each([
  ['standard', 3, ['DEV', 'PROD']],
  ['basic', 2, ['PROD']],
] as const)('GetProject tells the %s mode', (projectMode, ProjectMode, EnvTypes) => {
  const { call } = batchTask({ projectMode });
  const expected = { ProjectId: 10000, ProjectIdentifier: 'demo_workspace', ProjectMode, EnvTypes };
  for (const query of [{ ProjectId: '10000' }, { ProjectIdentifier: 'demo_workspace' }]) {
    expect(call({ action: 'GetProject', query } as never).body.Data).toMatchObject(expected);
  }
});

describe('in standard mode', () => {
  test('a submission goes to development, a deployment to production', () => {
    const { schedule, done, environments } = life();
    schedule();
    expect(done('SubmitFile')).toEqual([1, 0, 1]);
    expect(environments()).toEqual(['DEV']);
    expect(done('DeployFile')).toEqual([1, 1, 2]);
    expect(environments()).toEqual(['DEV', 'PROD']);
  });

  test('a deletion reaches production by a second deployment only', () => {
    const { deployed, done, environments, file } = life();
    deployed();
    expect(done('DeleteFile')).toEqual([1, 0, 1]);
    expect(environments()).toEqual(['PROD']);
    expect(file('GetFile').Data.File.DeletedStatus).toBe('RECYCLE_BIN');
    expect(done('DeployFile')).toEqual([1, 1, 2]);
    expect(environments()).toEqual([]);
  });

  test('the second deployment waits for the first, and can be repeated when it failed', () => {
    const { deployed, done, file, emulator, environments } = life();
    deployed();
    file('DeleteFile');
    expect(file('DeployFile').ErrorCode).toBe('Invalid.File.InDeployment');
    emulator.clock.advance(300);
    emulator.plans.add({ of: 'deploy-deletion', fails: 'deployment' });
    expect(done('DeployFile')).toEqual([2, 1, 2]);
    expect(environments()).toEqual(['PROD']);
    expect(done('DeployFile')).toEqual([1, 1, 2]);
    expect(environments()).toEqual([]);
  });

  test.each([
    ['accepted', [1, 1, 2]],
    ['refused', 'Invalid.File.Deleted'],
  ] as const)('a deletion that production does not know: %s', (deletionNotInProduction, end) => {
    const { submitted, done } = life({ deletionNotInProduction });
    submitted();
    expect(done('DeleteFile')).toEqual([1, 0, 1]);
    expect(done('DeployFile')).toEqual(end);
  });

  test.each([
    ['recycleBin', true],
    ['gone', false],
  ] as const)('a file whose deletion is through: %s', (deletedFile, isThere) => {
    const { deployed, done, emulator, call } = life({ deletedFile });
    deployed();
    done('DeleteFile');
    expect(emulator.state.files.has(1000001n)).toBe(true);
    done('DeployFile');
    emulator.settle();
    expect(emulator.state.files.has(1000001n)).toBe(isThere);
    expect(call(createCall()).body.Data.FileId).toBe(1000002);
  });

  test('a deletion can take both at once', () => {
    const { deployed, done, environments } = life({ deletion: 'atOnce' });
    deployed();
    expect(done('DeleteFile')).toEqual([1, 1, 2]);
    expect(environments()).toEqual([]);
    expect(done('DeployFile')).toBe('Invalid.File.Deleted');
  });

  test('a file that was never submitted is deleted at once', () => {
    const { done, emulator } = life();
    expect(done('DeleteFile')).toBe('at once');
    expect(emulator.state.files.size).toBe(0);
  });
});

describe('in basic mode', () => {
  const basic = (options: EmulatorOptions = {}) => life({ projectMode: 'basic', ...options });

  test('a deployment alone brings the file to production', () => {
    const { schedule, done, environments, file, call, emulator } = basic();
    expect(done('DeployFile')).toBe('Invalid.File.InputListEmpty');
    schedule();
    expect(done('DeployFile')).toEqual([1, 0, 2]);
    expect(environments()).toEqual(['PROD']);
    expect(file('ListFileVersions').Data.FileVersions).toMatchObject([
      { FileVersion: 1, Status: 'DEPLOYED', IsCurrentProd: true },
    ]);
    expect(done('DeployFile')).toBe('Invalid.File.Deployed');
    file('UpdateFile', { ParaValue: 'a=1' });
    emulator.plans.add({ of: 'deploy', fails: 'deployment' });
    expect(done('DeployFile')).toEqual([2, 0, 2]);
    expect(done('DeployFile')).toEqual([1, 0, 2]);
    const body = { NodeId: '7000000001', ProjectEnv: 'PROD' };
    expect(call({ action: 'GetNode', body }).body.Data.ParamValues).toBe('a=1');
    expect(file('ListFileVersions').Data.TotalCount).toBe(2);
  });

  test('a submission can go straight to production, so that nothing is left to deploy', () => {
    const { schedule, done, environments } = basic({ basicSubmit: 'publishes' });
    schedule();
    expect(done('SubmitFile')).toEqual([1, 0, 2]);
    expect(environments()).toEqual(['PROD']);
    expect(done('DeployFile')).toBe('Invalid.File.Deployed');
  });

  test('a submission can be a step before the deployment', () => {
    const { schedule, done, environments } = basic({ basicSubmit: 'prepares' });
    schedule();
    expect(done('SubmitFile')).toEqual([1, 0, 1]);
    expect(environments()).toEqual(['DEV']);
    expect(done('DeployFile')).toEqual([1, 0, 2]);
    expect(environments()).toEqual(['DEV', 'PROD']);
  });

  test('a submission can be refused', () => {
    const { schedule, done } = basic({ basicSubmit: 'refused' });
    schedule();
    expect(done('SubmitFile')).toBe('Invalid.File.Submit');
    expect(done('DeployFile')).toEqual([1, 0, 2]);
  });

  test('a deletion is done with one deployment', () => {
    const { schedule, done, environments } = basic();
    schedule();
    done('DeployFile');
    expect(done('DeleteFile')).toEqual([1, 0, 2]);
    expect(environments()).toEqual([]);
    expect(done('DeployFile')).toBe('Invalid.File.Deleted');
  });
});
