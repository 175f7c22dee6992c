type Status = 400 | 404 | 408 | 413 | 415 | 429 | 503;

const NAMES: Record<Status, string> = {
  400: 'InputError',
  404: 'NotFoundError',
  408: 'RequestTimeoutError',
  413: 'PayloadTooLargeError',
  415: 'UnsupportedMediaTypeError',
  429: 'TooManyRequestsError',
  503: 'ServiceUnavailableError',
};

/** A push that is refused; the backend answers with the status, the message being one sentence for whoever pushes. */
export class PushError extends Error {
  readonly statusCode: Status;
  /** Seconds after which to try again. */
  readonly retryAfter?: number;

  constructor(
    statusCode: Status,
    message: string,
    options: { retryAfter?: number } = {},
  ) {
    super(message);
    this.name = NAMES[statusCode];
    this.statusCode = statusCode;
    this.retryAfter = options.retryAfter;
  }
}
