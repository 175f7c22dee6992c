import {
  addDays,
  addMonths,
  Benchmark,
  buildScorecard,
  Coverage,
  DEFINITION_VERSION,
  firstDay,
  Freshness,
  monthOf,
  PublishedToolWeek,
  PublishedWeek,
  ScorecardInput,
  TeamRef,
} from 'backstage-plugin-ai-scorecards-common';
import { createHash } from 'node:crypto';
import { Clock } from '../../clock';
import { OutcomeInputs } from '../../outcomes/OutcomeInputs';
import { Group, OrgGraph, OrgStore } from '../../org';
import { StoredTool, ToolStore } from '../../tools';
import { breathe } from '../../breathe';
import { meanwhile } from '../../meanwhile';
import { PeerRow, ScorecardRow, TeamPeriodRow, TeamPeriods } from '../store';
import { ScoringContext } from './ScoringContext';

/** What the caller worked out for all teams together. */
export interface WeekFacts {
  peers: readonly PeerRow[];
  /** A team's benchmark: the team itself is left out of its median. */
  benchmarkOf(groupId: number): Benchmark | null;
  coverage: Coverage;
  freshness: Freshness;
  /** What stored snapshots rest on besides the own figures of their team; null where these changed. */
  bases: ReadonlyMap<number, string | null>;
}

/** Snapshots that were made, and teams whose stored one still says what is so. */
export interface BuiltSnapshots {
  made: ScorecardRow[];
  kept: number[];
}

/** Weeks and months that a scorecard looks back. */
const WEEKS_BACK = 11;
const TOOL_WEEKS_BACK = 3;
const MONTHS_BACK = 11;
/** Teams whose rows are held at a time, and worked out without a pause. */
const TEAMS_AT_ONCE = 50;

/** Who stood in which Groups in the week: what tells an empty team from a small one. */
interface Populated {
  people: Set<number>;
  developers: Set<number>;
}

/** Makes the stored snapshots of a week from the published rows. */
export class SnapshotBuilder {
  readonly #periods: TeamPeriods;
  readonly #org: OrgStore;
  readonly #tools: ToolStore;
  readonly #context: ScoringContext;
  readonly #clock: Clock;
  readonly #outcomes: OutcomeInputs;

  constructor(options: {
    periods: TeamPeriods;
    org: OrgStore;
    tools: ToolStore;
    context: ScoringContext;
    clock: Clock;
    outcomes: OutcomeInputs;
  }) {
    this.#periods = options.periods;
    this.#org = options.org;
    this.#tools = options.tools;
    this.#context = options.context;
    this.#clock = options.clock;
    this.#outcomes = options.outcomes;
  }

  /**
   * Makes the snapshots of the week that starts on this Monday, some teams at a time, but for those that would say what
   * they say already. Reads only: the caller stores them.
   */
  async *buildWeek(
    week: string,
    facts: WeekFacts,
  ): AsyncGenerator<BuiltSnapshots> {
    const sunday = addDays(week, 6);
    const graph = await this.#org.graph(sunday);
    const tools = await this.#tools.list();
    const populated = await this.#populated(week, graph);
    const shown = await this.#periods.shownTeams(week);
    const computedAt = this.#clock.now().toISOString();
    const groups = (await this.#org.groups()).filter(group => group.isTeam);
    const basisOf = await this.#bases(week, facts, tools);
    const teams: (Group & { basis: string; of: ScorecardInput['team'] })[] = [];
    const kept: number[] = [];
    for (const group of groups) {
      const of = this.#team(group, graph, populated, shown);
      const basis = basisOf(group, of);
      if (facts.bases.get(group.id) === basis) kept.push(group.id);
      else teams.push({ ...group, basis, of });
    }
    yield { made: [], kept };

    const read = (at: number) =>
      meanwhile(() => this.#rowsOf(week, teams.slice(at, at + TEAMS_AT_ONCE)));
    // The rows of the next teams are read while the snapshots of some are made.
    let next = read(0);
    for (let at = 0; at < teams.length; at += TEAMS_AT_ONCE) {
      const some = teams.slice(at, at + TEAMS_AT_ONCE);
      const { weeks, toolWeeks, months, outcomes } = await next;
      if (at + TEAMS_AT_ONCE < teams.length) next = read(at + TEAMS_AT_ONCE);
      await breathe();
      const made = some
        .filter(group => group.present || weeks.has(group.id))
        .map(group => ({
          groupId: group.id,
          week,
          definitionVersion: DEFINITION_VERSION,
          computedAt,
          basis: group.basis,
          scorecard: buildScorecard({
            team: group.of,
            computedAt,
            week,
            weeks: (weeks.get(group.id) ?? []).map(
              row => row.published as PublishedWeek,
            ),
            months: (months.get(group.id) ?? []).map(row => row.published),
            tools: this.#context.scoredTools(tools, id =>
              toolWeeksOf(toolWeeks.get(group.id), id),
            ),
            peers: peersOf(facts.peers, group.type),
            outcomes: outcomes(group),
            benchmark: facts.benchmarkOf(group.id),
            currency: this.#context.currency,
            coverage: facts.coverage,
            freshness: facts.freshness,
            connections: this.#context.connections(false),
            minimumGroupSize: this.#context.minimumGroupSize,
            bands: this.#context.bandsOf(group.type),
          }),
        }));
      yield { made, kept: [] };
    }
  }

  /** Digests of everything that a snapshot is made of, but for the team's own weeks and months. */
  async #bases(
    week: string,
    facts: WeekFacts,
    tools: readonly StoredTool[],
  ): Promise<(group: Group, team: ScorecardInput['team']) => string> {
    const { peers, ...outcomes } = await this.#outcomes.common(week);
    const common = JSON.stringify([
      DEFINITION_VERSION,
      this.#context.minimumGroupSize,
      this.#context.currency,
      this.#context.connections(false),
      tools.map(tool => [
        tool,
        this.#context.reportsSeats(tool.ref),
        this.#context.isConnected(tool.ref),
      ]),
      facts.coverage,
      facts.freshness,
      outcomes,
    ]);
    const ofType = new Map<string | null, string>();
    const typeText = (type: string | null) =>
      JSON.stringify([
        peersOf(facts.peers, type),
        peers.get(type ?? '') ?? null,
        this.#context.bandsOf(type),
      ]);
    return (group, team) => {
      const known = ofType.get(group.type) ?? typeText(group.type);
      ofType.set(group.type, known);
      return createHash('sha256')
        .update(common)
        .update(known)
        .update(JSON.stringify([team, facts.benchmarkOf(group.id)]))
        .digest('base64')
        .slice(0, 24);
    };
  }

