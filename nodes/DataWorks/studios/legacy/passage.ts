import { exactId, isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure, Outcome } from '../../../alibabaCloud/client/outcome';
import type { Waited, WaitLimits } from '../../once/waitFor';
import { actOnce } from '../../once/writeOnce';
import { attemptsOf, withAttempt } from '../../once/attempts';
import type { Call } from '../../resources/operation';
import { waitForVersion, type FileReference, type Way } from './fileVersions';
import { waitForDeployment } from './waitForDeployment';

export type Tools = Pick<Call, 'client' | 'memory' | 'unitToken'>;

/** The way of a file's version into an environment: to development, or from there to production. */
export interface Passage {
  by: Way;
  file: FileReference;
  /** The unit of work. */
  token: string;
  limits: WaitLimits;
  /** @param mark a text by which it can be found again */
  send(mark: string): Promise<Outcome>;
  /** The number of the version that is on this way although no reply says so. */
  find(mark: string): Promise<{ ok: true; version: string | undefined } | Failure>;
}

/** A passage that has ended well; the value is its state, by the API's names. */
export interface Passed extends Waited<JsonObject> {
  /** The number of the version, where the API tells it. */
  version: string | undefined;
  requestId: string;
}

/** What is remembered of a passage is its DeploymentId; where its reply was lost, its version. */
const VERSION = 'version:';

const deploymentIdOf = ({ Data: id }: JsonObject) =>
  typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : undefined;

function passedBy(deploymentId: string, waited: Waited<JsonObject>): Passed {
  const { Data: data, RequestId: requestId } = waited.value;
  const { Deployment: deployment, DeployedItems: items } = isJsonObject(data) ? data : {};
  const [item] = Array.isArray(items) ? items : [];
  return {
    ...waited,
    value: {
      DeploymentId: exactId(deploymentId),
      ...(isJsonObject(deployment) ? deployment : {}),
      ...(items === undefined ? {} : { DeployedItems: items }),
    },
    version: isJsonObject(item) ? String(item.FileVersion) : undefined,
    requestId: typeof requestId === 'string' ? requestId : '',
  };
}

async function waitForPassage({ client }: Tools, passage: Passage, made: string) {
  const { by, file, limits } = passage;
  if (made.startsWith(VERSION)) {
    const version = made.slice(VERSION.length);
    const waited = await waitForVersion(client, file, version, by, limits);
    return waited.ok ? { ...waited, version, requestId: '' } : waited;
  }
  const deployment = { projectId: file.projectId, deploymentId: made, begunBy: by };
  const waited = await waitForDeployment(client, deployment, limits);
  return waited.ok ? passedBy(made, waited) : waited;
}

/**
 * Waits for a passage that an earlier run of this unit of work began.
 * @returns `undefined` when there is none, or it has ended badly: then it may be made anew
 */
export async function earlierPassage(
  tools: Tools,
  passage: Passage,
): Promise<Passed | Failure | undefined> {
  const made = attemptsOf(tools.memory.madeBy(passage.token)).at(-1);
  if (made === undefined) return undefined;
  const waited = await waitForPassage(tools, passage, made);
  return waited.ok || waited.kind !== 'ended badly' ? waited : undefined;
}

/** Begins a passage, once, and waits for its end. */
export async function makePassage(tools: Tools, passage: Passage): Promise<Passed | Failure> {
  const { client, memory } = tools;
  const { by, token, send, find } = passage;
  const earlier = memory.madeBy(token);
  // Another mark for each attempt, so that a lost one is not taken for one that ended badly.
  const mark = `${token}.${attemptsOf(earlier).length + 1}`;
  const acted = await actOnce(client, memory, by, {
    token,
    send: () => send(mark),
    read(body) {
      const deploymentId = deploymentIdOf(body);
      return deploymentId === undefined ? undefined : withAttempt(earlier, deploymentId);
    },
    async find() {
      const found = await find(mark);
      if (!found.ok) return found;
      const { version } = found;
      const made = version === undefined ? undefined : withAttempt(earlier, VERSION + version);
      return { ok: true, made };
    },
  });
  return acted.ok ? waitForPassage(tools, passage, attemptsOf(acted.made).at(-1) ?? '') : acted;
}
