/** Why a vendor's answer could not be used. Operators see it, schedules act on it. */
export type SourceErrorKind =
  | 'unauthorised' // 401: the credential is wrong, expired or revoked
  | 'forbidden' // 403: a scope or a policy is missing
  | 'rate-limited' // 429, or a limit header at zero
  | 'expired' // pages ran out while they were read: ask again from the first
  | 'unavailable' // 5xx, time-out, connection refused, cut off
  | 'unexpected'; // an answer that is not what the vendor documents

/** Thrown by sources; the message is one sentence for operators and holds no credential and no signed link. */
export class SourceError extends Error {
  readonly kind: SourceErrorKind;
  /** Seconds to wait before asking again, where the vendor said so. */
  readonly retryAfterSeconds?: number;

  constructor(
    kind: SourceErrorKind,
    message: string,
    options: { retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'SourceError';
    this.kind = kind;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
