import { SourceError } from '../sources/SourceError';

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * One GET, its redirects followed by hand: every address is judged before anything is sent to it. With a body it is a
 * POST of JSON, which no redirect may carry elsewhere.
 * Throws a {@link SourceError} of kind `unexpected` at an address that `fault` objects to, with its clause, and
 * whatever `fetch` throws.
 */
export async function exchange(
  url: URL,
  options: {
    what: string;
    headers: Record<string, string>;
    /** JSON. */
    body?: string;
    signal: AbortSignal;
    /** Why nothing may be sent to an address; undefined when it may. Must not quote path or query. */
    fault: (url: URL) => string | undefined;
  },
): Promise<Response> {
  let current = url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const fault = options.fault(current);
    if (fault) {
      throw new SourceError(
        'unexpected',
        `${options.what} was not followed: ${fault}`,
      );
    }
    const { headers, body } = options;
    const response = await fetch(current, {
      ...(body === undefined
        ? { headers }
        : {
            method: 'POST',
            body,
            headers: { ...headers, 'content-type': 'application/json' },
          }),
      redirect: 'manual',
      signal: options.signal,
    });
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || !location) {
      return response;
    }
    discardBody(response);
    if (body !== undefined) {
      throw new SourceError(
        'unexpected',
        `${options.what} was redirected, and what is sent is not sent on`,
      );
    }
    if (!URL.canParse(location, current.href)) {
      throw new SourceError(
        'unexpected',
        `${options.what} was redirected to something that is no address`,
      );
    }
    current = new URL(location, current);
  }
  throw new SourceError(
    'unexpected',
    `${options.what} was redirected more than ${MAX_REDIRECTS} times`,
  );
}

/** Lets go of an answer nobody reads. A stream that is broken already has nothing left to let go of. */
export function discardBody(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}
