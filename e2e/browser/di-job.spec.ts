import { expect } from '@playwright/test';
import { chain, dataWorks, manualTrigger } from '../test/workflow-builder';
import { openNode, openWorkflow, picture, test } from './editor';
import { chooseFromList, chooseOption, fill } from './panel';

test.use({ bedName: 'browser-di-job' });

const NODE = 'Mirror a database';

test('a DI job is chosen from lists, previewed, created and started', async ({ page, bed }) => {
  const nowhere = { __rl: true, mode: 'list', value: '' };
  const workflow = await bed.api.createWorkflow(
    chain(
      'Mirror',
      manualTrigger(),
      dataWorks(bed.credential, NODE, {
        resource: 'diJob',
        operation: 'create',
        projectId: nowhere,
      }),
    ),
  );
  await openWorkflow(page, workflow.id);
  const panel = await openNode(page, NODE);

  await chooseFromList(page, panel, 'projectId', 'Demo studio');
  await fill(panel, { jobName: 'mirror_shop' });
  await chooseFromList(page, panel, 'sourceDataSource', 'mysql_pub');
  await chooseFromList(page, panel, 'destinationDataSource', 'holo_dwh');
  await panel.getByRole('button', { name: 'Add table or pattern' }).click();
  await fill(panel, { database: 'demo', table: 'orders' });
  await chooseFromList(page, panel, 'resourceGroup', 'Demo serverless');
  await picture(page, 'di-job');

  await chooseOption(page, panel, 'operation', 'Preview');
  await panel.getByTestId('node-execute-button').click();
  const output = panel.getByTestId('output-panel');
  await expect(output).toContainText('CreateDIJob');
  const jobs = () => [...bed.emulator.emulator.state.studio.diJobs.values()];
  expect(jobs()).toEqual([]);

  await chooseOption(page, panel, 'operation', 'Create');
  await panel.getByTestId('node-execute-button').click();
  await expect(output).toContainText('created');
  const [job, ...more] = jobs();
  expect(more).toEqual([]);
  expect(job).toMatchObject({
    name: 'mirror_shop',
    sourceType: 'MySQL',
    destinationType: 'Hologres',
    settings: {
      SourceDataSourceSettings: [{ DataSourceName: 'mysql_pub' }],
      DestinationDataSourceSettings: [{ DataSourceName: 'holo_dwh' }],
    },
  });
  expect(JSON.stringify(job?.settings)).toContain('orders');
  await picture(page, 'di-job-created');

  await chooseOption(page, panel, 'operation', 'Start');
  await chooseFromList(page, panel, 'diJobId', 'mirror_shop (Initialized)');
  await panel.getByTestId('node-execute-button').click();
  await expect(output).toContainText('started');
  expect(jobs()[0]?.startedAt).toEqual(expect.any(Number));
  await picture(page, 'di-job-started');
});
