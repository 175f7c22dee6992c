import { bandsFor } from '../../metrics';
import { addDays, addMonths, daysOfMonth } from '../../time';
import type {
  PublishedMonth,
  PublishedPopulation,
  PublishedWeek,
  ScorecardInput,
} from '../input';

export const population = (
  people: number,
  more: Partial<PublishedPopulation> = {},
): PublishedPopulation => ({
  shown: people >= 5,
  people: people >= 5 ? people : 0,
  leftOut: 0,
  countedInEach: false,
  estimated: false,
  assumed: false,
  ...more,
});

/** A complete week in which `active` of `licensed` developers had an action. */
export function week(
  monday: string,
  active: number,
  licensed: number,
  more: Partial<PublishedWeek> = {},
): PublishedWeek {
  const known = { state: 'ok' as const, daysKnown: 28, days: 28 };
  const base = population(licensed);
  const rate = { ...base, active: base.shown ? active : 0 };
  return {
    week: monday,
    state: 'ok',
    daysKnown: 7,
    days: 7,
    licensed: rate,
    roster: rate,
    window: {
      period: known,
      tiers: {
        ...base,
        parts: base.shown ? [{ ids: ['14+'], people: licensed }] : [],
      },
      habitual: rate,
      habitualPeriod: known,
      defaultToolShare: rate,
      sanctionedShare: { ...base, numerator: 90, denominator: 100 },
      abandonedTools: [],
    },
    ...more,
  };
}

/** Twelve equal weeks that end with the one of `last`. */
export const weeks = (last: string, active: number, licensed: number) =>
  Array.from({ length: 12 }, (_, index) =>
    week(addDays(last, 7 * (index - 11)), active, licensed),
  );

/** A complete month in which developers cost this much each. */
export function month(
  name: string,
  perActiveMicros: number,
  more: Partial<PublishedMonth> = {},
): PublishedMonth {
  const days = daysOfMonth(name).length;
  return {
    month: name,
    daysOfMonth: days,
    state: 'ok',
    daysKnown: days,
    days,
    complete: true,
    population: population(10),
    amounts: { seat: perActiveMicros * 10, usage: 0, value: null },
    estimated: false,
    byTool: [],
    developers: {
      costMicros: perActiveMicros * 10,
      activePeople: 10,
      units: 10,
      unitsPerMonth: 1,
      perActiveMicros,
      state: 'ok',
      population: population(10),
    },
    othersMicros: 0,
    idleSeatMicros: 0,
    ...more,
  };
}

export function scorecardInput(
  more: Partial<ScorecardInput> = {},
): ScorecardInput {
  const last = '2026-11-16';
  return {
    team: {
      ref: { ref: 'group:default/atlas', title: 'Atlas', type: 'team' },
      parent: {
        ref: 'group:default/payments',
        title: 'Payments',
        type: 'division',
      },
      leads: ['user:default/lea'],
      present: true,
      isTeam: true,
      hasPeople: true,
      hasDevelopers: true,
      shownAncestor: {
        ref: 'group:default/payments',
        title: 'Payments',
        type: 'division',
      },
    },
    computedAt: '2026-11-23T06:00:00.000Z',
    week: last,
    weeks: weeks(last, 15, 20),
    months: [
      month(addMonths('2026-10', -1), 30_000_000),
      month('2026-10', 31_000_000),
    ],
    tools: [
      {
        tool: 'resource:default/github-copilot',
        title: 'GitHub Copilot',
        vendor: 'GitHub',
        policy: 'default',
        state: 'allowed',
        until: null,
        links: { get: null, setUp: 'https://example.com/set-up', help: null },
        reportsSeats: true,
        connected: true,
        weeks: [],
      },
    ],
    peers: { weeklyActiveRate: null, costPerActiveDeveloper: null },
    outcomes: {
      connected: false,
      incidentsTold: false,
      week: last,
      weeks: [],
      peers: null,
    },
    benchmark: {
      valueMicros: 20_000_000,
      source: 'Median of 6 teams',
      sourceDate: '2026-11-01',
      teams: 6,
    },
    currency: 'USD',
    coverage: { accounts: 0.96, cost: 0.99, provisional: false },
    freshness: {
      through: '2026-11-22',
      month: '2026-10',
      sources: [],
      progress: null,
      workingOut: false,
    },
    connections: {
      usage: true,
      seats: true,
      prices: true,
      failed: false,
      owner: 'group:default/platform',
    },
    minimumGroupSize: 5,
    bands: bandsFor(),
    ...more,
  };
}
