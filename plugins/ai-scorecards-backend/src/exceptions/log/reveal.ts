import { inList, Queryable } from '../../database';
import { PeopleStore } from './PeopleStore';
import { digestsIn, pseudonymsIn, unseal, withNames } from './seal';
import { LogItem, LogRow, LogText } from './types';

/** What stands beside entries. */
export interface Beside {
  /** The texts of each entry, in their order, by its number. */
  texts: Map<number, LogText[]>;
  /** User refs by pseudonym; null where one was erased. */
  people: Map<string, string | null>;
}

/** Reads the texts and people of some entries. */
export async function readBeside(
  db: Queryable,
  rows: readonly LogRow[],
): Promise<Beside> {
  const texts = new Map<number, LogText[]>();
  if (rows.length > 0) {
    const found: LogText[] = await db('decision_log_texts')
      .select('sequence', 'n', 'salt', 'value')
      .where(
        inList(
          db,
          'sequence',
          rows.map(row => row.sequence),
        ),
      )
      .orderBy(['sequence', 'n']);
    for (const text of found) {
      const sequence = Number(text.sequence);
      const list = texts.get(sequence) ?? [];
      list.push({ ...text, sequence });
      texts.set(sequence, list);
    }
  }
  const pseudonyms = new Set(
    rows.flatMap(row => pseudonymsIn(`${row.actor} ${row.data}`)),
  );
  const people = await new PeopleStore().find(db, [...pseudonyms]);
  return {
    texts,
    people: new Map(people.map(({ pseudonym, ref }) => [pseudonym, ref])),
  };
}

/** Returns an entry as it is stored: pseudonyms and digests. */
export function asStored(row: LogRow): LogItem {
  return { ...row, data: JSON.parse(row.data) };
}

/** Returns an entry with texts and people put back; what was erased reads `erased`. */
export function asRevealed(row: LogRow, beside: Beside): LogItem {
  const texts = beside.texts.get(row.sequence) ?? [];
  const byDigest = new Map<string, string | null>();
  digestsIn(row.data).forEach((digest, n) => {
    const text = texts.find(candidate => candidate.n === n);
    if (text) byDigest.set(digest, text.value);
  });
  return {
    ...row,
    actor: withNames(row.actor, beside.people),
    data: unseal(row.data, byDigest, beside.people),
  };
}
