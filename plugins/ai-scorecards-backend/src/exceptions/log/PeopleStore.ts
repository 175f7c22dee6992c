import { inList, Queryable, writeRows } from '../../database';
import { newSalt, pseudonymOf } from './digest';

const COLUMNS = { pseudonym: 'text', salt: 'text', ref: 'text' } as const;

export interface LogPerson {
  pseudonym: string;
  salt: string | null;
  ref: string | null;
}

/** Who the log's pseudonyms stand for. */
export class PeopleStore {
  /** Returns a pseudonym for each ref, new ones stored. The caller holds the head, so that nobody gets two. */
  async pseudonyms(
    trx: Queryable,
    refs: readonly string[],
  ): Promise<Map<string, string>> {
    const wanted = [...new Set(refs)];
    const found = new Map<string, string>();
    if (wanted.length === 0) return found;
    const rows: LogPerson[] = await trx('decision_log_people')
      .select('pseudonym', 'ref')
      .where(inList(trx, 'ref', wanted));
    for (const { ref, pseudonym } of rows) if (ref) found.set(ref, pseudonym);
    const fresh = wanted
      .filter(ref => !found.has(ref))
      .map(ref => {
        const salt = newSalt();
        return { pseudonym: pseudonymOf(salt, ref), salt, ref };
      });
    await writeRows(trx, 'decision_log_people', COLUMNS, fresh);
    for (const { ref, pseudonym } of fresh) found.set(ref, pseudonym);
    return found;
  }

  /** Returns the rows of pseudonyms; one that was never given has none. */
  async find(
    db: Queryable,
    pseudonyms: readonly string[],
  ): Promise<LogPerson[]> {
    if (pseudonyms.length === 0) return [];
    return db('decision_log_people')
      .select('pseudonym', 'salt', 'ref')
      .where(inList(db, 'pseudonym', pseudonyms));
  }

  /** Returns the pseudonym that a person has now, or null. */
  async pseudonymOf(db: Queryable, ref: string): Promise<string | null> {
    const row = await db('decision_log_people')
      .select('pseudonym')
      .where({ ref })
      .first();
    return row?.pseudonym ?? null;
  }

  /** Forgets who a pseudonym stands for. */
  async forget(trx: Queryable, pseudonym: string): Promise<void> {
    await trx('decision_log_people')
      .where({ pseudonym })
      .update({ ref: null, salt: null });
  }
}
