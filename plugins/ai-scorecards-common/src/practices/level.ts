import type { PracticeResult, PracticeStanding } from '../contract';
import { asSentence } from '../sentence';

export const LEVELS = [1, 2, 3, 4] as const;

/** What the level rule looks at of one check. */
export interface Ruled {
  counts: PracticeResult['counts'];
  /** Whether it was ever known. */
  wasKnown: boolean;
  check: Pick<
    PracticeResult['check'],
    'id' | 'level' | 'required' | 'effectiveFrom'
  >;
}

/** A result as the level rule looks at it, with what says why it stands so. */
export type LevelResult = Ruled &
  Pick<PracticeResult, 'state' | 'held' | 'reason'> & {
    check: Pick<PracticeResult['check'], 'title'>;
  };

type Count = PracticeResult['counts'];

/** Whether a check counts on a UTC day. */
export const isInForce = (
  { effectiveFrom }: Pick<PracticeResult['check'], 'effectiveFrom'>,
  today: string,
) => effectiveFrom === null || effectiveFrom <= today;

/** Whether a result keeps a team from the level of its check. */
export const holdsUp = ({ check }: Ruled, count: Count) =>
  check.required && count !== 'pass' && count !== 'not-applicable';

/** Whether nothing is assessed because of it: a required check of level 1 that was never known. */
export const isOpen = ({ check, counts, wasKnown }: Ruled) =>
  check.level === 1 && check.required && counts === 'unknown' && !wasKnown;

/**
 * The highest level n such that every required, applicable check of the levels 1 to n passes and each of those levels
 * has at least one applicable passed check; 0 when there is none.
 */
export function highest<R extends Ruled>(
  results: readonly R[],
  countOf: (result: R) => Count,
): number {
  let reached = 0;
  for (const level of LEVELS) {
    const of = results.filter(({ check }) => check.level === level);
    const isHeldUp = of.some(result => holdsUp(result, countOf(result)));
    if (isHeldUp || !of.some(result => countOf(result) === 'pass')) break;
    reached = level;
  }
  return reached;
}

const withoutWaiver = (result: LevelResult): Count =>
  result.state === 'waived' ? 'fail' : result.held?.state ?? result.counts;

/** Reads what was known once and is not now as if it were so. */
export const asIf =
  <R extends Ruled>(count: Count, of: (result: R) => Count) =>
  (result: R): Count =>
    of(result) === 'unknown' && result.wasKnown ? count : of(result);

const HELD =
  'Some evidence cannot be read now; its last result holds for 30 days.';

const join = (...sentences: readonly (string | null)[]) =>
  sentences.filter(Boolean).join(' ') || null;

/**
 * How a team stands, by its results. Checks whose effective date is to come touch nothing. A level that hangs on a
 * check which is unknown for longer than its last result holds is unknown, with the last level beside it.
 */
export function standingOf(
  results: readonly LevelResult[],
  lastLevel: number | null,
  today: string,
): PracticeStanding {
  const inForce = results.filter(({ check }) => isInForce(check, today));
  const none = { raw: null, effective: null, was: null, held: false };
  if (inForce.every(({ counts }) => counts === 'not-applicable')) {
    return {
      ...none,
      state: 'not-applicable',
      reason: 'No check applies to this team.',
    };
  }
  const open = inForce.find(isOpen);
  if (open) {
    return {
      ...none,
      state: 'not-assessed-yet',
      reason: `Not known yet: ${open.check.title}. ${asSentence(
        open.reason,
      )} Nothing counts against the team.`,
    };
  }
  const counted = ({ counts }: LevelResult) => counts;
  const atLeast = highest(inForce, asIf('fail', counted));
  const atMost = highest(inForce, asIf('pass', counted));
  if (atLeast !== atMost) {
    return {
      ...none,
      state: 'unknown',
      was: lastLevel,
      reason: 'Some evidence has not been read for more than 30 days.',
    };
  }
  const isHeld = inForce.some(({ held }) => held !== null);
  return {
    state: 'assessed',
    raw: highest(inForce, asIf('fail', withoutWaiver)),
    effective: atLeast,
    was: null,
    held: isHeld,
    reason: join(isHeld ? HELD : null, endOfTheWay(inForce, atLeast + 1)),
  };
}

/** Why a level is out of reach though nothing of it is missing; null where something is, and above the last. */
function endOfTheWay(
  inForce: readonly LevelResult[],
  level: number,
): string | null {
  const of = inForce.filter(({ check }) => check.level === level);
  const isMissing = of.some(result => holdsUp(result, result.counts));
  if (level > LEVELS.length || isMissing) return null;
  return of.every(({ counts }) => counts === 'not-applicable')
    ? `No check of level ${level} applies to this team, so there is none by which to reach it.`
    : `No check of level ${level} is passed yet, and the ones that apply are optional.`;
}
