import { InputError } from '@backstage/errors';
import {
  Figure,
  HeadlineMetricId,
  missing,
  TeamRow,
  TeamSort,
  TeamsQuery,
} from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../../clock';
import { Group, OrgGraph, OrgStore } from '../../org';
import type { PracticeScores } from '../../practices/PracticeScores';
import { teamRefOf } from '../snapshots/SnapshotBuilder';
import { ListedScorecard, ScorecardStore, SortableMetric } from '../store';

/** Which teams' figures the caller sees. */
export interface TeamsVisibility {
  /** Teams that have a row. */
  listed(groupId: number): boolean;
  full(groupId: number): boolean;
  cost(groupId: number): boolean;
}

interface Cursor {
  /** Sort value of the last row; the title when sorted by it. */
  value: number | string | null;
  groupId: number;
}

interface Ranking {
  /** Monday. */
  week: string;
  metric: SortableMetric;
  order: 'asc' | 'desc';
}

type RankedRow = Awaited<ReturnType<ScorecardStore['inOrder']>>[number];
type RankedPlace = Pick<RankedRow, 'value' | 'groupId'>;

/** A team's place in a list by title. */
type Place = Pick<Group, 'id' | 'title'>;

/** A team's place in a list by level. */
interface LevelPlace {
  id: number;
  /** The level, turned for a list that goes down; Infinity without one. */
  place: number;
}

/** Of more teams than this, a page is read without naming them. */
const MOST_NAMED = 500;

/** Where the teams without a rank begin, after a page that ranked ones fill. */
const BEFORE_ALL: Place = { title: '', id: 0 };

/** One for all: making a collator costs more than comparing with it. */
const titles = new Intl.Collator('en-US');

const byTitle = (a: Place, b: Place) =>
  titles.compare(a.title, b.title) || a.id - b.id;

const byTitleDown = (a: Place, b: Place) =>
  titles.compare(b.title, a.title) || a.id - b.id;

type Levels = Pick<PracticeScores, 'levels' | 'figures' | 'version'>;

type TeamsByTitle = Record<'asc' | 'desc', readonly Group[]>;

const STORED_SORTS: Partial<Record<TeamSort, SortableMetric>> = {
  weeklyActiveRate: 'weeklyActiveRate',
  costPerActiveDeveloper: 'costPerActiveDeveloper',
  teamOutput: 'teamOutput',
  changeFailureRate: 'changeFailureRate',
};

/** Lists teams, a row each; figures stand where the caller may see them. */
export class TeamsService {
  readonly #org: OrgStore;
  readonly #scorecards: ScorecardStore;
  readonly #practices: Levels;
  readonly #clock: Clock;
  readonly #byGraph = new WeakMap<OrgGraph, TeamsByTitle>();

  constructor(options: {
    org: OrgStore;
    scorecards: ScorecardStore;
    practices: Levels;
    clock: Clock;
  }) {
    this.#org = options.org;
    this.#scorecards = options.scorecards;
    this.#practices = options.practices;
    this.#clock = options.clock;
  }

  /** What every list of today is made from: the same things make the same lists. */
  async madeFrom(): Promise<readonly unknown[]> {
    const day = today(this.#clock);
    return [
      day,
      ...(await Promise.all([
        this.#org.graph(day),
        this.#scorecards.version(),
        this.#practices.version(),
      ])),
    ];
  }

  /**
   * A page in the asked order. Sorted by a figure, teams whose figure the caller may not see come last, by title, as
   * those without one do: their order tells nothing.
   */
  async list(
    query: TeamsQuery,
    visible: TeamsVisibility,
  ): Promise<{ items: TeamRow[]; nextCursor: string | null }> {
    const [graph, week] = await Promise.all([
      this.#org.graph(today(this.#clock)),
      this.#scorecards.lastWeek(),
    ]);
    const order = query.sort === 'title' ? query.order : 'asc';
    const parent = query.parent?.toLocaleLowerCase('en-US');
    const teams = this.#present(graph)[order].filter(
      group =>
        visible.listed(group.id) &&
        (!query.type || group.type === query.type) &&
        (!parent || graph.teamParent(group.id)?.ref === parent),
    );
    const metric = STORED_SORTS[query.sort];
    if (query.sort === 'practiceLevel') {
      return this.#byLevel(query, week, teams, graph, visible);
    }
    const page =
      metric && week
        ? await this.#sorted(query, metric, week, teams, graph, visible)
        : await this.#byTitle(query, week, teams, graph, visible);
    return this.#withLevels(page, graph);
  }

