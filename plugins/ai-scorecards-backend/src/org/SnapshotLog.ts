import { ConflictError, NotFoundError } from '@backstage/errors';
import { Queryable } from '../database';
import { Endings } from './OrgWriter';
import { CatalogLook } from './snapshot/readCatalog';

/** A look at the catalog that waits for an operator's word, or for its day to pass. */
export interface HeldLook extends Endings {
  id: number;
  /** ISO text of the first look that would have ended too much. */
  takenAt: string;
}

/** What each look at the catalog changed, or would have changed. One row a day, and one for each look that was held. */
export class SnapshotLog {
  /** The look that is held now; null when none is. */
  async held(trx: Queryable): Promise<HeldLook | null> {
    const row: SnapshotRow | undefined = await trx('org_snapshots')
      .select('id', 'taken_at', 'memberships', 'ending')
      .where({ state: 'held' })
      .orderBy('id', 'desc')
      .first();
    return row
      ? {
          id: Number(row.id),
          takenAt: row.taken_at,
          memberships: Number(row.memberships),
          ending: Number(row.ending),
        }
      : null;
  }

  /** Holds a look. One that follows a held one takes its place and keeps its time, from which the waiting counts. */
  async hold(
    trx: Queryable,
    look: CatalogLook,
    counts: Endings,
    now: Date,
  ): Promise<void> {
    const before = await this.held(trx);
    const values = {
      ...counts,
      day: now.toISOString().slice(0, 10),
      faults: JSON.stringify(look.organisation.faults),
      payload: JSON.stringify(look),
    };
    if (before) {
      await trx('org_snapshots').where({ id: before.id }).update(values);
    } else {
      await trx('org_snapshots').insert({
        ...values,
        taken_at: now.toISOString(),
        state: 'held',
      });
    }
  }

  /** Ends the holding, for one reason or another, and drops what was kept of the look. */
  async release(
    trx: Queryable,
    id: number,
    state: 'applied' | 'discarded' | 'superseded',
  ): Promise<void> {
    await trx('org_snapshots').where({ id }).update({ state, payload: null });
  }

  /** The look that is held under an id. Throws NotFoundError for none and ConflictError for one that no longer is. */
  async heldLook(trx: Queryable, id: number): Promise<CatalogLook> {
    const row = await trx('org_snapshots')
      .select('state', 'payload')
      .where({ id })
      .first();
    if (!row) throw new NotFoundError(`There is no snapshot ${id}`);
    if (row.state !== 'held' || row.payload === null) {
      throw new ConflictError(`Snapshot ${id} is ${row.state} already`);
    }
    return JSON.parse(row.payload) as CatalogLook;
  }

  /** Notes a look that was applied, in the row of its day. */
  async applied(
    trx: Queryable,
    counts: Endings,
    faults: readonly string[],
    now: Date,
  ): Promise<void> {
    const day = now.toISOString().slice(0, 10);
    const values = {
      taken_at: now.toISOString(),
      ...counts,
      faults: JSON.stringify(faults),
    };
    // A held look that was applied later is a row of its own and keeps its time.
    const updated = await trx('org_snapshots')
      .where({ day, state: 'applied' })
      .whereRaw('substr(taken_at, 1, 10) = ?', [day])
      .update(values);
    if (updated === 0) {
      await trx('org_snapshots').insert({ ...values, day, state: 'applied' });
    }
  }

  /** Faults of the last applied look, as sentences. */
  async faults(trx: Queryable): Promise<string[]> {
    const row = await trx('org_snapshots')
      .select('faults')
      .where({ state: 'applied' })
      .orderBy('taken_at', 'desc')
      .first();
    return row ? (JSON.parse(row.faults) as string[]) : [];
  }
}

interface SnapshotRow {
  id: number;
  taken_at: string;
  memberships: number;
  ending: number;
}
