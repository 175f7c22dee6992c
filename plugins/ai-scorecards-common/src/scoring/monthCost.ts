import type { Figure, MonthCost } from '../contract';
import { hasValue, missing, money, populationOf, stateOf } from './figure';
import type { PublishedMonth, ScorecardInput } from './input';

const sumKnown = (...parts: (number | null)[]) => {
  const known = parts.filter((part): part is number => part !== null);
  return known.length ? known.reduce((sum, part) => sum + part, 0) : null;
};

const NOTHING_KNOWN = 'Nothing says yet what the tools in use cost.';

/** Cost per active developer of one month, with why it is missing where it is. */
export function perActiveOf(
  month: PublishedMonth,
  input: Pick<ScorecardInput, 'coverage'>,
): Figure {
  const { state, reason } = stateOf(month.population, month, {
    provisional: input.coverage.provisional,
    estimated: month.estimated,
  });
  if (!hasValue(state)) return missing(state, 'micro-usd', reason);
  if (sumKnown(month.amounts.seat, month.amounts.usage) === null) {
    return missing('no-data', 'micro-usd', NOTHING_KNOWN);
  }
  const developers = month.developers;
  if (!developers || developers.state === 'suppressed') {
    return missing(
      'suppressed',
      'micro-usd',
      'Too few active people to show this.',
    );
  }
  if (developers.state === 'no-active-people') {
    return missing(
      'no-active-people',
      'micro-usd',
      'There is cost, and nobody was active.',
    );
  }
  return money(developers.perActiveMicros, state, reason);
}

/** How the amounts of a month are shown. */
interface Shown {
  state: Figure['state'];
  reason?: string;
  amount(micros: number | null): Figure;
}

/** The name of a pool or a single tool. */
function labelOf(tools: string[], input: Pick<ScorecardInput, 'tools'>) {
  return tools
    .map(
      ref =>
        input.tools.find(tool => tool.tool === ref)?.title ??
        ref.slice(ref.indexOf('/') + 1),
    )
    .join(', ');
}

/** What those cost who are no developers; nothing is said of them where nobody says what anybody costs. */
function othersOf(
  { othersMicros }: PublishedMonth,
  total: number | null,
  { state, reason, amount }: Shown,
): Figure {
  if (!hasValue(state)) return amount(othersMicros);
  if (total === null) return missing('no-data', 'micro-usd', NOTHING_KNOWN);
  return othersMicros === null
    ? missing('suppressed', 'micro-usd', reason)
    : amount(othersMicros);
}

/** One stored month in the words of the contract. */
export function monthCost(
  month: PublishedMonth,
  input: Pick<ScorecardInput, 'coverage' | 'tools'>,
): MonthCost {
  const { state, reason } = stateOf(month.population, month, {
    provisional: input.coverage.provisional,
    estimated: month.estimated,
  });
  const amount = (micros: number | null) =>
    hasValue(state)
      ? money(micros, state, reason)
      : missing(state, 'micro-usd', reason);
  const perActive = perActiveOf(month, input);
  const total = sumKnown(month.amounts.seat, month.amounts.usage);
  const developers = month.developers;
  return {
    month: month.month,
    complete: month.complete,
    seat: amount(month.amounts.seat),
    usage: amount(month.amounts.usage),
    value: amount(month.amounts.value),
    total: amount(total),
    activePersonMonths:
      developers && developers.state !== 'suppressed' && hasValue(state)
        ? {
            state,
            value: developers.units / developers.unitsPerMonth,
            bound: null,
            unit: 'person-months',
          }
        : missing(
            hasValue(state) ? 'suppressed' : state,
            'person-months',
            reason,
          ),
    costPerActiveDeveloper: perActive,
    others: othersOf(month, total, { state, reason, amount }),
    idleSeat:
      month.idleSeatMicros === null
        ? missing(hasValue(state) ? 'no-data' : state, 'micro-usd', reason)
        : amount(month.idleSeatMicros),
    byTool: hasValue(state)
      ? month.byTool.map(part => ({
          tools: part.tools,
          label: labelOf(part.tools, input),
          seat: part.seat,
          usage: part.usage,
        }))
      : [],
    population: populationOf(month.population),
  };
}
