import {
  buildScorecard,
  Coverage,
  Freshness,
  LiveException,
  Nudge,
  Scorecard,
  ScorecardInput,
  sentenceWith,
  TeamTool,
  worstStep,
} from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../../clock';
import { join, known, Part } from '../../database';
import { meanwhile } from '../../meanwhile';
import { Group, OrgGraph, OrgStore, requireGroup } from '../../org';
import type {
  PracticeScore,
  PracticeScores,
} from '../../practices/PracticeScores';
import { StoredTool, ToolStore } from '../../tools';
import { ScoringContext } from '../snapshots/ScoringContext';
import { teamRefOf } from '../snapshots/SnapshotBuilder';
import { ScorecardStore } from '../store';

/** What is known of collection now, for every page. */
export interface CollectionState {
  freshness(): Promise<Freshness>;
  coverage(): Promise<Coverage>;
}

/** Live exceptions of a team, by the ref of their tool. */
export interface ExceptionsOfTeams {
  part(
    teamRef: string,
    graph: OrgGraph,
  ): Part<ReadonlyMap<string, LiveException>>;
}

/** A tool as the team may use it: by exception where it has one. */
function excepted<Tool extends Pick<TeamTool, 'state' | 'until'>>(
  tool: Tool,
  exception: LiveException | undefined,
): Tool {
  return exception && tool.state === 'needs-exception'
    ? { ...tool, state: 'excepted', until: exception.until }
    : tool;
}

/** Serves stored snapshots, with what is true now beside them: tools and their policy, freshness, coverage. */
export class ScorecardService {
  readonly #scorecards: ScorecardStore;
  readonly #org: OrgStore;
  readonly #tools: ToolStore;
  readonly #context: ScoringContext;
  readonly #collection: CollectionState;
  readonly #exceptions: ExceptionsOfTeams;
  readonly #nudgesOf: (teamRef: string) => Promise<Nudge[]>;
  readonly #practices: Pick<PracticeScores, 'part'>;
  readonly #clock: Clock;
  readonly #outcomesConnected: () => boolean;

  constructor(options: {
    scorecards: ScorecardStore;
    org: OrgStore;
    tools: ToolStore;
    context: ScoringContext;
    collection: CollectionState;
    exceptions: ExceptionsOfTeams;
    nudgesOf: (teamRef: string) => Promise<Nudge[]>;
    practices: Pick<PracticeScores, 'part'>;
    clock: Clock;
    /** Whether anything tells what came of the work. */
    outcomesConnected: () => boolean;
  }) {
    this.#scorecards = options.scorecards;
    this.#org = options.org;
    this.#tools = options.tools;
    this.#context = options.context;
    this.#collection = options.collection;
    this.#exceptions = options.exceptions;
    this.#nudgesOf = options.nudgesOf;
    this.#practices = options.practices;
    this.#clock = options.clock;
    this.#outcomesConnected = options.outcomesConnected;
  }

  /** The team's whole scorecard as of a UTC day (today). Throws as {@link requireGroup} does. */
  async get(teamRef: string, asOf?: string): Promise<Scorecard> {
    return (await this.read(teamRef, asOf)).make();
  }

