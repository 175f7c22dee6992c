import { firstDay } from 'backstage-plugin-ai-scorecards-common';
import type { ContractConfig } from '../config';

/** What a contract says of credits in one month. */
export interface CreditTerms {
  /** Credits that each seat brings into the pool of the month. */
  includedPerSeat: number;
  /** Micro-units for one credit beyond the pool. */
  priceMicros: number;
}

/**
 * The terms of a contract's credits in a month, `YYYY-MM`: the last that were agreed by then, before the first of them
 * those without a date. Null where the contract has no pool in that month.
 */
export function creditTermsOf(
  contract: ContractConfig | undefined,
  month: string,
): CreditTerms | null {
  if (!contract) return null;
  const dated = contract.creditTerms
    .filter(({ from }) => from <= firstDay(month))
    .at(-1);
  const includedPerSeat =
    dated?.includedPerSeat ?? contract.includedCreditsPerSeat;
  if (includedPerSeat === null) return null;
  return {
    includedPerSeat,
    priceMicros: dated?.priceMicros ?? contract.creditPriceMicros,
  };
}

/** Whether credits of a contract are pooled in any month. */
export function hasPool(contract: ContractConfig): boolean {
  return (
    contract.includedCreditsPerSeat !== null || contract.creditTerms.length > 0
  );
}
