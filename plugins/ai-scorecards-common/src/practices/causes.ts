import type { PracticeResult } from '../contract';
import { AskedCheck, AssessedResult, Before, byWeight } from './assess';
import { isInForce, Ruled } from './level';
import { moversOf } from './movers';

/** What was stored of a team's checks, and the UTC day on which it was found. */
export interface Earlier {
  checks: ReadonlyMap<
    string,
    Pick<Before, 'state' | 'counts' | 'lastKnown' | 'asked'>
  >;
  on: string;
}

/** What happened between two evaluations, a sentence each, of the lowest level and the heaviest checks first. */
export interface Happened {
  /** What moved the level. */
  causes: string[];
  /** What else changed. */
  others: string[];
}

type Past = Pick<Before, 'state' | 'counts'> & { asked: AskedCheck };

const askedOf = (result: AssessedResult | undefined): AskedCheck | null =>
  result ? { ...result.check, asks: result.asks } : null;

/** Compares what was found on a UTC day with what was stored of an earlier one. */
export function whatHappened(
  earlier: Earlier,
  results: readonly AssessedResult[],
  today: string,
): Happened {
  const now = new Map(results.map(result => [result.check.id, result]));
  const past = new Map(
    [...earlier.checks].map(([id, { asked, ...stored }]) => [
      id,
      { ...stored, asked: asked ?? askedOf(now.get(id)) },
    ]),
  );
  const movers = moversOf(
    {
      today: earlier.on,
      results: [...past].flatMap(
        ([id, { asked, counts, lastKnown }]): Ruled[] =>
          asked
            ? [
                {
                  counts,
                  wasKnown: lastKnown !== null,
                  check: { ...asked, id },
                },
              ]
            : [],
      ),
    },
    {
      today,
      results: results.map(result => ({
        ...result,
        wasKnown: result.lastKnown !== null,
      })),
    },
  );
  const happened: Happened = { causes: [], others: [] };
  const note = (id: string, words: string | null, title: string) => {
    if (words === null) return;
    const sentence = `${title}: ${words}`;
    (movers.has(id) ? happened.causes : happened.others).push(sentence);
  };
  for (const result of [...results].sort(byWeight)) {
    const { id, title } = result.check;
    const before = past.get(id);
    const was = before?.asked ? { ...before, asked: before.asked } : null;
    note(id, changeOf(was, earlier.on, result, today), title);
  }
  for (const [id, { asked }] of past) {
    if (asked && !now.has(id)) note(id, 'not asked any more', asked.title);
  }
  return happened;
}

/** What became of one check, in words; null where nothing did. */
function changeOf(
  was: Past | null,
  on: string,
  result: AssessedResult,
  today: string,
): string | null {
  const { check, counts, asks } = result;
  const stands = verbOf(was, result);
  if (!was) {
    return counts === 'not-applicable' ? null : `${stands}, asked from now on`;
  }
  const { asked } = was;
  const counted = isInForce(asked, on);
  if (counted !== isInForce(check, today)) {
    if (counted) return `counts only from ${check.effectiveFrom} on`;
    return asked.effectiveFrom === check.effectiveFrom
      ? `${stands}, and counts from its effective date ${check.effectiveFrom}`
      : `${stands}, and counts by what is configured now`;
  }
  if (asked.level !== check.level) {
    return `${stands}, asked of level ${check.level} now`;
  }
  if (asked.required !== check.required) {
    return `${stands}, ${check.required ? 'required' : 'optional'} now`;
  }
  if (was.counts === counts) return null;
  return asked.asks === asks ? stands : `${stands}, by what is asked now`;
}

const VERBS: Record<PracticeResult['counts'], string> = {
  pass: 'passes',
  fail: 'does not pass',
  unknown: 'is not known',
  'not-applicable': 'does not apply',
};

/** "passes, 36 of 36 repositories" */
function verbOf(was: Past | null, result: PracticeResult) {
  const { state, counts, raw, held, waivedBy } = result;
  const verb = () => {
    if (state === 'waived') {
      const tools = [...new Set(waivedBy.map(({ title }) => title))];
      return tools.length > 0
        ? `is excused by an exception for ${tools.join(' and ')}`
        : 'is excused';
    }
    if (state === 'expired') return 'its statement expired';
    const isBare = was?.state === 'waived' && state === 'fail';
    // What failed when it was last known can count as passed by an excuse alone.
    const isHeldBare = was?.counts === 'pass' && held?.state === 'fail';
    if (isBare || (isHeldBare && counts === 'fail')) {
      return 'is excused no longer';
    }
    const hasEnded =
      was !== null && was.counts !== counts && was.counts !== 'unknown';
    const isGone = counts === 'unknown' || counts === 'not-applicable';
    return `${VERBS[counts]}${hasEnded && isGone ? ' any more' : ''}`;
  };
  return raw ? `${verb()}, ${raw.text}` : verb();
}
