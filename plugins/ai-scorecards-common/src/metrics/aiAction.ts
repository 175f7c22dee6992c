/** What a vendor's row says that could prove an AI action. Null and absent mean that the vendor did not say. */
export interface ActionEvidence {
  /** Every count of the row, tokens among them. */
  counters: Readonly<Record<string, number | null | undefined>>;
  /** True when a known flag that does not stand for passive use is set. */
  flagged: boolean;
  /** Vendor credits as decimal text. */
  credits: string | null;
  /** Metered amounts as decimal text, whoever pays them: a pool pays for use all the same. */
  amounts: readonly string[];
}

/** True for decimal text above zero, exponents included; false for zero, negative amounts and other text. */
export function isPositiveDecimal(text: string): boolean {
  const match = /^\s*\+?(\d*\.?\d*)(?:[eE][+-]?\d+)?\s*$/.exec(text);
  return match !== null && /[1-9]/.test(match[1]);
}

/**
 * Whether a row is an AI action: any count above zero, a known flag, or credits, tokens or metered cost above zero.
 * That a vendor sends a row at all is no activity.
 */
export function isAiAction(evidence: ActionEvidence): boolean {
  if (evidence.flagged) return true;
  for (const count of Object.values(evidence.counters)) {
    if (typeof count === 'number' && count > 0) return true;
  }
  if (evidence.credits !== null && isPositiveDecimal(evidence.credits)) {
    return true;
  }
  return evidence.amounts.some(isPositiveDecimal);
}
