import { API_ERRORS, type ApiErrorCode } from './error-codes';

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

/**
 * A refusal of a file, instance or deployment operation. These operations report it under
 * HTTP 200 as {Success: false, ErrorCode, ErrorMessage, HttpStatusCode}.
 */
export class BusinessError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly httpStatusCode = 200,
  ) {
    super(message);
  }
}

/** A refusal of a DISync operation under HTTP 200: {Success: false, Data: {Status: "fail", Message}}. */
export class DataIntegrationFailure extends Error {}

/** A refusal under HTTP 200 that says {Success: false} and no more. `code`: for the log alone. */
export class SuccessFalse extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}
