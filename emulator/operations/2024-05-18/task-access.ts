import type { Task, TaskEnvironment } from '../../state/studio/task';
import type { Call } from '../operation';
import { refused } from './errors';
import { requireMember } from './operation';

/** The environment named by ProjectEnv or EnvType; default production. Throws InvalidParameter. */
export function environmentOf(text: string | undefined): TaskEnvironment {
  if (text === undefined || text === 'Prod') return 'Prod';
  if (text === 'Dev') return 'Dev';
  throw refused('parameter', `The environment ${text} is not valid.`);
}

/** The task of that id. Throws where the environment has none. */
export function taskOf(call: Call, id: bigint, environment: string | undefined): Task {
  requireMember(call);
  const task = call.state.studio.tasks[environmentOf(environment)].get(id);
  if (!task) throw refused('noTask');
  return task;
}
