import type { RunningEmulator } from '../../emulator';
import { addFile } from '../../emulator/state/add-file';
import { initialConfiguration } from '../../emulator/state/node-configuration';
import type { Instance, SchedulerNode } from '../../emulator/state/scheduler';
import { folder } from './emulated';

/** Names that sort as they are numbered: t_0001 … */
export const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `t_${String(index + 1).padStart(4, '0')}`);

const DAY_MS = 86_400_000;
/** Midnight in China of the first run's business date, 2024-01-02. */
const FIRST_BIZDATE = Date.UTC(2024, 0, 1, 16);
const FIRST_NODE = 710_001n;

const nodeOf = (fileId: bigint, name: string): SchedulerNode => ({
  nodeId: 700002n,
  environment: 'PROD',
  projectId: 10000n,
  fileId,
  fileType: 23,
  fileVersion: 1,
  name,
  owner: '1',
  configuration: initialConfiguration(`${name}_out`, 1n),
  createTime: 0,
  deployDate: 0,
});

/** An instance that was set to successful long ago. */
const ended = (node: SchedulerNode, instanceId: bigint, bizdate: number): Instance => ({
  instanceId,
  dagId: 1n,
  node,
  bizdate,
  cycleTime: 0,
  createdBy: '1',
  createTime: 0,
  parameters: '',
  dryRun: false,
  attempts: [],
  forcedAt: 1,
});

/** Ways to put more into the emulator's workspace 10000, until its next reset. */
export function fillWorkspace({ emulator }: RunningEmulator) {
  let others = 0;
  const workspace = () => emulator.state.workspaces.get(10000n)!;

  function addTasks(names: readonly string[], taskType: 'DI_OFFLINE' | 'DI_REALTIME') {
    return names.map((name) =>
      addFile(emulator.state, workspace(), {
        taskType,
        fileType: taskType === 'DI_OFFLINE' ? 23 : 900,
        name,
        folderPath: folder,
        content: '{}',
        user: '1',
        now: 0,
      }),
    );
  }

  return {
    workspace,
    addTasks,

    addDataSources(type: string, names: readonly string[]) {
      const [one] = workspace().dataSources;
      const made = names.map((name, index) => ({ ...one!, id: BigInt(index), name, type }));
      workspace().dataSources = [...workspace().dataSources, ...made];
    },

    setTables(names: readonly string[]) {
      const [one] = workspace().dataSources;
      const tables = names.map((name) => ({ name, columns: [] }));
      workspace().dataSources = [{ ...one!, tables }];
    },

    setFlows(names: readonly string[]) {
      workspace().businessFlows = names.map((name, at) => ({ businessId: BigInt(at + 1), name }));
      const of = names.flatMap((name) => [
        `Business Flow/${name}`,
        `Business Flow/${name}/Data Integration`,
      ]);
      workspace().folders = new Map(of.map((path, at) => [path, `folder_${at}`]));
    },

    addWorkspaces(names: readonly string[]) {
      for (const [index, name] of names.entries()) {
        const projectId = BigInt(20_000 + index);
        emulator.state.workspaces.set(projectId, {
          ...workspace(),
          projectId,
          identifier: name,
          name,
        });
      }
    },

    /** Tasks that are deployed to production, ready to be run; gives their FileIds. */
    addDeployed(names: readonly string[]): string[] {
      return addTasks(names, 'DI_OFFLINE').map((file, index) => {
        file.nodeId = FIRST_NODE + BigInt(index);
        const InputList = [{ Input: `${workspace().identifier}_root`, ParseType: 'MANUAL' }];
        file.nodeConfiguration = { ...file.nodeConfiguration, InputList };
        const node = { ...nodeOf(file.fileId, file.name), nodeId: file.nodeId };
        emulator.state.nodes.PROD.set(node.nodeId, node);
        return String(file.fileId);
      });
    },

    /**
     * Instances that have ended, of other runs.
     * @param of the FileId of the task, another than all others unless given
     * @param newer whether they were made after all that the test makes
     */
    addOthers(
      count: number,
      date: string,
      { of, newer = false }: { of?: string; newer?: boolean } = {},
    ) {
      const file = of === undefined ? undefined : emulator.state.files.get(BigInt(of));
      const node = file
        ? { ...nodeOf(file.fileId, file.name), nodeId: file.nodeId! }
        : nodeOf(1n, 'others');
      const from = (newer ? 900_000_000_000_000n : 200_000_000_000_000n) + BigInt(others);
      others += count;
      for (let index = 0; index < count; index++) {
        const instanceId = from + BigInt(index);
        emulator.state.instances.set(instanceId, {
          ...ended(node, instanceId, Date.parse(`${date}T00:00:00+08:00`)),
          dagId: instanceId,
        });
      }
    },

    /** A deployed task with runs on the days from 2024-01-02 on, and one run of another task before. */
    addRuns(count: number): { fileId: string } {
      const [file] = addTasks(['orders'], 'DI_OFFLINE');
      file!.nodeId = 700001n;
      const node = { ...nodeOf(file!.fileId, 'orders'), nodeId: 700001n };
      for (let index = 0; index <= count; index++) {
        const instanceId = 100000000000000n + BigInt(index);
        const of = index === 0 ? { ...node, nodeId: 700002n, name: 'others' } : node;
        const bizdate = FIRST_BIZDATE + (index - 1) * DAY_MS;
        emulator.state.instances.set(instanceId, ended(of, instanceId, bizdate));
      }
      return { fileId: String(file!.fileId) };
    },
  };
}
