import { InputError } from '@backstage/errors';
import {
  addDays,
  changeFailure,
  daysFromTo,
  Figure,
  firstDay,
  measuredPoint,
  monthCost,
  monthOf,
  monthsBetween,
  outputFigures,
  outputPoint,
  Point,
  PublishedMonth,
  PublishedWeek,
  rate,
  Scorecard,
  SETTLING_WEEKS,
  stateOf,
  TrendsQuery,
  TrendsResponse,
  weekOf,
  weekPoint,
  weeksBefore,
  weeksBetween,
  missing,
  hasValue,
} from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../../clock';
import { AiScorecardsConfig } from '../../config';
import { meanwhile } from '../../http/meanwhile';
import { Group, OrgStore, requireGroup } from '../../org';
import { OutcomeInputs } from '../../outcomes/OutcomeInputs';
import { OutcomeWeeks } from '../../outcomes/OutcomeWeeks';
import { Registry, StoredTool, ToolStore } from '../../tools';
import {
  ANY_TOOL,
  Grain,
  ScorecardStore,
  TeamPeriodRow,
  TeamPeriods,
} from '../store';
import { CollectionState } from './ScorecardService';

/** How far back a chart goes when nothing is asked: 26 weeks, 12 months, 28 days. */
const DEFAULT_BACK = { day: 27, week: 7 * 25, month: 335 } as const;

/** How far back a chart may go, in days. */
const LONGEST_BACK = { day: 400, week: 1600, month: 1600 } as const;

/** Days before a chart in which the roster of a week that has not ended is looked for. */
const ROSTER_BACK = 35;

/** Grains that a metric has; others are answered with the nearest. */
const WEEKLY = [
  'weeklyActiveRate',
  'rosterActiveRate',
  'defaultToolShare',
  'sanctionedShare',
  'teamOutput',
  'changeFailureRate',
];
/** Those of them that tell what came of the work. */
const OF_WORK = ['teamOutput', 'changeFailureRate'];
const MONTHLY = ['cost', 'costPerActiveDeveloper'];

type Series = TrendsResponse['series'];

/** Serves series from the stored published rows. A period without a row is a gap with its reason, never a zero. */
export class TrendsService {
  readonly #periods: TeamPeriods;
  readonly #scorecards: ScorecardStore;
  readonly #org: OrgStore;
  readonly #tools: ToolStore;
  readonly #config: AiScorecardsConfig;
  readonly #collection: CollectionState;
  readonly #clock: Clock;
  readonly #outcomeWeeks: OutcomeWeeks;
  readonly #outcomeInputs: OutcomeInputs;

  constructor(options: {
    periods: TeamPeriods;
    scorecards: ScorecardStore;
    org: OrgStore;
    tools: ToolStore;
    config: AiScorecardsConfig;
    collection: CollectionState;
    clock: Clock;
    outcomeWeeks: OutcomeWeeks;
    outcomeInputs: OutcomeInputs;
  }) {
    this.#periods = options.periods;
    this.#scorecards = options.scorecards;
    this.#org = options.org;
    this.#tools = options.tools;
    this.#config = options.config;
    this.#collection = options.collection;
    this.#clock = options.clock;
    this.#outcomeWeeks = options.outcomeWeeks;
    this.#outcomeInputs = options.outcomeInputs;
  }

  /** Throws as {@link requireGroup} does. */
  async get(teamRef: string, query: TrendsQuery): Promise<TrendsResponse> {
    const day = today(this.#clock);
    // Asked for in one go, so that one statement tells whether what is kept in memory still holds.
    const shared = meanwhile(() =>
      Promise.all([
        this.#collection.freshness(),
        this.#collection.coverage(),
        this.#tools.current(),
      ]),
    );
    const group = requireGroup(await this.#org.graph(day), teamRef);
    const grain = grainOf(query);
    const to = query.to ?? addDays(day, -1);
    const from = query.from ?? addDays(to, -DEFAULT_BACK[grain]);
    refuseEndless(from, to, grain);
    const [freshness, coverage, registry] = await shared;
    const [series, marks, scorecard] = await Promise.all([
      OF_WORK.includes(query.metric)
        ? this.#workSeries(group, query.metric, from, to, day)
        : this.#series(group.id, query.metric, grain, from, to, {
            tools: registry.tools,
            provisional: coverage.provisional,
            coverage,
          }),
      this.#marks(group.id, from, to, registry),
      query.metric === 'costPerActiveDeveloper'
        ? this.#scorecards.get(group.id, day)
        : null,
    ]);
    return {
      metric: query.metric,
      grain,
      unit: unitOf(query.metric),
      series,
      marks,
      benchmark: scorecard?.cost?.benchmark
        ? {
            value: scorecard.cost.benchmark.value,
            source: scorecard.cost.benchmark.source,
          }
        : null,
      coverage,
      freshness,
    };
  }

