import type { Knex } from 'knex';

/** A row of a part: up to four columns as text. */
export interface PartRow {
  a: string | null;
  b: string | null;
  c: string | null;
  d: string | null;
}

interface PartQuery {
  /** Selects a, b, c and d, each cast to varchar or null. */
  sql: string;
  bindings: readonly (string | number)[];
}

/**
 * What a page needs of one store, not asked for yet: several go to the database as one statement. Each statement costs a
 * page more than the few rows that it brings.
 */
export interface Part<T> {
  queries: readonly PartQuery[];
  /** Makes the value from the rows of each query. */
  read(rows: readonly (readonly PartRow[])[]): T;
}

/** A part that is read from one query. */
export function partOf<T>(
  sql: string,
  bindings: readonly (string | number)[],
  read: (rows: readonly PartRow[]) => T,
): Part<T> {
  return { queries: [{ sql, bindings }], read: ([rows]) => read(rows) };
}

/** A part that is a value already. */
export function known<T>(value: T): Part<T> {
  return { queries: [], read: () => value };
}

/** Several parts as one. */
export function join<P extends readonly unknown[], T>(
  parts: { [K in keyof P]: Part<P[K]> },
  read: (...values: P) => T,
): Part<T> {
  const list: readonly Part<unknown>[] = parts;
  return {
    queries: list.flatMap(part => part.queries),
    read(rows) {
      let at = 0;
      const values = list.map(part => {
        const own = rows.slice(at, at + part.queries.length);
        at += part.queries.length;
        return part.read(own);
      });
      return read(...(values as unknown as P));
    },
  };
}

/** What came from the database for a part: equal text makes an equal value. */
export interface FetchedPart<T> {
  text: string;
  read(): T;
}

/** The same part, for whoever may know the value already. */
export function unread<T>(part: Part<T>): Part<FetchedPart<T>> {
  return {
    queries: part.queries,
    read: rows => ({
      text: rows
        .map(list =>
          list.map(({ a, b, c, d }) => `${a}\0${b}\0${c}\0${d}`).join('\0'),
        )
        .join('\0\0'),
      read: () => part.read(rows),
    }),
  };
}

/** Reads a part by one statement, or none where it needs none. */
export async function readPart<T>(knex: Knex, part: Part<T>): Promise<T> {
  const { queries } = part;
  const rows: PartRow[][] = queries.map(() => []);
  if (queries.length > 0) {
    const answer = await knex.raw(
      queries
        .map(
          ({ sql }, n) =>
            `select ${n} as part, q${n}.a, q${n}.b, q${n}.c, q${n}.d from (${sql}) as q${n}`,
        )
        .join(' union all '),
      queries.flatMap(({ bindings }) => bindings),
    );
    const found: (PartRow & { part: number })[] = answer.rows ?? answer;
    for (const { part: n, ...row } of found) rows[n].push(row);
  }
  return part.read(rows);
}
