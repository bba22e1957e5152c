/**
 * Behaviours that can be switched, with their values, the default first. docs/live-evidence.md says
 * for each what it is, where it comes from and how sure it is; a test holds that table against this one.
 */
export const BEHAVIOURS = {
  /** How file, instance and deployment operations refuse. */
  refusals: ['gateway', 'body'],
  /** How DISync operations refuse. */
  diSyncRefusals: ['body', 'gateway'],
  /** What GetFile answers for a file that is not there. */
  missingFile: ['empty', 'refusal'],
  /** The code for a user without a role in the workspace. */
  notMember: ['ResourceNotAuthorized.Api', '1101080166'],
  /** What a call too many in one second gets. */
  throttling: ['9990020002', '9990040003', 'Rejected.Throttling', 'Throttling', 'Throttling.User'],
  /** The header that says how long a throttled call is to wait. */
  throttlingHeader: ['x-acs-retry-after', 'x-ratelimit-user-api', 'none'],
  /** The names of the root and of the Data Integration folder in replies. */
  folderNames: ['业务流程/folderDi', 'Business Flow/folderDi', 'Business Flow/Data Integration'],
  /** Which names of root and engine folders requests may have. */
  requestedFolders: ['anyName', 'noEnglish', 'asReplied'],
  /** How the script of a batch task is kept. */
  storedScript: ['extended', 'asSent'],
  /** What UpdateFile makes of Content without `extend`. */
  replacedContent: ['asSent', 'keepsExtend'],
  /** What UpdateFile makes of a value that the file has already. */
  unchangedValues: ['refused', 'accepted'],
  /** The mode of all workspaces. */
  projectMode: ['standard', 'basic'],
  /** What SubmitFile does in basic mode. */
  basicSubmit: ['publishes', 'prepares', 'refused'],
  /** What a deletion's first deployment takes the node out of, in standard mode. */
  deletion: ['byEnvironment', 'atOnce'],
  /** What becomes of a file whose deletion is through. */
  deletedFile: ['recycleBin', 'gone'],
  /** DeployFile of a deleted file that was never in production. */
  deletionNotInProduction: ['accepted', 'refused'],
  /** Status of a version whose check or submission failed. */
  cancelledVersion: ['CANCELLED', 'CANCELED'],
  /** When an input that nobody puts out is noticed. */
  unknownParent: ['atSubmission', 'inCheck'],
  /** ParaValue of a new file. */
  initialParaValue: ['bizdate', 'empty'],
  /** OutputList of a new file. */
  initialOutputs: ['made', 'none'],
  /** When a stopped instance is in FAILURE. */
  stoppedInstance: ['later', 'atOnce'],
  /** Whether InstanceHistoryId counts the attempts of an instance. */
  instanceHistoryIds: ['counted', 'ownIds'],
  /** What TaskRerunTime counts. */
  taskRerunTime: ['remaining', 'attempts'],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;

export type BehaviourName = keyof typeof BEHAVIOURS;

/** One value for each behaviour. */
export type Behaviours = { [K in BehaviourName]: (typeof BEHAVIOURS)[K][number] };

/** Each behaviour's default. */
export const DEFAULT_BEHAVIOURS = Object.fromEntries(
  Object.entries(BEHAVIOURS).map(([name, [value]]) => [name, value]),
) as unknown as Behaviours;

/** Behaviours that are built into the workspaces when an emulator starts. */
export const AT_START = ['projectMode', 'folderNames'] as const satisfies readonly BehaviourName[];

/** `sent` as behaviours, for what comes from outside. Throws a TypeError that says what is wrong. */
export function asBehaviours(sent: Record<string, unknown>): Partial<Behaviours> {
  for (const [name, value] of Object.entries(sent)) {
    if (!Object.hasOwn(BEHAVIOURS, name)) throw new TypeError(`Unknown behaviour "${name}".`);
    const values: readonly unknown[] = BEHAVIOURS[name as BehaviourName];
    if (!values.includes(value)) throw new TypeError(`${name} is one of ${values.join(', ')}.`);
  }
  return sent as Partial<Behaviours>;
}