  /** Published rows that the snapshots of some teams look back over. */
  async #rowsOf(week: string, teams: readonly Group[]) {
    const groupIds = teams.map(group => group.id);
    const lastMonth = lastWholeMonth(addDays(week, 6));
    const weeks = await this.#periods.ofAll<'week'>(
      'week',
      addDays(week, -7 * WEEKS_BACK),
      week,
      { anyTool: true, groupIds },
    );
    await breathe();
    const toolWeeks = await this.#periods.ofAll<'week'>(
      'week',
      addDays(week, -7 * TOOL_WEEKS_BACK),
      week,
      { anyTool: false, groupIds },
    );
    const months = await this.#periods.ofAll<'month'>(
      'month',
      firstDay(addMonths(lastMonth, -MONTHS_BACK)),
      firstDay(lastMonth),
      { anyTool: true, groupIds },
    );
    const outcomes = await this.#outcomes.ofTeams(teams, week);
    return { weeks, toolWeeks, months, outcomes };
  }

  #team(
    group: Group,
    graph: OrgGraph,
    populated: Populated,
    shownTeams: ReadonlySet<number>,
  ): ScorecardInput['team'] {
    const ancestors = graph.teamAncestors(group.id);
    const parent = ancestors[0];
    const shown = ancestors.find(ancestor => shownTeams.has(ancestor.id));
    return {
      ref: teamRefOf(group),
      parent: parent ? teamRefOf(parent) : null,
      leads: graph.leadsOf(group.id),
      present: group.present,
      isTeam: group.isTeam,
      hasPeople: populated.people.has(group.id),
      ...(group.membersUnknown && { membersUnknown: true }),
      hasDevelopers: populated.developers.has(group.id),
      shownAncestor: shown ? teamRefOf(shown) : null,
    };
  }

  async #populated(week: string, graph: OrgGraph): Promise<Populated> {
    const people = new Set<number>();
    const developers = new Set<number>();
    const up = (id: number, into: Set<number>) => {
      if (into.has(id)) return;
      into.add(id);
      for (const above of graph.ancestors(id)) into.add(above.id);
    };
    for (const range of await this.#org.rosterBetween(week, addDays(week, 7))) {
      up(range.groupId, people);
      if (range.counted) up(range.groupId, developers);
    }
    return { people, developers };
  }
}

/** The last month that had ended on a UTC day, `YYYY-MM`. */
export function lastWholeMonth(day: string): string {
  return addMonths(monthOf(addDays(day, 1)), -1);
}

/** A Group in the contract's words. */
export function teamRefOf(group: Group): TeamRef {
  return { ref: group.ref, title: group.title, type: group.type };
}

function toolWeeksOf(
  rows: readonly TeamPeriodRow<'week'>[] | undefined,
  toolId: number,
): PublishedToolWeek[] {
  return (rows ?? [])
    .filter(row => row.toolId === toolId)
    .map(row => row.published as PublishedToolWeek);
}

function peersOf(
  rows: readonly PeerRow[],
  teamType: string | null,
): ScorecardInput['peers'] {
  const of = (metric: string) => {
    const row = rows.find(
      each => each.metric === metric && each.teamType === (teamType ?? ''),
    );
    return row
      ? { p25: row.p25, p50: row.p50, p75: row.p75, teams: row.teams }
      : null;
  };
  return {
    weeklyActiveRate: of('weeklyActiveRate'),
    costPerActiveDeveloper: of('costPerActiveDeveloper'),
  };
}
