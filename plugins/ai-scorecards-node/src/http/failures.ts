import { SourceError } from '../sources/SourceError';
import { Deadline } from './deadline';
import { retryAfterSeconds } from './retryAfter';

const CODE = /^[A-Z][A-Z0-9_]{2,60}$/;

/** The code of a network fault (`ECONNREFUSED`); never its message, which may quote a header or a link. */
function faultCode(error: unknown): string | undefined {
  // Not by instanceof: the runtime's errors may come from another realm.
  const code = textAt(error, 'code');
  if (code !== undefined && CODE.test(code)) {
    return code;
  }
  const cause = valueAt(error, 'cause');
  return cause === undefined ? undefined : faultCode(cause);
}

/**
 * What a rejected request or a broken stream means: the caller's own abort is thrown as it is, everything else is
 * returned as `unavailable`.
 */
export function networkFailure(
  error: unknown,
  options: {
    what: string;
    deadline: Deadline;
    outer: AbortSignal;
    /** True once the answer had begun. */
    begun: boolean;
  },
): SourceError {
  options.outer.throwIfAborted();
  if (error instanceof SourceError) {
    return error;
  }
  if (options.deadline.timedOut()) {
    return new SourceError(
      'unavailable',
      `${options.what} did not finish within the time limit`,
    );
  }
  const code = faultCode(error);
  return new SourceError(
    'unavailable',
    `${options.what} ${options.begun ? 'was cut off' : 'could not be reached'}${
      code ? ` (${code})` : ''
    }`,
  );
}

/** The vendor's own sentence about an error, in one short line without the credential; undefined if it gave none. */
export function vendorMessage(
  body: string,
  secrets: readonly string[],
): string | undefined {
  const message = messageOf(body);
  if (!message) {
    return undefined;
  }
  return secrets
    .filter(secret => secret !== '')
    .reduce((text, secret) => text.split(secret).join('***'), message)
    .replace(/\s+/g, ' ')
    .slice(0, 200)
    .trim();
}

function messageOf(body: string): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    // A proxy's HTML page says nothing worth showing.
    return undefined;
  }
  return (
    textAt(parsed, 'message') ?? textAt(valueAt(parsed, 'error'), 'message')
  );
}

function valueAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function textAt(value: unknown, key: string): string | undefined {
  const text = valueAt(value, key);
  return typeof text === 'string' ? text : undefined;
}

/** How an answer that brings no data is to be taken. */
export type StatusFailure =
  | { final: SourceError }
  /** Worth another attempt after a while. */
  | { again: SourceError };

/** Turns an unsuccessful status into an error for operators. `access` says what to ask the vendor's admin for. */
export function statusFailure(
  response: { status: number; headers: Headers },
  options: { what: string; access: string; message?: string; now: Date },
): StatusFailure {
  const { status, headers } = response;
  const { what, access } = options;
  const said = options.message ? `: "${options.message}"` : '';
  const secondary =
    status === 403 && /secondary rate limit/i.test(options.message ?? '');
  // GitHub asks for a minute where it names no time.
  const seconds =
    retryAfterSeconds(headers, options.now) ?? (secondary ? 60 : undefined);
  if (status === 429 || (status === 403 && seconds !== undefined)) {
    return {
      again: new SourceError(
        'rate-limited',
        `${what} was refused because the rate limit is reached (${status})`,
        { retryAfterSeconds: seconds },
      ),
    };
  }
  if (status === 401) {
    return {
      final: new SourceError(
        'unauthorised',
        `401: the credential is wrong, expired or revoked. ${what} was refused. ${access}`,
      ),
    };
  }
  if (status === 403) {
    return {
      final: new SourceError(
        'forbidden',
        `403, denied${said}. ${what} was refused. ${access}`,
      ),
    };
  }
  if (status === 408 || status >= 500) {
    return {
      again: new SourceError('unavailable', `${what} failed (${status})`, {
        retryAfterSeconds: seconds,
      }),
    };
  }
  return {
    final: new SourceError(
      'unexpected',
      `${what} was answered with the status ${status}${said}`,
    ),
  };
}
