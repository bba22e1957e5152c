import type { Client } from '../../../alibabaCloud/client/call';
import {
  isJsonObject,
  parseExact,
  pick,
  type Json,
  type JsonObject,
} from '../../../alibabaCloud/client/exactJson';
import {
  damagedReply,
  isAboutRights,
  mayBeAboutState,
  noted,
  requestIdOf,
} from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { ActionParameters } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2024-05-18';
import { jobStages } from '../../api/dataworks-2024-05-18/diJobWords';
import type { HarmlessWrite, TaskCreation, TaskDeletion, Tools } from '../../flows/ports';
import { readPages, type Listed, type Until } from '../../once/pages';
import { creationByName } from './byName';
import { idIn } from './readNodes';

/** A DI job. Ids are exact, as text. */
export interface DiJobReference {
  projectId: string;
  diJobId: string;
}

/** A job as GetDIJob gives it. */
export interface FoundJob {
  ok: true;
  /** The reply, and of it the job. */
  body: JsonObject;
  job: JsonObject;
  /** `undefined` for a state that is not documented. */
  stage: (typeof jobStages)[string] | undefined;
  /** In DataWorks' word. */
  now: string;
  requestId: string;
  tries: number;
}

/** GetDIJob. */
export async function readJob(
  client: Client,
  { projectId, diJobId }: DiJobReference,
): Promise<FoundJob | Failure> {
  const action = actions.GetDIJob;
  const outcome = await client.call(action, { ProjectId: projectId, Id: diJobId });
  if (!outcome.ok) return outcome;
  const { body, tries } = outcome;
  const { PagingInfo: job } = body;
  if (!isJsonObject(job)) return damagedReply(action, 'The reply has no PagingInfo', outcome);
  const status = typeof job.JobStatus === 'string' ? job.JobStatus : '';
  const now = cleanServerText(status);
  return {
    ok: true,
    body,
    job,
    stage: jobStages[status],
    now,
    requestId: requestIdOf(body),
    tries,
  };
}

/** Some lists of 2024-05-18 refuse a smaller page. */
const SMALLEST_PAGE = 10;

function listIn(name: string) {
  return ({ PagingInfo: info }: JsonObject) => {
    const { [name]: list, TotalCount: total } = isJsonObject(info) ? info : {};
    return {
      entries: Array.isArray(list) ? list.filter(isJsonObject) : [],
      total: Number(total),
    };
  };
}

/** ListDIJobs, those from a FileSpec too. */
export function listJobs(
  client: Client,
  filter: ActionParameters<typeof actions.ListDIJobs>,
  until: Until = {},
): Promise<Listed | Failure> {
  const action = actions.ListDIJobs;
  return readPages(
    {
      action,
      read: (PageNumber, size) =>
        client.call(action, {
          SpecType: 'ALL',
          ...filter,
          PageNumber,
          PageSize: Math.max(size, SMALLEST_PAGE),
        }),
      entriesIn: listIn('DIJobs'),
      idOf: ({ Id: id }) => String(id),
    },
    until,
  );
}

/** ListDIJobRunDetails: how each table of a job does. */
export function listTables(
  client: Client,
  filter: ActionParameters<typeof actions.ListDIJobRunDetails>,
  limit: number,
): Promise<Listed | Failure> {
  const action = actions.ListDIJobRunDetails;
  return readPages(
    {
      action,
      read: (PageNumber, size) =>
        client.call(action, { ...filter, PageNumber, PageSize: Math.max(size, SMALLEST_PAGE) }),
      entriesIn: listIn('JobRunInfos'),
      idOf: (entry) =>
        JSON.stringify(
          Object.entries(pick(entry, NAMING)).sort(([one], [other]) => (one < other ? -1 : 1)),
        ),
    },
    { limit },
  );
}

/** What tells a table from the others. */
const NAMING = ['Datasource', 'Database', 'Schema', 'Table'].flatMap((part) => [
  `Source${part}Name`,
  `Destination${part}Name`,
]);

/** What a job is made of, by the API's names; the workspace and the name among it. */
export type DiJobParameters = ActionParameters<typeof actions.CreateDIJob> & {
  ProjectId: string;
  Name: string;
};

/** A job that is to be created, checked. */
export interface NewDiJobRequest {
  parameters: DiJobParameters;
  /** The unit of work. */
  unit: string;
  /** Texts in it that must not come back in a message. */
  secrets: readonly string[];
}

/** A value that may stand as JSON text. */
function parsed(value: unknown): Json {
  if (typeof value !== 'string') return (value ?? null) as Json;
  try {
    return parseExact(value);
  } catch {
    return value;
  }
}

const objectsIn = (value: unknown): JsonObject[] => {
  const list = parsed(value);
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
};

/** A member, whichever way its first letter is written: a FileSpec begins them in lower case. */
const memberOf = (from: JsonObject, name: string): Json | undefined =>
  from[name] ?? from[name.charAt(0).toLowerCase() + name.slice(1)];

const SETTINGS = ['SourceDataSourceSettings', 'DestinationDataSourceSettings'] as const;

/** A job's parts: those of its FileSpec where it has one. */
function specOf(job: object): JsonObject {
  const spec = parsed((job as JsonObject).FileSpec);
  return isJsonObject(spec) ? spec : (job as JsonObject);
}

