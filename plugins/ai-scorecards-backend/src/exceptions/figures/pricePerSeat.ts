import type { AiScorecardsConfig } from '../../config';

/** Returns what a seat of a tool costs a month on a UTC day, in micro-units; null where no contract says. */
export function pricePerSeat(
  contracts: AiScorecardsConfig['contracts'],
  tool: string | null,
  day: string,
): { amount: number; currency: string } | null {
  const contract = contracts.find(each => each.tool === tool);
  const price = [...(contract?.prices ?? [])]
    .filter(({ from }) => from <= day)
    .sort((a, b) => (a.from < b.from ? 1 : -1))[0];
  return contract && price
    ? { amount: price.perSeatMonthMicros, currency: contract.currency }
    : null;
}
