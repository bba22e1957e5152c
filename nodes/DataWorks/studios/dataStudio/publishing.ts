import type { Client } from '../../../alibabaCloud/client/call';
import {
  isJsonObject,
  type JsonObject,
  numberIn,
  pick,
  textIn,
} from '../../../alibabaCloud/client/exactJson';
import {
  endedBadly,
  isAboutRights,
  requestIdOf,
  unfit,
} from '../../../alibabaCloud/client/failure';
import type { Failure, Outcome } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { Action } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2024-05-18';
import { listIn } from '../../once/pages';
import type { ReleaseStep, StepEnd } from '../../flows/ports';
import type { Look } from '../../once/waitFor';
import { readNode, type NodeReference } from './readNodes';

/** How a node is to be published or taken offline, checked. */
export interface PublishingRequest extends NodeReference {
  type: 'Online' | 'Offline';
  comment: string | undefined;
  /** What becomes of a run of the same node that is under way. */
  ifReleasing: 'fail' | 'join' | 'end';
}

/** States of a pipeline run and of its stages. Sources: models, recorded replies, callers. */
const ENDED_BADLY = new Set(['fail', 'termination', 'terminated', 'cancel']);
const isBad = (status: unknown) => ENDED_BADLY.has(textIn(status).toLowerCase());
const isSuccess = (status: unknown) => status === 'Success';
const isOpen = ({ Status: status }: JsonObject) => !isSuccess(status) && !isBad(status);

const SHOWN = ['Id', 'Status', 'CreateTime', 'ModifyTime', 'Description'];
const SHOWN_OF_STAGE = ['Code', 'Name', 'Type', 'Status', 'Message'];

/** So many looks go by before a start that was refused is tried again. */
const LOOKS_PER_START = 5;
const PAGE_SIZE = 20;

const objectsIn = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

const stagesIn = (pipeline: JsonObject) =>
  objectsIn(pipeline.Stages).sort((a, b) => numberIn(a.Step) - numberIn(b.Step));

/** What a stage says of itself: its name, its message and the checks that failed. */
function wordsOf({ Code: code, Name: name, Message: message, Detail: detail }: JsonObject): string {
  const checks = objectsIn(isJsonObject(detail) ? detail.checkerList : undefined);
  const failed = checks.filter(({ status }) => isBad(status));
  const said = [message, ...failed.map((one) => one.message)].filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );
  const label = typeof name === 'string' && name !== '' ? name : code;
  const words = [...new Set(said)].join('; ');
  return cleanServerText(`the stage ${textIn(label)}${words === '' ? '' : `: ${words}`}`);
}

function failureWords(pipeline: JsonObject): string {
  const bad = stagesIn(pipeline).filter(({ Status: status }) => isBad(status));
  const message = typeof pipeline.Message === 'string' ? cleanServerText(pipeline.Message) : '';
  const stages = bad.map(wordsOf).join('; ');
  const words = [stages, stages.includes(message) ? '' : message].filter(Boolean).join('; ');
  const status = cleanServerText(textIn(pipeline.Status));
  return `it ended as ${status}${words === '' ? '' : `, ${words}`}`;
}

/** A stage that was to be started: what is said of it, the calls, and whether it begins. */
interface Started {
  words: string;
  tries: number;
  moved: boolean;
}

