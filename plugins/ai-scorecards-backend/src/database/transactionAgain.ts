import type { Knex } from 'knex';

/** How PostgreSQL calls a deadlock, and a transaction that cannot be put in order with another. */
const CONFLICTS: ReadonlySet<unknown> = new Set(['40P01', '40001']);
const MOST_ATTEMPTS = 5;

/** Another transaction changed meanwhile what this one has read already. */
export class TransactionConflict extends Error {
  readonly name = 'TransactionConflict';
}

const isConflict = (error: unknown): boolean =>
  error instanceof TransactionConflict ||
  (typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    CONFLICTS.has(error.code));

/**
 * Runs a transaction, and again where the database gave it up because it and another one waited for each other, or it gave
 * itself up with a {@link TransactionConflict}: days that are collected side by side touch the same accounts and the same
 * stale periods. `work` is done anew each time, so it may not use anything up. Throws what the fifth attempt throws.
 */
export async function transactionAgain<T>(
  knex: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await knex.transaction(work);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}