/** The data sources that a job reads from or writes to, by name. */
export function dataSourcesOf(job: object): string[] {
  const from = specOf(job);
  const names = SETTINGS.flatMap((name) =>
    objectsIn(memberOf(from, name)).map((one) => memberOf(one, 'DataSourceName')),
  );
  return [...new Set(names.filter((name): name is string => typeof name === 'string'))];
}

/** What two jobs of one name have in common where one request made them: data sources and tables. */
function traitsOf(job: object): string {
  const from = specOf(job);
  const rules = objectsIn(memberOf(from, 'TableMappings')).flatMap((mapping) =>
    objectsIn(memberOf(mapping, 'SourceObjectSelectionRules')),
  );
  const selected = rules.map((rule) => String(memberOf(rule, 'Expression'))).sort();
  return JSON.stringify([dataSourcesOf(job), selected]);
}

/** CreateDIJob, which has no token: the name is the workspace's only one. */
export function jobCreation(
  tools: Pick<Tools, 'client' | 'journal'>,
  { parameters, unit, secrets }: NewDiJobRequest,
  hint: (message: string) => void,
): TaskCreation {
  const { client } = tools;
  const { ProjectId, Name } = parameters;
  const action = actions.CreateDIJob;
  return creationByName(
    tools,
    {
      action,
      unit,
      place: placeOf(parameters),
      name: Name,
      noun: 'DI job',
      typeName: 'DI',
      create: () => client.call(action, parameters, secrets),
      saysTaken: /\bexist|duplicate/i,
      list: () => listJobs(client, { ProjectId, Name }),
      holderIn({ Id, DIJobId, JobName }) {
        const id = idIn(Id) ?? idIn(DIJobId);
        if (id === undefined || JobName !== Name) return undefined;
        return { id, label: id, isOfType: true };
      },
      async isSame(diJobId) {
        const read = await readJob(client, { projectId: ProjectId, diJobId });
        return read.ok ? traitsOf(read.job) === traitsOf(parameters) : read;
      },
      updating: ({ id: diJobId }) => ({
        changes: [
          jobUpdate(client, {
            projectId: ProjectId,
            diJobId,
            settings: () => pick(parameters as JsonObject, CHANGEABLE),
            secrets,
          }),
        ],
      }),
    },
    hint,
  );
}

/** Names that are in the same place exclude each other. */
const placeOf = ({ ProjectId, Name }: DiJobParameters): string =>
  JSON.stringify(['DI job', ProjectId, Name]);

/** What UpdateDIJob can change; neither the type nor the data sources are among it. */
const CHANGEABLE = [
  'Description',
  'FileSpec',
  'JobSettings',
  'Owner',
  'ResourceSettings',
  'TableMappings',
  'TransformationRules',
];

/** New settings of a job; what is not there stays. */
export interface JobUpdateRequest extends DiJobReference {
  /** By the API's names, as the job that is there gives rise to them. */
  settings(job: JsonObject): JsonObject;
  secrets: readonly string[];
}

/** Whether a stored value has all that is asked for; DataWorks may have added to it. */
function holds(stored: Json | undefined, wanted: Json): boolean {
  const [own, asked] = [parsed(stored), parsed(wanted)];
  if (Array.isArray(asked)) {
    if (!Array.isArray(own) || own.length !== asked.length) return false;
    return asked.every((one, at) => holds(own[at], one));
  }
  if (isJsonObject(asked)) {
    return isJsonObject(own) && Object.entries(asked).every(([name, one]) => holds(own[name], one));
  }
  return String(own ?? '') === String(asked ?? '');
}

/** UpdateDIJob with what differs from the job that is there; a FileSpec is sent, for no reply shows it. */
export function jobUpdate(client: Client, update: JobUpdateRequest): HarmlessWrite {
  const { projectId: ProjectId, diJobId: Id, secrets } = update;
  const action = actions.UpdateDIJob;
  let changes: JsonObject = {};
  const look = async () => {
    const read = await readJob(client, update);
    if (!read.ok) return read;
    const wanted = Object.entries(update.settings(read.job));
    changes = Object.fromEntries(wanted.filter(([name, value]) => !holds(read.job[name], value)));
    const done = Object.keys(changes).length === 0;
    return { ok: true, done, requestId: read.requestId } as const;
  };
  return {
    action,
    async begin() {
      const seen = await look();
      return seen.ok ? { ok: true, isThere: seen.done, requestId: seen.requestId } : seen;
    },
    send: () => client.call(action, { Id, ProjectId, ...changes }, secrets),
    isDone: look,
  };
}

/** DeleteDIJob. */
export function jobDeletion(client: Client, reference: DiJobReference): TaskDeletion {
  const { projectId: ProjectId, diJobId: Id } = reference;
  const action = actions.DeleteDIJob;
  return {
    action,
    task: { ...reference },
    async send() {
      const outcome = await client.call(action, { Id, ProjectId });
      if (outcome.ok || !mayBeAboutState(outcome)) return outcome;
      const read = await readJob(client, reference);
      const runs = read.ok && (read.stage === 'running' || read.stage === 'stopping');
      return runs ? noted(outcome, `the state is ${read.now}: stop the job first`) : outcome;
    },
    removalIn: () => undefined,
    async lookIfGone() {
      const read = await readJob(client, reference);
      if (read.ok) return { ok: true, gone: false };
      return read.kind === 'refused' && !isAboutRights(read) ? { ok: true, gone: true } : read;
    },
    lookAtRemoval: async () => ({ state: 'done', value: {} }),
    production: async () => ({ ok: true }),
    notThere: `the workspace has no DI job with the Id ${Id}`,
  };
}
