import { join } from 'node:path';

import { loadOutputSchema } from 'n8n-core';

import { packageRoot } from '../harness/builtPackage';
import { schemaOf } from '../outputSchema';
import { HOUR, START, startTriggers, triggerParameters, type Triggers } from '../triggers';

let triggers: Triggers;
beforeAll(async () => {
  triggers = await startTriggers({ endpoint: '', region: 'cn-shanghai' });
});
afterAll(() => triggers.close());

it('the preview has what items of both kinds of workspace have', async () => {
  triggers.reset();
  const properties = await Promise.all(
    (['dataStudio', 'legacy'] as const).map(async (studio) => {
      triggers.schedule(studio, { name: 'orders', dueAt: START - HOUR });
      const run = await triggers.engine.testTrigger(triggerParameters(studio));
      return schemaOf(run.output[0]![0]!.json).properties!;
    }),
  );
  const [one, other] = properties.map((each) => Object.entries(each));
  const isShared = ([name]: [string, unknown]) => other!.some(([same]) => same === name);
  expect(
    loadOutputSchema({ nodeDir: join(packageRoot, 'dist/nodes/DataWorks'), version: 1 }),
  ).toMatchObject({ type: 'object', properties: Object.fromEntries(one!.filter(isShared)) });
});
