import { gzipSync } from 'node:zlib';
import { World } from '../world';
import { claudeOtlp } from './claudeOtlp';
import { claudeRows } from './claudeRows';

/** One request to a portal's doors for what is pushed, below `/api/ai-scorecards/v1`. */
export interface PushRequest {
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

const ROWS_A_PUSH = 500;
/** Every so many requests are sent again, as after an answer that was lost. */
const SENT_AGAIN = 3;

/** Rows of a UTC day in the plain form, in NDJSON; every third push comes twice. */
export function rowPushes(world: World, day: string): PushRequest[] {
  const rows = claudeRows(world, day);
  const pushes: PushRequest[] = [];
  for (let start = 0; start < rows.length; start += ROWS_A_PUSH) {
    const lines = rows
      .slice(start, start + ROWS_A_PUSH)
      .map(row => JSON.stringify(row));
    pushes.push({
      path: '/ingest/usage',
      headers: { 'content-type': 'application/x-ndjson' },
      body: Buffer.from(lines.join('\n')),
    });
  }
  return withRetries(pushes);
}

/** Telemetry of a UTC day, some of it compressed; every third request comes twice. */
export function otlpPushes(world: World, day: string): PushRequest[] {
  return withRetries(
    [...claudeOtlp(world, day)].map((request, place) => {
      const body = Buffer.from(JSON.stringify(request));
      const isCompressed = place % 2 === 1;
      return {
        path: '/ingest/otlp/v1/metrics',
        headers: {
          'content-type': 'application/json',
          ...(isCompressed && { 'content-encoding': 'gzip' }),
        },
        body: isCompressed ? gzipSync(body) : body,
      };
    }),
  );
}

function withRetries(pushes: PushRequest[]): PushRequest[] {
  return pushes.flatMap((request, place) =>
    place % SENT_AGAIN === 0 ? [request, request] : [request],
  );
}

/** Sends requests one after the other; throws on an answer that does not take all of one. */
export async function push(
  portalUrl: string,
  token: string,
  requests: readonly PushRequest[],
): Promise<void> {
  for (const { path, headers, body } of requests) {
    const response = await fetch(`${portalUrl}/api/ai-scorecards/v1${path}`, {
      method: 'POST',
      headers: {
        ...headers,
        authorization: `Bearer ${token}`,
        connection: 'close',
      },
      body,
    });
    const text = await response.text();
    if (!response.ok || /rejected[A-Z]|partly/.test(text)) {
      throw new Error(`${path}: ${response.status} ${text.slice(0, 500)}`);
    }
  }
}