/** Looks at a run, and starts the stages whose turn it is. */
function stageMachine(client: Client, { projectId }: NodeReference, action: Action) {
  /** Starts that were refused: in which words, and how many looks ago. */
  const refused = new Map<string, { words: string; looks: number }>();

  async function start(runId: string, stage: JsonObject): Promise<Started | Failure> {
    const code = textIn(stage.Code);
    const before = refused.get(code);
    if (before && ++before.looks < LOOKS_PER_START) {
      return { words: before.words, tries: 0, moved: false };
    }
    const outcome = await client.call(actions.ExecPipelineRunStage, {
      ProjectId: projectId,
      Id: runId,
      Code: code,
    });
    if (outcome.ok) {
      refused.delete(code);
      return { words: `${wordsOf(stage)} begins`, tries: 1, moved: true };
    }
    if (outcome.kind !== 'refused' || isAboutRights(outcome)) return outcome;
    const words = `${wordsOf(stage)} cannot be started (${outcome.detail.replace(/\.$/, '')})`;
    refused.set(code, { words, looks: 0 });
    return { words, tries: 1, moved: false };
  }

  return async function lookAt({ runId }: JsonObject): Promise<Look<StepEnd>> {
    const id = textIn(runId);
    const outcome = await client.call(actions.GetPipelineRun, { ProjectId: projectId, Id: id });
    if (!outcome.ok) return outcome;
    const { body } = outcome;
    const pipeline = isJsonObject(body.Pipeline) ? body.Pipeline : {};
    const stages = stagesIn(pipeline);
    if (isBad(pipeline.Status) || stages.some(({ Status: status }) => isBad(status))) {
      return endedBadly(action, failureWords(pipeline), outcome);
    }
    if (isSuccess(pipeline.Status)) {
      const Stages = stages.map((stage) => pick(stage, SHOWN_OF_STAGE));
      const state = { ...pick(pipeline, SHOWN), Stages };
      return { state: 'done', value: { state, version: undefined, requestId: requestIdOf(body) } };
    }
    const first = stages.find(({ Status: status }) => !isSuccess(status));
    const next = stages.filter(
      ({ Step: step, Status: status }) => step === first?.Step && !isSuccess(status),
    );
    const now: string[] = [];
    let tries = 1;
    let moved = false;
    for (const stage of next) {
      if (stage.Status !== 'Init') {
        now.push(wordsOf(stage));
        continue;
      }
      const started = await start(id, stage);
      tries += started.tries;
      if ('ok' in started) return { ...started, tries };
      moved ||= started.moved;
      now.push(started.words);
    }
    const status = cleanServerText(textIn(pipeline.Status));
    return { state: 'pending', now: [status, ...now].join(', '), tries, moved };
  };
}

/** CreatePipelineRun, followed stage by stage as its own reply lists them. */
export function publishing(client: Client, request: PublishingRequest): ReleaseStep {
  const { projectId: ProjectId, nodeId, type, comment, ifReleasing } = request;
  const action: Action =
    type === 'Online'
      ? actions.CreatePipelineRun
      : { ...actions.CreatePipelineRun, does: 'take the node offline' };

  async function listRuns() {
    const list = actions.ListPipelineRuns;
    const page = { ProjectId, ObjectId: nodeId, PageNumber: 1, PageSize: PAGE_SIZE };
    const outcome = await client.call(list, page);
    if (!outcome.ok) return outcome;
    const listed = listIn(list, outcome, ['PagingInfo', 'PipelineRuns']);
    return listed.ok ? { ...outcome, runs: listed.entries } : listed;
  }

  /** What takes the place of a new run: one that is joined, or why there is none. */
  async function earlierRun(): Promise<Outcome | undefined> {
    if (ifReleasing === 'fail') return undefined;
    const listed = await listRuns();
    if (!listed.ok) return listed;
    const open = listed.runs.filter(isOpen);
    if (ifReleasing === 'join') {
      const [newest] = open;
      if (!newest) return undefined;
      return { ...listed, body: { RequestId: requestIdOf(listed.body), Id: newest.Id ?? '' } };
    }
    for (const { Id: id } of open) {
      const ended = await client.call(actions.AbolishPipelineRun, { ProjectId, Id: textIn(id) });
      if (!ended.ok) return ended;
    }
    return undefined;
  }

  /** A node of a workflow is published with it alone: colleagues' drafts would go along. */
  async function explained(failure: Failure): Promise<Failure> {
    if (failure.kind !== 'refused' || isAboutRights(failure)) return failure;
    const read = await readNode(client, request);
    const workflowId = read.ok ? read.spec.workflowId : undefined;
    if (workflowId === undefined) return failure;
    const inWorkflow = unfit(action, {
      field: 'Node',
      problem: `is in the workflow ${workflowId}, which DataWorks publishes as a whole only`,
      todo: 'Publish the workflow in Data Studio: the drafts of all its nodes go with it.',
    });
    return { ...inWorkflow, tries: failure.tries };
  }

  return {
    action,
    async send(mark) {
      const earlier = await earlierRun();
      if (earlier) return earlier;
      const outcome = await client.call(actions.CreatePipelineRun, {
        ProjectId,
        ObjectIds: [nodeId],
        Type: type,
        Description: comment === undefined ? mark : `${comment} (${mark})`,
      });
      return outcome.ok ? outcome : explained(outcome);
    },
    read: ({ Id: id }) =>
      typeof id === 'string' || typeof id === 'number' ? { runId: textIn(id) } : undefined,
    async find(mark) {
      const listed = await listRuns();
      if (!listed.ok) return listed;
      const ours = listed.runs.find(({ Description: text }) => textIn(text).includes(mark));
      return { ok: true, made: ours === undefined ? undefined : { runId: textIn(ours.Id) } };
    },
    lookAt: stageMachine(client, request, action),
  };
}