  /** Teams that the catalog holds, by title; sorted once for each state of the organisation. */
  #present(graph: OrgGraph): TeamsByTitle {
    const kept = this.#byGraph.get(graph);
    if (kept) return kept;
    const teams = [...graph.groups()].filter(
      group => group.isTeam && group.present,
    );
    const sorted = {
      asc: [...teams].sort(byTitle),
      desc: teams.sort(byTitleDown),
    };
    this.#byGraph.set(graph, sorted);
    return sorted;
  }

  /** Levels are seen by everybody, so that their order tells nothing more. Teams without one come last. */
  async #byLevel(
    query: TeamsQuery,
    week: string | null,
    teams: readonly Group[],
    graph: OrgGraph,
    visible: TeamsVisibility,
  ) {
    const levels = await this.#practices.levels();
    const sign = query.order === 'asc' ? 1 : -1;
    const placeOf = (id: number) => {
      const level = levels.get(id) ?? null;
      return level === null ? Infinity : sign * level;
    };
    const compare = (a: LevelPlace, b: LevelPlace) =>
      // Infinity minus itself is no number.
      (a.place === b.place ? 0 : a.place - b.place) || a.id - b.id;
    const inOrder = teams
      .map(team => ({ id: team.id, place: placeOf(team.id), team }))
      .sort(compare);
    const after = query.cursor ? decode(query.cursor) : null;
    const last = after && {
      id: after.groupId,
      place: typeof after.value === 'number' ? sign * after.value : Infinity,
    };
    const rest = last
      ? inOrder.filter(each => compare(each, last) > 0)
      : inOrder;
    const page = rest.slice(0, query.limit);
    const ids = page.map(({ id }) => id);
    const scorecards = week
      ? await this.#scorecards.ofTeams(week, ids)
      : new Map<number, ListedScorecard>();
    const end = page[page.length - 1];
    return this.#withLevels(
      {
        items: page.map(({ team }) =>
          rowOf(team, graph, scorecards.get(team.id), visible),
        ),
        nextCursor:
          end && rest.length > page.length
            ? encode({ value: levels.get(end.id) ?? null, groupId: end.id })
            : null,
      },
      graph,
    );
  }

  /** The rows with the levels of today. */
  async #withLevels(
    { items, nextCursor }: { items: TeamRow[]; nextCursor: string | null },
    graph: OrgGraph,
  ) {
    const idOf = ({ team }: TeamRow) => graph.group(team.ref)?.id ?? 0;
    const figures = await this.#practices.figures(items.map(idOf));
    return {
      items: items.map(row => ({
        ...row,
        practiceLevel: figures.get(idOf(row)) ?? row.practiceLevel,
      })),
      nextCursor,
    };
  }

  /** `teams` come in the order that is asked for. */
  async #byTitle(
    query: TeamsQuery,
    week: string | null,
    teams: readonly Group[],
    graph: OrgGraph,
    visible: TeamsVisibility,
  ) {
    const compare = query.order === 'asc' ? byTitle : byTitleDown;
    const start = startAfter(teams, query.cursor, compare);
    const page = teams.slice(start, start + query.limit);
    const scorecards = week
      ? await this.#scorecards.ofTeams(
          week,
          page.map(team => team.id),
        )
      : new Map<number, ListedScorecard>();
    const last = page[page.length - 1];
    return {
      items: page.map(team =>
        rowOf(team, graph, scorecards.get(team.id), visible),
      ),
      nextCursor:
        last && start + query.limit < teams.length
          ? encode({ value: last.title, groupId: last.id })
          : null,
    };
  }

  /** Rows of these teams in the order of a metric, after a place in it. */
  async #ranked(
    { week, metric, order }: Ranking,
    after: RankedPlace | null,
    limit: number,
    ids: ReadonlyMap<number, Group>,
  ): Promise<RankedRow[]> {
    const store = this.#scorecards;
    if (ids.size <= MOST_NAMED) {
      return store.inOrder(week, metric, order, after, limit, [...ids.keys()]);
    }
    const found: RankedRow[] = [];
    for (let place = after; ; ) {
      const rows = await store.inOrder(week, metric, order, place, limit);
      found.push(...rows.filter(row => ids.has(row.groupId)));
      if (rows.length < limit || found.length >= limit) {
        return found.slice(0, limit);
      }
      place = rows[rows.length - 1];
    }
  }

  async #sorted(
    query: TeamsQuery,
    metric: SortableMetric,
    week: string,
    teams: readonly Group[],
    graph: OrgGraph,
    visible: TeamsVisibility,
  ) {
    const sees =
      metric === 'costPerActiveDeveloper' ? visible.cost : visible.full;
    const byId = new Map<number, Group>();
    for (const team of teams) if (sees(team.id)) byId.set(team.id, team);
    const after = query.cursor ? decode(query.cursor) : null;
    const inUnranked = after !== null && typeof after.value === 'string';
    const stored = inUnranked
      ? []
      : await this.#ranked(
          { week, metric, order: query.order },
          after && typeof after.value !== 'string'
            ? { value: after.value, groupId: after.groupId }
            : null,
          query.limit + 1,
          byId,
        );
    const rows = stored.slice(0, query.limit).flatMap(row => {
      const team = byId.get(row.groupId);
      return team ? [{ team, scorecard: row.scorecard, value: row.value }] : [];
    });
    const items = rows.map(row =>
      rowOf(row.team, graph, row.scorecard, visible),
    );
    const lastStored = rows[rows.length - 1];
    if (stored.length > query.limit && lastStored) {
      return {
        items,
        nextCursor: encode({
          value: lastStored.value,
          groupId: lastStored.team.id,
        }),
      };
    }
    const scored = await this.#scorecards.teamsOf(week);
    const unranked = teams.filter(
      team => !sees(team.id) || !scored.has(team.id),
    );
    const start = inUnranked ? startAfter(unranked, query.cursor, byTitle) : 0;
    const rest = unranked.slice(start, start + query.limit - items.length);
    const scorecards = await this.#scorecards.ofTeams(
      week,
      rest.map(team => team.id),
    );
    const last = rest[rest.length - 1] ?? BEFORE_ALL;
    return {
      items: [
        ...items,
        ...rest.map(team =>
          rowOf(team, graph, scorecards.get(team.id), visible),
        ),
      ],
      nextCursor:
        start + rest.length < unranked.length
          ? encode({ value: last.title, groupId: last.id })
          : null,
    };
  }
}

