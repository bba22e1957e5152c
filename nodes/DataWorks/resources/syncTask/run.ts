import { ifRunningOptions, readIfRunning } from '../../fields/ifRunningOptions';
import { optionsField } from '../../fields/optionsField';
import { readRunRequest, runDateFields, runOptions } from '../../fields/runFields';
import { readRunWait, runWaitOptions } from '../../fields/runWait';
import { readTaskReference, taskReferenceFields } from '../../fields/taskReference';
import { waitField } from '../../fields/waitField';
import { waitOptionsIfWaiting } from '../../fields/waitOptions';
import type { Call, Operation, Result } from '../operation';
import { runAndWait } from '../../flows/runAndWait';
import { actions } from '../../api/dataworks-2020-05-18';
import { nodeOf } from '../../studios/legacy/files';
import { nodeRuns } from '../../studios/legacy/runs';

/** RunCycleDagNodes: runs a batch task for business dates. */
export const run: Operation = {
  name: 'Run',
  value: 'run',
  action: 'Run sync task',
  description: 'Run a batch task that is deployed, for yesterday or for a range of business dates',
  links: true,
  fields: [
    ...taskReferenceFields('run'),
    ...runDateFields,
    waitField(),
    optionsField([...runOptions, ...ifRunningOptions, ...runWaitOptions, ...waitOptionsIfWaiting]),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, timeZone } = call;
    const { ProjectId: projectId, FileId: fileId } = readTaskReference(parameters, 'run');
    const request = readRunRequest(parameters, timeZone);
    const wait = readRunWait(parameters);
    const ifRunning = readIfRunning(parameters);

    const node = await call.keep('node', () =>
      nodeOf(client, actions.RunCycleDagNodes, projectId, fileId),
    );
    if (!node.ok) return node;
    const target = { projectId, nodeId: node.nodeId, secrets: node.secrets };
    const runs = nodeRuns(client, target, request);
    if (ifRunning) {
      const { meetOthers } = await import('./meetOthers');
      runs.meeting = meetOthers(call, target, request.projectEnv, ifRunning);
    }
    return runAndWait(call, runs, wait);
  },
};
