import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { packageRoot } from './engine/harness/builtPackage';

/**
 * What was found broken at commit b7bed48, in few words, and the test that fails on its code: the file
 * below test/ or e2e/, and words of the test.
 */
const held: Array<[what: string, file: string, words: string]> = [
  [
    'n8n to 2.33: a broken connection counted as not sent',
    'nodes/alibabaCloud/client/systemFault.test.ts',
    'may have acted when it says nothing',
  ],
  [
    'n8n to 2.33: the same in its own engine',
    'engine/olderCores.slow.test.ts',
    'the creation is tried again, and there is one task',
  ],
  [
    'n8n to 2.33: failures left as successes',
    'engine/olderCores.slow.test.ts',
    'leaves by the error output with what failed',
  ],
  [
    'Run started twice after looks that failed',
    'model/flows.slow.test.ts',
    'does once what it is asked for',
  ],
  [
    'a look that was never answered proved absence',
    'nodes/DataWorks/once/poller.test.ts',
    'where no look was ever answered',
  ],
  [
    'text without its end cost the square of its length',
    'nodes/alibabaCloud/client/exactJson.property.test.ts',
    'takes its time in proportion to the length',
  ],
  [
    'the credential signed for proxies and any loopback port',
    'credentials/foreignHosts.property.test.ts',
    'signs for Alibaba Cloud over https and for the Endpoint',
  ],
  [
    'secrets of a script were shown',
    'nodes/DataWorks/script/scriptSecrets.test.ts',
    'is known and blanked, as a value and as text',
  ],
  [
    'secrets of a script that does not parse were shown',
    'nodes/DataWorks/script/scriptSecrets.test.ts',
    'is blanked in a text that is nearly JSON',
  ],
  [
    'a blank inside JSON text was written back',
    'nodes/DataWorks/script/scriptSecrets.test.ts',
    'is refused when it is written back blanked',
  ],
  [
    'words of a failed deployment were raw',
    'nodes/alibabaCloud/client/cleanFailure.test.ts',
    'makes every text of a failure fit',
  ],
  [
    'Retry On Fail of a tool made new tokens',
    'engine/agentTool.test.ts',
    'goes on with its unit of work when Retry On Fail calls it again (defect 9)',
  ],
  [
    "somebody else's task was called created",
    'model/stories.test.ts',
    "somebody else's task with the same name, folder and script",
  ],
  [
    'equal items took one task at the same time',
    'nodes/DataWorks/once/createOnce.test.ts',
    'of equal items waits for the first',
  ],
  [
    'Rerun was sent again while the first did not show',
    'model/flows.slow.test.ts',
    'does once what it is asked for',
  ],
  [
    'Deploy submitted twice when the version showed late',
    'model/mutations.slow.test.ts',
    'leastMs',
  ],
  ['some of the dates counted as the run', 'model/mutations.slow.test.ts', 'fewerIsInDoubt'],
  [
    'an item whose time ended in the queue brought all down',
    'nodes/alibabaCloud/client/quota.test.ts',
    'tells of each call whose time ends in the queue',
  ],
  [
    'ways to quote that were not concealed',
    'nodes/alibabaCloud/redact/forms.property.test.ts',
    'is not shown where it is quoted',
  ],
  [
    'a secret over the cut of a text was shown in part',
    'nodes/alibabaCloud/client/redact.test.ts',
    'gives a part of a text without a secret over its ends',
  ],
  [
    'lines of a log were swallowed',
    'nodes/alibabaCloud/client/redact.test.ts',
    'swallows no other lines',
  ],
  [
    'long refusals stopped n8n',
    'nodes/alibabaCloud/client/reply.test.ts',
    'takes the secrets out before anything is cut',
  ],
  [
    'lists gave values that n8n runs',
    'nodes/DataWorks/lists/pages.test.ts',
    'gives no value that n8n would run as an expression',
  ],
  [
    'a refused Concurrency stored the script',
    'engine/syncTask/create.test.ts',
    'keeps no script of a node whose Concurrency',
  ],
  [
    'lists without an end were read without an end',
    'nodes/DataWorks/once/pages.test.ts',
    'ends at a page that brings nothing new',
  ],
  ['FileIds that are none', 'model/oddReplies.slow.test.ts', 'executions over all operations'],
  ['waits cost more than 70 calls an hour', 'engine/waits.slow.test.ts', '70 calls'],
  [
    'what was remembered was cut at a space',
    'nodes/DataWorks/once/journal.test.ts',
    'keeps texts with spaces, lists and objects as they are',
  ],
  [
    'opening the memory cost the square of the rounds',
    'nodes/DataWorks/once/journal.test.ts',
    'is opened without a look at what it holds',
  ],
  ['tables had inherited entries', 'nodes/alibabaCloud/hintFor.test.ts', "'__proto__'"],
  [
    'integers above 2^53 in a script became text',
    'engine/givenValues.test.ts',
    'with a number above 2^53 goes through Create, Get and Update as it is',
  ],
  ['Assume Role as text was silently off', 'nodes/alibabaCloud/role/role.test.ts', 'assumeRole'],
  [
    'equal calls of an agent were one unit',
    'engine/agentTool.test.ts',
    'makes one thing for each of two equal calls at the same time (defect 28)',
  ],
  [
    'STS that refuses was asked for each item',
    'engine/role.test.ts',
    'asks STS that refuses once for all items of an execution',
  ],
  [
    'keys that are refused for ever passed the retry budget',
    'engine/role.test.ts',
    'asks for no more keys when new ones are refused, too',
  ],
  [
    'a successful reply let a secret out',
    'nodes/alibabaCloud/client/redact.test.ts',
    'takes the secrets of the credential out of a successful reply',
  ],
  ['workflows took actions by tag', 'defects.test.ts', 'takes every action by its commit'],
  [
    'a refused look and an empty list counted as deleted',
    'model/oddReplies.slow.test.ts',
    'executions over all operations',
  ],
  [
    'scripts of version 1.0 were refused',
    'engine/givenValues.test.ts',
    "it.each(['create', 'preview'])('of version 1.0 is taken",
  ],
  [
    'yesterday was that of China everywhere',
    'nodes/DataWorks/businessDates.test.ts',
    'is the day before today everywhere, at every time',
  ],
  [
    'switches given as text were silently off',
    'engine/givenValues.test.ts',
    'a switch that an expression gives as text',
  ],
  [
    'JSON that cannot be read was said to end too early',
    'nodes/DataWorks/fields/json/whyNotJson.test.ts',
    'has a place for everything that JSON.parse refuses',
  ],
  [
    'a 500 with an unknown code was not sent again',
    'nodes/alibabaCloud/hintFor.test.ts',
    "'InternalError'",
  ],
  [
    'hints that the documentation contradicts',
    'nodes/DataWorks/script/publishedScripts.test.ts',
    'of $page is taken without a word',
  ],
  ['\\t as Field Delimiter', 'engine/syncTask/form.test.ts', '\\\\t'],
  [
    'IllegalTimestamp had no words about the clock',
    'nodes/alibabaCloud/hintFor.test.ts',
    'IllegalTimestamp',
  ],
  ['a failure as XML lost its code', 'nodes/alibabaCloud/client/reply.test.ts', '<Error>'],
  ['throttle without mbps was refused', 'nodes/DataWorks/script/checkScript.test.ts', 'throttle'],
];

