import { API_ERRORS, type ApiErrorCode } from './error-codes';
import { DI_SYNC_REFUSAL, filledIn, REFUSALS, type RefusalName } from './refusals';

/** A refusal that is sent as an HTTP error with Alibaba Cloud's body {Code, Message, …}. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** The refusal `code` with its usual HTTP status; `message` replaces the usual message. */
export function apiError(code: ApiErrorCode, message?: string): ApiError {
  const { status, message: usual } = API_ERRORS[code];
  return new ApiError(status, code, message ?? usual);
}

/** Invalid<Parameter>: `parameter` has no valid value. Source: recorded InvalidNodeId. */
export function invalidParameter(parameter: string): ApiError {
  return new ApiError(400, `Invalid${parameter}`, `Specified parameter ${parameter} is not valid.`);
}

/**
 * A refusal of the business, by its name in REFUSALS. Which of its forms goes out depends on the
 * operation and on the settings. `values` fill in the forms' texts.
 */
export class BusinessError extends Error {
  constructor(
    readonly refusal: RefusalName,
    private readonly values: Readonly<Record<string, string>> = {},
  ) {
    super(filledIn(REFUSALS[refusal].body[1], values));
  }

  /** ErrorCode of the form under HTTP 200; the message is the error's own. */
  get code(): string {
    return REFUSALS[this.refusal].body[0];
  }

  /** The gateway's form. */
  inGatewayForm(): ApiError {
    const [status, code, message] = REFUSALS[this.refusal].gateway;
    return new ApiError(status, filledIn(code, this.values), filledIn(message, this.values));
  }
}

/** A refusal of a DISync operation under HTTP 200: {Success: false, Data: {Status: "fail", Message}}. */
export class DataIntegrationFailure extends Error {
  /** The gateway's form. */
  inGatewayForm(): ApiError {
    const { status, code } = DI_SYNC_REFUSAL;
    return new ApiError(status, code, this.message);
  }
}

/** A refusal under HTTP 200 that says {Success: false} and no more. `code`: for the log alone. */
export class SuccessFalse extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}
