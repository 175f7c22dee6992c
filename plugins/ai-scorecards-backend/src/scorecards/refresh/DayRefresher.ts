import {
  addDays,
  firstDay,
  monthOf,
  weekOf,
  weeksBetween,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { StalePeriod, StalePeriods } from '../../database';
import { dayFigures } from '../aggregate/day';
import { DaySpan } from '../aggregate/span';
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

/** Works out a day again: who acted, what of it is published, and which weeks and months follow from it. */
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
  async refresh(stale: StalePeriod, today: string): Promise<void> {
    const day = stale.period;
    await this.#knex.transaction(async trx => {
      // Whose an account is may have changed since the day was collected.
      await this.#precedence.choose(trx, day);
      const first = await this.#presence.refreshDay(trx, day);
      const weeks = new Set(weeksFrom(day, WEEKS_THAT_LOOK_BACK, today));
      for (const each of first) {
        weeksFrom(each, WEEKS_OF_WINDOW, today).forEach(w => weeks.add(w));
      }
      await this.#stale.mark(trx, 'week', [...weeks]);
      await this.#stale.mark(trx, 'month', firstDay(monthOf(day)));
      // Whoever was on a roster that day may have been somewhere else before.
      await this.#stale.mark(
        trx,
        'merge',
        weeksFrom(day, WEEKS_OF_WINDOW, today),
      );
    });

    const span = new DaySpan(day, day);
    const organisation = await this.#loader.organisation(day, day);
    const facts = await this.#loader.facts(span, {
      organisation,
      accounts: await this.#loader.accounts(),
      presence: await this.#loader.presence(day, day),
    });
    const sources = await this.#ledger.between(day, day, today);
    const rows = dayRows(
      facts.forest,
      await dayFigures(facts, [day]),
      (each, toolId) =>
        periodState(
          knownPeriod(
            [each],
            toolId === 0
              ? sources.filter(source => source.ofTotal)
              : sources.filter(source => source.toolId === toolId),
            today,
          ),
        ),
    );
    await this.#knex.transaction(async trx => {
      await this.#periods.replace(trx, 'day', day, rows.get(day) ?? []);
      await this.#stale.clearIfUnchanged(trx, stale);
    });
  }
}

/** So many weeks from that of a day on, none of them still to come. */
export function weeksFrom(day: string, count: number, today: string): string[] {
  const last = addDays(weekOf(day), 7 * (count - 1));
  const current = weekOf(today);
  return weeksBetween(weekOf(day), last < current ? last : current);
}