  async #series(
    groupId: number,
    metric: TrendsQuery['metric'],
    grain: Grain,
    from: string,
    to: string,
    context: {
      tools: readonly StoredTool[];
      provisional: boolean;
      coverage: Scorecard['coverage'];
    },
  ): Promise<Series> {
    if (grain === 'month') {
      const rows = await this.#periods.ofTeam(
        'month',
        groupId,
        firstDay(monthOf(from)),
        to,
        ANY_TOOL,
      );
      return monthSeries(metric, rows, from, to, context);
    }
    const byTool = grain === 'week' && metric === 'activeDevelopers';
    const rows = await this.#periods.ofTeam(
      'week',
      groupId,
      addDays(weekOf(from), -ROSTER_BACK),
      to,
      byTool ? undefined : ANY_TOOL,
    );
    const rosterOf = rosters(rows);
    if (grain === 'day') {
      const days = await this.#periods.ofTeam('day', groupId, from, to);
      return perTool(days, context.tools, daysFromTo(from, to), row => {
        const published = row.published;
        if (published.state !== 'ok') {
          return missing(published.state, 'people', published.reason);
        }
        const people = rosterOf(row.period);
        return published.shown && people !== null
          ? countOf(published.active, people, 'ok')
          : missing('suppressed', 'people', 'Too few people to show this.');
      });
    }
    const mondays = weeksBetween(from, to);
    if (metric === 'activeDevelopers') {
      return perTool(rows, context.tools, mondays, row => {
        const published = row.published;
        // Of one tool, who acts is the population; of any tool, a part of the roster.
        const isTool = 'users' in published;
        const { state, reason } = stateOf(
          isTool ? published.users : published.roster,
          published,
          { provisional: context.provisional },
        );
        if (!hasValue(state)) return missing(state, 'people', reason);
        if (!isTool) {
          const { active, people } = published.roster;
          return countOf(active, people, state, reason);
        }
        const people = rosterOf(row.period);
        return people === null
          ? missing('suppressed', 'people', 'Too few people to show this.')
          : countOf(published.users.people, people, state, reason);
      });
    }
    const weeks = rows
      .filter(row => row.toolId === ANY_TOOL)
      .map(row => row.published as PublishedWeek);
    return [
      {
        id: 'total',
        title: 'Team',
        points: filled(
          mondays,
          weeks.map(week => weekPointOf(metric, week, context.provisional)),
        ),
      },
    ];
  }

  /** Output of each week against the present baseline, or change failure as it was told in the week. */
  async #workSeries(
    group: Group,
    metric: TrendsQuery['metric'],
    from: string,
    to: string,
    day: string,
  ): Promise<Series> {
    const mondays = weeksBetween(from, to);
    const [rows, input] = await Promise.all([
      this.#outcomeWeeks.ofTeam(
        group.id,
        weeksBefore(weekOf(from), SETTLING_WEEKS),
        to,
      ),
      this.#outcomeInputs.latest(group, weekOf(day)),
    ]);
    const { baseline } = outputFigures(input);
    const points = rows.map((row): Point => {
      if (metric === 'teamOutput') return outputPoint(row, baseline);
      const { period, ...figure } = measuredPoint(
        row,
        addDays(row.week, 7 * SETTLING_WEEKS),
        changeFailure,
      );
      return pointOf(period, figure);
    });
    return [{ id: 'total', title: 'Team', points: filled(mondays, points) }];
  }

  /** Price changes of contracts, policy changes of tools and changes of the team's place in the organisation. */
  async #marks(
    groupId: number,
    from: string,
    to: string,
    { tools, policies }: Registry,
  ): Promise<TrendsResponse['marks']> {
    const titleOf = (ref: string) =>
      tools.find(tool => tool.ref === ref)?.title ?? ref;
    const inRange = (day: string) => day >= from && day <= to;
    const marks: TrendsResponse['marks'] = [];
    for (const contract of this.#config.contracts) {
      for (const price of contract.prices.slice(1)) {
        if (inRange(price.from)) {
          marks.push({
            day: price.from,
            kind: 'price',
            text: `New price of ${titleOf(contract.tool)}`,
          });
        }
      }
    }
    for (const range of policies) {
      const tool = tools.find(each => each.id === range.toolId);
      if (tool && inRange(range.from)) {
        marks.push({
          day: range.from,
          kind: 'policy',
          text: `${tool.title}: ${range.policy}`,
        });
      }
    }
    const edges = await this.#org.edgesOf(groupId, from, addDays(to, 1));
    for (const edge of edges) {
      if (edge.from > from && inRange(edge.from)) {
        marks.push({
          day: edge.from,
          kind: 'organisation',
          text: 'Moved in the organisation',
        });
      }
    }
    return marks.sort((a, b) => (a.day < b.day ? -1 : 1));
  }
}

function refuseEndless(from: string, to: string, grain: Grain): void {
  if (from > to) {
    throw new InputError(`from must not be after to, ${to}`);
  }
  const earliest = addDays(to, -LONGEST_BACK[grain]);
  if (from < earliest) {
    throw new InputError(
      `from must be ${earliest} or later: a chart by ${grain} shows at most ${LONGEST_BACK[grain]} days`,
    );
  }
}

function grainOf(query: TrendsQuery): Grain {
  if (MONTHLY.includes(query.metric)) return 'month';
  if (WEEKLY.includes(query.metric)) return 'week';
  return query.grain === 'month' ? 'week' : query.grain;
}

