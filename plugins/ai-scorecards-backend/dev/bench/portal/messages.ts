import type { JsonObject } from '@backstage/types';

/** What the benchmark tells a portal at its start. */
export interface PortalOptions {
  developers: number;
  /** UTC days of history before `today`. */
  days: number;
  /** The UTC day that it is at first. */
  today: string;
  port: number;
  /** `backend.database` of the configuration. */
  database: JsonObject;
  /** Where the history file is. */
  historyFile: string;
  /** When a tenth of the people changed team, a UTC day. */
  change: string;
}

/** What the benchmark asks a running portal to do. */
export type Request =
  /** Look at the catalog, collect every day that is due, work out what is stale, or evaluate practices. */
  | { do: 'organisation' | 'collect' | 'refresh' | 'practices' }
  /** Read the repositories and what was merged, add up what was pushed, or only say how it is. */
  | { do: 'code' | 'pushes' | 'look' }
  /** From now on it is this UTC day. */
  | { do: 'set-today'; day: string }
  /** It is an hour later: what waits between two looks at something is due. */
  | { do: 'wait-an-hour' }
  /** Collect garbage, then tell the memory in use; what follows is measured from here. */
  | { do: 'rest' };

/** What a request took. */
export interface Effort {
  ms: number;
  /** Resident memory in bytes at the end, and the most seen since the last rest. */
  memory: number;
  peakMemory: number;
  /** Processor time of the process since its start, in milliseconds. */
  processor: number;
  /** The longest time that the event loop was held since the last rest, in milliseconds. */
  longestHold: number;
  /** The longest statement of SQLite since the last rest; 0 ms on PostgreSQL. */
  longestStatement: { ms: number; sql: string };
}

export type Answer = { ready: true } | { done: Effort } | { failed: string };
