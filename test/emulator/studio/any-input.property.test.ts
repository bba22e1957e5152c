import fc from 'fast-check';
import { OPERATIONS } from '../../../emulator/operations';
import type { ParameterSpecs } from '../../../emulator/gateway/parameters';
import { draws } from '../../random';
import { BIZDATE, flowSpec, PROJECT, studioUnderTest, VERSION } from './studio-under-test';

const served = OPERATIONS.filter(({ version }) => version === VERSION);

/** Texts that are right for the parameter of that name. */
const RIGHT: Record<string, string[]> = {
  ProjectId: [PROJECT],
  ObjectIds: ['["8614000000000000001"]', '[8614000000000000001]'],
  Type: ['Online', 'Offline', 'SupplementData'],
  Scene: ['DATAWORKS_PROJECT'],
  Path: ['root/demo', 'new/folder'],
  EnvType: ['Prod', 'Dev'],
  ProjectEnv: ['Prod', 'Dev'],
  ResourceGroupId: ['Serverless_res_group_demo_1'],
  SortBy: ['Id Desc', 'TriggerTime Asc'],
  Ids: ['[1100000000001]', '[1000000000001,5]'],
  TaskIds: ['[700000000001]'],
  Tasks: ['[{"Id":700000000001,"Name":"other"}]'],
  Periods: ['{"BizDates":[{"StartBizDate":"2026-02-26","EndBizDate":"2026-02-27"}]}'],
  DefaultRunProperties: [
    '{"Mode":"ManualSelection","Parallelism":1,"Analysis":{"Enabled":false,"Blocked":false},"RootTaskIds":[700000000001]}',
  ],
  TaskParameters: ['{"700000000001":"a=1"}'],
  WorkflowId: ['1'],
  TaskId: ['700000000001'],
  DIJobId: ['11001'],
  JobId: ['11001'],
  DIAlarmRuleId: ['21001'],
  DataSourceId: ['510001'],
  MetricType: ['Delay'],
  EventType: ['Failover'],
  PipelineRunId: ['RUN'],
  OperationId: ['OPERATION'],
  Code: ['PROD_CHECK'],
  Bizdate: [BIZDATE],
  BizDate: [BIZDATE],
};
const WORDS = [...new Set(Object.values(RIGHT).flat())];

/** Ids of what is there when the calls begin; RUN and OPERATION stand for ids that are drawn then. */
const IDS = [
  'RUN',
  '8614000000000000001',
  '700000000001',
  '1000000000001',
  '1100000000001',
  '11001',
  '21001',
  '510001',
  '20000',
];

/** Texts that a parameter may hold: right ones, almost right ones, any. */
const text = fc.oneof(
  fc.constantFrom(...WORDS, '-1', '0', 'true', 'null', '[]', '{}', '[1,"a",null,{}]', '__proto__'),
  fc.constantFrom('99999999999999999999', flowSpec()),
  fc.json({ maxDepth: 4 }),
  fc.string(),
);

/** FlowSpecs whose node has any members under the names that matter. */
const spec = fc
  .dictionary(
    fc.constantFrom(
      'name',
      'script',
      'trigger',
      'runtimeResource',
      'inputs',
      'outputs',
      'recurrence',
      'timeout',
    ),
    fc.jsonValue({ maxDepth: 3 }),
  )
  .map((node) => flowSpec(node as Record<string, unknown>));
const anySpec = fc.oneof(fc.constant(flowSpec()), spec);

/** What is mostly right for the parameter, so that calls get further than its type. */
const valueOf = (name: string, kind: string): fc.Arbitrary<string> => {
  const byKind: Record<string, fc.Arbitrary<string>> = {
    id: fc.constantFrom(...IDS),
    num: fc.constantFrom('0', '1', '10', '100'),
    bool: fc.constantFrom('true', 'false'),
    json: fc.json({ maxDepth: 4 }),
    string: fc.constantFrom(...WORDS),
  };
  const named: Record<string, fc.Arbitrary<string>> = {
    Spec: anySpec,
    Id: byKind['id']!,
    ...(RIGHT[name] && { [name]: fc.constantFrom(...RIGHT[name]) }),
  };
  const right = named[name] ?? byKind[kind.replace('*', '')]!;
  return fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: text });
};

const valuesOf = (specs: ParameterSpecs) =>
  fc.record(
    Object.fromEntries(Object.entries(specs).map(([name, kind]) => [name, valueOf(name, kind)])),
    {
      requiredKeys: Object.keys(specs).filter(
        (name) => name === 'Id' || specs[name]!.endsWith('*'),
      ),
    },
  );

