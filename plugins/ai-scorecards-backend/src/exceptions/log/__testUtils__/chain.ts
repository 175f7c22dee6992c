import type { Knex } from 'knex';
import { isPostgres } from '../../../database';
import { DecisionLog } from '../DecisionLog';
import { LogEvent } from '../types';

export const KEY = 'a key of tests';
export const ADA = 'user:default/ada';
export const BOB = 'user:default/bob';
export const ANN = 'user:default/ann';

export function createLog(knex: Knex, key: string = KEY): DecisionLog {
  return new DecisionLog(knex, { key, textKeys: ['reason', 'answers'] });
}

export function logEvent(n: number, more: Partial<LogEvent> = {}): LogEvent {
  return {
    at: new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString(),
    type: 'voted',
    request: `r${n % 3}`,
    exception: null,
    team: 'group:default/atlas',
    tool: 'resource:default/cursor',
    actor: n % 2 ? ADA : BOB,
    data: { revision: n, voters: [BOB], reason: `because of ${n}` },
    rules: 'f00d',
    ...more,
  };
}

/** Appends events, each in a transaction of its own. */
export async function fill(
  knex: Knex,
  log: DecisionLog,
  events: readonly LogEvent[],
): Promise<void> {
  for (const event of events) {
    await knex.transaction(trx => log.append(trx, [event]));
  }
}

export function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index + 1);
}

/** What somebody with the owner's rights in the database can do. */
export async function dropGuards(knex: Knex): Promise<void> {
  const postgres = isPostgres(knex);
  for (const table of [
    'decision_log',
    'decision_log_texts',
    'decision_log_people',
  ]) {
    for (const what of ['update', 'delete']) {
      await knex.raw(
        `drop trigger ${table}_no_${what}${postgres ? ` on ${table}` : ''}`,
      );
    }
  }
}
