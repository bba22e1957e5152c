import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { median } from 'simple-statistics';

import { packageRoot } from '../../test/engine/harness/builtPackage';
import { buildEarlier } from '../earlier';
import type { Part } from '../figure';
import { progress } from '../progress';
import { buildStarter } from '../starter';
import { medianRatio } from '../statistics';

const ROUNDS = 15;
/** The version before the second kind of workspace came. */
const EARLIER = 'b7bed48';

/** What n8n loads of a package. */
interface Files {
  /** The credential and the node. */
  definitions: readonly string[];
  /** What the first execution of the node imports, and the first request that the credential signs. */
  firstExecution: readonly string[];
}

/** The credential and the node that a package tells n8n of. */
function definitionsIn(root: string): string[] {
  const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    n8n: Record<'credentials' | 'nodes', [string, ...string[]]>;
  };
  return [n8n.credentials[0], n8n.nodes[0]].map((file) => join(root, file));
}

const ours: Files = {
  definitions: definitionsIn(packageRoot),
  firstExecution: [
    join(packageRoot, 'dist/nodes/DataWorks/execute.js'),
    join(packageRoot, 'dist/nodes/DataWorks/resources/loadOperation.js'),
    join(packageRoot, 'dist/nodes/DataWorks/resources/syncTask/create.js'),
    join(packageRoot, 'dist/credentials/authenticate.js'),
  ],
};
const earlierIn = (root: string): Files => ({
  definitions: definitionsIn(root),
  firstExecution: [
    join(root, 'dist/nodes/DataWorks/execute.js'),
    join(root, 'dist/credentials/role/roleKeys.js'),
    join(root, 'dist/credentials/authenticate.js'),
  ],
});
/** What a node would load that calls through the official client. */
const official: Files = {
  definitions: [join(packageRoot, 'bench', 'loadOfficialClient.cjs')],
  firstExecution: [],
};

/** ms of the load, and of both together. */
interface Taken {
  load: number;
  both: number;
}

function loadOnce({ definitions, firstExecution }: Files): Taken {
  const script = join(packageRoot, 'bench', 'coldLoad.cjs');
  const [load, first] = JSON.parse(
    execFileSync(process.execPath, [script, ...definitions, '--', ...firstExecution], {
      encoding: 'utf8',
    }),
  ) as [number, number];
  return { load, both: load + first };
}

/** Each of them once in a round, in fresh processes. */
function takeRounds<Name extends string>(all: readonly [Name, Files][]): Record<Name, Taken[]> {
  const taken = Object.fromEntries(all.map(([name]) => [name, []])) as unknown as Record<
    Name,
    Taken[]
  >;
  // The first one brings the files into the system's cache.
  for (let round = -1; round < ROUNDS; round++) {
    if (round % 5 === 0) progress(`load: round ${round} of ${ROUNDS}`);
    for (const [name, files] of all) {
      const one = loadOnce(files);
      if (round >= 0) taken[name].push(one);
    }
  }
  return taken;
}

/** What n8n waits for when it first uses the package. */
export async function measure(): Promise<Part> {
  // A declarative node: n8n's own code executes it.
  const starter: Files = { definitions: buildStarter(), firstExecution: [] };
  progress(`load: ${EARLIER} is built`);
  const earlier = buildEarlier(EARLIER);
  const taken: Partial<Record<'earlier', Taken[]>> &
    Record<'ours' | 'starter' | 'official', Taken[]> = takeRounds([
    ['ours', ours],
    ['starter', starter],
    ['official', official],
    ...(earlier ? [['earlier', earlierIn(earlier.root)] as ['earlier', Files]] : []),
  ]);
  earlier?.remove();
  const loads = (all: readonly Taken[]) => all.map(({ load }) => load);
  const boths = (all: readonly Taken[]) => all.map(({ both }) => both);
  const ms = median(loads(taken.ours));
  const ratio = taken.earlier && medianRatio(boths(taken.ours), boths(taken.earlier));
  return {
    figures: [
      {
        name: 'Package load and first execution, cold, n8n-workflow already there',
        measured: [
          { of: 'node and credential', value: ms, unit: 'ms' },
          {
            of: "n8n's starter",
            value: medianRatio(loads(taken.ours), loads(taken.starter)),
            unit: '×',
          },
          {
            of: 'with what the first execution loads',
            value: median(boths(taken.ours)),
            unit: 'ms',
          },
          ...(ratio === undefined
            ? []
            : [{ of: `the same of ${EARLIER}`, value: ratio, unit: '×' }]),
        ],
        beside: [
          { of: "n8n's starter (GitHub Issues)", value: median(loads(taken.starter)), unit: 'ms' },
          {
            of: '@alicloud/openapi-client alone',
            value: median(loads(taken.official)),
            unit: 'ms',
          },
          ...(taken.earlier
            ? [
                {
                  of: `${EARLIER}: node and credential`,
                  value: median(loads(taken.earlier)),
                  unit: 'ms',
                },
                {
                  of: `${EARLIER}: with what the first execution loads`,
                  value: median(boths(taken.earlier)),
                  unit: 'ms',
                },
              ]
            : []),
        ],
        limit: 'the starter: a node of two resources and a credential, executed by n8n itself',
        toReach: `≤ 5 ms; with the first execution no more than ${EARLIER}`,
        reached: ms <= 5 && (ratio === undefined || ratio <= 1),
        how: `${ROUNDS} fresh processes each, taken in turns, medians: from the first \`require\` to the objects that n8n asks for their descriptions, and then of what runs the operations, which the first execution loads once in a process. The starter is declarative: its first execution loads nothing more. ${earlier ? `${EARLIER}, the version before the second kind of workspace came, is built from this repository with the packages that are installed here.` : `${EARLIER} is not in this clone, so nothing stands beside the first execution.`} The files are in the system's cache.`,
      },
    ],
  };
}