const anyCall = fc.constantFrom(...served).chain((operation) =>
  fc.record({
    action: fc.constant(operation.action),
    method: fc.constant(operation.verbs[0]!),
    query: valuesOf(operation.query) as fc.Arbitrary<Record<string, string>>,
    body: valuesOf(operation.body) as fc.Arbitrary<Record<string, string>>,
  }),
);

const empty = { TableMappings: '[]', ResourceSettings: '{}' };
const DI_JOB = {
  query: {
    ProjectId: PROJECT,
    Name: 'job',
    MigrationType: 'Full',
    SourceDataSourceType: 'MySQL',
    DestinationDataSourceType: 'MaxCompute',
  },
  body: { ...empty, SourceDataSourceSettings: '[]', DestinationDataSourceSettings: '[]' },
};
const ALARM_RULE = {
  DIJobId: '11001',
  Name: 'slow',
  MetricType: 'Delay',
  NotificationSettings: '{}',
  TriggerConditions: '[]',
};

const anyCalls = fc.array(anyCall, { minLength: 1, maxLength: 12 });

/** Makes `calls` where something is there already; gives the actions that were carried out. */
function play(calls: typeof anyCalls extends fc.Arbitrary<infer T> ? T : never): string[] {
  const { call, post, ask, published, run, backfill, later } = studioUnderTest();
  const { id, taskId } = published();
  expect([id, taskId]).toEqual(['8614000000000000001', '700000000001']);
  const drawn: Record<string, string> = {
    RUN: run(id).body.Id,
    OPERATION: backfill(taskId).body.OperationId,
  };
  const filled = (sent: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(sent).map(([name, it]) => [name, Object.hasOwn(drawn, it) ? drawn[it]! : it]),
    );
  post('CreateDIJob', DI_JOB.body, DI_JOB.query);
  ask('CreateDIAlarmRule', ALARM_RULE);
  later(100);
  const carriedOut: string[] = [];
  for (const { method, action, query, body } of calls) {
    const form = method === 'GET' ? {} : { body: filled(body) };
    const sent = { action, query: filled(query), ...form };
    const { status, body: reply } = call({ ...sent, method, version: VERSION });
    expect([200, 400, 403]).toContain(status);
    if (status === 200) carriedOut.push(action);
    else {
      expect(reply).toMatchObject({ Code: expect.any(String), Message: expect.any(String) });
      expect(reply.Message).not.toBe('');
    }
    later(50);
  }
  return carriedOut;
}

test('whatever the parameters hold, each operation answers, and a refusal has a code and words', () => {
  fc.assert(
    fc.property(anyCalls, (calls) => void play(calls)),
    draws,
  );
});

test('what is drawn gets through to most operations', () => {
  const sample = fc.sample(anyCalls, { seed: 20240518, numRuns: 200 });
  const carriedOut = new Set(sample.flatMap(play));
  const never = served.map(({ action }) => action).filter((action) => !carriedOut.has(action));
  expect(never.length).toBeLessThan(served.length * 0.2);
});

/** Members of a node that Data Studio has no opinion about, and those that it completes. */
const members = fc.record(
  {
    description: fc.string(),
    priority: fc.integer({ min: 1, max: 8 }),
    timeout: fc.integer({ min: 0, max: 72 }),
    rerunTimes: fc.integer({ min: 0, max: 10 }),
    rerunInterval: fc.integer({ min: 0, max: 1_800_000 }),
    rerunMode: fc.constantFrom('Allowed', 'Denied', 'FailureAllowed'),
    recurrence: fc.constantFrom('Normal', 'Pause', 'Skip'),
    instanceMode: fc.constantFrom('T+1', 'Immediately'),
    // A name of one's own, under which anything is kept.
    x: fc.jsonValue({ maxDepth: 3 }),
  },
  { requiredKeys: [] },
);

test('GetNode gives what was sent, and sending that back changes nothing', () => {
  fc.assert(
    fc.property(members, (sent) => {
      const { create, specOf, node, post } = studioUnderTest();
      const id: string = create(flowSpec(sent)).body.Id;
      const before = specOf(id);
      expect(before.spec.nodes[0]).toMatchObject(JSON.parse(JSON.stringify(sent)));
      post('UpdateNode', { Id: id, ProjectId: PROJECT, Spec: node(id).Spec });
      expect(specOf(id)).toEqual(before);
    }),
    draws,
  );
});
