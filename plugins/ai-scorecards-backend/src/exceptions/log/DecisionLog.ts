import { InputError } from '@backstage/errors';
import type { JsonValue } from '@backstage/types';
import type { Knex } from 'knex';
import { Queryable } from '../../database';
import { appendBehind, takeHead } from './append';
import { Erased, eraseFrom, Erasure } from './erase';
import { exportLog } from './exportLog';
import { asRevealed, asStored, readBeside } from './reveal';
import { readHead, readRows } from './rows';
import { ERASURE, LogEvent, LogHead, LogItem, LogVerification } from './types';
import { verifyLog } from './verify';

export interface DecisionLogOptions {
  /** `aiScorecards.exceptions.logKey` */
  key: string;
  /** Keys in the data of events under which free text stands. */
  textKeys: Iterable<string>;
}

export interface LogPageQuery {
  /** How many entries at most. */
  limit: number;
  /** `newest` unless said. */
  order?: 'newest' | 'oldest';
  /** The `next` of the page before. */
  cursor?: number;
  request?: string;
  exception?: string;
  /** Puts texts and people back, for those who may see them. */
  reveal: boolean;
}

/** The append-only log of the exceptions workflow: each entry carries the hash of the one before, the head is signed. */
export class DecisionLog {
  readonly #knex: Knex;
  readonly #key: string;
  readonly #textKeys: ReadonlySet<string>;

  constructor(knex: Knex, options: DecisionLogOptions) {
    if (!options.key) throw new InputError('The decision log needs a key');
    this.#knex = knex;
    this.#key = options.key;
    this.#textKeys = new Set(options.textKeys);
  }

  /**
   * Makes every other writer wait until the transaction ends, and returns the head. A command calls it before it reads
   * what it decides on. Throws where the head is not the one that this log signed.
   */
  async lock(trx: Queryable): Promise<LogHead> {
    return takeHead(trx, this.#key);
  }

  /** Appends events in their order and returns the new head. Throws where the stored head was tampered with. */
  async append(trx: Queryable, events: readonly LogEvent[]): Promise<LogHead> {
    if (events.some(event => event.type === ERASURE)) {
      throw new InputError(`Events of type ${ERASURE} come of erasing only`);
    }
    const head = await takeHead(trx, this.#key);
    return appendBehind(trx, head, events, {
      key: this.#key,
      textKeys: this.#textKeys,
    });
  }

  /** Returns the signed head; null where somebody deleted it. */
  async head(): Promise<LogHead | null> {
    return readHead(this.#knex);
  }

  /** Returns a page of entries and where the next begins, null after the last. */
  async read(
    query: LogPageQuery,
  ): Promise<{ items: LogItem[]; next: number | null }> {
    const { limit, order = 'newest', cursor, request, exception } = query;
    const found = await readRows(this.#knex, {
      ...(order === 'newest' ? { before: cursor } : { after: cursor }),
      limit: limit + 1,
      order,
      request,
      exception,
    });
    const rows = found.slice(0, limit);
    const next =
      found.length > limit && rows.length > 0
        ? rows[rows.length - 1].sequence
        : null;
    if (!query.reveal) return { items: rows.map(asStored), next };
    const beside = await readBeside(this.#knex, rows);
    return { items: rows.map(row => asRevealed(row, beside)), next };
  }

  /** Whether anything ever happened to a request, also one that was removed since. */
  async holdsRequest(trx: Queryable, request: string): Promise<boolean> {
    const rows = await readRows(trx, { order: 'oldest', limit: 1, request });
    return rows.length > 0;
  }

  /** Everything that happened to a request, oldest first, with texts and people as far as they are not erased. */
  async eventsOf(
    trx: Queryable,
    request: string,
  ): Promise<{ type: string; at: string; by: string; data: JsonValue }[]> {
    const rows = await readRows(trx, {
      order: 'oldest',
      request,
    });
    const beside = await readBeside(trx, rows);
    return rows
      .filter(({ type }) => type !== ERASURE)
      .map(row => asRevealed(row, beside))
      .map(({ type, at, actor, data }) => ({ type, at, by: actor, data }));
  }

  /** Ids of requests to which a person did something, or in whose events they are named. */
  async requestsOf(trx: Queryable, person: string): Promise<string[]> {
    const people: { pseudonym: string }[] = await trx('decision_log_people')
      .select('pseudonym')
      .where({ ref: person });
    const found = new Set<string>();
    for (const { pseudonym } of people) {
      const rows: { request: string | null }[] = await trx('decision_log')
        .distinct('request')
        .where({ actor: pseudonym })
        .orWhere('data', 'like', `%${pseudonym}%`);
      rows.forEach(({ request }) => request && found.add(request));
    }
    return [...found];
  }

  /** Reads the whole log and returns what does not fit; with an earlier head also whether that one still stands. */
  async verify(earlier?: LogHead): Promise<LogVerification> {
    return verifyLog(this.#knex, this.#key, earlier);
  }

  /** Yields the log as lines of JSON that end with the head. */
  exportLines(options: { reveal: boolean }): AsyncGenerator<string> {
    return exportLog(this.#knex, options);
  }

  /** Forgets a person and returns how many texts were emptied; the chain stays whole. */
  async erase(trx: Queryable, erasure: Erasure): Promise<Erased> {
    return eraseFrom(trx, erasure, this.#key);
  }
}

/** Returns a head as `sequence:hash:mac`, the way people keep and hand it in. */
export function formatHead(head: LogHead): string {
  return `${head.sequence}:${head.hash}:${head.mac}`;
}

/** Reads `sequence:hash:mac`. Throws an `InputError` naming the field where it is none. */
export function parseHead(text: string): LogHead {
  const match = /^(\d{1,15}):([0-9a-f]{64}):([0-9a-f]{64})?$/.exec(text.trim());
  if (!match) throw new InputError('head must be sequence:hash:mac');
  return { sequence: Number(match[1]), hash: match[2], mac: match[3] ?? '' };
}
