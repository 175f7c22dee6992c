import { InputError } from '@backstage/errors';
import {
  addDays,
  changeFailure,
  Coverage,
  daysFromTo,
  firstDay,
  Freshness,
  hasValue,
  measuredPoint,
  missing,
  monthOf,
  OrganisationTrendsQuery,
  outputFigures,
  outputPoint,
  Point,
  PublishedMonth,
  PublishedWeek,
  SETTLING_WEEKS,
  stateOf,
  TrendsQuery,
  TrendsResponse,
  weekOf,
  weeksBefore,
  weeksBetween,
} from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../../clock';
import { AiScorecardsConfig } from '../../config';
import { meanwhile } from '../../meanwhile';
import { Group, OrgStore, requireGroup } from '../../org';
import { OutcomeInputs } from '../../outcomes/OutcomeInputs';
import { OutcomeWeeks } from '../../outcomes/OutcomeWeeks';
import { Registry, ToolStore } from '../../tools';
import { ORGANISATION_ID } from '../aggregate/forest';
import { ANY_TOOL, Grain, ScorecardStore, TeamPeriods } from '../store';
import { CollectionState } from './ScorecardService';
import { TopMonths } from './TopMonths';
import {
  countOf,
  filled,
  monthSeries,
  perTool,
  pointOf,
  rosters,
  Series,
  weekPointOf,
} from './trendSeries';

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

/** Of the teams at the top so many are drawn, those of the most people first. */
const MOST_TEAMS = 12;

/** Whom a chart is about. */
interface Subject {
  /** Id in stored rows. */
  id: number;
  type: string | null;
  /** What the line of everyone is called. */
  title: string;
  months(from: string, to: string): Promise<PublishedMonth[]>;
}

