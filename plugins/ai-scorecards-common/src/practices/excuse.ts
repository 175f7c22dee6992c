import type { ExcusingException } from '../contract';
import type { Waiver } from './assess';
import type { Verdict } from './check';
import type { Proof } from './combine';

/** Why a check counts as passed that fails by the evidence. */
export interface Excuse {
  /** Its last UTC day; of several exceptions the first to end. */
  until: string;
  /** In the words of the configuration; null of exceptions, which the check names. */
  reason: string | null;
  /** The exceptions, the first to end first; empty for what the configuration excuses. */
  by: ExcusingException[];
}

const byConfiguration = (waiver: Waiver | null): Excuse | null =>
  waiver && { until: waiver.until, reason: waiver.reason, by: [] };

function byExceptions(exceptions: readonly ExcusingException[]): Excuse | null {
  const byId = new Map(exceptions.map(each => [each.id, each]));
  const by = [...byId.values()].sort(
    (a, b) =>
      (a.until < b.until ? -1 : Number(a.until > b.until)) ||
      (a.id < b.id ? -1 : 1),
  );
  return by.length > 0 ? { until: by[0].until, reason: null, by } : null;
}

/** The excuse of a check as it stands: by the live exceptions without which it would fail, else by the configuration. */
export function excuseOf(
  proof: Proof,
  found: Verdict | undefined,
  waiver: Waiver | null,
): Excuse | null {
  switch (proof.state) {
    case 'pass':
      return byExceptions(found?.byException ?? []);
    case 'fail':
    case 'expired':
      return byConfiguration(waiver);
    default:
      return null;
  }
}

/**
 * The excuse of a check that failed when it was last known and whose result is held: what is excused stays so while nobody
 * can look whether it still fails, as long as there is a live exception in place of each that excused it.
 */
export function heldExcuseOf(
  before: readonly ExcusingException[],
  live: readonly ExcusingException[],
  waiver: Waiver | null,
): Excuse | null {
  const isOf = (a: ExcusingException) => (b: ExcusingException) =>
    a.team === b.team && a.tool === b.tool;
  const isCovered = before.every(each => live.some(isOf(each)));
  return (
    (isCovered && byExceptions(live.filter(it => before.some(isOf(it))))) ||
    byConfiguration(waiver)
  );
}
