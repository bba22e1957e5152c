import type { EmulatorOptions } from '../../../emulator';
import { DURATIONS } from '../batch-life';
import { emulatorUnderTest, SCRIPT, type Answer, type Body } from '../emulator-under-test';

export const VERSION = '2024-05-18';
/** The workspace with the new Data Studio. */
export const PROJECT = '20000';
/** The business date 2026-02-26, as text and as the moment (ms) at which it begins in China. */
export const DATE = '2026-02-26';
export const BIZDATE = String(Date.UTC(2026, 1, 25, 16));

/** A FlowSpec of a DI node; `node` replaces members of it, `spec` members beside it. */
export function flowSpec(
  node: Record<string, unknown> = {},
  spec: Record<string, unknown> = {},
  kind = 'CycleWorkflow',
): string {
  const name = node['name'] ?? 'orders_daily';
  return JSON.stringify({
    version: '1.1.0',
    kind,
    spec: {
      nodes: [
        {
          id: name,
          name,
          script: {
            path: `demo/sync/${String(name)}`,
            language: 'json',
            runtime: { command: 'DI', commandTypeId: 23, cu: '0.25' },
            content: SCRIPT,
            parameters: [
              {
                artifactType: 'Variable',
                name: 'bizdate',
                scope: 'NodeParameter',
                type: 'System',
                value: '$bizdate',
              },
            ],
          },
          trigger: { type: 'Scheduler', cron: '00 30 01 * * ?' },
          runtimeResource: { resourceGroup: 'Serverless_res_group_demo_1' },
          inputs: {
            nodeOutputs: [
              { artifactType: 'NodeOutput', data: 'demo_studio_root', sourceType: 'Manual' },
            ],
          },
          ...node,
        },
      ],
      ...spec,
    },
  });
}

/** An emulator and calls of 2024-05-18 that take a node through its life. */
export function studioUnderTest(options: EmulatorOptions = {}) {
  const under = emulatorUnderTest({ durations: { ...DURATIONS, creationMs: 20 }, ...options });
  const { emulator, call } = under;
  /** A GET, all in the query. */
  const ask = (action: string, query: Record<string, string> = {}): Answer =>
    call({ action, version: VERSION, method: 'GET', query });
  /** A POST, all in the form unless there is a `query`. */
  const post = (
    action: string,
    body: Record<string, string> = {},
    query: Record<string, string> = {},
  ): Answer => call({ action, version: VERSION, body, query });
  const later = (ms: number) => emulator.clock.advance(ms);

  const create = (spec = flowSpec(), body: Record<string, string> = {}): Answer =>
    post('CreateNode', { ProjectId: PROJECT, Scene: 'DATAWORKS_PROJECT', Spec: spec, ...body });
  const node = (id: string): Body => ask('GetNode', { Id: id, ProjectId: PROJECT }).body.Node;
  const specOf = (id: string): Body => JSON.parse(node(id).Spec);
  const run = (id: string, body: Record<string, string> = {}): Answer =>
    post('CreatePipelineRun', {
      ProjectId: PROJECT,
      ObjectIds: JSON.stringify([id]),
      Type: 'Online',
      ...body,
    });
  const pipeline = (id: string): Body =>
    ask('GetPipelineRun', { Id: id, ProjectId: PROJECT }).body.Pipeline;
  const exec = (id: string, code: string): Answer =>
    post('ExecPipelineRunStage', { Id: id, Code: code }, { ProjectId: PROJECT });
  /** The states of a pipeline run's stages by code. */
  const stages = (id: string): Record<string, string> =>
    Object.fromEntries(
      pipeline(id).Stages.map(({ Code, Status }: Record<string, string>) => [Code, Status]),
    );
  /** Starts every stage that can be started until the run is over; gives its state. */
  const drive = (id: string): string => {
    for (let turn = 0; turn < 20; turn += 1) {
      const { Status, Stages } = pipeline(id);
      if (Status !== 'Running') return Status;
      const next = Stages.find((stage: Body) => stage.Status !== 'Success');
      if (next.Status === 'Init') exec(id, next.Code);
      later(500);
    }
    return pipeline(id).Status;
  };
  /** A published node: its id and its task's, both as text. */
  const published = (spec = flowSpec()) => {
    const id = String(create(spec).body.Id);
    drive(run(id).body.Id);
    return { id, taskId: String(node(id).TaskId) };
  };
  const backfill = (
    taskId: string,
    properties: Record<string, unknown> = {},
    periods: Record<string, unknown> = { BizDates: [{ StartBizDate: DATE, EndBizDate: DATE }] },
    body: Record<string, string> = {},
  ): Answer =>
    post('CreateWorkflowInstances', {
      Name: 'backfill',
      ProjectId: PROJECT,
      Type: 'SupplementData',
      WorkflowId: '1',
      EnvType: 'Prod',
      Periods: JSON.stringify(periods),
      DefaultRunProperties: JSON.stringify({
        Mode: 'ManualSelection',
        Parallelism: 1,
        Analysis: { Enabled: false, Blocked: false },
        RootTaskIds: [Number(taskId)],
        ...properties,
      }),
      ...body,
    });
  const result = (operationId: string): Body =>
    ask('GetCreateWorkflowInstancesResult', { OperationId: operationId }).body.Result;
  const instances = (body: Record<string, string> = {}): Body =>
    post('ListTaskInstances', { ProjectId: PROJECT, Bizdate: BIZDATE, ...body }).body.PagingInfo;
  return {
    ...under,
    ask,
    post,
    later,
    create,
    node,
    specOf,
    run,
    pipeline,
    exec,
    stages,
    drive,
    published,
    backfill,
    result,
    instances,
  };
}
