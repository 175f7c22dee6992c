import { gzipSync } from 'node:zlib';
import { World } from '../world';
import { claudeOtlp } from './claudeOtlp';
import { claudeRows } from './claudeRows';
import { focusBill } from './focusBill';

/** One request to a portal's doors for what is pushed, below `/api/ai-scorecards/v1`. */
export interface PushRequest {
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

const ROWS_A_PUSH = 500;
const SESSIONS_A_BATCH = 5;
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

/** Telemetry of a UTC day in batches of a collector, some of them compressed; every third request comes twice. */
export function otlpPushes(world: World, day: string): PushRequest[] {
  const sessions = [...claudeOtlp(world, day)];
  const batches: object[][] = [];
  while (sessions.length > 0) {
    batches.push(sessions.splice(0, SESSIONS_A_BATCH));
  }
  return withRetries(
    batches.map((resourceMetrics, place) => {
      const body = Buffer.from(JSON.stringify({ resourceMetrics }));
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

/** The bills of GitHub and Anthropic for UTC days in FOCUS, and the same once more. */
export function focusPushes(
  world: World,
  days: readonly string[],
): PushRequest[] {
  return withRetries([
    {
      path: '/ingest/focus',
      headers: { 'content-type': 'text/csv' },
      body: Buffer.from(focusBill(world, days)),
    },
  ]);
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
