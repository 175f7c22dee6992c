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

/** A team's place in a list by title. */
type Place = Pick<Group, 'id' | 'title'>;

/** A team's place in a list by level. */
interface LevelPlace {
  id: number;
  /** The level, turned for a list that goes down; Infinity without one. */
  place: number;
}

/** Where the teams without a rank begin, after a page that ranked ones fill. */
const BEFORE_ALL: Place = { title: '', id: 0 };

/** One for all: making a collator costs more than comparing with it. */
const titles = new Intl.Collator('en-US');

const byTitle = (a: Place, b: Place) =>
  titles.compare(a.title, b.title) || a.id - b.id;

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
  readonly #practices: Pick<PracticeScores, 'levels' | 'figures'>;
  readonly #clock: Clock;

  constructor(options: {
    org: OrgStore;
    scorecards: ScorecardStore;
    practices: Pick<PracticeScores, 'levels' | 'figures'>;
    clock: Clock;
  }) {
    this.#org = options.org;
    this.#scorecards = options.scorecards;
    this.#practices = options.practices;
    this.#clock = options.clock;
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
    const teams = [...graph.groups()].filter(
      group =>
        group.isTeam &&
        group.present &&
        visible.listed(group.id) &&
        (!query.type || group.type === query.type) &&
        (!query.parent ||
          graph.teamParent(group.id)?.ref ===
            query.parent.toLocaleLowerCase('en-US')),
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

  /** Levels are seen by everybody, so that their order tells nothing more. Teams without one come last. */
  async #byLevel(
    query: TeamsQuery,
    week: string | null,
    teams: Group[],
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

  async #byTitle(
    query: TeamsQuery,
    week: string | null,
    teams: Group[],
    graph: OrgGraph,
    visible: TeamsVisibility,
  ) {
    const sign = query.order === 'asc' ? 1 : -1;
    const compare = (a: Place, b: Place) =>
      sign * titles.compare(a.title, b.title) || a.id - b.id;
    const inOrder = [...teams].sort(compare);
    const start = startAfter(inOrder, query.cursor, compare);
    const page = inOrder.slice(start, start + query.limit);
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
        last && start + query.limit < inOrder.length
          ? encode({ value: last.title, groupId: last.id })
          : null,
    };
  }

  async #sorted(
    query: TeamsQuery,
    metric: SortableMetric,
    week: string,
    teams: Group[],
    graph: OrgGraph,
    visible: TeamsVisibility,
  ) {
    const sees =
      metric === 'costPerActiveDeveloper' ? visible.cost : visible.full;
    const ranked = teams.filter(team => sees(team.id));
    const after = query.cursor ? decode(query.cursor) : null;
    const inUnranked = after !== null && typeof after.value === 'string';
    const stored = inUnranked
      ? []
      : await this.#scorecards.inOrder(
          week,
          metric,
          query.order,
          after && typeof after.value !== 'string'
            ? { value: after.value, groupId: after.groupId }
            : null,
          query.limit + 1,
          ranked.map(team => team.id),
        );
    const byId = new Map(teams.map(team => [team.id, team]));
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
    const scorecards = await this.#scorecards.ofTeams(
      week,
      teams.map(team => team.id),
    );
    const unranked = teams
      .filter(team => !sees(team.id) || !scorecards.has(team.id))
      .sort(byTitle);
    const start = inUnranked ? startAfter(unranked, query.cursor, byTitle) : 0;
    const rest = unranked.slice(start, start + query.limit - items.length);
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
  const next = inOrder.findIndex(team => compare(team, last) > 0);
  return next === -1 ? inOrder.length : next;
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
