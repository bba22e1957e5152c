import type { EmulatorOptions } from '../../emulator';
import { createCall, emulatorUnderTest, IN_BODY, type Answer } from './emulator-under-test';

/** Durations that make a test's arithmetic plain. */
export const DURATIONS = {
  checkMs: 100,
  deployMs: 200,
  waitResourceMs: 10,
  runMs: 1000,
  killMs: 40,
  startMs: 300,
  stopMs: 50,
  generationMs: 400,
};

/** The business dates that the tests run, as the API writes them. */
export const DATES = ['2026-02-26 00:00:00', '2026-02-27 00:00:00', '2026-02-28 00:00:00'];

/** An emulator with one batch task, FileId 1000001, and calls that take it through its life. */
export function batchTask(options: EmulatorOptions = {}) {
  const under = emulatorUnderTest({ durations: DURATIONS, ...IN_BODY, ...options });
  const { call, emulator } = under;
  call(createCall());
  const file = (action: string, body: Record<string, string> = {}): Answer['body'] =>
    call({ action, body: { ProjectId: '10000', FileId: '1000001', ...body } }).body;
  const schedule = (body: Record<string, string> = {}) =>
    file('UpdateFile', { InputList: 'demo_workspace_root', ...body });
  const deployment = (id: unknown) =>
    call({ action: 'GetDeployment', body: { ProjectId: '10000', DeploymentId: String(id) } }).body;
  /** Submits and lets the submission end. */
  const submitted = () => {
    schedule();
    const id = file('SubmitFile').Data;
    emulator.clock.advance(300);
    return id;
  };
  /** Submits, deploys, lets both end; gives the node's id as text. */
  const deployed = (): string => {
    submitted();
    file('DeployFile');
    emulator.clock.advance(300);
    return String(file('GetFile').Data.File.NodeId);
  };
  return { ...under, file, schedule, deployment, submitted, deployed };
}

/** A deployed batch task, and calls that run it and look after the runs. */
export function deployedTask(options: EmulatorOptions = {}) {
  const task = batchTask(options);
  const nodeId = task.deployed();
  const backfill = (body: Record<string, string> = {}) =>
    task.call({
      action: 'RunCycleDagNodes',
      body: {
        ProjectEnv: 'PROD',
        Name: 'backfill',
        RootNodeId: nodeId,
        IncludeNodeIds: nodeId,
        StartBizDate: DATES[0]!,
        EndBizDate: DATES[0]!,
        BizBeginTime: '00:00:00',
        BizEndTime: '23:59:59',
        Parallelism: 'false',
        ...body,
      },
    }).body;
  const instances = (body: Record<string, string> = {}) =>
    task.call({
      action: 'ListInstances',
      body: { ProjectId: '10000', ProjectEnv: 'PROD', ...body },
    }).body;
  /** The oldest first. */
  const statuses = () =>
    instances()
      .Data.Instances.map(({ Status }: { Status: string }) => Status)
      .reverse() as string[];
  const instance = (action: string, id: unknown, body: Record<string, string> = {}) =>
    task.call({ action, body: { InstanceId: String(id), ProjectEnv: 'PROD', ...body } }).body;
  const dag = (id: unknown) =>
    task.call({ action: 'GetDag', body: { DagId: String(id), ProjectEnv: 'PROD' } }).body;
  return { ...task, nodeId, backfill, instances, statuses, instance, dag };
}
