import { createParameters, script } from '../emulated';
import {
  create,
  json,
  nodesOf,
  ofBatch,
  parents,
  run,
  schedule,
  withTasks,
  type LiveRow,
} from './scene';

const path = (value: string) => ({ __rl: true, mode: 'path', value });
const changedScript = { ...script, setting: { speed: { concurrent: 3 } } };
const update = (fileId: string, content: object) =>
  ofBatch('update', fileId, {
    taskContentInput: 'json',
    taskContent: JSON.stringify(content),
  });

/** Folders, files, scripts, submissions and deployments. */
export const fileRows: LiveRow[] = [
  {
    row: 1,
    about: 'a deletion in standard mode is brought to production by DeployFile',
    show: () =>
      withTasks({ projectMode: 'standard', deletion: 'byEnvironment' }, async (tasks) => {
        const fileId = await tasks.addTask();
        await tasks.deploy(fileId);
        expect(nodesOf(tasks)).toEqual({ DEV: 1, PROD: 1 });
        expect(json(await run(tasks, ofBatch('delete', fileId)))).toMatchObject({ deleted: true });
        expect(nodesOf(tasks)).toEqual({ DEV: 0, PROD: 0 });
        const last = tasks.requests().map(({ action }) => action);
        expect(last.lastIndexOf('DeployFile')).toBeGreaterThan(last.indexOf('DeleteFile'));
      }),
  },
  {
    row: 2,
    about: 'the list of folders finds folderDi',
    async show() {
      for (const folderNames of ['业务流程/folderDi', 'Business Flow/folderDi'] as const) {
        await withTasks({ folderNames }, async ({ engine }) => {
          const { results } = await engine.listSearch('listFolders', {
            parameters: createParameters(),
          });
          // What is sure to be taken, whatever replies call it.
          expect(results).toEqual([{ name: 'demo', value: '业务流程/demo/folderDi' }]);
        });
      }
    },
  },
  {
    row: 3,
    about: 'a task is found by its name where replies call the folder folderDi',
    show: () =>
      withTasks({ folderNames: '业务流程/folderDi' }, async (tasks) => {
        for (const folder of ['业务流程/demo/数据集成', 'Business Flow/demo/Data Integration']) {
          const named = { taskName: folder, fileFolderPath: path(folder) };
          json(await create(tasks, named));
          const reused = await create(tasks, { ...named, options: { ifExists: 'reuse' } });
          expect(json(reused)).toMatchObject({ Outcome: 'reused' });
        }
      }),
  },
  {
    row: 8,
    about: 'UpdateFile gets what differs alone',
    show: () =>
      withTasks({ unchangedValues: 'refused' }, async (tasks) => {
        const fileId = await tasks.addTask();
        json(await run(tasks, schedule(fileId)));
        json(await run(tasks, schedule(fileId, { rerunMode: 'ALL_DENIED' })));
        const { ProjectId, FileId, ...sent } = tasks.requests('UpdateFile').at(-1)!.parameters.body;
        expect([ProjectId, FileId]).toEqual(['10000', fileId]);
        expect(sent).toEqual({ RerunMode: 'ALL_DENIED' });
        expect(json(await run(tasks, schedule(fileId)))).toMatchObject({ Outcome: 'unchanged' });
        expect(tasks.requests('UpdateFile')).toHaveLength(2);
        expect(tasks.requests('ListResourceGroups')).toEqual([]);
      }),
  },
  {
    row: 9,
    about: 'a deployment in basic mode is DeployFile alone',
    show: () =>
      withTasks({ projectMode: 'basic', basicSubmit: 'refused' }, async (tasks) => {
        const fileId = await tasks.addTask();
        json(await run(tasks, schedule(fileId)));
        expect(json(await run(tasks, ofBatch('deploy', fileId)))).toMatchObject({
          Outcome: 'deployed',
        });
        expect(tasks.requests('SubmitFile')).toEqual([]);
        expect(nodesOf(tasks).PROD).toBe(1);
      }),
  },
  {
    row: 10,
    about: 'GetFile that succeeds without a file says that there is none',
    show: () =>
      withTasks({ missingFile: 'empty', deletedFile: 'gone' }, async (tasks) => {
        const missing = await run(tasks, ofBatch('get', '999'));
        expect(missing.error?.message).toContain('The file does not exist in the workspace');
        const fileId = await tasks.addTask();
        const first = await run(tasks, ofBatch('delete', fileId));
        expect(json(first)).toMatchObject({ deleted: true });
        expect(json(await first.retry())).toMatchObject({ deleted: true });
      }),
  },
  {
    row: 11,
    about: 'a stored script with extend is the script that was sent',
    show: () =>
      withTasks({ storedScript: 'extended' }, async (tasks) => {
        json(await create(tasks));
        // Whether it was changed is looked for in what is stored.
        tasks.server.emulator.faults.add({ kind: 'drop-reply', action: 'UpdateDISyncTask' });
        const updated = await run(tasks, update('1000001', changedScript));
        expect(json(updated)).toMatchObject({ Outcome: 'updated' });
        expect(tasks.requests('UpdateDISyncTask')).toHaveLength(1);
        const [file] = tasks.server.emulator.state.files.values();
        expect(JSON.parse(file!.content)).toHaveProperty('extend.mode', 'code');
      }),
  },
  {
    row: 12,
    about: 'a long script keeps the resource group in its extend',
    show: () =>
      withTasks({ storedScript: 'extended', replacedContent: 'asSent' }, async (tasks) => {
        json(await create(tasks));
        const long = { ...script, comment: 'long '.repeat(1000) };
        json(await run(tasks, update('1000001', long)));
        const content = String(tasks.requests('UpdateFile')[0]!.parameters.body.Content);
        expect(JSON.parse(content).extend.resourceGroup).toBe('S_res_group_demo_1');
      }),
  },
  {
    row: 13,
    about: 'a cancelled version, in either spelling, is not waited for',
    async show() {
      for (const cancelledVersion of ['CANCELLED', 'CANCELED'] as const) {
        await withTasks({ cancelledVersion }, async (tasks) => {
          const fileId = await tasks.addTask();
          json(await run(tasks, schedule(fileId)));
          const { faults, plans } = tasks.server.emulator;
          plans.add({ of: 'submit', fails: 'check' });
          faults.add({ kind: 'drop-reply', action: 'SubmitFile' });
          const { error } = await run(tasks, ofBatch('deploy', fileId));
          expect(error?.message).toContain(`the state is ${cancelledVersion} (version 1)`);
        });
      }
    },
  },
  {
    row: 14,
    about: 'the path of the list works where English names are refused',
    show: () =>
      withTasks({ requestedFolders: 'noEnglish' }, async (tasks) => {
        const { results } = await tasks.engine.listSearch('listFolders', {
          parameters: createParameters(),
        });
        const created = await create(tasks, { fileFolderPath: path(String(results[0]!.value)) });
        expect(json(created)).toMatchObject({ Outcome: 'created' });
        const refused = await create(tasks, { taskName: 'other' });
        expect(refused.error?.message).toContain('Business Flow/demo/Data Integration');
      }),
  },
  {
    row: 23,
    about: 'an unknown parent output is refused at once, and named',
    show: () =>
      withTasks({ unknownParent: 'atSubmission' }, async (tasks) => {
        const fileId = await tasks.addTask();
        json(await run(tasks, schedule(fileId, { inputList: 'nobody_out' })));
        const { error } = await run(tasks, ofBatch('deploy', fileId));
        expect(error?.message).toContain('父节点输出名:nobody_out 不存在，不能提交本节点');
        expect(tasks.requests('SubmitFile')).toHaveLength(1);
        expect(tasks.requests('GetDeployment')).toEqual([]);
      }),
  },
  {
    row: 34,
    about: 'a new file has bizdate=$bizdate, which is not sent again',
    show: () =>
      withTasks({ initialParaValue: 'bizdate', unchangedValues: 'refused' }, async (tasks) => {
        const fileId = await tasks.addTask();
        json(await run(tasks, schedule(fileId, { paraValue: 'bizdate=$bizdate' })));
        expect(tasks.requests('UpdateFile')[0]!.parameters.body).not.toHaveProperty('ParaValue');
        const other = 'bizdate=$bizdate day=$[yyyymmdd]';
        json(await run(tasks, schedule(fileId, { paraValue: other })));
        expect(tasks.requests('UpdateFile')[1]!.parameters.body.ParaValue).toBe(other);
      }),
  },
  {
    row: 35,
    about: 'a file without an output is refused in words, and an output can be given',
    show: () =>
      withTasks({ initialOutputs: 'none' }, async (tasks) => {
        const fileId = await tasks.addTask();
        json(await run(tasks, schedule(fileId)));
        const { error } = await run(tasks, ofBatch('deploy', fileId));
        expect(error?.message).toContain('输入输出不能为空');
        const outputs = { ...parents, outputList: 'demo_workspace.orders' };
        json(await run(tasks, ofBatch('schedule', fileId, { schedule: outputs })));
        expect(json(await run(tasks, ofBatch('deploy', fileId)))).toMatchObject({
          Outcome: 'deployed',
        });
      }),
  },
];
