import type { JsonObject, JsonValue } from '@backstage/types';

/** An event to append. User refs may stand anywhere in `actor` and `data`; the log stores pseudonyms. */
export interface LogEvent {
  /** ISO text, UTC. */
  at: string;
  type: string;
  request: string | null;
  exception: string | null;
  team: string | null;
  tool: string | null;
  /** A user ref, or what is not a person, such as `system`. */
  actor: string;
  data: JsonObject;
  /** Hash of the rules in force. */
  rules: string;
}

/** The last entry of the chain, signed with the log's key. */
export interface LogHead {
  sequence: number;
  hash: string;
  mac: string;
}

/** A stored entry; `data` is the canonical JSON text that went into the hash. */
export interface LogRow {
  sequence: number;
  at: string;
  type: string;
  request: string | null;
  exception: string | null;
  team: string | null;
  tool: string | null;
  actor: string;
  data: string;
  rules: string;
  previous: string;
  hash: string;
}

/** Free text beside an entry; both null once it is erased. */
export interface LogText {
  sequence: number;
  /** Which of the entry's texts, from 0, in the order of its JSON. */
  n: number;
  salt: string | null;
  value: string | null;
}

/** A stored entry for people to read. */
export interface LogItem extends Omit<LogRow, 'data'> {
  data: JsonValue;
}

export interface LogFault {
  /** The entry that it was found at; 0 where no entry can be named. */
  sequence: number;
  sentence: string;
}

export interface LogVerification {
  intact: boolean;
  /** Entries that were read. */
  entries: number;
  /** The first hundred. */
  faults: LogFault[];
}

/** The event that an erasure appends. No other writer may use the name. */
export const ERASURE = 'person-erased';
