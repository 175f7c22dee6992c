import {
  addDays,
  addMonths,
  CommitmentState,
  compareKeys,
  firstDay,
  monthOf,
  ReconciliationLine,
} from 'backstage-plugin-ai-scorecards-common';
import type { ContractConfig } from '../config';

/**
 * What is left of every year that a contract commits to, newest first. Drawn down is what the months of the year cost in
 * seats and usage, as known now; usage value is no cost.
 */
export function commitmentStates(
  contracts: readonly ContractConfig[],
  lines: readonly ReconciliationLine[],
): CommitmentState[] {
  return contracts
    .flatMap(contract =>
      contract.commitments.map(({ from, amountMicros }) => {
        const end = firstDay(addMonths(monthOf(from), 12));
        const drawnMicros = lines
          .filter(
            line =>
              line.tool === contract.tool &&
              line.kind !== 'value' &&
              firstDay(line.month) >= from &&
              firstDay(line.month) < end,
          )
          .reduce(
            (sum, line) =>
              sum + (line.totalMicros ?? 0) + (line.adjustedLaterMicros ?? 0),
            0,
          );
        return {
          tool: contract.tool,
          from,
          to: addDays(end, -1),
          currency: contract.currency,
          committedMicros: amountMicros,
          drawnMicros,
          remainingMicros: amountMicros - drawnMicros,
        };
      }),
    )
    .sort((a, b) => compareKeys(b.from, a.from));
}
