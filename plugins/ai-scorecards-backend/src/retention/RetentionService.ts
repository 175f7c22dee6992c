import {
  addDays,
  dayIndex,
  firstDay,
  monthOf,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { Clock, today } from '../clock';
import {
  isPostgres,
  KeptDays,
  Queryable,
  Settings,
  StalePeriods,
} from '../database';
import { BY_ERASURE } from '../erasure/names';
import { BEGINNING, ORG_SETTINGS } from '../org';
import { REFUSED_KEPT_DAYS } from '../usage/push';

/** Rows deleted at a time: a statement of this size lets page requests in between. */
const BATCH = 5_000;

const RUN = 'retention.run';

/** Tables with a row for an account or a person and a UTC day, by the column of the day. */
const BY_DAY: readonly (readonly [table: string, column: string])[] = [
  ['usage_facts', 'day'],
  ['usage_models', 'day'],
  ['unreadable_rows', 'day'],
  ['pushed_rows', 'day'],
  ['pushed_sums', 'day'],
  ['pushed_points', 'day'],
  ['pushed_days', 'day'],
  ['pull_requests', 'day'],
  ['person_reads', 'at'],
  ['seat_answers', 'answered_on'],
];

/** Tables of dated rows: one goes when its last day is too old. */
const BY_END = ['roster', 'seats'];

/** How deleting stands. */
export interface RetentionStatus {
  /** The first UTC day of which anything about single people is kept. */
  keptFrom: string;
  /** ISO text: when what is older was last deleted; null before the first time. */
  lastRunAt: string | null;
}

/**
 * Deletes what is held on single people and is older than `privacy.retentionDays`. What teams were shown stays, and is
 * worked out no more: what it was worked out from is gone. What sources said in all and what they billed stays too, for
 * it names nobody.
 */
export class RetentionService {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #days: number;
  readonly #settings = new Settings();

  constructor(options: { knex: Knex; clock: Clock; retentionDays: number }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#days = options.retentionDays;
  }

  /** Deletes what is too old. Returns how many rows. Ends early, between two statements, when told to. */
  async run(signal?: AbortSignal): Promise<number> {
    const knex = this.#knex;
    const from = this.#keptFrom();
    // First, so that nothing is worked out from half of its facts.
    const kept = await knex.transaction(trx =>
      new StalePeriods(knex).keepFrom(trx, from),
    );
    let deleted = 0;
    const remove = async (
      table: string,
      what: (rows: Knex.QueryBuilder) => void,
    ) => {
      for (;;) {
        if (signal?.aborted) return;
        const count = await removeSome(knex, table, what);
        deleted += count;
        if (count < BATCH) return;
      }
    };
    for (const [table, column] of BY_DAY) {
      await remove(table, rows => rows.where(column, '<', kept.day));
    }
    for (const table of BY_END) {
      await remove(table, rows => rows.where('valid_to', '<=', kept.day));
    }
    await remove('identity_months', rows =>
      rows.where('month', '<', monthOf(kept.day)),
    );
    await remove('refused_rows', rows =>
      rows.where('at', '<', this.#refusedFrom(kept.day)),
    );
    await clearPresence(knex, kept);
    await this.#removeUnheld(remove, kept);
    if (signal?.aborted) return deleted;
    await knex('ledger')
      .where('day', '<', kept.day)
      .whereNotNull('error')
      .update({ error: null });
    await knex.transaction(async trx => {
      if (deleted > 0) await this.#settings.raise(trx, ORG_SETTINGS.version);
      await this.#settings.set(trx, RUN, this.#clock.now().toISOString());
    });
    return deleted;
  }

  async status(): Promise<RetentionStatus> {
    return {
      keptFrom: this.#keptFrom(),
      lastRunAt: await this.#settings.get<string>(this.#knex, RUN),
    };
  }

  #keptFrom(): string {
    return addDays(today(this.#clock), -this.#days);
  }

  /** What was refused is shown for 30 days, and kept no longer than anything else. */
  #refusedFrom(day: string): string {
    const shown = addDays(today(this.#clock), -REFUSED_KEPT_DAYS);
    return shown > day ? shown : day;
  }

  /** Accounts and people who left, of whom nothing else is left either. */
  async #removeUnheld(
    remove: (
      table: string,
      what: (rows: Knex.QueryBuilder) => void,
    ) => Promise<void>,
    { day }: KeptDays,
  ): Promise<void> {
    const knex = this.#knex;
    await remove('identities', rows =>
      rows
        .where('updated_at', '<', day)
        .whereRaw('coalesce(method, ?) <> ?', ['', BY_ERASURE])
        .whereNotExists(
          heldBy(knex, 'usage_facts', 'identity_id', 'identities'),
        )
        .whereNotExists(heldBy(knex, 'seats', 'identity_id', 'identities'))
        .whereNotExists(
          heldBy(knex, 'pull_requests', 'identity_id', 'identities'),
        ),
    );
    await remove('identity_first_days', rows =>
      rows.whereNotExists(
        knex('identities')
          .select(knex.raw('1'))
          .whereRaw('identities.id = identity_first_days.identity_id'),
      ),
    );
    await remove('people', rows =>
      rows
        .where({ present: false })
        .where('entity_ref', 'like', 'user:%')
        .whereNotExists(heldBy(knex, 'roster', 'person_id', 'people'))
        .whereNotExists(heldBy(knex, 'identities', 'person_id', 'people'))
        .whereNotExists(heldBy(knex, 'seat_answers', 'person_id', 'people')),
    );
  }
}

function heldBy(knex: Knex, table: string, column: string, of: string) {
  return knex(table)
    .select(knex.raw('1'))
    .whereRaw('??.?? = ??.??', [table, column, of, 'id']);
}

async function removeSome(
  knex: Queryable,
  table: string,
  what: (rows: Knex.QueryBuilder) => void,
): Promise<number> {
  // Both engines know each row by something without an index of ours.
  const row = isPostgres(knex) ? 'ctid' : 'rowid';
  const some = knex(table).select(knex.raw(row)).limit(BATCH);
  what(some);
  return knex(table).whereRaw(`${row} in (?)`, [some]).delete();
}

/** Of the month that is kept in part, the days that are not; and dates on which somebody began, as long ago. */
async function clearPresence(knex: Knex, { day }: KeptDays): Promise<void> {
  const month = monthOf(day);
  const gone = 2 ** (dayIndex(day) - dayIndex(firstDay(month))) - 1;
  await knex.transaction(async trx => {
    await trx('identity_months')
      .where({ month })
      .update({
        active_mask: trx.raw('active_mask & ~cast(? as integer)', [gone]),
      });
    await trx('identity_months').where({ month, active_mask: 0 }).delete();
    // Who began before is not new, which is all that has to be known.
    await trx('identity_first_days')
      .where('day', '<', day)
      .whereNot('day', BEGINNING)
      .update({ day: BEGINNING });
  });
}
