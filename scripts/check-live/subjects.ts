import { BEHAVIOURS } from '../../emulator/behaviours';
import { STUDIO_BEHAVIOURS } from '../../emulator/studio-options';

/** Who sees it: a reading run, `--write`, or nobody, and why not. */
type SeenBy = 'read' | 'write' | { never: string };

/** A subject of docs/live-evidence.md. */
interface Subject {
  about: string;
  by: SeenBy;
}

type LegacyName = keyof typeof BEHAVIOURS;
type StudioName = `studio.${keyof typeof STUDIO_BEHAVIOURS}`;

/** The options of the emulator, each with what is looked at: none can be forgotten. */
const OPTIONS: Record<LegacyName | StudioName, Subject> = {
  projectMode: { about: 'Mode of the workspace (a fact, not a difference)', by: 'read' },
  notMember: { about: 'Code for a user without a role in the workspace', by: 'read' },
  folderNames: { about: 'Names of root and Data Integration folder in replies', by: 'read' },
  requestedFolders: { about: 'Names of these folders that requests may have', by: 'read' },
  storedScript: { about: 'A stored script has a top-level extend', by: 'read' },
  cancelledVersion: { about: 'Status of a version whose submission failed', by: 'read' },
  missingFile: { about: 'GetFile of a file that is not there', by: 'read' },
  refusals: { about: 'Form of refusals of file and deployment operations', by: 'read' },
  diSyncRefusals: { about: 'Form of refusals of DISync operations', by: 'read' },
  instanceHistoryIds: { about: 'InstanceHistoryIds of an instance', by: 'read' },
  taskRerunTime: { about: 'What TaskRerunTime counts', by: 'read' },
  throttling: { about: 'Code of a call too many in one second', by: 'read' },
  throttlingHeader: { about: 'Header that says how long to wait then', by: 'read' },
  initialParaValue: { about: 'ParaValue of a new file', by: 'write' },
  initialOutputs: { about: 'A new file has an output', by: 'write' },
  unknownParent: { about: 'When an input that nobody puts out is noticed', by: 'write' },
  unchangedValues: { about: 'UpdateFile with a value that the file has', by: 'write' },
  replacedContent: { about: 'extend after UpdateFile with a Content without it', by: 'write' },
  deletion: { about: "Where a deletion's deployment goes to in standard mode", by: 'write' },
  deletedFile: { about: 'GetFile after the deletion is through', by: 'write' },
  deletionNotInProduction: {
    about: 'DeployFile of a deleted file that never was in production',
    by: 'write',
  },
  basicSubmit: {
    about: 'SubmitFile in basic mode',
    by: { never: 'it may go to production; --write is for standard mode alone' },
  },
  stoppedInstance: {
    about: 'When a stopped instance is in FAILURE',
    by: { never: 'it would stop a run' },
  },
  'studio.mode': { about: 'Mode of the workspace (a fact, not a difference)', by: 'read' },
  'studio.legacyCalls': { about: 'Refusal of calls of 2020-05-18', by: 'read' },
  'studio.ids': { about: 'Ids of nodes in replies', by: 'read' },
  'studio.rootParent': { about: "The workspace's root among a node's parents", by: 'read' },
  'studio.smallPages': { about: 'Lists that refuse a PageSize below 10', by: 'read' },
  'studio.abolished': { about: 'State of an abolished pipeline run', by: 'read' },
  'studio.stoppedInLists': { about: 'State of a stopped job in ListDIJobs', by: 'read' },
  'studio.throttling': { about: 'Form of a refused call too many', by: 'read' },
  'studio.duplicateNames': { about: 'A name that is taken', by: { never: 'it takes a node' } },
  'studio.missingFolders': {
    about: 'A folder that is not there',
    by: { never: 'it takes a node' },
  },
  'studio.dependencies': { about: 'Parents of a new node', by: { never: 'it takes a node' } },
  'studio.updateKinds': { about: 'Kinds that UpdateNode takes', by: { never: 'it takes a node' } },
  'studio.refusals': {
    about: 'Refusals of operations whose reply has Success',
    by: { never: 'those operations write' },
  },
  'studio.secondRun': {
    about: 'A second pipeline run of an object',
    by: { never: 'it publishes a node' },
  },
  'studio.approval': {
    about: 'Approval in standard mode',
    by: { never: 'it publishes a node' },
  },
  'studio.stoppedInstance': {
    about: 'When a stopped instance is Failure',
    by: { never: 'it would stop a run' },
  },
  'studio.unfinished': {
    about: 'Runs without an end in a list sorted by it',
    by: { never: 'it needs runs under way' },
  },
  'studio.unknownTask': {
    about: 'Backfill of a task that is not there',
    by: { never: 'where it is not refused it makes a run' },
  },
};

/** What is looked at beside the options: the subject, what is expected, and who sees it. */
const FACTS = {
  'code of an unknown deployment': { expected: 'HTTP 400, 1010019999, Chinese', by: 'read' },
  'FolderId in replies': { expected: 'text', by: 'read' },
  'FileId in replies': { expected: 'number of at most 15 digits', by: 'read' },
  'a new file in ListFiles': { expected: 'at once', by: 'write' },
  'status of a submitted deployment': { expected: '1', by: 'write' },
  'code of an unknown task (2024-05-18)': { expected: 'HTTP 400, a number', by: 'read' },
  'kind of a Spec (2024-05-18)': { expected: 'CycleWorkflow 1.1.0, metadata', by: 'read' },
  'paging of ListNodes (2024-05-18)': { expected: 'text', by: 'read' },
  'no right to call (2024-05-18)': { expected: 'HTTP 403, 403030', by: 'read' },
} as const satisfies Record<string, { expected: string; by: 'read' | 'write' }>;

export type SubjectName = keyof typeof OPTIONS | keyof typeof FACTS;

const expectedOf = (name: string): string =>
  name.startsWith('studio.')
    ? STUDIO_BEHAVIOURS[name.slice('studio.'.length) as keyof typeof STUDIO_BEHAVIOURS][0]
    : BEHAVIOURS[name as LegacyName][0];

/** All subjects, with what docs/live-evidence.md expects. */
export const subjects: ReadonlyArray<Subject & { name: SubjectName; expected: string }> = [
  ...Object.entries(OPTIONS).map(([name, subject]) => ({
    name: name as SubjectName,
    expected: expectedOf(name),
    ...subject,
  })),
  ...Object.entries(FACTS).map(([name, fact]) => ({
    name: name as SubjectName,
    about: name,
    ...fact,
  })),
];

/** Facts of a workspace, not of the service: nothing is expected of them. */
export const OPEN: ReadonlySet<SubjectName> = new Set(['projectMode', 'studio.mode']);
