import type { Attestation, CheckState, PracticeResult } from '../contract';
import { addDays } from '../time';
import type { Check, Verdict } from './check';
import { verdict } from './check';

/** Days for which the last known result of a check holds while it is unknown. */
export const HOLD_DAYS = 30;

/** The statement of a person, as far as a check looks at it. */
export type Statement = Pick<Attestation, 'by' | 'madeOn' | 'expiresOn'>;

/** What is proved of a check: by facts, by a person, or by neither. */
export interface Proof {
  state: Exclude<CheckState, 'waived'>;
  reason: string;
  mismatch: string | null;
}

/**
 * Puts a person's statement beside the facts. Facts that are known stand above it, and a statement that says otherwise
 * is a mismatch; facts that found nothing, or are unknown, leave the word to it.
 */
export function prove(
  check: Pick<Check, 'evidence'>,
  facts: Verdict | undefined,
  statement: Statement | null,
  today: string,
): Proof {
  const said =
    facts ?? verdict('fail', 'Nobody has attested this yet.', { silent: true });
  const plain = { state: said.state, reason: said.reason, mismatch: null };
  const mayAttest = check.evidence !== 'automatic';
  if (!mayAttest || !statement || said.state === 'not-applicable') return plain;
  const isValid = statement.expiresOn > today;
  const by = `${statement.by.title} on ${statement.madeOn}`;
  if (said.state === 'pass') return plain;
  const leavesIt = said.state === 'unknown' || said.silent === true;
  if (leavesIt) {
    return isValid
      ? { state: 'pass', reason: `Attested by ${by}.`, mismatch: null }
      : {
          state: 'expired',
          reason: `The attestation by ${by} expired on ${statement.expiresOn}.`,
          mismatch: null,
        };
  }
  return isValid
    ? { ...plain, mismatch: `${by} attested it; the evidence says otherwise.` }
    : plain;
}

/** The last result that was known, and the UTC day on which it still was. */
export interface LastKnown {
  state: 'pass' | 'fail';
  on: string;
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
    default: {
      const until = lastKnown ? addDays(lastKnown.on, HOLD_DAYS) : null;
      return lastKnown && until !== null && until >= today
        ? { counts: lastKnown.state, held: { state: lastKnown.state, until } }
        : { counts: 'unknown', held: null };
    }
  }
}
