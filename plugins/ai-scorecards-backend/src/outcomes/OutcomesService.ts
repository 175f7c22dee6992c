import { InputError, NotAllowedError } from '@backstage/errors';
import {
  addDays,
  changeFailure,
  explainQualityRequestSchema,
  hasStatus,
  Known,
  known,
  measure,
  outcomeIndicators,
  outputFigures,
  OutcomeInput,
  qualityBand,
  QualityExplanation,
  scoreChangeFailure,
  TeamOutcomes,
  weekOf,
} from 'backstage-plugin-ai-scorecards-common';
import type { z } from 'zod';
import { Clock, today } from '../clock';
import { Group, OrgGraph, OrgStore, requireGroup } from '../org';
import { ScoringContext } from '../scorecards/snapshots/ScoringContext';
import { teamRefOf } from '../scorecards/snapshots/SnapshotBuilder';
import { OutcomeInputs } from './OutcomeInputs';
import { QualityExplanations } from './QualityExplanations';

/** An explanation holds so many days at most. */
const LONGEST_DAYS = 365;

/** Who asks for a team's outcomes. */
export interface OutcomesReader {
  /** Sees the team's figures; everybody else sees the quality band alone. */
  full: boolean;
  /** A signed-in user; null for a service. */
  user: string | null;
}

/** Serves what came of a team's work, from the stored published rows. */
export class OutcomesService {
  readonly #org: OrgStore;
  readonly #inputs: OutcomeInputs;
  readonly #explanations: QualityExplanations;
  readonly #context: ScoringContext;
  readonly #clock: Clock;

  constructor(options: {
    org: OrgStore;
    inputs: OutcomeInputs;
    explanations: QualityExplanations;
    context: ScoringContext;
    clock: Clock;
  }) {
    this.#org = options.org;
    this.#inputs = options.inputs;
    this.#explanations = options.explanations;
    this.#context = options.context;
    this.#clock = options.clock;
  }

  /** Throws as {@link requireGroup} does. */
  async get(teamRef: string, reader: OutcomesReader): Promise<TeamOutcomes> {
    const day = today(this.#clock);
    const graph = await this.#org.graph(day);
    const group = requireGroup(graph, teamRef);
    const input = await this.#inputs.latest(group, weekOf(day));
    const headline = scoreChangeFailure(
      input,
      this.#context.bandsOf(group.type).changeFailureRate,
    );
    const row = input.weeks.find(({ week }) => week === input.week);
    return {
      team: teamRefOf(group),
      week: input.week,
      indicators: reader.full ? outcomeIndicators(input) : null,
      population:
        reader.full && row
          ? {
              people: row.roster.shown ? row.roster.people : null,
              leftOut: row.roster.leftOut,
              countedInEach: row.roster.countedInEach,
            }
          : null,
      // A verdict follows from figures that only some may see.
      status: reader.full ? headline.status : 'not-known-yet',
      quality: {
        ...qualityBand(measure(input, changeFailure).figure, input.peers),
        explanation: await this.#explanation(group, day),
      },
      notice: noticeOf(input),
      mayExplain:
        reader.user !== null && leadsUpTheChain(graph, group, reader.user),
    };
  }

  /**
   * Stores why the team's quality lies outside. Throws NotAllowedError for somebody who leads neither the team nor one
   * above it, InputError for a day that is over or too far off.
   */
  async explain(
    teamRef: string,
    request: z.output<typeof explainQualityRequestSchema>,
    user: string,
  ): Promise<void> {
    const day = today(this.#clock);
    const graph = await this.#org.graph(day);
    const group = requireGroup(graph, teamRef);
    if (!leadsUpTheChain(graph, group, user)) {
      throw new NotAllowedError(
        'Quality is explained by the leads of the team, or of a team above it',
      );
    }
    const latest = addDays(day, LONGEST_DAYS);
    if (request.expiresOn <= day || request.expiresOn > latest) {
      throw new InputError(
        `expiresOn must be a day from ${addDays(day, 1)} to ${latest}`,
      );
    }
    await this.#explanations.put(group.id, {
      category: request.category,
      text: request.text,
      byRef: user,
      madeOn: day,
      expiresOn: request.expiresOn,
    });
  }

  /**
   * Whether the portal shows the team's quality figures. They are not shown either where enough people are developers
   * and nothing that they merged is known. Not known without a code host, before a complete week, and where too few
   * people stand behind them.
   */
  async qualityPublishedOf(
    group: Pick<Group, 'id' | 'type'>,
  ): Promise<Known<boolean>> {
    const input = await this.#inputs.latest(group, weekOf(today(this.#clock)));
    const { figure } = measure(input, changeFailure);
    if (figure.value !== null) return known(true);
    // Output is told of everybody on the roster, so that none at all tells of nobody in particular.
    const { figure: output } = outputFigures(input);
    const isNothing = output.value === 0 && hasStatus(output.state);
    if (figure.state === 'no-data' || isNothing) return known(false);
    const reason = figure.reason ?? 'Nothing is known of the team yet.';
    return { known: false, reason, tooFew: figure.state === 'suppressed' };
  }

  async #explanation(
    group: Group,
    day: string,
  ): Promise<QualityExplanation | null> {
    const stored = await this.#explanations.get(group.id, day);
    if (!stored) return null;
    const { byRef, ...explanation } = stored;
    const person = await this.#org.personByRef(byRef);
    return {
      ...explanation,
      by: { ref: byRef, title: person?.title ?? byRef },
    };
  }
}

function leadsUpTheChain(graph: OrgGraph, group: Group, user: string): boolean {
  return [group, ...graph.ancestors(group.id)].some(above =>
    above.leads.includes(user),
  );
}

function noticeOf(input: OutcomeInput): string | null {
  if (!input.connected) {
    return 'No code host tells what came of the work yet; nothing counts against the team.';
  }
  if (input.week === null) return 'Collecting: no complete week yet.';
  const row = input.weeks.find(({ week }) => week === input.week);
  return row?.roster.shown
    ? null
    : 'Too few developers to show output and quality here.';
}