  /**
   * The same, not made yet: `from` is what it is made from, and the same things make the same scorecard. Throws as
   * {@link requireGroup} does.
   */
  async read(
    teamRef: string,
    asOf?: string,
  ): Promise<{ from: readonly unknown[]; make(): Scorecard }> {
    const day = today(this.#clock);
    // What is kept in memory is asked for in one go, so that one statement tells whether it still holds.
    const ref = teamRef.toLocaleLowerCase('en-US');
    const shared = meanwhile(() =>
      Promise.all([
        this.#tools.current(),
        this.#collection.freshness(),
        this.#collection.coverage(),
        this.#nudgesOf(ref),
      ]),
    );
    const fetch = (inGraph: OrgGraph, of: Group) =>
      this.#scorecards.fetch(this.#part(inGraph, of, { asOf, day }));
    // The graph nearly always still holds, and then one statement says so and brings the team's rows.
    const kept = this.#org.keptGraph(day);
    const expected = kept?.group(ref);
    const early =
      kept && expected ? meanwhile(() => fetch(kept, expected)) : null;
    const graph = await this.#org.graph(day);
    const group = requireGroup(graph, teamRef);
    const fetched = await (early && graph === kept
      ? early
      : fetch(graph, group));
    const [{ tools }, freshness, coverage, nudges] = await shared;
    return {
      from: [
        day,
        graph,
        fetched.text,
        tools,
        freshness,
        coverage,
        JSON.stringify(nudges),
      ],
      make: () =>
        this.#make(graph, group, {
          ...fetched.read(),
          tools,
          freshness,
          coverage,
          nudges,
        }),
    };
  }

  /** What the database knows of a team. */
  #part(graph: OrgGraph, group: Group, as: { asOf?: string; day: string }) {
    return join(
      [
        group.isTeam
          ? this.#scorecards.part(group.id, as.asOf ?? as.day)
          : known(null),
        group.isTeam ? this.#practices.part(group, as.asOf) : known(null),
        this.#exceptions.part(group.ref, graph),
      ] as const,
      (stored, score, exceptions) => ({ stored, score, exceptions }),
    );
  }

  #make(
    graph: OrgGraph,
    group: Group,
    given: {
      stored: Scorecard | null;
      score: PracticeScore | null;
      tools: readonly StoredTool[];
      exceptions: ReadonlyMap<string, LiveException>;
      freshness: Freshness;
      coverage: Coverage;
      nudges: Nudge[];
    },
  ): Scorecard {
    const { stored, score, tools, exceptions } = given;
    const { freshness, coverage, nudges } = given;
    const current = this.#context
      .scoredTools(tools, () => [])
      .map(tool => excepted(tool, exceptions.get(tool.tool)));
    const empty = buildScorecard({
      ...this.#nothingScored(group, freshness, coverage),
      team: {
        ...this.#nothingScored(group, freshness, coverage).team,
        parent: parentOf(graph.teamParent(group.id)),
        leads: graph.leadsOf(group.id),
      },
      tools: current,
    });
    const card: Scorecard = stored
      ? {
          ...stored,
          // The header is true of today, the figures of the week.
          team: empty.team,
          tools: mergeTools(empty.tools, stored.tools),
          nudges,
          freshness,
          coverage,
          notice: group.present ? stored.notice : empty.notice,
        }
      : { ...empty, nudges };
    return score ? withPractices(card, score) : card;
  }

  /** Before anything is scored: what explains an empty page. */
  #nothingScored(
    group: Group,
    freshness: Freshness,
    coverage: Coverage,
  ): ScorecardInput {
    const enabled = freshness.sources.filter(
      source => source.state !== 'disabled',
    );
    return {
      team: {
        ref: teamRefOf(group),
        parent: null,
        leads: [],
        present: group.present,
        isTeam: group.isTeam,
        hasPeople: true,
        hasDevelopers: true,
        shownAncestor: null,
      },
      computedAt: this.#clock.now().toISOString(),
      week: null,
      weeks: [],
      months: [],
      tools: [],
      peers: { weeklyActiveRate: null, costPerActiveDeveloper: null },
      outcomes: {
        connected: this.#outcomesConnected(),
        incidentsTold: false,
        week: null,
        weeks: [],
        peers: null,
      },
      benchmark: null,
      currency: this.#context.currency,
      coverage,
      freshness,
      connections: this.#context.connections(
        enabled.length > 0 &&
          enabled.every(source => source.state === 'failed'),
      ),
      minimumGroupSize: this.#context.minimumGroupSize,
      bands: this.#context.bandsOf(group.type),
    };
  }
}

/** The card with the team's level, which is evaluated by itself and not with a week. */
function withPractices(
  card: Scorecard,
  { headline: metric, practices, clause }: PracticeScore,
): Scorecard {
  const headline = card.headline.map(each =>
    each.id === metric.id ? metric : each,
  );
  // A notice explains why nothing is said of figures; it is the sentence then.
  if (card.notice) return { ...card, headline, practices };
  return {
    ...card,
    headline,
    practices,
    sentence:
      clause === null ? card.sentence : sentenceWith(card.sentence, clause),
    nextStep: worstStep(headline) ?? metric.nextStep,
  };
}

function parentOf(group: Group | undefined) {
  return group ? teamRefOf(group) : null;
}

/** Today's registry with the stored rates; a tool of the snapshot that left the catalog stays as it was. */
function mergeTools(current: TeamTool[], stored: TeamTool[]): TeamTool[] {
  const rates = new Map(stored.map(tool => [tool.tool, tool.activeRate]));
  const present = new Set(current.map(tool => tool.tool));
  return [
    ...current.map(tool => ({
      ...tool,
      activeRate: rates.get(tool.tool) ?? tool.activeRate,
    })),
    ...stored.filter(tool => !present.has(tool.tool)),
  ];
}