/** What every chart says beside its lines. */
interface Shared {
  freshness: Freshness;
  coverage: Coverage;
  registry: Registry;
}

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
  readonly #topMonths: TopMonths;

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
    months: TopMonths;
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
    this.#topMonths = options.months;
  }

  /** Of a team. Throws InputError for a time out of order or too long, and as {@link requireGroup} does. */
  async get(teamRef: string, query: TrendsQuery): Promise<TrendsResponse> {
    const day = today(this.#clock);
    const shared = this.#shared();
    const group = requireGroup(await this.#org.graph(day), teamRef);
    const [trends, scorecard] = await Promise.all([
      this.#trends(query, this.#team(group), await shared),
      query.metric === 'costPerActiveDeveloper'
        ? this.#scorecards.get(group.id, day)
        : null,
    ]);
    const benchmark = scorecard?.cost?.benchmark;
    return benchmark
      ? {
          ...trends,
          benchmark: { value: benchmark.value, source: benchmark.source },
        }
      : trends;
  }

  /**
   * Of everybody; active developers by tool, or by the teams that are at the top today. Cost is what the teams at the top
   * of each month show together. Throws InputError for a time out of order or too long, and for teams of another metric.
   */
  async ofEverybody({
    by,
    ...query
  }: OrganisationTrendsQuery): Promise<TrendsResponse> {
    if (by === 'team' && query.metric !== 'activeDevelopers') {
      throw new InputError('by=team goes with metric=activeDevelopers alone');
    }
    const shared = await this.#shared();
    const everybody = this.#everybody();
    const trends = await this.#trends(query, everybody, shared);
    if (by === 'tool') return trends;
    const { grain, from, to } = this.#span(query);
    const tops = await this.#tops();
    const lines = await Promise.all(
      tops.map(team =>
        this.#series(this.#team(team), query.metric, grain, from, to, shared),
      ),
    );
    return {
      ...trends,
      series: [
        ...trends.series.filter(({ id }) => id === 'total'),
        ...lines.flatMap((series, at) =>
          series
            .filter(({ id }) => id === 'total')
            .map(({ points }) => ({
              id: tops[at].ref,
              title: tops[at].title,
              points,
            })),
        ),
      ],
    };
  }

  async #trends(
    query: TrendsQuery,
    subject: Subject,
    shared: Shared,
  ): Promise<TrendsResponse> {
    const { grain, from, to } = this.#span(query);
    const [series, marks] = await Promise.all([
      OF_WORK.includes(query.metric)
        ? this.#workSeries(subject, query.metric, from, to)
        : this.#series(subject, query.metric, grain, from, to, shared),
      this.#marks(subject.id, from, to, shared.registry),
    ]);
    return {
      metric: query.metric,
      grain,
      unit: unitOf(query.metric),
      series,
      marks,
      benchmark: null,
      coverage: shared.coverage,
      freshness: shared.freshness,
    };
  }

  /** Asked for in one go, so that one statement tells whether what is kept in memory still holds. */
  #shared(): Promise<Shared> {
    return meanwhile(async () => {
      const [freshness, coverage, registry] = await Promise.all([
        this.#collection.freshness(),
        this.#collection.coverage(),
        this.#tools.current(),
      ]);
      return { freshness, coverage, registry };
    });
  }

  #span(query: TrendsQuery): { grain: Grain; from: string; to: string } {
    const grain = grainOf(query);
    const to = query.to ?? addDays(today(this.#clock), -1);
    const from = query.from ?? addDays(to, -DEFAULT_BACK[grain]);
    refuseEndless(from, to, grain);
    return { grain, from, to };
  }

  #team({ id, type }: Group): Subject {
    return {
      id,
      type,
      title: 'Team',
      months: async (from, to) => {
        const rows = await this.#periods.ofTeam(
          'month',
          id,
          from,
          to,
          ANY_TOOL,
        );
        return rows.map(({ published }) => published);
      },
    };
  }

  #everybody(): Subject {
    return {
      id: ORGANISATION_ID,
      type: null,
      title: 'Everybody',
      months: (from, to) => this.#topMonths.between(from, to),
    };
  }

  /** The teams that no team is above today, those of the most people in the last week first. */
  async #tops(): Promise<Group[]> {
    const [graph, week] = await Promise.all([
      this.#org.graph(today(this.#clock)),
      this.#scorecards.lastWeek(),
    ]);
    if (week === null) return [];
    const rows = await this.#periods.figures('week', week, week, {
      anyTool: true,
    });
    return rows
      .filter(({ shown }) => shown)
      .sort((a, b) => b.people - a.people || a.groupId - b.groupId)
      .flatMap(({ groupId }) => {
        const team = graph.groupById(groupId);
        return team?.isTeam && team.present && !graph.teamParent(groupId)
          ? [team]
          : [];
      })
      .slice(0, MOST_TEAMS);
  }

  async #series(
    subject: Subject,
    metric: TrendsQuery['metric'],
    grain: Grain,
    from: string,
    to: string,
    { coverage, registry: { tools } }: Shared,
  ): Promise<Series> {
    if (grain === 'month') {
      const months = await subject.months(firstDay(monthOf(from)), to);
      return monthSeries(metric, months, from, to, { coverage });
    }
    const byTool = grain === 'week' && metric === 'activeDevelopers';
    const rows = await this.#periods.ofTeam(
      'week',
      subject.id,
      addDays(weekOf(from), -ROSTER_BACK),
      to,
      byTool ? undefined : ANY_TOOL,
    );
    const rosterOf = rosters(rows);
    if (grain === 'day') {
      const days = await this.#periods.ofTeam('day', subject.id, from, to);
      return perTool(days, tools, daysFromTo(from, to), row => {
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
      return perTool(rows, tools, mondays, row => {
        const published = row.published;
        // Of one tool, who acts is the population; of any tool, a part of the roster.
        const isTool = 'users' in published;
        const { state, reason } = stateOf(
          isTool ? published.users : published.roster,
          published,
          { provisional: coverage.provisional },
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
        title: subject.title,
        points: filled(
          mondays,
          weeks.map(week => weekPointOf(metric, week, coverage.provisional)),
        ),
      },
    ];
  }

  /** Output of each week against the present baseline, or change failure as it was told in the week. */
  async #workSeries(
    subject: Subject,
    metric: TrendsQuery['metric'],
    from: string,
    to: string,
  ): Promise<Series> {
    const mondays = weeksBetween(from, to);
    const [rows, input] = await Promise.all([
      this.#outcomeWeeks.ofTeam(
        subject.id,
        weeksBefore(weekOf(from), SETTLING_WEEKS),
        to,
      ),
      this.#outcomeInputs.latest(subject, weekOf(today(this.#clock))),
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
    return [
      { id: 'total', title: subject.title, points: filled(mondays, points) },
    ];
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
