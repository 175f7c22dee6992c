import { AggregatedDay } from '../aggregateDay';
import { DayFact } from '../dayFact';
import { FACT_COLUMNS, FactColumn } from '../factColumns';

/** Every fact of a day, in the order of accounts. */
export async function allFacts(
  day: AggregatedDay,
  size = 7,
): Promise<DayFact[]> {
  const facts: DayFact[] = [];
  for await (const piece of day.facts(size)) facts.push(...piece);
  return facts;
}

/** The counters of a fact by the names of their columns. */
export function countersOf({
  counters,
}: DayFact): Record<FactColumn, number | null> {
  return Object.fromEntries(
    FACT_COLUMNS.map((column, at) => [column, counters[at]]),
  ) as Record<FactColumn, number | null>;
}
