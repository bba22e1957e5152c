import { officialClient } from '../../oracle/officialClient';
import { fileSpec, jobAs, newJob, onJob, startDiJobs, type DiJobs } from '../diJobs';

const VERSION = '2024-05-18';
/** Actions that 2024-05-18 takes as POST; all others of DI jobs are GET, those that act too. */
const POSTS = ['CreateDIJob', 'UpdateDIJob'];

describe('what DI Job sends', () => {
  let jobs: DiJobs;
  beforeAll(async () => {
    jobs = await startDiJobs();
  });
  afterAll(() => jobs.close());
  beforeEach(() => jobs.reset());

  it('is, for each action, what the official client sends for the same parameters', async () => {
    const id = await jobs.addJob({
      realtimeCu: 1.5,
      rules: { row: [{ name: 'to_public', target: 'Schema', newName: 'public 公共 +&=' }] },
      options: { description: 'a + b & ü', owner: '1042' },
    });
    await jobs.run(jobAs('fileSpec', fileSpec, { jobName: 'second' }));
    await jobs.run(onJob('update', id, { offlineCu: 2, options: { description: 'é%20' } }));
    const startTime = '2026-03-01T00:00:00Z';
    await jobs.run(onJob('start', id, { options: { startTime, forceToRerun: true } }));
    await jobs.run(onJob('getRunDetails', id, { filters: { table: 'orders' } }));
    await jobs.run(onJob('getLog', id, { options: { nodeType: 'MASTER', instanceId: '7' } }));
    await jobs.run(onJob('getMetrics', id, { metrics: ['delayTime', 'totalRecordsRead'] }));
    await jobs.run(onJob('stop', id, { wait: true }));
    await jobs.run(onJob('delete', id));

    const ours = jobs.requests();
    expect([...new Set(ours.map(({ action }) => action))].sort()).toEqual([
      'CreateDIJob',
      'DeleteDIJob',
      'GetDIJob',
      'GetDIJobLog',
      'ListDIJobMetrics',
      'ListDIJobRunDetails',
      'ListDIJobs',
      'StartDIJob',
      'StopDIJob',
      'UpdateDIJob',
    ]);
    const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
    const official = officialClient(jobs.server.url, keys, VERSION);
    for (const { action, method, version, parameters } of ours) {
      const verb = POSTS.includes(action!) ? 'POST' : 'GET';
      expect({ action, version, method }).toEqual({ action, version: VERSION, method: verb });
      jobs.forget();
      const { query, body } = parameters;
      await official.call(action!, {
        method: verb,
        query,
        ...(Object.keys(body).length === 0 ? {} : { body }),
      });
      const [theirs] = jobs.requests(action);
      expect(theirs!.parameters).toEqual(parameters);
    }
  });

  it('has each parameter in the place where the catalog of the API has it', async () => {
    const { actions } = await import('../../../nodes/DataWorks/api/dataworks-2024-05-18');
    const { diJobs } = await import('../../../nodes/DataWorks/api/dataworks-2024-05-18/diJobs');
    const { findEntry } = await import('../../../nodes/DataWorks/api/catalog');
    for (const name of Object.keys(diJobs) as Array<keyof typeof diJobs>) {
      const known = findEntry(VERSION, name)!.action;
      const own = actions[name];
      expect([name, own.method, own.effect]).toEqual([name, known.method, known.effect]);
      expect(known.query).toMatchObject(own.query);
      expect(known.form).toMatchObject('form' in own ? own.form : {});
    }
  });

  it('asks for all pages of what the list shows', async () => {
    await jobs.run(newJob());
    expect(jobs.requests('ListDIJobs')[0]!.parameters.query.PageSize).toBe('100');
  });
});
