import type { INodeProperties } from 'n8n-workflow';

import { clock } from '../../../alibabaCloud/client/clock';
import { CHINA } from '../../../alibabaCloud/endpoints';
import { firstRunFields, firstRunOptions } from '../../fields/firstRunFields';
import { newNodeFields, readNewNode } from '../../fields/newNode';
import { nodeRunOptions, readNodeRunRequest } from '../../fields/nodeRunFields';
import { ifRunningOptions, readIfRunning } from '../../fields/ifRunningOptions';
import { optionsField } from '../../fields/optionsField';
import { publishOptions, readPublishing } from '../../fields/publishOptions';
import { readTestFirst } from '../../fields/testFirst';
import { readRunWait } from '../../fields/runWait';
import { RUN_END } from '../../fields/waitField';
import { readWaitLimits, waitOptions } from '../../fields/waitOptions';
import { bringLive as bringNodeLive, type LiveTask } from '../../flows/bringLive';
import { deployAtOnce } from '../../flows/release';
import type { WaitLimits } from '../../once/waitFor';
import { actions } from '../../api/dataworks-2024-05-18';
import { nodeCreation, nodeToCreate } from '../../studios/dataStudio/createNode';
import { publishing } from '../../studios/dataStudio/publishing';
import { readPublished, taskOf, type NodeTask } from '../../studios/dataStudio/nodeTask';
import { nodeRuns } from '../../studios/dataStudio/runs';
import type { Call, Operation, Result } from '../operation';

const own = newNodeFields.filter(({ name }) => name !== 'options');
const ofNewNode = (newNodeFields.find(({ name }) => name === 'options')?.options ??
  []) as INodeProperties[];
/** A node of a workflow is deployed with the workflow alone. */
const optionsOfNode = ofNewNode
  .filter(({ name }) => name !== 'workflowId')
  .map((option) => (option.name === 'ifExists' ? { ...option, default: 'update' } : option));

/** From the script to a node in production, and its first run where that is wished. */
export const bringLive: Operation = {
  name: 'Bring Live',
  value: 'bringLive',
  action: 'Bring sync node live',
  description:
    'Create or update a node, deploy it to production and, if you like, run it once. Run again, it goes on where it stopped and repeats nothing.',
  named: { by: 'Id' },
  links: true,
  fields: [
    ...own,
    ...firstRunFields('node'),
    optionsField([
      ...optionsOfNode,
      ...publishOptions,
      ...firstRunOptions([...nodeRunOptions, ...ifRunningOptions]),
      ...waitOptions,
    ]),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, timeZone = CHINA, hint } = call;
    const { ifExists, ...wish } = readNewNode(call, true);
    const { projectId } = wish;
    const publish = readPublishing(parameters);
    const limits = readWaitLimits(parameters);
    const published: { task?: NodeTask | undefined } = {};
    const run = readFirstRun(call, projectId, limits, published);
    const node = await nodeToCreate(call, wish);
    if (!node.ok) return node;
    const { unit, node: settings } = node.request;
    const group = { resourceGroup: settings.resourceGroup ?? '' };
    const test = readTestFirst(parameters, projectId, 'script', settings.content, group);
    if (test) {
      const { whyNotCreate } = await import('../../studios/dataStudio/testFirst');
      const whyNot = await whyNotCreate(call, actions.CreateNode, { ...test, unit });
      if (whyNot) return whyNot;
    }
    return bringNodeLive(call, {
      creation: nodeCreation(call, node.request, hint),
      ifExists,
      unit: { unit, ifExists },
      deploy(nodeId) {
        const request = { projectId, nodeId, ...publish, type: 'Online' } as const;
        const step = publishing(client, request);
        const held = { ...limits, parks: false };
        return deployAtOnce(call, step, { ...request, unit }, held, async () => {
          const seen = await readPublished(client, request, timeZone, clock.now());
          if (seen.firstRun !== undefined) hint(seen.firstRun);
          published.task = seen.task;
          return seen.named;
        });
      },
      ...(run === undefined ? {} : { run }),
      named: (Id) => ({ Id }),
      words: { noun: 'node', resource: 'Sync Node' },
    });
  },
};

function readFirstRun(
  call: Call,
  projectId: string,
  limits: WaitLimits,
  published: { readonly task?: NodeTask | undefined },
): LiveTask['run'] {
  const { parameters, client, journal, timeZone } = call;
  if (!parameters.flag('firstRun', 'Run It Then', false)) return undefined;
  const wait = parameters.flag('wait', RUN_END.displayName, false);
  const request = readNodeRunRequest(parameters, timeZone);
  const ifRunning = readIfRunning(parameters);
  return {
    wait: readRunWait(parameters, wait ? limits : undefined),
    async of(nodeId) {
      const node = { projectId, nodeId };
      const task = await call.keep(
        'node',
        async () => published.task ?? (await taskOf(client, actions.CreateWorkflowInstances, node)),
      );
      if (!task.ok) return task;
      const target = { ...node, ...task, ...request };
      const runs = nodeRuns(client, journal, target, request);
      if (ifRunning) {
        const { meetOthers } = await import('./meetOthers');
        runs.meeting = meetOthers(call, target, ifRunning);
      }
      return { ok: true, runs };
    },
  };
}
