import { createParameters, startEmulated } from '../emulated';
import { createEngine } from '../harness/engine';
import { create, json, withReply, withTasks, type LiveRow } from './scene';

const named = (value: string) => ({ __rl: true, mode: 'name', value });

/** What the lists offer, and where calls go. */
export const listRows: LiveRow[] = [
  {
    row: 29,
    about: 'a type that ListDataSources may not know: its list says so, and By Name works',
    show: () =>
      withTasks({}, async (tasks) => {
        const form = createParameters({ taskContentInput: 'form', readerType: 'kafka' });
        const look = tasks.engine.listSearch('listReaderDataSources', { parameters: form });
        const shown = await look.catch(({ message, description }) => `${message} ${description}`);
        expect(JSON.stringify(shown)).toMatch(/By Name/);
        const [asked] = tasks.requests('ListDataSources');
        expect(asked!.parameters.query.DataSourceType).toBe('kafka');
        const created = await create(tasks, {
          ...form,
          taskContent: undefined as never,
          readerDataSource: named('kafka_pub'),
          readerTopic: 'orders',
          writerType: 'odps',
          writerDataSource: named('odps_source'),
          writerTable: named('u_pk'),
          writerPartition: 'pt=${bizdate}',
          writeMode: 'overwrite',
          columns: { column: [{ readerColumn: '__value__', writerColumn: 'name' }] },
        });
        expect(json(created)).toMatchObject({ Outcome: 'created' });
      }),
  },
  {
    row: 30,
    about: 'a resource group that is stopped is not offered',
    async show() {
      const group = (Name: string, Status: number) => ({ Name, Identifier: Name, Status });
      const Data = [group('runs', 0), group('is stopped', 1), group('is being made', 2)];
      const body = JSON.stringify({ RequestId: 'r', Success: true, HttpStatusCode: 200, Data });
      const { results } = await withReply({ body }, (engine) =>
        engine.listSearch('listResourceGroups', { parameters: createParameters() }),
      );
      expect(results.map(({ value }) => value)).toEqual(['runs']);
    },
  },
  {
    row: 33,
    about: 'the field Endpoint is the way out where the address of a region is another one',
    async show() {
      const { server, requests, close } = await startEmulated();
      try {
        const engine = await createEngine({
          credentials: {
            alibabaCloudAccessKeyApi: {
              accessKeyId: 'testid',
              accessKeySecret: 'testsecret',
              region: 'ap-south-1',
              endpoint: server.url,
            },
          },
        });
        const created = await engine.run({ parameters: createParameters() });
        expect(json(created)).toMatchObject({ Outcome: 'created' });
        expect(requests('CreateDISyncTask')).toHaveLength(1);
      } finally {
        await close();
      }
    },
  },
];
