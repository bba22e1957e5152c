import { ApiError } from '../../errors';

/**
 * Refusals of 2024-05-18: HTTP status, code, message. The codes are numbers in text. Those of a known
 * kind were recorded or stand in official code; GENERAL is what was seen for a state or parameter that
 * is refused, and stands in where no code is known.
 */
const GENERAL = '5801489541076353033';

export const STUDIO_ERRORS = {
  noRight: { status: 403, code: '403030', message: 'No permission.' },
  noWorkspace: { status: 403, code: '1101080008', message: 'The workspace does not exist.' },
  noMember: { status: 403, code: '1101080166', message: 'The user is not a member.' },
  noDataSource: { status: 400, code: '1000010005', message: 'The data source does not exist.' },
  noDIJob: { status: 400, code: '500130', message: 'The DI job does not exist.' },
  noPublishObject: { status: 400, code: GENERAL, message: '未找到发布对象' },
  badSpec: { status: 400, code: '58014884415', message: 'Spec JSON parse failed.' },
  refusedSpec: { status: 400, code: GENERAL, message: 'The spec is refused.' },
  noNode: { status: 400, code: GENERAL, message: 'The node does not exist.' },
  noPipeline: { status: 400, code: GENERAL, message: '流水线不存在' },
  pipelineOver: { status: 400, code: GENERAL, message: '流水线不是正在运行' },
  state: { status: 400, code: GENERAL, message: 'The state does not allow it.' },
  noTask: { status: 400, code: GENERAL, message: 'The task does not exist.' },
  noInstance: { status: 400, code: GENERAL, message: 'The instance does not exist.' },
  noResourceGroup: { status: 400, code: GENERAL, message: '资源组不存在' },
  smallPage: { status: 400, code: 'InvalidPageSize', message: 'PageSize is not valid.' },
  parameter: { status: 400, code: 'InvalidParameter', message: 'The parameter is not valid.' },
} as const satisfies Record<string, { status: number; code: string; message: string }>;

/** A refusal by what the call asks for, not by the gateway. */
export class StudioRefusal extends ApiError {}

/** The refusal `kind`; `message` replaces the usual one. */
export function refused(kind: keyof typeof STUDIO_ERRORS, message?: string): StudioRefusal {
  const { status, code, message: usual } = STUDIO_ERRORS[kind];
  return new StudioRefusal(status, code, message ?? usual);
}
