import {
  addDays,
  firstDay,
  monthOf,
  weekOf,
  weeksBetween,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { Queryable, StalePeriod, StalePeriods } from '../../database';
import { dayFigures } from '../aggregate/day';
import { steadySpans } from '../aggregate/span';
import { Precedence } from '../../usage/precedence';
import { TeamPeriods } from '../store';
import { LedgerReader } from './LedgerReader';
import { PeriodLoader } from './PeriodLoader';
import { knownPeriod, periodState } from './periodStates';
import { PresenceStore } from './PresenceStore';
import { dayRows } from './weekRows';

/** Weeks whose windows reach back to a day: twelve with its own. */
const WEEKS_THAT_LOOK_BACK = 12;
/** Weeks whose 28 days hold a day. */
const WEEKS_OF_WINDOW = 4;

/** Works out days again: who acted, what of it is published, and which weeks and months follow from it. */
export class DayRefresher {
  readonly #knex: Knex;
  readonly #stale: StalePeriods;
  readonly #precedence: Pick<Precedence, 'choose'>;
  readonly #presence: PresenceStore;
  readonly #loader: PeriodLoader;
  readonly #ledger: LedgerReader;
  readonly #periods: TeamPeriods;

  constructor(options: {
    knex: Knex;
    stale: StalePeriods;
    precedence: Pick<Precedence, 'choose'>;
    presence: PresenceStore;
    loader: PeriodLoader;
    ledger: LedgerReader;
    periods: TeamPeriods;
  }) {
    this.#knex = options.knex;
    this.#stale = options.stale;
    this.#precedence = options.precedence;
    this.#presence = options.presence;
    this.#loader = options.loader;
    this.#ledger = options.ledger;
    this.#periods = options.periods;
  }

  /** @param today - the UTC day that is not over */
  refresh(stale: StalePeriod, today: string): Promise<void> {
    return this.refreshRun([stale], today);
  }

  /**
   * Days without a gap share what is read, and those between two moves the tree of teams; each is written on its own.
   */
  async refreshRun(
    run: readonly StalePeriod[],
    today: string,
    signal?: AbortSignal,
  ): Promise<void> {
    for (const stale of run) {
      await this.#knex.transaction(trx => this.#pass(trx, stale, today));
    }
    const days = run.map(({ period }) => period).sort();
    const [first, last] = [days[0], days[days.length - 1]];
    const given = await this.#loader.known(first, last);
    const { organisation } = given;
    const sources = await this.#ledger.between(first, last, today);
    const stateOf = (day: string, toolId: number) =>
      periodState(
        knownPeriod(
          [day],
          toolId === 0
            ? sources.filter(source => source.ofTotal)
            : sources.filter(source => source.toolId === toolId),
          today,
        ),
      );
    for (const span of steadySpans(first, last, [
      ...organisation.roster,
      ...organisation.edges,
    ])) {
      const facts = this.#loader.actions(span, given);
      for (const stale of run.filter(({ period }) => span.bit(period) !== 0)) {
        if (signal?.aborted) return;
        const day = stale.period;
        const figures = await dayFigures(facts, [day]);
        const rows = dayRows(facts.forest, figures, stateOf);
        await this.#knex.transaction(async trx => {
          await this.#periods.replace(trx, 'day', day, rows.get(day) ?? []);
          await this.#stale.clearIfUnchanged(trx, stale);
        });
      }
    }
  }

  /** Takes in what a day's facts say, and marks what looks back to the day. */
  async #pass(
    trx: Queryable,
    { period: day, facts }: StalePeriod,
    today: string,
  ) {
    const weeks = new Set(weeksFrom(day, WEEKS_THAT_LOOK_BACK, today));
    if (facts) {
      // Whose an account is may have changed since the day was collected.
      await this.#precedence.choose(trx, day);
      for (const first of await this.#presence.refreshDay(trx, day)) {
        weeksFrom(first, WEEKS_OF_WINDOW, today).forEach(w => weeks.add(w));
      }
    }
    await this.#stale.mark(trx, 'week', [...weeks]);
    await this.#stale.mark(trx, 'month', firstDay(monthOf(day)));
    // Whoever was on a roster that day may have been somewhere else before.
    await this.#stale.mark(
      trx,
      'merge',
      weeksFrom(day, WEEKS_OF_WINDOW, today),
    );
  }
}

/** So many weeks from that of a day on, none of them still to come. */
export function weeksFrom(day: string, count: number, today: string): string[] {
  const last = addDays(weekOf(day), 7 * (count - 1));
  const current = weekOf(today);
  return weeksBetween(weekOf(day), last < current ? last : current);
}
