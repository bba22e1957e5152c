import { cycleTimeOf } from '../progress/runs';
import type { Dag, SchedulerNode } from '../state/scheduler';
import type { Call } from './operation';

/** What a new DAG is made of; `values`: parameter values by NodeId. */
interface NewDag
  extends Pick<Dag, 'environment' | 'name' | 'bizdate' | 'follows' | 'waitsForTime'> {
  nodes: { node: SchedulerNode; dryRun: boolean }[];
  values: Record<string, unknown>;
}

/** Adds a DAG with an instance of each node; it starts when the one that it follows has succeeded. */
export function addDag(call: Call, { nodes, values, ...made }: NewDag): Dag {
  const { ids, dags, instances, waitingDags } = call.state;
  const dag: Dag = {
    ...made,
    dagId: ids.next('dag'),
    projectId: nodes[0]!.node.projectId,
    createdBy: call.caller.identity.userId,
    createTime: call.now,
    startedAt: undefined,
    instances: [],
  };
  for (const { node, dryRun } of nodes) {
    const instance = {
      instanceId: ids.next('instance'),
      dagId: dag.dagId,
      node,
      bizdate: dag.bizdate,
      cycleTime: cycleTimeOf(dag.bizdate, node.configuration.CronExpress),
      createdBy: dag.createdBy,
      createTime: call.now,
      parameters: String(values[String(node.nodeId)] ?? node.configuration.ParaValue),
      dryRun,
      attempts: [],
    };
    dag.instances.push(instance);
    instances.set(instance.instanceId, instance);
  }
  dags.set(dag.dagId, dag);
  waitingDags.add(dag);
  return dag;
}
