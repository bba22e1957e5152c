import type { ErrorHint, ErrorTable } from '../../../alibabaCloud/errors';
import { dataWorksErrors } from '../dataWorksErrors';

const NOT_A_SPEC: ErrorHint = {
  means: 'DataWorks could not read the Spec of the node',
  todo: 'Correct what this says in Spec: it has to be a FlowSpec as JSON text.',
  cause: 'configuration-invalid',
  refusal: true,
  quoted: true,
};

/**
 * What DataWorks' error codes mean in this version. No page lists them: sources are official code
 * and recorded replies, those of workspaces with legacy DataStudio among them.
 */
export const errors: ErrorTable = {
  ...dataWorksErrors,
  // Seen too where a call meets a workspace of the other kind, which no reply tells for certain.
  InvalidParameter: {
    means: 'DataWorks did not accept the value of a parameter',
    todo: 'Correct the parameter that DataWorks names (ProjectId is Workspace). If it is right, the workspace may have legacy DataStudio: then choose the resource Sync Task or, for runs, Instance.',
    cause: 'configuration-invalid',
    refusal: true,
  },
  58014884415: NOT_A_SPEC,
  '0x5083000000000005': NOT_A_SPEC,
  'Forbidden.Not.Server': {
    means: 'The region does not have this operation',
    todo: 'Check the Region in the credential; for a workspace with legacy DataStudio choose the resource Sync Task or, for runs, Instance.',
    cause: 'configuration-invalid',
    refusal: true,
  },
  1201111431: {
    means: 'DataWorks did not find the folder, or the workspace uses another Data Studio',
    todo: 'Check the Folder. For a workspace with legacy DataStudio choose the resource Sync Task or, for runs, Instance.',
    cause: 'configuration-invalid',
    refusal: true,
  },
};

/** What the editor calls the parameters of this version. */
export const labels: Readonly<Record<string, string>> = {
  BizDate: 'Business Date',
  ContainerId: 'Workflow ID',
  EnvType: 'Environment',
  Id: 'ID',
  ProjectEnv: 'Environment',
  ProjectId: 'Workspace',
};
