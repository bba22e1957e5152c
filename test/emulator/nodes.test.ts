import { batchTask } from './batch-life';

test('ListNodes finds nodes of an environment', () => {
  const { deployed, call } = batchTask();
  deployed();
  const names = (body: Record<string, string>) =>
    call({
      action: 'ListNodes',
      body: { ProjectId: '10000', ProjectEnv: 'PROD', ...body },
    }).body.Data.Nodes.map(({ NodeName }: { NodeName: string }) => NodeName);
  const finding: Record<string, string>[] = [
    {},
    { ProjectEnv: 'DEV' },
    { NodeName: 'orders' },
    { BizName: 'demo' },
    { ProgramType: 'DI' },
    { SchedulerType: 'NORMAL' },
    { Owner: '2000000000000001' },
  ];
  const missing: Record<string, string>[] = [
    { ProjectId: '10001' },
    { NodeName: 'customers' },
    { BizName: 'other' },
    { ProgramType: 'ODPS_SQL' },
    { SchedulerType: 'PAUSE' },
    { Owner: '7' },
  ];
  for (const body of finding) expect(names(body)).toEqual(['orders_daily']);
  for (const body of missing) expect(names(body)).toEqual([]);
});

test('Repeatability is text in GetNode and a boolean in ListNodes, as the models have it', () => {
  const { deployed, call } = batchTask();
  const NodeId = deployed();
  const body = { ProjectId: '10000', ProjectEnv: 'PROD', NodeId };
  expect(call({ action: 'GetNode', body }).body.Data.Repeatability).toBe('true');
  expect(call({ action: 'ListNodes', body }).body.Data.Nodes[0].Repeatability).toBe(true);
});

test('OfflineNode takes the node out of production; it can be deployed anew after a submission', () => {
  const { deployed, call, file } = batchTask();
  const NodeId = deployed();
  const offline = () => call({ action: 'OfflineNode', body: { ProjectId: '10000', NodeId } });
  expect(offline().body).toEqual({ RequestId: expect.any(String), Success: 'true' });
  const find = (ProjectEnv: string) =>
    call({ action: 'GetNode', body: { NodeId, ProjectEnv } }).body.Success;
  expect([find('PROD'), find('DEV')]).toEqual([false, true]);
  expect(offline()).toMatchObject({ status: 400, body: { Code: 'InvalidNodeId' } });
  expect(file('ListFileVersions').Data.FileVersions[0].IsCurrentProd).toBe(false);
  expect(deployed()).toBe(NodeId);
  expect(find('PROD')).toBe(true);
});
