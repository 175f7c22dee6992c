import type { Figure, Part, Scorecard } from '../contract';
import { addDays } from '../time';
import { hasValue, missing, populationOf, rate, stateOf } from './figure';
import type {
  PeriodState,
  PublishedPart,
  PublishedPopulation,
  PublishedRate,
  ScorecardInput,
  TierId,
} from './input';

const TIER_ORDER: readonly string[] = [
  '14+',
  '7-13',
  '2-6',
  '0-1',
  'new',
] satisfies TierId[];

const TIER_LABELS: Record<string, string> = {
  '14+': '14+ days',
  '7-13': '7–13',
  '2-6': '2–6',
  '0-1': '0–1',
  new: 'New',
};

/** A part's label; pooled tiers name all that they hold, most active first. */
function tierPart(part: PublishedPart): Part {
  const ids = [...part.ids].sort(
    (a, b) => TIER_ORDER.indexOf(a) - TIER_ORDER.indexOf(b),
  );
  return {
    ids,
    label: ids.map(id => TIER_LABELS[id] ?? id).join(' · '),
    people: part.people,
    value: part.people,
  };
}

function share(
  population: PublishedPopulation,
  numerator: number,
  denominator: number,
  period: Pick<PeriodState, 'state' | 'reason'>,
  input: ScorecardInput,
): Figure {
  const { state, reason } = stateOf(population, period, {
    provisional: input.coverage.provisional,
  });
  return hasValue(state)
    ? rate(numerator, denominator, population.people, state, reason)
    : missing(state, 'ratio', reason);
}

const rateOf = (
  published: PublishedRate,
  period: Pick<PeriodState, 'state' | 'reason'>,
  input: ScorecardInput,
) => share(published, published.active, published.people, period, input);

/** Everything under "Adoption": companion rate, tiers, habits and tools, as of the scored week. */
export function adoptionSection(input: ScorecardInput): Scorecard['adoption'] {
  const week = input.weeks[input.weeks.length - 1];
  if (!week || !input.connections.usage) return null;
  const { roster, window } = week;
  const tiers = stateOf(window.tiers, window.period, {
    provisional: input.coverage.provisional,
  });
  const rosterState = stateOf(roster, { state: 'ok' }, { provisional: false });
  return {
    rosterActiveRate: rateOf(roster, week, input),
    rosterPopulation: populationOf(roster),
    developers: roster.shown
      ? {
          state: rosterState.state,
          value: roster.people,
          bound: null,
          unit: 'people',
        }
      : missing('suppressed', 'people', rosterState.reason),
    tiers: {
      state:
        hasValue(tiers.state) && window.tiers.parts.length === 0
          ? 'suppressed'
          : tiers.state,
      through: addDays(week.week, 6),
      parts: hasValue(tiers.state) ? window.tiers.parts.map(tierPart) : [],
    },
    habitual: rateOf(window.habitual, window.habitualPeriod, input),
    defaultToolShare: rateOf(window.defaultToolShare, window.period, input),
    sanctionedShare: share(
      window.sanctionedShare,
      window.sanctionedShare.numerator + (window.sanctionedShare.excepted ?? 0),
      window.sanctionedShare.denominator,
      window.period,
      input,
    ),
    sanctionedShareRaw: share(
      window.sanctionedShare,
      window.sanctionedShare.numerator,
      window.sanctionedShare.denominator,
      window.period,
      input,
    ),
    abandonedTools: window.abandonedTools,
    toolsWithoutSeats: input.tools
      .filter(tool => tool.connected && !tool.reportsSeats)
      .map(tool => tool.tool),
  };
}
