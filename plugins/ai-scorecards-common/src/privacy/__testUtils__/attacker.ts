/** A prime small enough for products to stay exact. */
const PRIME = 67_108_859;

function inverse(value: number): number {
  let result = 1;
  let base = value;
  for (let power = PRIME - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) {
      result = (result * base) % PRIME;
    }
    base = (base * base) % PRIME;
  }
  return result;
}

function rank(rows: readonly number[][], columns: readonly number[]): number {
  const left = rows.map(row =>
    columns.map(column => ((row[column] % PRIME) + PRIME) % PRIME),
  );
  let found = 0;
  for (let column = 0; column < columns.length; column++) {
    let pivot = found;
    while (pivot < left.length && left[pivot][column] === 0) {
      pivot += 1;
    }
    if (pivot < left.length) {
      [left[found], left[pivot]] = [left[pivot], left[found]];
      const factor = inverse(left[found][column]);
      for (let i = found + 1; i < left.length; i++) {
        const times = (left[i][column] * factor) % PRIME;
        if (times !== 0) {
          for (let j = column; j < columns.length; j++) {
            left[i][j] =
              (left[i][j] + (PRIME - times) * left[found][j]) % PRIME;
          }
        }
      }
      found += 1;
    }
  }
  return found;
}

function* subsets(size: number, from: number, to: number): Iterable<number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let first = from; first <= to - size; first++) {
    for (const rest of subsets(size - 1, first + 1, to)) {
      yield [first, ...rest];
    }
  }
}

/**
 * Somebody who adds and subtracts published numbers, any multiple of any of them. Every row is one published number:
 * how often each unknown (column) is in it; `personOf` says whose each unknown is. Returns a group of fewer than
 * `minimum` people about whom some combination speaks alone, or null when there is none: taking a group's columns away
 * lowers the rank by as many dimensions as combinations live in those columns only. Combinations of `known` rows, which
 * are judged elsewhere, are not counted.
 */
export function isolatedGroup(
  published: readonly number[][],
  personOf: readonly number[],
  minimum: number,
  known: readonly number[][] = [],
): number[] | null {
  const columns = personOf.map((_, i) => i);
  const rows = [...published, ...known];
  const people = [...new Set(personOf)];
  const size = Math.min(minimum - 1, people.length);
  const fullRank = rank(rows, columns);
  const knownRank = rank(known, columns);
  for (const group of subsets(size, 0, people.length)) {
    const members = new Set(group.map(i => people[i]));
    const others = columns.filter(column => !members.has(personOf[column]));
    const alone = fullRank - rank(rows, others);
    if (alone > 0 && alone > knownRank - rank(known, others)) {
      return [...members];
    }
  }
  return null;
}
