import type { Attestation, CheckState, PracticeResult } from '../contract';
import { addDays } from '../time';
import type { Check, Verdict } from './check';
import { verdict } from './check';

/** Days for which the last known result of a check holds while it is unknown. */
export const HOLD_DAYS = 30;

/** The last result that was known, and the UTC day on which it still was. That a check did not apply is one too. */
export interface LastKnown {
  state: HeldState;
  on: string;
}

export type HeldState = NonNullable<PracticeResult['held']>['state'];

/** What stays of a state when it cannot be looked at any more; null of one in which nothing was known. */
export function heldStateOf(state: CheckState): HeldState | null {
  switch (state) {
    case 'pass':
    case 'not-applicable':
      return state;
    case 'unknown':
      return null;
    default:
      // An excuse and a statement that ended pass nothing.
      return 'fail';
  }
}

const heldUntil = ({ on }: LastKnown) => addDays(on, HOLD_DAYS);

const isHeld = (last: LastKnown, today: string) => heldUntil(last) >= today;

/** The statement of a person, as far as a check looks at it. */
export type Statement = Pick<Attestation, 'by' | 'madeOn' | 'expiresOn'>;

/** What is proved of a check: by facts, by a person, or by neither. */
export interface Proof {
  state: Exclude<CheckState, 'waived'>;
  reason: string;
  mismatch: string | null;
}

/**
 * What facts found beside a person's statement: whether they leave the word to it is not known while some are not known
 * that might speak.
 */
export function beside(
  found: Verdict | undefined,
  statement: Statement | null,
): Verdict | undefined {
  if (!found || !statement || found.silent !== 'not-known') return found;
  const open = found.evidence.find(({ state }) => state === 'unknown');
  return { ...found, state: 'unknown', reason: open?.detail ?? found.reason };
}

/**
 * Puts a person's statement beside the facts. Facts that are known stand above it, and a statement that says otherwise
 * is a mismatch; facts that found nothing leave the word to it. So do unknown ones, but only when what they said last
 * holds no longer: a code host that is down neither promotes nor demotes.
 */
export function prove(
  check: Pick<Check, 'evidence'>,
  facts: Verdict | undefined,
  statement: Statement | null,
  today: string,
  lastFound: LastKnown | null = null,
): Proof {
  const said =
    facts ?? verdict('fail', 'Nobody has attested this yet.', { silent: true });
  const plain = { state: said.state, reason: said.reason, mismatch: null };
  const mayAttest = check.evidence !== 'automatic';
  if (!mayAttest || !statement || said.state === 'not-applicable') return plain;
  const isValid = statement.expiresOn > today;
  const by = `${statement.by.title} on ${statement.madeOn}`;
  if (said.state === 'pass') return plain;
  const against = `${by} attested it; the evidence says otherwise.`;
  if (said.state === 'unknown' && lastFound) {
    const holds = isHeld(lastFound, today);
    if (holds && isValid && lastFound.state === 'fail') {
      return { ...plain, mismatch: against };
    }
    // An old statement carried nothing here, so that there is nothing of it that could expire.
    if (holds || !isValid) return plain;
  }
  const leavesIt = said.state === 'unknown' || said.silent === true;
  if (leavesIt) {
    return isValid
      ? { state: 'pass', reason: `Attested by ${by}.`, mismatch: null }
      : {
          state: 'expired',
          reason: `The statement by ${by} held until ${addDays(
            statement.expiresOn,
            -1,
          )}.`,
          mismatch: null,
        };
  }
  return isValid ? { ...plain, mismatch: against } : plain;
}

/** What a result counts for the level, and by what it is held. */
export function count(
  state: CheckState,
  lastKnown: LastKnown | null,
  today: string,
): Pick<PracticeResult, 'counts' | 'held'> {
  switch (state) {
    case 'pass':
    case 'waived':
      return { counts: 'pass', held: null };
    case 'fail':
    case 'expired':
      return { counts: 'fail', held: null };
    case 'not-applicable':
      return { counts: 'not-applicable', held: null };
    default:
      return lastKnown && isHeld(lastKnown, today)
        ? {
            counts: lastKnown.state,
            held: { state: lastKnown.state, until: heldUntil(lastKnown) },
          }
        : { counts: 'unknown', held: null };
  }
}
