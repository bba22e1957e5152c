import { objectOf, objectsOf, type StudioWorkflow } from '../../state/studio/node';
import type { Call, Operation } from '../operation';
import { refused } from './errors';
import { studioId } from './ids';
import { studio, studioOf } from './operation';
import { PAGE, pageOf } from './paging';

const createWorkflow = studio({
  action: 'CreateWorkflowDefinition',
  access: 'write',
  failure: 'none',
  body: { ProjectId: 'id*', Spec: 'string*' },
  handle(call, { ProjectId, Spec }) {
    studioOf(call, ProjectId);
    const [workflow] = objectsOf(objectOf(parsed(Spec)['spec'])['workflows']);
    const name = workflow?.['name'];
    if (typeof name !== 'string' || name === '') throw refused('badSpec');
    const id = call.state.ids.next('studioNode');
    // Nodes inside the Spec are ignored, as documented.
    call.state.studio.workflows.set(id, { id, projectId: ProjectId, name });
    return { Id: studioId(call, id) };
  },
});

function parsed(text: string): Record<string, unknown> {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    throw refused('badSpec');
  }
}

const listWorkflows = studio({
  action: 'ListWorkflowDefinitions',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { ProjectId: 'id*', Name: 'string', Owner: 'string', Type: 'string', ...PAGE },
  handle(call, parameters) {
    const { projectId } = studioOf(call, parameters.ProjectId);
    const { Name = '', Type = 'CycleWorkflow' } = parameters;
    const found = [...call.state.studio.workflows.values()].filter(
      (one) => one.projectId === projectId && one.name.includes(Name) && Type === 'CycleWorkflow',
    );
    const { items, paging } = pageOf(call, found, parameters);
    const WorkflowDefinitions = items.map((one) => workflowItem(call, one));
    return { PagingInfo: { WorkflowDefinitions, ...paging } };
  },
});

function workflowItem(call: Call, { id, projectId, name }: StudioWorkflow) {
  return {
    Id: studioId(call, id),
    ProjectId: projectId,
    Name: name,
    Type: 'CycleWorkflow',
    Script: { Path: name, Runtime: { Command: 'WORKFLOW' } },
  };
}

/** Workflows, in which nodes can live. */
export const workflowDefinitions: Operation[] = [createWorkflow, listWorkflows];
