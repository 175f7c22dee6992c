import { ConflictError, InputError } from '@backstage/errors';
import {
  lastDay,
  firstDay,
  monthOf,
  OpenMonth,
  ReconciliationLine,
} from 'backstage-plugin-ai-scorecards-common';
import type {
  DisabledSource,
  Source,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock, today } from '../clock';
import { AiScorecardsConfig } from '../config';
import { Queryable, Settings, StalePeriods, PageReads } from '../database';
import { OrgStore } from '../org';
import { cardsOf } from '../scorecards/refresh/cardsOf';
import { markCards, TeamPeriods } from '../scorecards/store';
import { Cell, cellsOf, differences } from './adjust';
import { contractsByTool, contractsOfMonth } from './contractsByTool';
import { Closing, ClosingStore } from './ClosingStore';
import { readCostCentres } from './costCentres';
import { MonthLines } from './MonthLines';
import { TeamAdjustmentStore } from './TeamAdjustmentStore';
import { TeamMoneyStore } from './TeamMoneyStore';
import {
  readToldBySources,
  ToldBySources,
  unsettledSources,
} from './unsettledSources';

/** Whoever closes and whoever works a month out again wait for each other. */
const LOCK = 'cost.closings';

/** Closes months, by a person's word or because they settled, and books what is found of them later. */
export class ClosingService {
  readonly #knex: Knex;
  readonly #config: AiScorecardsConfig;
  readonly #clock: Clock;
  readonly #sources: () => readonly Source[];
  readonly #disabled: () => readonly DisabledSource[];
  readonly #org: OrgStore;
  readonly #stale: StalePeriods;
  readonly #periods: TeamPeriods;
  readonly #closings = new ClosingStore();
  readonly #teams: TeamMoneyStore;
  readonly #adjustedTeams: TeamAdjustmentStore;
  readonly #settings = new Settings();

  constructor(options: {
    knex: Knex;
    config: AiScorecardsConfig;
    clock: Clock;
    /** The sources that are configured now. */
    sources: () => readonly Source[];
    /** Those that configuration asks for and that cannot run. */
    disabled?: () => readonly DisabledSource[];
    org: OrgStore;
    stale: StalePeriods;
    periods: TeamPeriods;
  }) {
    this.#knex = options.knex;
    this.#config = options.config;
    this.#clock = options.clock;
    this.#sources = options.sources;
    this.#disabled = options.disabled ?? (() => []);
    this.#org = options.org;
    const minimumSize = options.config.privacy.minimumGroupSize;
    this.#teams = new TeamMoneyStore({ minimumSize });
    this.#adjustedTeams = new TeamAdjustmentStore({ minimumSize });
    this.#stale = options.stale;
    this.#periods = options.periods;
  }

