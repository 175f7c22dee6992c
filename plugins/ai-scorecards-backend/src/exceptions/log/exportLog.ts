import { Queryable } from '../../database';
import { asStored, readBeside } from './reveal';
import { BATCH, readHead, readRows } from './rows';
import { pseudonymsIn } from './seal';

/**
 * Yields the log as lines of JSON, oldest entry first, and last `{ "head": … }`. Entries stand as they went into
 * their hashes; with `reveal` each has beside it its `texts` (salt and value, null once erased) and `people` (refs by
 * pseudonym), so that whoever has the file can check it without this software.
 */
export async function* exportLog(
  db: Queryable,
  options: { reveal: boolean },
): AsyncGenerator<string> {
  const head = await readHead(db);
  const last = head?.sequence ?? 0;
  for (let after = 0; after < last; ) {
    const rows = await readRows(db, {
      after,
      before: last + 1,
      limit: BATCH,
      order: 'oldest',
    });
    if (rows.length === 0) break;
    const beside = options.reveal ? await readBeside(db, rows) : null;
    for (const row of rows) {
      const item = asStored(row);
      if (!beside) {
        yield `${JSON.stringify(item)}\n`;
        continue;
      }
      const names = new Set(pseudonymsIn(`${row.actor} ${row.data}`));
      const texts = (beside.texts.get(row.sequence) ?? []).map(
        ({ salt, value }) => ({ salt, value }),
      );
      const people = Object.fromEntries(
        [...names].map(name => [name, beside.people.get(name) ?? null]),
      );
      yield `${JSON.stringify({ ...item, texts, people })}\n`;
    }
    after = rows[rows.length - 1].sequence;
  }
  yield `${JSON.stringify({ head })}\n`;
}
