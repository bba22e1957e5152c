import type { INodeParameters } from 'n8n-workflow';

import { fileSpec, jobAs, jobJson, newJob, startDiJobs, type DiJobs } from '../diJobs';

const byName = (value: string) => ({ __rl: true, mode: 'name', value });

describe('DI Job: Create', () => {
  let jobs: DiJobs;
  beforeAll(async () => {
    jobs = await startDiJobs();
  });
  afterAll(() => jobs.close());
  beforeEach(() => jobs.reset());

  const faults = () => jobs.server.emulator.faults;
  const sentJob = () => {
    const { query, body } = jobs.requests('CreateDIJob')[0]!.parameters;
    const parts = Object.entries(body).map(([name, text]) => [
      name,
      /^[[{]/.test(text) ? (JSON.parse(text) as unknown) : text,
    ]);
    return { ...query, ...(Object.fromEntries(parts) as Record<string, unknown>) };
  };

  it('looks for the name, creates the job and gives its Id', async () => {
    const run = await jobs.run(newJob());

    expect(run.error).toBeUndefined();
    const [job] = jobs.jobs();
    expect(run.output).toEqual([
      [
        {
          json: {
            Success: true,
            RequestId: expect.any(String),
            Id: Number(job!.id),
            Outcome: 'created',
          },
          pairedItem: { item: 0 },
        },
      ],
    ]);
    expect(jobs.sent()).toEqual(['ListDIJobs', 'CreateDIJob']);
    expect(jobs.requests('ListDIJobs')[0]!.parameters.query).toMatchObject({
      Name: 'mysql_to_holo',
      SpecType: 'ALL',
    });
    expect(run.hints).toEqual([]);
  });

  it('sends what the form says', async () => {
    const run = await jobs.run(
      newJob({
        tables: {
          row: [
            { database: 'shop', table: 'orders' },
            {
              database: 'shop',
              schema: 'public',
              match: 'Regex',
              table: 'ods_.*',
              except: 'ods_tmp, ods_old',
              rules: 'prefix',
            },
          ],
        },
        rules: {
          row: [
            { name: 'prefix', action: 'Rename', target: 'Table', newName: 'o_${srcTableName}' },
            { action: 'DefinePrimaryKey', target: 'Table', expression: '{"columns":["id"]}' },
          ],
        },
        offlineCu: 2,
        realtimeCu: 1.5,
        ddlSettings: { row: [{ type: 'DropTable', action: 'Ignore' }] },
        runtimeSettings: { row: [{ name: 'runtime.realtime.concurrent', value: '4' }] },
        options: {
          description: 'mirror',
          owner: '1042',
          moreSources: 'odps_source',
          encoding: 'UTF-8',
          sourceTimeZone: 'Asia/Shanghai',
          jobSettings: '{"CycleScheduleSettings":{"CycleMigrationType":"Full"}}',
        },
      }),
    );

    expect(run.error).toBeUndefined();
    const rule = (ObjectType: string, Expression: string, more: object = {}) => ({
      ObjectType,
      Action: 'Include',
      ExpressionType: 'Exact',
      Expression,
      ...more,
    });
    const regex = { ExpressionType: 'Regex' };
    const prefix = { RuleName: 'prefix', RuleActionType: 'Rename', RuleTargetType: 'Table' };
    const key = {
      RuleName: 'DefinePrimaryKey_Table_2',
      RuleActionType: 'DefinePrimaryKey',
      RuleTargetType: 'Table',
    };
    const DataSourceProperties = { Encoding: 'UTF-8', Timezone: 'Asia/Shanghai' };
    const ResourceGroupIdentifier = 'Serverless_res_group_demo_1';
    expect(sentJob()).toEqual({
      ProjectId: '20000',
      Name: 'mysql_to_holo',
      JobType: 'DatabaseRealtimeMigration',
      MigrationType: 'FullAndRealtimeIncremental',
      SourceDataSourceType: 'MySQL',
      DestinationDataSourceType: 'MaxCompute',
      Owner: '1042',
      Description: 'mirror',
      SourceDataSourceSettings: [
        { DataSourceName: 'mysql_pub', DataSourceProperties },
        { DataSourceName: 'odps_source', DataSourceProperties },
      ],
      DestinationDataSourceSettings: [{ DataSourceName: 'odps_source' }],
      ResourceSettings: {
        OfflineResourceSettings: { ResourceGroupIdentifier, RequestedCu: 2 },
        RealtimeResourceSettings: { ResourceGroupIdentifier, RequestedCu: 1.5 },
        ScheduleResourceSettings: { ResourceGroupIdentifier },
      },
      TableMappings: [
        {
          SourceObjectSelectionRules: [
            rule('Datasource', 'mysql_pub'),
            rule('Database', 'shop'),
            rule('Table', 'orders'),
          ],
          TransformationRules: [prefix, key],
        },
        {
          SourceObjectSelectionRules: [
            rule('Datasource', 'mysql_pub'),
            rule('Database', 'shop', regex),
            rule('Schema', 'public', regex),
            rule('Table', 'ods_.*', regex),
            rule('Table', 'ods_tmp', { ...regex, Action: 'Exclude' }),
            rule('Table', 'ods_old', { ...regex, Action: 'Exclude' }),
          ],
          TransformationRules: [prefix],
        },
      ],
      TransformationRules: [
        { ...prefix, RuleExpression: '{"expression":"o_${srcTableName}"}' },
        { ...key, RuleExpression: '{"columns":["id"]}' },
      ],
      JobSettings: {
        CycleScheduleSettings: { CycleMigrationType: 'Full' },
        DdlHandlingSettings: [{ Type: 'DropTable', Action: 'Ignore' }],
        RuntimeSettings: [{ Name: 'runtime.realtime.concurrent', Value: '4' }],
      },
    });
  });

  it('sends a request as it is given, with the workspace beside it and every digit', async () => {
    const digits = '9007199254740993123';
    const text = JSON.stringify(jobJson).replace('"orders"', digits);
    const run = await jobs.run({ ...jobAs('json', {}), jobJson: text });
    expect(run.error).toBeUndefined();
    expect(jobs.requests('CreateDIJob')[0]!.parameters.body.TableMappings).toContain(
      `"Expression":${digits}`,
    );
    const { Name, ...rest } = jobJson;
    const given = { Name, ...rest, ProjectId: '20000' };
    expect(Object.keys(sentJob()).sort()).toEqual(Object.keys(given).sort());
    expect(jobs.jobs()[0]).toMatchObject({ name: 'mysql_to_holo' });
  });

  it('takes JobName for Name, and parts that are JSON text', async () => {
    const { Name, TableMappings, ...rest } = jobJson;
    const run = await jobs.run(
      jobAs('json', { JobName: Name, ...rest, TableMappings: JSON.stringify(TableMappings) }),
    );
    expect(run.error).toBeUndefined();
    expect(sentJob()).toMatchObject({ Name, TableMappings });
  });

  it('sends a FileSpec with name, description and owner alone', async () => {
    const run = await jobs.run(
      jobAs('fileSpec', fileSpec, { options: { description: 'mirror', owner: '1042' } }),
    );
    expect(run.error).toBeUndefined();
    expect(run.hints).toEqual([]);
    expect(sentJob()).toEqual({
      ProjectId: '20000',
      Name: 'mysql_to_holo',
      Description: 'mirror',
      Owner: '1042',
      FileSpec: fileSpec,
    });
    expect(jobs.jobs()[0]).toMatchObject({ isFromFile: true });
  });

  it.each<[string, INodeParameters, RegExp]>([
    [
      'a source that is not in the lists',
      newJob({ sourceType: '={{ "DM" }}' }),
      /^SourceDataSourceType is "DM"/,
    ],
    [
      'a destination in JSON',
      jobAs('json', { ...jobJson, DestinationDataSourceType: 'Doris' }),
      /^DestinationDataSourceType is "Doris"/,
    ],
    [
      'a destination in a FileSpec',
      jobAs('fileSpec', { ...fileSpec, destinationDataSourceType: 'Doris' }),
      /^DestinationDataSourceType is "Doris"/,
    ],
  ])('says so for %s, and goes on', async (_what, parameters, hint) => {
    const run = await jobs.run(parameters);
    expect(run.error).toBeUndefined();
    expect(run.hints).toEqual([expect.objectContaining({ message: expect.stringMatching(hint) })]);
    expect(jobs.jobs()).toHaveLength(1);
  });

  it('takes the older spelling of a migration for one that is known, and judges no pair', async () => {
    const run = await jobs.run(
      jobAs('json', {
        ...jobJson,
        MigrationType: 'api_FullAndRealtimeIncremental',
        SourceDataSourceType: 'Hive',
        DestinationDataSourceType: 'Kafka',
      }),
    );
    expect(run.error).toBeUndefined();
    expect(run.hints).toEqual([]);
  });

  it('says what the API will miss in JSON', async () => {
    const rest: Partial<typeof jobJson> = { ...jobJson };
    delete rest.TableMappings;
    const shown = await jobs.run(jobAs('json', rest, { operation: 'preview' }));
    expect(shown.output[0]![0]!.json.Warnings).toEqual([
      expect.stringContaining('needs TableMappings'),
    ]);
    const run = await jobs.run(jobAs('json', rest));
    expect(run.error?.message).toMatch(/^DataWorks did not create the DI job/);
  });

  it('previews what Create sends, and sends nothing', async () => {
    const run = await jobs.run({ ...newJob(), operation: 'preview' });
    expect(run.error).toBeUndefined();
    expect(jobs.sent()).toEqual([]);
    await jobs.run(newJob());
    const { query, body } = jobs.requests('CreateDIJob')[0]!.parameters;
    expect(run.output[0]![0]!.json).toMatchObject({
      Action: 'CreateDIJob',
      Query: query,
      Warnings: [],
    });
    expect(JSON.stringify(run.output[0]![0]!.json)).toContain('SourceObjectSelectionRules');
    expect(Object.keys(body)).toContain('TableMappings');
  });

  it('keeps secrets out of previews and of messages that quote them', async () => {
    const secret = 'pass-word-17';
    const job = {
      ...jobJson,
      SourceDataSourceSettings: [
        { DataSourceProperties: { ConnectionProperties: { password: secret } } },
      ],
    };
    const shown = await jobs.run({ ...jobAs('json', job), operation: 'preview' });
    expect(shown.error).toBeUndefined();
    expect(JSON.stringify(shown.output)).not.toContain(secret);
    faults().add({
      kind: 'error',
      action: 'CreateDIJob',
      code: '5801489541076353033',
      status: 400,
      message: `cannot connect with ${secret}`,
    });
    const run = await jobs.run(jobAs('json', job));
    expect(run.error?.message).toMatch(/cannot connect with/);
    expect(JSON.stringify(run.error)).not.toContain(secret);
  });

  describe('when the name is taken', () => {
    let id: string;
    beforeEach(async () => {
      id = await jobs.addJob();
      jobs.forget();
    });

    it('fails and names the job, without a request to create one', async () => {
      const run = await jobs.run(newJob());
      expect(run.error?.message).toContain(`its Id is ${id}`);
      expect(run.error?.description).toMatch(/option "If the Name Is Taken" to reuse or update/);
      expect(jobs.sent()).toEqual(['ListDIJobs']);
    });

    it('takes one whose name only holds it for another one', async () => {
      const run = await jobs.run(newJob({ jobName: 'mysql' }));
      expect(run.output[0]![0]!.json.Outcome).toBe('created');
    });

    it('gives it back with Reuse', async () => {
      const run = await jobs.run(newJob({ options: { ifExists: 'reuse' } }));
      expect(run.output[0]![0]!.json).toMatchObject({ Id: Number(id), Outcome: 'reused' });
      expect(jobs.jobs()).toHaveLength(1);
    });

    it('changes with Update what differs, and nothing else', async () => {
      const run = await jobs.run(
        newJob({
          options: { ifExists: 'update' },
          tables: { row: [{ database: 'shop', table: 'customers' }] },
        }),
      );
      expect(run.output[0]![0]!.json).toMatchObject({ Id: Number(id), Outcome: 'updated' });
      expect(jobs.sent()).toEqual(['ListDIJobs', 'GetDIJob', 'UpdateDIJob']);
      expect(Object.keys(jobs.requests('UpdateDIJob')[0]!.parameters.body)).toEqual([
        'TableMappings',
      ]);
      expect(JSON.stringify(jobs.job(id).settings)).toContain('customers');
    });

    it('goes on where the look for the name is refused, and says so', async () => {
      jobs.reset({ denied: { testid: ['ListDIJobs'] } });
      const run = await jobs.run(newJob());
      expect(run.output[0]![0]!.json.Outcome).toBe('created');
      expect(run.hints).toEqual([
        expect.objectContaining({ message: expect.stringContaining('was not checked') }),
      ]);
    });
  });

  it('lets no second item of an execution make the same job, even where lists are late', async () => {
    jobs.reset({ lateVisibilityMs: 60_000 });
    const run = await jobs.engine.run({
      items: [{}, {}],
      parameters: newJob(),
      settings: { onError: 'continueRegularOutput' },
    });
    const [first, second] = run.output[0]!;
    expect(first!.json.Outcome).toBe('created');
    expect(second!.json.error).toContain(`its Id is ${String(first!.json.Id)}`);
    expect(jobs.requests('CreateDIJob')).toHaveLength(1);
  });

  describe('when the reply is lost', () => {
    const lose = () => faults().add({ kind: 'drop-reply', action: 'CreateDIJob' });

    it.each([
      ['the form', newJob()],
      ['JSON', jobAs('json', jobJson)],
      ['a FileSpec', jobAs('fileSpec', fileSpec)],
    ])('finds what was made from %s, and sends no second one', async (_by, parameters) => {
      jobs.reset({ lateVisibilityMs: 10_000 });
      lose();
      const run = await jobs.run(parameters);
      expect(run.error).toBeUndefined();
      expect(run.output[0]![0]!.json).toMatchObject({
        Id: Number(jobs.jobs()[0]!.id),
        Outcome: 'created',
      });
      expect(jobs.requests('CreateDIJob')).toHaveLength(1);
    });

    it('does not call what others made of other tables its own', async () => {
      faults().add({ kind: 'drop-request', action: 'CreateDIJob' });
      const made = jobs.run(newJob());
      await jobs.untilRequest('CreateDIJob');
      const other = await jobs.addJob({ tables: { row: [{ table: 'customers' }] } });
      const run = await made;
      expect(run.error?.message).toContain(other);
      expect(jobs.jobs()).toHaveLength(1);
    });
  });

  describe('with Start It Then', () => {
    it('starts the job, waits, and says both', async () => {
      const run = await jobs.run(
        newJob({ start: true, wait: true, options: { startTime: '2026-03-01T00:00:00Z' } }),
      );
      expect(run.error).toBeUndefined();
      expect(run.output[0]![0]!.json).toMatchObject({
        Outcome: 'created',
        Start: { Success: true, Outcome: 'started', Job: { JobStatus: 'Running' } },
      });
      expect(jobs.requests('StartDIJob')[0]!.parameters.query.RealtimeStartSettings).toBe(
        '{"StartTime":1772323200}',
      );
    });

    it('leaves a job that runs already as it is', async () => {
      await jobs.run(newJob({ start: true }));
      const again = await jobs.run(newJob({ start: true, options: { ifExists: 'reuse' } }));
      expect(again.output[0]![0]!.json).toMatchObject({
        Outcome: 'reused',
        Start: { Outcome: 'unchanged' },
      });
      expect(jobs.requests('StartDIJob')).toHaveLength(1);
    });

    it('names the job when it does not start, and makes no second one when it runs again', async () => {
      faults().add({
        kind: 'error',
        action: 'StartDIJob',
        code: '5801489541076353033',
        status: 400,
        message: 'no resources',
      });
      const run = await jobs.run(newJob({ start: true }));
      const id = String(jobs.jobs()[0]!.id);
      expect(run.error?.message).toMatch(/^DataWorks did not start the DI job: .*no resources/);
      expect(run.error?.description).toContain(`The job is there (Id ${id})`);
      const again = await run.retry();
      expect(again.output[0]![0]!.json).toMatchObject({ Outcome: 'created', Id: Number(id) });
      expect(jobs.jobs()).toHaveLength(1);
    });
  });

  describe('refuses before sending', () => {
    const nameless: Partial<typeof jobJson> = { ...jobJson };
    delete nameless.Name;
    it.each<[string, INodeParameters, RegExp]>([
      ['no name', newJob({ jobName: '={{ " " }}' }), /"Job Name" is empty/],
      ['no tables', newJob({ tables: {} }), /"Tables" has no row/],
      ['a row of nothing', newJob({ tables: { row: [{ except: 'x' }] } }), /"Tables" has a row wi/],
      [
        'a rule that is not there',
        newJob({ tables: { row: [{ table: 'a', rules: 'to_public' }] } }),
        /"Tables" has the rule to_public, which Rules does not have/,
      ],
      [
        'an odd kind of match',
        newJob({ tables: { row: [{ table: 'a', match: '={{ "Like" }}' }] } }),
        /"Tables" has "Like"/,
      ],
      [
        'a rename to nothing',
        newJob({ rules: { row: [{ action: 'Rename', target: 'Table' }] } }),
        /"Rules" has a Rename without a New Name/,
      ],
      [
        'an expression that is no JSON',
        newJob({ rules: { row: [{ action: 'HandleDml', expression: '{' }] } }),
        /"Rules: Expression \(JSON\)" /,
      ],
      [
        'two rules of one name',
        newJob({ rules: { row: [1, 2].map((n) => ({ name: 'a', newName: `b${n}` })) } }),
        /"Rules" has the name a twice/,
      ],
      [
        'a name of a rule that is too long',
        newJob({ rules: { row: [{ name: 'a'.repeat(51), newName: 'b' }] } }),
        /"Rules" has a name of 51 characters/,
      ],
      [
        'an odd DDL action',
        newJob({ ddlSettings: { row: [{ type: 'DropTable', action: '={{ "Skip" }}' }] } }),
        /"Changes of the Source \(DDL\)" has "Skip"/,
      ],
      [
        'a setting without a name',
        newJob({ runtimeSettings: { row: [{ value: '4' }] } }),
        /"Run-Time Settings" has a setting without a name/,
      ],
      ['an odd CU', newJob({ realtimeCu: 0.7 }), /"Real-Time CU" is 0.7/],
      [
        'no resource group',
        newJob({ resourceGroup: { __rl: true, mode: 'id', value: '={{ "" }}' } }),
        /"Resource Group" is empty/,
      ],
      [
        'no source',
        newJob({ sourceDataSource: byName('={{ "" }}') }),
        /"Source Data Source" is empty/,
      ],
      ['JSON without a name', jobAs('json', nameless), /"Job \(JSON\)" has no Name/],
      [
        'JSON with a workspace of its own',
        jobAs('json', { ...jobJson, ProjectId: 10_000 }),
        /"Job \(JSON\)" has ProjectId/,
      ],
      [
        'a misspelt parameter',
        jobAs('json', { ...jobJson, TableMapping: [] }),
        /"Job \(JSON\)" has TableMapping, which CreateDIJob does not take/,
      ],
      [
        'a part that is no JSON',
        jobAs('json', { ...jobJson, TableMappings: 'orders' }),
        /"Job \(JSON\)" has TableMappings, which /,
      ],
      ['an empty FileSpec', jobAs('fileSpec', {}), /"FileSpec" is empty/],
      [
        'a blank in place of a secret',
        jobAs('json', { ...jobJson, JobSettings: { ChannelSettings: { password: '***' } } }),
        /"Job \(JSON\)" has JobSettings\.ChannelSettings\.password, which is \*\*\*/,
      ],
      [
        'an odd choice',
        newJob({ options: { ifExists: '={{ "replace" }}' } }),
        /"If the Name Is Taken" is "replace"/,
      ],
      [
        'a position that is no time',
        newJob({ start: true, options: { startTime: 'yesterday' } }),
        /"Start Position" is no date/,
      ],
    ])('%s', async (_what, parameters, message) => {
      const run = await jobs.run(parameters);
      expect(run.error?.message).toMatch(message);
      expect(jobs.sent()).toEqual([]);
    });
  });
});
