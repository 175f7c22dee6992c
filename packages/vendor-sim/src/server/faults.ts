/** The ways in which the stand-in can misbehave. */
export const FAULT_KINDS = [
  'rate-limited',
  'limit-used-up',
  'secondary-limit',
  'not-found',
  'server-error',
  'hang',
  'no-content',
  'empty-string',
  'revoked-key',
  'forbidden',
  'redirect',
  'expired-links',
  'expired-cursor',
  'repeated-links',
  'job-fails',
  'job-never-ends',
  'cut-off',
  'oversized',
  'unknown-field',
  'malformed-row',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultRequest {
  kind: FaultKind;
  /** a regular expression on the path; every path by default */
  path?: string;
  /** only requests for this UTC day */
  day?: string;
  /** how many requests it meets, 1 by default; null for all of them */
  count?: number | null;
  /** of `rate-limited` and `limit-used-up`; 1 by default */
  retryAfterSeconds?: number;
  /** of `redirect`: where to; a host that does not exist by default */
  location?: string;
  /** of `cut-off`: breaks the connection too, where it else ends politely */
  abort?: boolean;
  /** of `oversized`: how much filler follows, 64 MiB by default */
  bytes?: number;
}

export interface Fault extends FaultRequest {
  id: number;
  /** requests that it still meets; null for no end */
  left: number | null;
  /** requests that it met */
  met: number;
}

/** Faults that change what an answer holds, not whether there is one. */
const IN_CONTENT: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'cut-off',
  'oversized',
  'unknown-field',
  'malformed-row',
]);
const CONTENT_PATH = /^\/(blob|v1|teams)\//;
/** Faults of reports that are made while one waits. */
const ON_JOBS: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'repeated-links',
  'job-fails',
  'job-never-ends',
]);
const CURSOR_PATH = /^\/v1\/organizations\/analytics\//;
const JOB_PATH = /\/settings\/billing\/reports\/./;
const CODE_PATH =
  /^\/(graphql$|repos\/|api\/|orgs\/[^/]+\/(repos|code-scanning))/;
const REPORT_PATH = /\/copilot\/metrics\/reports\//;

const isFaultKind = (kind: unknown): kind is FaultKind =>
  FAULT_KINDS.some(known => known === kind);

/** A fault as asked for by HTTP. Throws RangeError naming the wrong field. */
export function readFault(body: Record<string, unknown>): FaultRequest {
  const { kind } = body;
  if (!isFaultKind(kind)) {
    throw new RangeError(`kind must be one of ${FAULT_KINDS.join(', ')}`);
  }
  const text = (field: string) => optional(body, field, 'string');
  const number = (field: string) => optional(body, field, 'number');
  return {
    kind,
    path: text('path'),
    day: text('day'),
    count: body.count === null ? null : number('count'),
    retryAfterSeconds: number('retryAfterSeconds'),
    location: text('location'),
    abort: optional(body, 'abort', 'boolean'),
    bytes: number('bytes'),
  };
}

interface Types {
  string: string;
  number: number;
  boolean: boolean;
}

function optional<T extends keyof Types>(
  body: Record<string, unknown>,
  field: string,
  type: T,
): Types[T] | undefined {
  const value = body[field];
  if (value === undefined) {
    return undefined;
  }
  if (!isOfType(value, type)) {
    throw new RangeError(`${field} must be a ${type}`);
  }
  return value;
}

function isOfType<T extends keyof Types>(
  value: unknown,
  type: T,
): value is Types[T] {
  return typeof value === type;
}

/** The misbehaviour that is switched on now. */
export class Faults {
  private readonly active: Fault[] = [];
  private nextId = 1;

  /** Switches one on and returns it. Throws SyntaxError for a bad `path`. */
  add(request: FaultRequest): Fault {
    RegExp(request.path ?? '');
    const count = request.count === undefined ? 1 : request.count;
    const fault = { ...request, id: this.nextId, left: count, met: 0 };
    this.nextId += 1;
    this.active.push(fault);
    return fault;
  }

  /** All that were switched on and not taken away, used up or not. */
  list(): readonly Fault[] {
    return this.active;
  }

  /** Takes one away, or all. */
  clear(id?: number): void {
    const kept = id === undefined ? [] : this.active.filter(it => it.id !== id);
    this.active.splice(0, this.active.length, ...kept);
  }

  /** The oldest fault that meets a request; it counts as met. */
  meet(path: string, day: string | undefined): Fault | undefined {
    const fault = this.active.find(
      it =>
        it.left !== 0 &&
        fits(it.kind, path) &&
        RegExp(it.path ?? '').test(path) &&
        (it.day === undefined || it.day === day),
    );
    if (fault) {
      fault.met += 1;
      fault.left = fault.left === null ? null : fault.left - 1;
    }
    return fault;
  }
}

function fits(kind: FaultKind, path: string): boolean {
  if (kind === 'expired-links') {
    return REPORT_PATH.test(path) || JOB_PATH.test(path);
  }
  if (ON_JOBS.has(kind)) {
    return JOB_PATH.test(path);
  }
  if (kind === 'expired-cursor') {
    return CURSOR_PATH.test(path);
  }
  return (
    !IN_CONTENT.has(kind) ||
    CONTENT_PATH.test(path) ||
    (kind === 'cut-off' && CODE_PATH.test(path))
  );
}