  /**
   * Closes a month, `YYYY-MM`, on the word of a user. Throws InputError for a month that is not over or has no cost, and
   * ConflictError for one that is closed already or still being worked out.
   */
  async close(month: string, by: string): Promise<Closing> {
    if (lastDay(month) >= today(this.#clock)) {
      throw new InputError(`${month} is not over yet`);
    }
    return this.#knex.transaction(async trx => {
      await this.lock(trx);
      if (await this.#closings.isClosed(trx, month)) {
        throw new ConflictError(`${month} is closed already`);
      }
      const closing = await this.#close(trx, month, by, 'whatever is known');
      if (closing === 'waiting') {
        throw new ConflictError(
          `${month} is being worked out again: close it when that is done`,
        );
      }
      if (!closing) throw new InputError(`${month} has no cost to close`);
      return closing;
    });
  }

  /**
   * Closes every month whose days are all past their settle times, by every source that is configured, those that cannot
   * run among them. What vendors revise later is booked. Months that began before the first look at the catalog are left to
   * people: who was in which team then is assumed. Returns the months.
   */
  async closeSettled(): Promise<string[]> {
    const day = today(this.#clock);
    const first = await this.#org.firstSnapshotDay();
    if (first === null) return [];
    const done = await this.#closings.closings(this.#knex);
    const months = (await this.#lines(this.#knex).months()).filter(
      month =>
        month < monthOf(day) && firstDay(month) >= first && !done.has(month),
    );
    const closed: string[] = [];
    for (const month of months) {
      const closing = await this.#knex.transaction(async trx => {
        await this.lock(trx);
        if (await this.#closings.isClosed(trx, month)) return null;
        return this.#close(trx, month, null, 'settled');
      });
      if (closing && closing !== 'waiting') closed.push(month);
    }
    return closed;
  }

  /**
   * Why each month of some lines is still open, in sentences: months that are closed or not over are left out.
   */
  async openMonths(
    lines: readonly Pick<ReconciliationLine, 'month' | 'closed' | 'complete'>[],
  ): Promise<OpenMonth[]> {
    const day = today(this.#clock);
    const open = lines.filter(
      ({ month, closed }) => closed === null && lastDay(month) < day,
    );
    const months = [...new Set(open.map(({ month }) => month))];
    if (months.length === 0) return [];
    const told = await this.#told(this.#knex);
    const first = await this.#org.firstSnapshotDay();
    const found: OpenMonth[] = [];
    for (const month of months) {
      const reasons = unsettledSources(month, told).map(each => each.sentence);
      if (first === null || firstDay(month) < first) {
        reasons.unshift(
          'It began before the catalog was first looked at, so that who was in which team is assumed: somebody has to close it.',
        );
      }
      const mayChange = open.filter(
        line => line.month === month && !line.complete,
      ).length;
      if (reasons.length === 0 && mayChange > 0) {
        reasons.push(
          mayChange === 1
            ? '1 line of it has days that are not settled.'
            : `${mayChange} lines of it have days that are not settled.`,
        );
      }
      if (await this.#isWaiting(this.#knex, month)) {
        reasons.push('It is being worked out again.');
      }
      if (reasons.length === 0) reasons.push('It closes within the hour.');
      found.push({ month, reasons });
    }
    return found;
  }

  /** Makes writers of a month's money and closings come one after the other until the transaction ends. */
  async lock(trx: Queryable): Promise<void> {
    await this.#settings.raise(trx, LOCK);
  }

  /** A number that another value of means that a month may have been worked out again or closed. */
  version(): Promise<number> {
    return PageReads.of(this.#knex).version(LOCK);
  }

  /** Whether a month is closed; under the lock of {@link ClosingService.lock}. */
  isClosed(trx: Queryable, month: string): Promise<boolean> {
    return this.#closings.isClosed(trx, month);
  }

  /**
   * Books what a closed month has been found to be different by, under the lock and after its money as known now was
   * written. Does nothing when there is no difference. Seats of a tool that no contract names, now or when the month was
   * closed, and no bill either, stay what they were: nothing says their price.
   */
  async book(trx: Knex.Transaction, month: string): Promise<void> {
    const now = await this.#lines(trx).lines(month);
    const closed = await this.#closings.lines(trx, month);
    const booked = await this.#closings.adjustments(trx, month);
    const priced = await contractsOfMonth(trx, this.#config.contracts, month);
    const billed = new Set(
      [...now, ...closed]
        .filter(line => line.kind === 'seat' && line.priceSource === 'invoice')
        .map(({ toolId }) => toolId),
    );
    const isTold = ({ kind, toolId }: Pick<Cell, 'kind' | 'toolId'>) =>
      kind !== 'seat' || priced.has(toolId) || billed.has(toolId);
    await this.#closings.book(
      trx,
      month,
      today(this.#clock),
      differences(cellsOf(now), [...cellsOf(closed), ...booked]).filter(isTold),
    );
    await this.#adjustedTeams.book(trx, month, today(this.#clock), isTold);
  }

  async #close(
    trx: Knex.Transaction,
    month: string,
    by: string | null,
    when: 'settled' | 'whatever is known',
  ): Promise<Closing | 'waiting' | null> {
    const lines = await this.#lines(trx).lines(month);
    // Asked after the lines are read: a bill that came while they were is in them, and what is worked out is not.
    if (await this.#isWaiting(trx, month)) return 'waiting';
    if (lines.length === 0) return null;
    if (when === 'settled') {
      const told = await this.#told(trx);
      const isReady =
        unsettledSources(month, told).length === 0 &&
        lines.every(line => line.complete);
      if (!isReady) return null;
    }
    const closing: Closing = {
      month,
      at: this.#clock.now().toISOString(),
      by,
      minimumSize: this.#config.privacy.minimumGroupSize,
    };
    await this.#closings.close(
      trx,
      closing,
      lines,
      await contractsByTool(trx, this.#config.contracts),
    );
    const centres = await readCostCentres(
      trx,
      this.#org,
      this.#config.costCentres,
      month,
    );
    await this.#teams.close(trx, month, id => centres.of(id));
    await this.#adjustedTeams.close(trx, month);
    await this.#periods.completeMonth(trx, firstDay(month));
    const weeks = cardsOf(month, [], today(this.#clock));
    await markCards(trx, this.#stale, weeks, 'all');
    return closing;
  }

  #told(knex: Knex): Promise<ToldBySources> {
    return readToldBySources({
      knex,
      configured: this.#sources(),
      disabled: this.#disabled(),
      backfillDays: this.#config.backfillDays,
      today: today(this.#clock),
    });
  }

  /** Whether a day of a month, or the month, waits to be worked out again. */
  async #isWaiting(trx: Queryable, month: string): Promise<boolean> {
    const row = await trx('stale_periods')
      .whereIn('grain', ['day', 'month'])
      .whereBetween('period', [firstDay(month), lastDay(month)])
      .first('period');
    return row !== undefined;
  }

  #lines(knex: Knex): MonthLines {
    return new MonthLines({
      knex,
      config: this.#config,
      clock: this.#clock,
      sources: this.#sources,
    });
  }
}
