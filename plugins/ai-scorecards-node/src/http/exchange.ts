import { SourceError } from '../sources/SourceError';

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * One request, its redirects followed by hand with the same method and body: every address is judged before anything is sent to it.
 * Throws a {@link SourceError} of kind `unexpected` at an address that `fault` objects to, with its clause, and
 * whatever `fetch` throws.
 */
export async function exchange(
  url: URL,
  options: {
    what: string;
    headers: Record<string, string>;
    /** Sent by POST; without it the request is a GET. */
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
    const response = await fetch(current, {
      method: options.body === undefined ? 'GET' : 'POST',
      headers: options.headers,
      body: options.body,
      redirect: 'manual',
      signal: options.signal,
    });
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || !location) {
      return response;
    }
    discardBody(response);
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