/** Where a list goes on; also when the team that the cursor names has left it. */
function startAfter(
  inOrder: readonly Place[],
  cursor: string | undefined,
  compare: (a: Place, b: Place) => number,
): number {
  if (!cursor) return 0;
  const { value, groupId } = decode(cursor);
  const last = { title: String(value), id: groupId };
  let start = 0;
  let end = inOrder.length;
  while (start < end) {
    const middle = (start + end) >> 1;
    if (compare(inOrder[middle], last) > 0) end = middle;
    else start = middle + 1;
  }
  return start;
}

function rowOf(
  team: Group,
  graph: OrgGraph,
  scorecard: ListedScorecard | undefined,
  visible: TeamsVisibility,
): TeamRow {
  const metric = (id: HeadlineMetricId) =>
    scorecard?.headline.find(each => each.id === id);
  const full = visible.full(team.id);
  const cost = visible.cost(team.id);
  const figure = (sees: boolean, id: HeadlineMetricId): Figure | null =>
    sees ? metric(id)?.figure ?? null : null;
  return {
    team: teamRefOf(team),
    parent: graph.teamParent(team.id)?.ref ?? null,
    week: scorecard?.week ?? null,
    weeklyActiveRate: figure(full, 'weeklyActiveRate'),
    weeklyActiveStatus: full
      ? metric('weeklyActiveRate')?.status ?? null
      : null,
    costPerActiveDeveloper: figure(cost, 'costPerActiveDeveloper'),
    costStatus: cost ? metric('costPerActiveDeveloper')?.status ?? null : null,
    teamOutput: figure(full, 'teamOutput'),
    changeFailureRate: figure(full, 'changeFailureRate'),
    practiceLevel: missing('not-yet-collected', 'level'),
  };
}

function encode(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function decode(text: string): Cursor {
  try {
    const cursor: unknown = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    );
    if (
      typeof cursor === 'object' &&
      cursor !== null &&
      'value' in cursor &&
      (cursor.value === null ||
        ['number', 'string'].includes(typeof cursor.value)) &&
      'groupId' in cursor &&
      Number.isInteger(cursor.groupId)
    ) {
      return cursor as Cursor;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new InputError('cursor is not one that this list gave out');
}
