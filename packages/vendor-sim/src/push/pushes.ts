import { gzipSync } from 'node:zlib';
import { World } from '../world';
import { claudeEvents } from './claudeEvents';
import { claudeOtlp } from './claudeOtlp';
import { claudeRows } from './claudeRows';
import { focusBill } from './focusBill';
import { LOGS, METRICS, protobuf } from './protobuf';

/** One request to a portal's doors for what is pushed, below `/api/ai-scorecards/v1`. */
export interface PushRequest {
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

const OTLP_PROTOBUF = 'application/x-protobuf';
/** Bytes of an answer in protobuf with an empty `partialSuccess`. */
const NOTHING_REJECTED = 2;
const ROWS_A_PUSH = 500;
const PARTS_A_BATCH = 5;
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

/**
 * Telemetry of a UTC day in batches of a collector, metrics and events, as JSON and as protobuf, some of it compressed;
 * every third request comes twice.
 */
export function otlpPushes(world: World, day: string): PushRequest[] {
  return withRetries([
    ...batchesOf(claudeOtlp(world, day)).map((resourceMetrics, place) =>
      otlpPush('metrics', { resourceMetrics }, place),
    ),
    ...batchesOf(claudeEvents(world, day)).map((resourceLogs, place) =>
      otlpPush('logs', { resourceLogs }, place),
    ),
  ]);
}

function batchesOf(parts: Iterable<object>): object[][] {
  const left = [...parts];
  const batches: object[][] = [];
  while (left.length > 0) {
    batches.push(left.splice(0, PARTS_A_BATCH));
  }
  return batches;
}

function otlpPush(
  signal: 'metrics' | 'logs',
  request: object,
  place: number,
): PushRequest {
  const isProtobuf = place % 4 >= 2;
  const isCompressed = place % 2 === 1;
  const body = isProtobuf
    ? protobuf(request, signal === 'metrics' ? METRICS : LOGS)
    : Buffer.from(JSON.stringify(request));
  return {
    path: `/ingest/otlp/v1/${signal}`,
    headers: {
      'content-type': isProtobuf ? OTLP_PROTOBUF : 'application/json',
      ...(isCompressed && { 'content-encoding': 'gzip' }),
    },
    body: isCompressed ? gzipSync(body) : body,
  };
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
    const isInPart =
      headers['content-type'] === OTLP_PROTOBUF
        ? text.length > NOTHING_REJECTED
        : /rejected[A-Z]|partly/.test(text);
    if (!response.ok || isInPart) {
      throw new Error(`${path}: ${response.status} ${text.slice(0, 500)}`);
    }
  }
}
