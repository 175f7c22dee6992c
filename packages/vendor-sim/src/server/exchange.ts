import { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { World } from '../world';
import { RateLimits } from './code/rateLimits';
import { Fault, Faults } from './faults';
import { RequestLog } from './requestLog';

/** What the stand-in accepts and how it presents itself. */
export interface SimSettings {
  githubToken: string;
  anthropicKey: string;
  cursorKey: string;
  openaiKey: string;
  /** of Claude Enterprise's analytics */
  analyticsKey: string;
  gitlabToken: string;
  organization: string;
  enterprise: string;
  /** how long a download link can be used */
  linkSeconds: number;
}

/** Everything that routes share. */
export interface Sim {
  world: World;
  faults: Faults;
  requests: RequestLog;
  rateLimits: RateLimits;
  settings: SimSettings;
  /** where the server is reached, without a slash at the end */
  url(): string;
}

/** One request on its way to an answer. */
export interface Exchange {
  sim: Sim;
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  /** what was posted to a vendor; absent for a GET */
  body?: Record<string, unknown>;
  /** the groups of the route's pattern */
  params: string[];
  /** a fault that concerns what the answer holds */
  fault?: Fault;
}

export interface Route {
  method: string;
  pattern: RegExp;
  handle(exchange: Exchange): void | Promise<void>;
}

/** An answer in JSON, cut in the middle where a fault says so. */
export function sendJson(
  { res, fault }: Exchange,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = oversized(JSON.stringify(body), fault);
  res.writeHead(status, { 'content-type': 'application/json', ...headers });
  if (fault?.kind === 'cut-off') {
    cutOff(res, text.slice(0, Math.floor(text.length / 2)), fault);
    return;
  }
  res.end(text);
}

const OVERSIZE = 64 * 1024 * 1024;

/** The text of an object with a field of filler in front, where a fault says so. */
function oversized(text: string, fault: Fault | undefined): string {
  return fault?.kind === 'oversized' && text.startsWith('{"')
    ? `{"filler":"${'x'.repeat(fault.bytes ?? OVERSIZE)}",${text.slice(1)}`
    : text;
}

/** Ends an answer before its time. */
export function cutOff(res: ServerResponse, part: string, fault: Fault): void {
  if (fault.abort) {
    res.write(part, () => res.destroy());
  } else {
    res.end(part);
  }
}

/** Streams texts as fast as the reader takes them. */
export async function stream(
  { res }: Exchange,
  contentType: string,
  chunks: Iterable<string>,
): Promise<void> {
  res.writeHead(200, { 'content-type': contentType });
  await pipeline(Readable.from(batched(chunks)), res);
}

/** Joins small texts, and lets other requests have their turn in between. */
async function* batched(chunks: Iterable<string>): AsyncGenerator<string> {
  let batch = '';
  for (const chunk of chunks) {
    batch += chunk;
    if (batch.length > 65_536) {
      yield batch;
      batch = '';
      await new Promise<void>(resolve => setImmediate(resolve));
    }
  }
  if (batch) {
    yield batch;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The whole body of a request as a JSON object; an empty one is `{}`. */
export async function readJson(
  req: IncomingMessage,
): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) {
    chunks.push(Buffer.from(chunk));
  }
  const text = Buffer.concat(chunks).toString('utf8');
  const body: unknown = text === '' ? {} : JSON.parse(text);
  if (!isObject(body)) {
    throw new SyntaxError('the body must be a JSON object');
  }
  return body;
}
