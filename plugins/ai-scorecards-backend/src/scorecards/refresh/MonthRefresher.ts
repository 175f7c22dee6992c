import {
  firstDay,
  lastDay,
  monthOf,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { ClosingService } from '../../cost/ClosingService';
import { MonthCostLoader } from '../../cost/MonthCostLoader';
import {
  dayMoneyRows,
  monthMoneyRows,
  teamMoneyRows,
} from '../../cost/monthMoneyRows';
import { MoneyStore } from '../../cost/MoneyStore';
import { TeamMoneyStore } from '../../cost/TeamMoneyStore';
import { StalePeriod, StalePeriods } from '../../database';
import { ToolStore } from '../../tools';
import { monthFigures } from '../aggregate/month';
import { unitsPerMonth } from '../aggregate/personMonths';
import { DaySpan } from '../aggregate/span';
import { markCards, TeamPeriods } from '../store';
import { cardsOf } from './cardsOf';
import { LedgerReader } from './LedgerReader';
import { monthRows } from './monthRows';
import { PeriodLoader } from './PeriodLoader';
import { knownMoney, periodState } from './periodStates';

/**
 * Works out a month again: what it cost whom, and where the rest of the money stands. Teams of a closed month keep the
 * figures that it was closed with; what is different now is booked as an adjustment.
 */
export class MonthRefresher {
  readonly #knex: Knex;
  readonly #stale: StalePeriods;
  readonly #loader: PeriodLoader;
  readonly #ledger: LedgerReader;
  readonly #periods: TeamPeriods;
  readonly #tools: ToolStore;
  readonly #costs: MonthCostLoader;
  readonly #money: MoneyStore;
  readonly #closing: ClosingService;
  readonly #teamMoney: TeamMoneyStore;
  readonly #minimum: number;

  constructor(options: {
    knex: Knex;
    stale: StalePeriods;
    loader: PeriodLoader;
    ledger: LedgerReader;
    periods: TeamPeriods;
    tools: ToolStore;
    costs: MonthCostLoader;
    money: MoneyStore;
    closing: ClosingService;
    minimum: number;
  }) {
    this.#knex = options.knex;
    this.#stale = options.stale;
    this.#loader = options.loader;
    this.#ledger = options.ledger;
    this.#periods = options.periods;
    this.#tools = options.tools;
    this.#costs = options.costs;
    this.#money = options.money;
    this.#closing = options.closing;
    this.#minimum = options.minimum;
    this.#teamMoney = new TeamMoneyStore({ minimumSize: options.minimum });
  }

  /** @param today - the UTC day that is not over */
  async refresh(stale: StalePeriod, today: string): Promise<void> {
    const month = monthOf(stale.period);
    const span = new DaySpan(firstDay(month), lastDay(month));
    const given = await this.#loader.known(span.first, span.last);
    const facts = await this.#loader.facts(span, given);
    const cost = await this.#costs.load(month, facts, given.accounts, today);
    const figures = await monthFigures({ facts, ...cost });
    const sources = await this.#ledger.between(span.first, span.last, today);
    const known = knownMoney(
      span.days,
      sources.filter(source => source.ofTotal),
      today,
    );
    const tools = await this.#tools.list();
    const rows = monthRows({
      month,
      state: periodState(known),
      complete: known.settled,
      daysOfMonth: span.days.length,
      unitsPerMonth: unitsPerMonth(span.days.length),
      minimum: this.#minimum,
      forest: facts.forest,
      ...cost,
      figures,
      toolRef: id => tools.find(tool => tool.id === id)?.ref,
    });
    await this.#knex.transaction(async trx => {
      await this.#closing.lock(trx);
      const isClosed = await this.#closing.isClosed(trx, month);
      // Another minimum group size publishes a closed month again: what teams showed before may be about too few.
      let teams = new Set<number>();
      if (!isClosed || !(await this.#periods.hasMonth(trx, span.first))) {
        teams = await this.#periods.replace(trx, 'month', span.first, rows);
      }
      const changed = await this.#money.replaceMonth(
        trx,
        month,
        dayMoneyRows(cost, span),
        monthMoneyRows(cost, figures),
      );
      await this.#teamMoney.replaceMonth(
        trx,
        month,
        teamMoneyRows(cost, figures, facts.forest),
      );
      if (isClosed) await this.#closing.book(trx, month);
      await markCards(trx, this.#stale, cardsOf(month, changed, today), teams);
      await this.#stale.clearIfUnchanged(trx, stale);
    });
  }
}
