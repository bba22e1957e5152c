import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { median } from 'simple-statistics';

import { packageRoot } from '../../test/engine/harness/builtPackage';
import type { Part } from '../figure';
import { progress } from '../progress';
import { buildStarter } from '../starter';
import { medianRatio } from '../statistics';

const ROUNDS = 15;
const OURS = [
  join(packageRoot, 'dist/credentials/AlibabaCloudAccessKeyApi.credentials.js'),
  join(packageRoot, 'dist/nodes/DataWorks/DataWorks.node.js'),
];
/** What the first execution of the node imports, and the first request that the credential signs. */
const FIRST_EXECUTION = [
  join(packageRoot, 'dist/nodes/DataWorks/execute.js'),
  join(packageRoot, 'dist/nodes/DataWorks/resources/loadOperation.js'),
  join(packageRoot, 'dist/nodes/DataWorks/resources/syncTask/create.js'),
  join(packageRoot, 'dist/credentials/authenticate.js'),
];
/** What a node would load that calls through the official client. */
const OFFICIAL = [join(packageRoot, 'bench', 'loadOfficialClient.cjs')];

const loadOnce = (files: readonly string[]): number =>
  Number(
    execFileSync(process.execPath, [join(packageRoot, 'bench', 'coldLoad.cjs'), ...files], {
      encoding: 'utf8',
    }),
  );

/** What n8n waits for when it first uses the package. */
export async function measure(): Promise<Part> {
  const starterFiles = buildStarter();
  const ours: number[] = [];
  const starter: number[] = [];
  const official: number[] = [];
  const firstExecution: number[] = [];
  // The first one brings the files into the system's cache.
  for (let round = -1; round < ROUNDS; round++) {
    if (round % 5 === 0) progress(`load: round ${round} of ${ROUNDS}`);
    const taken = [
      loadOnce(OURS),
      loadOnce(starterFiles),
      loadOnce(OFFICIAL),
      loadOnce([...OURS, '--', ...FIRST_EXECUTION]),
    ] as const;
    if (round < 0) continue;
    ours.push(taken[0]);
    starter.push(taken[1]);
    official.push(taken[2]);
    firstExecution.push(taken[3]);
  }
  return {
    figures: [
      {
        name: 'Package load, cold, n8n-workflow already there',
        measured: [
          { of: 'node and credential', value: median(ours), unit: 'ms' },
          { of: "n8n's starter", value: medianRatio(ours, starter), unit: '×' },
          {
            of: 'what the first execution loads then',
            value: median(firstExecution),
            unit: 'ms',
          },
        ],
        beside: [
          { of: "n8n's starter (GitHub Issues)", value: median(starter), unit: 'ms' },
          {
            of: '@alicloud/openapi-client alone',
            value: median(official),
            unit: 'ms',
          },
        ],
        limit: 'the starter: a node of two resources and a credential',
        toReach: '≤ 5 ms',
        reached: median(ours) <= 5,
        how: `${ROUNDS} fresh processes each, taken in turns: from the first \`require\` to the objects that n8n asks for their descriptions. What runs the operations is loaded by the first execution, once in a process; it counts for no part of the figure. The files are in the system's cache.`,
      },
    ],
  };
}