function unitOf(metric: TrendsQuery['metric']): TrendsResponse['unit'] {
  if (MONTHLY.includes(metric)) return 'micro-usd';
  if (metric === 'teamOutput') return 'index';
  return metric === 'activeDevelopers' ? 'people' : 'ratio';
}

/**
 * People on the roster of the week that a day belongs to, as published, or of the last week before it; null where none
 * is. Counts of people are held back against it, for "six of six" tells of each of them.
 */
function rosters(
  rows: readonly TeamPeriodRow<'week'>[],
): (day: string) => number | null {
  const weeks = rows
    .filter(row => row.toolId === ANY_TOOL)
    .map(row => ({
      week: row.period,
      roster: (row.published as PublishedWeek).roster,
    }))
    .filter(({ roster }) => roster.shown)
    .sort((a, b) => (a.week < b.week ? 1 : -1));
  return day => weeks.find(({ week }) => week <= day)?.roster.people ?? null;
}

/** Active people of so many, held back at the ends as their rate is. */
function countOf(
  active: number,
  people: number,
  state: Figure['state'],
  reason?: string,
): Figure {
  // More may have acted on a day than stood on the roster of the week before.
  const base = Math.max(active, people);
  const share = rate(active, base, base, state, reason);
  if (share.bound === null || share.value === null) {
    return {
      state,
      value: active,
      bound: null,
      unit: 'people',
      ...(reason && { reason }),
    };
  }
  const edge = share.value * base;
  return {
    ...share,
    unit: 'people',
    value: share.bound === 'at-least' ? Math.floor(edge) : Math.ceil(edge),
  };
}

function pointOf(period: string, figure: Figure): Point {
  const { unit: _, ...rest } = figure;
  return { period, ...rest };
}

/** Points for every period, those without a row as gaps. */
function filled(periods: string[], points: Point[]): Point[] {
  const byPeriod = new Map(points.map(point => [point.period, point]));
  return periods.map(
    period =>
      byPeriod.get(period) ?? {
        period,
        state: 'no-data',
        value: null,
        bound: null,
        reason: 'Nothing is known of this period.',
      },
  );
}

function perTool<G extends 'day' | 'week'>(
  rows: TeamPeriodRow<G>[],
  tools: readonly StoredTool[],
  periods: string[],
  figureOf: (row: TeamPeriodRow<G>) => Figure,
): Series {
  const ids = [...new Set([ANY_TOOL, ...rows.map(row => row.toolId)])];
  return ids.map(id => {
    const tool = tools.find(each => each.id === id);
    return {
      id: id === ANY_TOOL ? 'total' : tool?.ref ?? String(id),
      title: id === ANY_TOOL ? 'Any tool' : tool?.title ?? 'Unknown tool',
      points: filled(
        periods,
        rows
          .filter(row => row.toolId === id)
          .map(row => pointOf(row.period, figureOf(row))),
      ),
    };
  });
}

function weekPointOf(
  metric: TrendsQuery['metric'],
  week: PublishedWeek,
  provisional: boolean,
): Point {
  if (metric === 'weeklyActiveRate') return weekPoint(week, provisional);
  const { window } = week;
  const of = (
    population: Parameters<typeof stateOf>[0] & { people: number },
    period: Parameters<typeof stateOf>[1],
    numerator: number,
    denominator: number,
  ) => {
    const { state, reason } = stateOf(population, period, { provisional });
    return pointOf(
      week.week,
      hasValue(state)
        ? rate(numerator, denominator, population.people, state, reason)
        : missing(state, 'ratio', reason),
    );
  };
  if (metric === 'rosterActiveRate') {
    return of(week.roster, week, week.roster.active, week.roster.people);
  }
  if (metric === 'defaultToolShare') {
    const share = window.defaultToolShare;
    return of(share, window.period, share.active, share.people);
  }
  const share = window.sanctionedShare;
  return of(
    share,
    window.period,
    share.numerator + (share.excepted ?? 0),
    share.denominator,
  );
}

function monthSeries(
  metric: TrendsQuery['metric'],
  rows: TeamPeriodRow<'month'>[],
  from: string,
  to: string,
  context: { coverage: Scorecard['coverage'] },
): Series {
  const periods = monthsBetween(from, to).map(month => firstDay(month));
  const months = rows.map(row => row.published);
  const series = (
    id: string,
    title: string,
    pick: (month: ReturnType<typeof monthCost>) => Figure,
  ) => ({
    id,
    title,
    points: filled(
      periods,
      months.map((month: PublishedMonth) =>
        pointOf(
          firstDay(month.month),
          pick(monthCost(month, { coverage: context.coverage, tools: [] })),
        ),
      ),
    ),
  });
  if (metric === 'cost') {
    return [
      series('total', 'Total', month => month.total),
      series('seat', 'Seats', month => month.seat),
      series('usage', 'Usage', month => month.usage),
    ];
  }
  return [
    series(
      'total',
      'Per active developer',
      month => month.costPerActiveDeveloper,
    ),
  ];
}
