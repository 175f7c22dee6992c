/** What a team shows of one tool and kind. */
export interface TeamAmounts {
  micros: number;
  /** What each person behind it cost, in order; null where that was not kept. */
  amounts: readonly number[] | null;
}

interface Change {
  groupId: number;
  micros: number;
  /** Amounts that were there and are not, and the other way round. */
  gone: readonly number[];
  come: readonly number[];
}

/**
 * The teams of which an adjustment may say what it moved: those of which the money of enough people changed. What is left
 * for no team by name speaks of nobody or of enough people too; where it would not, the team with the fewest joins it.
 * Names nobody where what people cost was not kept.
 * @param before - what teams came to, by group id
 * @param after - the same, as known now
 * @param apart - the group id that stands for what no team shows apart; it is never named
 */
export function changedTeams(
  before: ReadonlyMap<number, TeamAmounts>,
  after: ReadonlyMap<number, TeamAmounts>,
  { minimum, apart }: { minimum: number; apart: number },
): Map<number, number> {
  const changes: Change[] = [];
  for (const groupId of new Set([...before.keys(), ...after.keys()])) {
    const was = before.get(groupId) ?? { micros: 0, amounts: [] };
    const is = after.get(groupId) ?? { micros: 0, amounts: [] };
    if (!was.amounts || !is.amounts) return new Map();
    changes.push({
      groupId,
      micros: is.micros - was.micros,
      ...changed(was.amounts, is.amounts),
    });
  }
  const named = changes
    .filter(
      each => each.groupId !== apart && people(each) >= Math.max(minimum, 1),
    )
    .sort((a, b) => people(b) - people(a) || b.groupId - a.groupId);
  const rest = new Set(changes.filter(each => !named.includes(each)));
  while (named.length > 0) {
    const left = people(
      changed(
        inOrder([...rest].flatMap(({ gone }) => gone)),
        inOrder([...rest].flatMap(({ come }) => come)),
      ),
    );
    if (left === 0 || left >= minimum) break;
    rest.add(named.pop()!);
  }
  return new Map(
    named
      .filter(({ micros }) => micros !== 0)
      .map(({ groupId, micros }) => [groupId, micros]),
  );
}

/** At least so many people's money changed: each of them leaves one amount and comes with another. */
function people({ gone, come }: Pick<Change, 'gone' | 'come'>): number {
  return Math.max(gone.length, come.length);
}

/** What two lists in order do not have in common. */
function changed(was: readonly number[], is: readonly number[]) {
  const gone: number[] = [];
  const come: number[] = [];
  let a = 0;
  let b = 0;
  while (a < was.length || b < is.length) {
    if (b >= is.length || was[a] < is[b]) gone.push(was[a++]);
    else if (a >= was.length || was[a] > is[b]) come.push(is[b++]);
    else {
      a += 1;
      b += 1;
    }
  }
  return { gone, come };
}

/** Amounts in order. */
export function inOrder(amounts: Iterable<number>): number[] {
  return [...amounts].sort((a, b) => a - b);
}