describe('what was found broken', () => {
  it.each(held)('is held: %s (%s)', (_what, file, words) => {
    const path = ['test', 'e2e/test']
      .map((folder) => join(packageRoot, folder, file))
      .find((one) => existsSync(one));
    expect(path && readFileSync(path, 'utf8')).toContain(words);
  });
});

interface Workflow {
  jobs: Record<
    string,
    {
      permissions?: Record<string, string>;
      steps: Array<{ uses?: string; run?: string }>;
    }
  >;
}

describe('the pipeline', () => {
  const folder = join(packageRoot, '.github/workflows');
  const workflows = readdirSync(folder).map((file): [string, Workflow] => [
    file,
    parse(readFileSync(join(folder, file), 'utf8')) as Workflow,
  ]);

  it.each(workflows)('takes every action by its commit: %s', (_file, { jobs }) => {
    const used = Object.values(jobs).flatMap(({ steps }) =>
      steps.flatMap(({ uses }) => uses ?? []),
    );
    expect(used).not.toEqual([]);
    for (const action of used) expect(action).toMatch(/^[\w./-]+@[0-9a-f]{40}$/);
  });

  it('installs and tests nothing in the job that may publish', () => {
    const { jobs } = Object.fromEntries(workflows)['publish.yml']!;
    const publishing = Object.values(jobs).filter(
      ({ permissions }) => permissions?.['id-token'] === 'write',
    );
    expect(publishing).toHaveLength(1);
    const run = publishing.flatMap(({ steps }) => steps.flatMap(({ run: one }) => one ?? []));
    expect(run).toEqual([expect.stringMatching(/^npm publish .*--ignore-scripts$/)]);
  });
});
