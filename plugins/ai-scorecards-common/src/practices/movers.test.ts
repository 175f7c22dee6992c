import fc from 'fast-check';
import {
  asIf,
  highest,
  isInForce,
  LevelResult,
  Ruled,
  standingOf,
} from './level';
import { moversOf } from './movers';

const TODAY = '2026-11-22';
const YESTERDAY = '2026-11-21';

type Counts = Ruled['counts'];

interface More {
  optional?: boolean;
  wasKnown?: boolean;
  from?: string;
}

/** A check "a1" is one of level 1. */
const check = (id: string, counts: Counts, more: More = {}): LevelResult => ({
  state: counts,
  reason: '',
  counts,
  held: null,
  wasKnown: more.wasKnown ?? counts !== 'unknown',
  check: {
    id,
    title: id,
    level: Number(id.slice(1, 2)),
    required: !more.optional,
    effectiveFrom: more.from ?? null,
  },
});

const day = (results: LevelResult[], today = TODAY) => ({ results, today });
const gone = { wasKnown: true };

describe('what moved the level', () => {
  it.each([
    ['nothing', [check('a1', 'pass')], [check('a1', 'pass')], []],
    ['what passes now', [check('a1', 'fail')], [check('a1', 'pass')], ['a1']],
    ['what fails now', [check('a1', 'pass')], [check('a1', 'fail')], ['a1']],
    [
      'no check above what holds the team',
      [check('a1', 'fail'), check('a2', 'fail'), check('b2', 'fail')],
      [check('a1', 'pass'), check('a2', 'pass'), check('b2', 'fail')],
      ['a1'],
    ],
    [
      'every check that was in the way',
      [check('a1', 'fail'), check('b1', 'fail'), check('a2', 'fail')],
      [check('a1', 'pass'), check('b1', 'pass'), check('a2', 'pass')],
      ['a1', 'b1', 'a2'],
    ],
    [
      'no check that was passed before and brings nothing',
      [check('a1', 'fail'), check('a2', 'pass')],
      [check('a1', 'pass'), check('a2', 'pass')],
      ['a1'],
    ],
    [
      'no gain above a loss',
      [check('a1', 'pass'), check('a2', 'fail')],
      [check('a1', 'fail'), check('a2', 'pass')],
      ['a1'],
    ],
    [
      'no optional check that fails',
      [check('a1', 'pass'), check('b1', 'pass')],
      [check('a1', 'fail'), check('b1', 'fail', { optional: true })],
      ['a1'],
    ],
    [
      'the only check that carried a level',
      [check('a1', 'pass'), check('a2', 'pass')],
      [check('a1', 'pass'), check('a2', 'not-applicable')],
      ['a2'],
    ],
    [
      'whichever carries it now',
      [check('a1', 'pass'), check('a2', 'not-applicable')],
      [
        check('a1', 'pass'),
        check('a2', 'pass'),
        check('b2', 'pass', { optional: true }),
      ],
      ['a2', 'b2'],
    ],
    [
      'a check that is taken out',
      [check('a1', 'pass'), check('b1', 'fail')],
      [check('a1', 'pass')],
      ['b1'],
    ],
    [
      'a check that is new',
      [check('a1', 'pass')],
      [check('a1', 'pass'), check('b1', 'fail')],
      ['b1'],
    ],
    [
      'a check whose day has come',
      [check('a1', 'pass'), check('b1', 'fail', { from: TODAY })],
      [check('a1', 'pass'), check('b1', 'fail', { from: TODAY })],
      ['b1'],
    ],
    [
      'no check whose day is to come',
      [check('a1', 'pass'), check('b1', 'pass', { from: '2027-01-01' })],
      [check('a1', 'fail'), check('b1', 'fail', { from: '2027-01-01' })],
      ['a1'],
    ],
    [
      'a check that is required now',
      [check('a1', 'pass'), check('b1', 'fail', { optional: true })],
      [check('a1', 'pass'), check('b1', 'fail')],
      ['b1'],
    ],
    [
      'what is unknown for too long, and no more',
      [check('a1', 'pass'), check('b1', 'pass'), check('a2', 'fail')],
      [
        check('a1', 'unknown', gone),
        check('b1', 'pass'),
        check('a2', 'unknown', gone),
      ],
      ['a1', 'a2'],
    ],
    [
      'what is known again',
      [check('a1', 'unknown', gone), check('a2', 'fail')],
      [check('a1', 'pass'), check('a2', 'fail')],
      ['a1'],
    ],
    [
      'what never was known',
      [check('a1', 'pass')],
      [check('a1', 'pass'), check('b1', 'unknown')],
      ['b1'],
    ],
    [
      'what applies now',
      [check('a1', 'not-applicable')],
      [check('a1', 'pass'), check('a2', 'fail')],
      ['a1', 'a2'],
    ],
  ])('is %s', (_, before, after, movers) => {
    expect([...moversOf(day(before, YESTERDAY), day(after))]).toEqual(movers);
  });
});

