import { OPEN_END } from './types';

/** A stored row that says `value` of `key` on the days from `from` up to, but not including, `to`. */
export interface DatedRow {
  key: string;
  value: string;
  from: string;
  to: string;
}

/** What turns the stored rows into the wanted ones. */
export interface DatedChange {
  /** Rows to delete: they began today and are no longer so. */
  remove: DatedRow[];
  /** Rows that go on existing with another end. */
  end: { row: DatedRow; to: string }[];
  insert: DatedRow[];
}

/**
 * Compares what is stored with what is so from `day` on. `stored` holds the rows that end on that day or later; a key
 * has at most one value a day, and so has `wanted`. The outcome follows from what was stored before that day and from
 * `wanted` alone: looking again on the same day, in whatever order, ends in equal rows.
 */
export function datedDiff(
  stored: readonly DatedRow[],
  wanted: ReadonlyMap<string, string>,
  day: string,
): DatedChange {
  const change: DatedChange = { remove: [], end: [], insert: [] };
  const settled = new Set<string>();
  const setEnd = (row: DatedRow, to: string) => {
    if (row.to !== to) change.end.push({ row, to });
  };
  for (const row of stored) {
    if (row.from >= day || row.to < day) continue;
    const goesOn = wanted.get(row.key) === row.value;
    if (goesOn) settled.add(row.key);
    setEnd(row, goesOn ? OPEN_END : day);
  }
  for (const row of stored) {
    if (row.from < day) continue;
    const stays =
      row.from === day &&
      !settled.has(row.key) &&
      wanted.get(row.key) === row.value;
    if (stays) {
      settled.add(row.key);
      setEnd(row, OPEN_END);
    } else {
      change.remove.push(row);
    }
  }
  for (const [key, value] of wanted) {
    if (!settled.has(key)) {
      change.insert.push({ key, value, from: day, to: OPEN_END });
    }
  }
  return change;
}

/** Whether there is nothing to do. */
export function isUnchanged(change: DatedChange): boolean {
  return (
    change.remove.length === 0 &&
    change.end.length === 0 &&
    change.insert.length === 0
  );
}
