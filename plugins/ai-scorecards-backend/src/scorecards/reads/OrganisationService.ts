import {
  addDays,
  addMonths,
  buildScorecard,
  Coverage,
  DEFINITION_VERSION,
  firstDay,
  Freshness,
  organisationSentence,
  OrganisationScorecard,
  PublishedMonth,
  PublishedToolWeek,
  PublishedWeek,
  restrictScorecard,
  SpendMonth,
} from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../../clock';
import { StalePeriods } from '../../database';
import { OutcomeInputs } from '../../outcomes/OutcomeInputs';
import { StoredTool, ToolStore } from '../../tools';
import { ORGANISATION_ID } from '../aggregate/forest';
import { ScoringContext } from '../snapshots/ScoringContext';
import { lastWholeMonth } from '../snapshots/SnapshotBuilder';
import { ANY_TOOL, ScorecardStore, TeamPeriodRow, TeamPeriods } from '../store';
import { CollectionState } from './ScorecardService';
import { TopMonths } from './TopMonths';

/** Weeks, weeks of a tool and months that a scorecard looks back. */
const WEEKS_BACK = 11;
const TOOL_WEEKS_BACK = 3;
const MONTHS_BACK = 11;

/** What a month cost beside what teams show, and what that is made from. */
interface Spend {
  besides(month: string): Promise<SpendMonth | null>;
  madeFrom(): Promise<readonly unknown[]>;
}

/** Weeks, weeks of a tool and months of everybody. */
type Rows = [
  TeamPeriodRow<'week'>[],
  TeamPeriodRow<'week'>[],
  PublishedMonth[],
];

const EVERYBODY = { ref: 'organisation', title: 'Everybody', type: null };

/**
 * Serves the scorecard of everybody, made of what is published of the organisation as of a team above all teams, and of
 * its cost what the teams at the top show.
 */
export class OrganisationService {
  readonly #periods: TeamPeriods;
  readonly #stale: Pick<StalePeriods, 'workedOut'>;
  readonly #scorecards: Pick<ScorecardStore, 'lastWeek'>;
  readonly #tools: ToolStore;
  readonly #context: ScoringContext;
  readonly #collection: CollectionState;
  readonly #outcomes: OutcomeInputs;
  readonly #spend: Spend;
  readonly #clock: Clock;
  readonly #months: TopMonths;

  constructor(options: {
    periods: TeamPeriods;
    stale: Pick<StalePeriods, 'workedOut'>;
    scorecards: Pick<ScorecardStore, 'lastWeek'>;
    tools: ToolStore;
    context: ScoringContext;
    collection: CollectionState;
    outcomeInputs: OutcomeInputs;
    spend: Spend;
    clock: Clock;
    months: TopMonths;
  }) {
    this.#periods = options.periods;
    this.#stale = options.stale;
    this.#scorecards = options.scorecards;
    this.#tools = options.tools;
    this.#context = options.context;
    this.#collection = options.collection;
    this.#outcomes = options.outcomeInputs;
    this.#spend = options.spend;
    this.#clock = options.clock;
    this.#months = options.months;
  }

  /**
   * Of the last complete week that had ended on a UTC day (today), not made yet: `from` is what it is made from, and the
   * same things make the same scorecard.
   * @param access - what the caller may see
   */
  async read(
    access: OrganisationScorecard['access'],
    asOf?: string,
  ): Promise<{
    from: readonly unknown[];
    make(): Promise<OrganisationScorecard>;
  }> {
    const day = today(this.#clock);
    const [workedOut, { tools }, freshness, coverage, spend] =
      await Promise.all([
        this.#stale.workedOut(),
        this.#tools.current(),
        this.#collection.freshness(),
        this.#collection.coverage(),
        this.#spend.madeFrom(),
      ]);
    return {
      from: [day, workedOut, tools, freshness, coverage, ...spend],
      make: async () => {
        const week = await this.#scorecards.lastWeek(asOf ?? day);
        const [rows, outcomes] = await Promise.all([
          this.#rows(week),
          this.#outcomes.latest(
            { id: ORGANISATION_ID, type: null },
            week ?? day,
          ),
        ]);
        return this.#make(access, {
          week,
          rows,
          outcomes,
          tools,
          freshness,
          coverage,
        });
      },
    };
  }

  async #make(
    access: OrganisationScorecard['access'],
    given: {
      week: string | null;
      rows: Rows;
      outcomes: Awaited<ReturnType<OutcomeInputs['latest']>>;
      tools: readonly StoredTool[];
      freshness: Freshness;
      coverage: Coverage;
    },
  ): Promise<OrganisationScorecard> {
    const { week, outcomes, tools, freshness, coverage } = given;
    const [weeks, toolWeeks, months] = given.rows;
    const scored = this.#context.scoredTools(tools, id =>
      toolWeeks
        .filter(row => row.toolId === id)
        .map(row => row.published as PublishedToolWeek),
    );
    const published = weeks.map(row => row.published as PublishedWeek);
    const card = buildScorecard({
      ...this.#input(week, freshness, coverage),
      weeks: published,
      months,
      tools: scored,
      outcomes,
    });
    const last = months[months.length - 1];
    const spend =
      last?.population.shown === true
        ? await this.#spend.besides(last.month)
        : null;
    const shown = restrictScorecard(card, access);
    return {
      week: shown.week,
      definitionVersion: DEFINITION_VERSION,
      computedAt: shown.computedAt,
      access,
      sentence:
        access === 'full' && !shown.notice
          ? organisationSentence(published, scored, coverage) ?? shown.sentence
          : shown.sentence,
      // Levels are of teams: there is none of everybody.
      headline: shown.headline.filter(({ id }) => id !== 'practiceLevel'),
      tools: shown.tools.map(({ tool, title, vendor, policy, activeRate }) => ({
        tool,
        title,
        vendor,
        policy,
        activeRate,
      })),
      adoption: shown.adoption,
      cost: shown.cost,
      spend,
      coverage,
      freshness,
      notice: shown.notice,
    };
  }

  async #rows(week: string | null): Promise<Rows> {
    if (week === null) return [[], [], []];
    const lastMonth = lastWholeMonth(addDays(week, 6));
    return Promise.all([
      this.#periods.ofTeam(
        'week',
        ORGANISATION_ID,
        addDays(week, -7 * WEEKS_BACK),
        week,
        ANY_TOOL,
      ),
      this.#periods.ofTeam(
        'week',
        ORGANISATION_ID,
        addDays(week, -7 * TOOL_WEEKS_BACK),
        week,
      ),
      this.#months.between(
        firstDay(addMonths(lastMonth, -MONTHS_BACK)),
        firstDay(lastMonth),
      ),
    ]);
  }

  #input(week: string | null, freshness: Freshness, coverage: Coverage) {
    const enabled = freshness.sources.filter(
      ({ state }) => state !== 'disabled',
    );
    return {
      team: {
        ref: EVERYBODY,
        parent: null,
        leads: [],
        present: true,
        isTeam: true,
        hasPeople: true,
        hasDevelopers: true,
        shownAncestor: null,
      },
      computedAt: this.#clock.now().toISOString(),
      week,
      peers: { weeklyActiveRate: null, costPerActiveDeveloper: null },
      benchmark: null,
      currency: this.#context.currency,
      coverage,
      freshness,
      connections: this.#context.connections(
        enabled.length > 0 && enabled.every(({ state }) => state === 'failed'),
      ),
      minimumGroupSize: this.#context.minimumGroupSize,
      bands: this.#context.bandsOf(null),
    };
  }
}
