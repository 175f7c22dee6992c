import {
  asIf,
  highest,
  holdsUp,
  isInForce,
  isOpen,
  LEVELS,
  Ruled,
} from './level';

/** Results as the level rule looked at them on a UTC day. */
export interface RuledDay {
  results: readonly Ruled[];
  today: string;
}

const applies = ({ counts }: Ruled) => counts !== 'not-applicable';

const idsOf = (results: readonly Ruled[]) =>
  new Set(results.map(({ check }) => check.id));

/**
 * Ids of the checks that moved the level from one day to another, by their result or because they count now or do not
 * any more. For each level that lies between the two these are the checks that held it up on the lower side and, where
 * none is passed without them, those that are passed on the higher. As they were before, they give the old level back; what
 * was gained above it meanwhile stays. An unknown level lies anywhere between its bounds; one that was not assessed, or
 * to which nothing applied, moved by what kept it so. Empty where the level did not move.
 */
export function moversOf(before: RuledDay, after: RuledDay): Set<string> {
  const [was, is] = [before, after].map(({ results, today }) =>
    results.filter(({ check }) => isInForce(check, today)),
  );
  if (was.some(applies) !== is.some(applies)) {
    return idsOf([...was, ...is].filter(applies));
  }
  const [asFailed, asPassed] = (['fail', 'pass'] as const).map(count =>
    asIf<Ruled>(count, ({ counts }) => counts),
  );
  const certain = Math.max(highest(was, asFailed), highest(is, asFailed));
  const isOneOpen = was.some(isOpen) !== is.some(isOpen);
  return new Set([
    ...(isOneOpen ? idsOf([...was, ...is].filter(isOpen)) : []),
    ...moved(was, is, asFailed, certain),
    // Of what is uncertain the first level is enough to make all of it so.
    ...moved(was, is, asPassed, certain + 1),
  ]);
}

/** The movers between two sides up to a level, what is unknown read one way. */
function* moved(
  was: readonly Ruled[],
  is: readonly Ruled[],
  countOf: (result: Ruled) => Ruled['counts'],
  most: number,
): Generator<string> {
  const [from, to] = [was, is].map(side =>
    Math.min(highest(side, countOf), most),
  );
  const [lower, higher] = from < to ? [was, is] : [is, was];
  for (const level of LEVELS) {
    if (level <= Math.min(from, to) || level > Math.max(from, to)) continue;
    const of = (side: readonly Ruled[]) =>
      side.filter(({ check }) => check.level === level);
    const inTheWay = idsOf(of(lower).filter(r => holdsUp(r, countOf(r))));
    yield* inTheWay;
    const passed = (side: readonly Ruled[]) =>
      idsOf(of(side).filter(result => countOf(result) === 'pass'));
    const carriers = passed(higher);
    const isCarried =
      passed(lower).size > 0 || [...inTheWay].some(id => carriers.has(id));
    if (!isCarried) yield* carriers;
  }
}