const anyCheck = fc
  .record({
    level: fc.integer({ min: 1, max: 3 }),
    counts: fc.constantFrom<Counts>(
      'pass',
      'pass',
      'fail',
      'not-applicable',
      'unknown',
    ),
    optional: fc.nat(4).map(n => n === 0),
    wasKnown: fc.nat(5).map(n => n > 0),
    from: fc.constantFrom(undefined, undefined, TODAY, '2027-01-01'),
    isAsked: fc.nat(9).map(n => n > 0),
  })
  .map(({ level, counts, isAsked, wasKnown, ...more }) => ({
    isAsked,
    level,
    counts,
    more: { ...more, wasKnown: wasKnown || counts !== 'unknown' },
  }));

/** Two looks at up to seven checks, each asked of one level throughout. */
const twoDays = fc
  .array(fc.tuple(anyCheck, anyCheck), { maxLength: 7 })
  .map(pairs => {
    const side = (of: 0 | 1) =>
      pairs.flatMap((pair, index) => {
        const { isAsked, counts, more } = pair[of];
        const id = `${'abcdefg'[index]}${pair[0].level}`;
        return isAsked ? [check(id, counts, more)] : [];
      });
    return [day(side(0), YESTERDAY), day(side(1))] as const;
  });

type Look = ReturnType<typeof day>;

const levelOf = ({ results, today }: Look) => {
  const { state, effective } = standingOf(results, null, today);
  return { state, effective };
};

/** A look with what some checks were on another day, as the rule saw them then. */
function withOf(look: Look, other: Look, ids: ReadonlySet<string>): Look {
  const seen = ({ results, today }: Look) =>
    results
      .filter(each => (each.check.effectiveFrom ?? '') <= today)
      .map(each => ({
        ...each,
        check: { ...each.check, effectiveFrom: null },
      }));
  return day([
    ...seen(look).filter(each => !ids.has(each.check.id)),
    ...seen(other).filter(each => ids.has(each.check.id)),
  ]);
}

const subsets = (ids: readonly string[]): Set<string>[] =>
  ids.reduce<Set<string>[]>(
    (sets, id) => [...sets, ...sets.map(set => new Set([...set, id]))],
    [new Set()],
  );

/** The lowest and the highest level that there may be, what is unknown read as failed and as passed. */
const boundsOf = (look: Look) =>
  (['fail', 'pass'] as const).map(count =>
    highest(
      look.results.filter(({ check: { effectiveFrom } }) =>
        isInForce({ effectiveFrom }, look.today),
      ),
      asIf<Ruled>(count, ({ counts }) => counts),
    ),
  );

/** What the level is, and all that it may be while it is not known. */
const allOf = (look: Look) => JSON.stringify([levelOf(look), boundsOf(look)]);

/** Of an unknown level the first that it may be besides is enough. */
const firstOf = (look: Look) => {
  const [low, high] = boundsOf(look);
  return [low, Math.min(high, low + 1)];
};

/** Whether the level is the old one again; one that has fallen may be better for what was gained meanwhile. */
function isBack(before: Look, after: Look, taken: Look): boolean {
  const { state } = levelOf(before);
  if (state !== 'assessed' && state !== 'unknown') {
    return JSON.stringify(levelOf(taken)) === JSON.stringify(levelOf(before));
  }
  const [was, now, is] = [before, after, taken].map(firstOf);
  const hasFallen =
    levelOf(after).state === 'not-assessed-yet' ||
    was.some((bound, index) => now[index] < bound);
  return hasFallen
    ? is.every((bound, index) => bound >= was[index])
    : is[0] === was[0] && is[1] <= was[1];
}

describe('the movers of any two days', () => {
  it('give the old level back, taken back, but for what was gained above it', () => {
    fc.assert(
      fc.property(twoDays, ([before, after]) => {
        fc.pre(levelOf(before).effective !== levelOf(after).effective);
        const taken = withOf(after, before, moversOf(before, after));
        expect(isBack(before, after, taken)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('move the level, each of them', () => {
    fc.assert(
      fc.property(twoDays, ([before, after]) => {
        fc.pre(levelOf(before).effective !== levelOf(after).effective);
        const movers = [...moversOf(before, after)];
        for (const id of movers) {
          const others = movers.filter(other => other !== id);
          const moves = subsets(others).some(
            set =>
              allOf(withOf(after, before, set)) !==
              allOf(withOf(after, before, new Set([...set, id]))),
          );
          expect([id, moves]).toEqual([id, true]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('changed, each of them', () => {
    fc.assert(
      fc.property(twoDays, ([before, after]) => {
        const same = day(after.results, after.today);
        expect([...moversOf(same, after)]).toEqual([]);
        expect([...moversOf(before, after)].sort()).toEqual(
          [...moversOf(after, before)].sort(),
        );
      }),
    );
  });
});
