import type {
  Attestation,
  CheckDefinition,
  CheckState,
  ExcusingException,
  NextStep,
  PracticeResult,
  PracticeStanding,
} from '../contract';
import { ConfiguredCheck, stepOf, Verdict, verdict } from './check';
import { beside, count, heldStateOf, LastKnown, prove } from './combine';
import { excuseOf, heldExcuseOf } from './excuse';
import type { TeamFacts } from './facts';
import { helpFor } from './help';
import { LEVELS, standingOf } from './level';

/** A check that the configuration excuses: it fails and counts as passed until a UTC day, that day included. */
export interface Waiver {
  check: string;
  until: string;
  reason: string;
}

/** What was stored of a check the last time. */
export interface Before {
  state: CheckState;
  counts: PracticeResult['counts'];
  since: string;
  lastKnown: LastKnown | null;
  /** What the facts alone said last; null where they left the word to a person. Kept of checks that may be attested. */
  lastFound: LastKnown | null;
  /** The exceptions that excused it. */
  waivedBy: readonly ExcusingException[];
  /** The check as it was asked; null where that was not kept. */
  asked: AskedCheck | null;
}

/** What of a check may be configured otherwise the next time. */
export type AskedCheck = Pick<
  ConfiguredCheck,
  'title' | 'level' | 'required' | 'effectiveFrom' | 'asks'
>;

export interface AssessInput {
  checks: readonly ConfiguredCheck[];
  facts: TeamFacts;
  /** The latest attestation of each check, by its id. */
  attestations: ReadonlyMap<string, Attestation>;
  /** By check id; past ones may be among them. */
  waivers: ReadonlyMap<string, Waiver>;
  before: ReadonlyMap<string, Before>;
  /** The last level that was known; null before the first. */
  lastLevel: number | null;
}

/** A result with what has to be kept for the next time. */
export type AssessedResult = PracticeResult &
  Pick<Before, 'lastKnown' | 'lastFound'> &
  Pick<ConfiguredCheck, 'asks'> & {
    /** What to do about it while it fails. */
    step: NextStep;
  };

export interface Assessment {
  /** What is missing for the next level first, the heaviest first; then the rest by level. */
  results: AssessedResult[];
  standing: PracticeStanding;
  /** The level that comes next; null at the top or where none applies. */
  next: number | null;
  /** Ids of the checks that stand between the team and the next level, in order. */
  missing: string[];
  nextStep: NextStep | null;
}

/** Returns what everybody may know of a check. */
export function definitionOf(check: ConfiguredCheck): CheckDefinition {
  const {
    evaluate: _,
    stepFor: __,
    onHosts: ___,
    asks: ____,
    ...definition
  } = check;
  return definition;
}

/** How a team stands with every check, and its level. Pure: the same facts and the same past give the same result. */
export function assessTeam(input: AssessInput): Assessment {
  const { checks, facts, before, lastLevel } = input;
  const results = checks.map(check => assessCheck(check, input));
  const standing = standingOf(
    results.map(result => ({
      ...result,
      wasKnown: result.lastKnown !== null,
    })),
    lastLevel,
    facts.today,
  );
  const base = standing.effective ?? standing.was ?? 0;
  const next =
    standing.state === 'not-applicable' || base >= LEVELS.length
      ? null
      : base + 1;
  const missing = results
    .filter(result => next !== null && isMissing(result, next, facts.today))
    .sort(byWeight);
  const ids = new Set(missing.map(({ check }) => check.id));
  // What is not known is nothing that the team could do something about.
  const first = missing.find(({ counts }) => counts === 'fail');
  return {
    results: [
      ...missing,
      ...results.filter(({ check }) => !ids.has(check.id)).sort(byLevel),
    ],
    standing,
    next,
    missing: [...ids],
    nextStep: first?.step ?? null,
  };

  function assessCheck(
    check: ConfiguredCheck,
    { attestations, waivers }: AssessInput,
  ): AssessedResult {
    const { today } = facts;
    const attestation =
      check.evidence === 'automatic'
        ? null
        : attestations.get(check.id) ?? null;
    const last = before.get(check.id);
    const found = beside(check.evaluate?.(facts), attestation);
    const lastFound = last?.lastFound ?? null;
    const proof = prove(check, found, attestation, today, lastFound);
    const configured = waivers.get(check.id);
    const waiver = configured && configured.until >= today ? configured : null;
    const excused = excuseOf(proof, found, waiver);
    const state: CheckState = excused ? 'waived' : proof.state;
    const stays = heldStateOf(state);
    const lastKnown = stays
      ? { state: stays, on: today }
      : last?.lastKnown ?? null;
    const counted = count(state, lastFound ?? lastKnown, today);
    const excuse =
      counted.held?.state === 'fail'
        ? heldExcuseOf(last?.waivedBy ?? [], facts.liveExceptions, waiver)
        : excused;
    const { raw, evidence, hosts = [] } = found ?? verdict('fail', '');
    const help = helpFor(check.onHosts, hosts);
    return {
      check: definitionOf(check),
      state,
      ...counted,
      ...(excuse && { counts: 'pass' as const }),
      raw,
      reason: excused?.reason
        ? `${excused.reason} ${proof.reason}`
        : proof.reason,
      since: last && last.state === state ? last.since : today,
      mismatch: proof.mismatch,
      waivedUntil: excuse?.until ?? null,
      waivedBy: excuse?.by ?? [],
      attestation,
      evidence,
      help,
      lastKnown,
      asks: check.asks,
      step: stepOf(check, found, help),
      lastFound:
        check.evidence === 'either' && found
          ? foundNow(found, proof.state, lastFound, today)
          : null,
    };
  }
}

/** What the facts said last, today included. A statement that takes their place ends it. */
function foundNow(
  { state, silent }: Verdict,
  proved: CheckState,
  last: LastKnown | null,
  today: string,
): LastKnown | null {
  switch (state) {
    case 'fail':
      if (silent === 'not-known') return last;
      return silent ? null : { state, on: today };
    case 'unknown':
      return proved === 'unknown' ? last : null;
    default:
      return { state, on: today };
  }
}

function isMissing(
  { check, counts }: PracticeResult,
  next: number,
  today: string,
): boolean {
  return (
    check.required &&
    check.level <= next &&
    (check.effectiveFrom === null || check.effectiveFrom <= today) &&
    (counts === 'fail' || counts === 'unknown')
  );
}

/** Puts those of the lowest level first, and of one level the heaviest. */
export function byWeight(a: PracticeResult, b: PracticeResult): number {
  return (
    a.check.level - b.check.level ||
    b.check.weight - a.check.weight ||
    (a.check.id < b.check.id ? -1 : 1)
  );
}

const STATE_ORDER: CheckState[] = [
  'fail',
  'expired',
  'unknown',
  'waived',
  'pass',
  'not-applicable',
];

function byLevel(a: PracticeResult, b: PracticeResult): number {
  return (
    a.check.level - b.check.level ||
    STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) ||
    byWeight(a, b)
  );
}
