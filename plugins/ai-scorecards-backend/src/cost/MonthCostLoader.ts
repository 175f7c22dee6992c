import type { Knex } from 'knex';
import { AiScorecardsConfig, ContractConfig } from '../config';
import { breathe } from '../breathe';
import { SpanFacts } from '../scorecards/aggregate/facts';
import {
  Channel,
  compareChannels,
  MonthMoney,
  MoneyHolder,
} from '../scorecards/aggregate/monthMoney';
import { meanwhile } from '../meanwhile';
import { readAmounts } from './accountAmounts';
import { contractsOfMonth } from './contractsByTool';
import { addOverage } from './creditOverage';
import { creditTermsOf } from './creditTerms';
import { knownChannels } from './knownChannels';
import { MoneyDoors, readMoneyDoors } from './moneyDoors';
import { CostAccounts, moneyHolders } from './moneyHolders';
import { readSeats } from './readSeats';
import { heldSeats, isOldSeat, maskPricer } from './seatPrices';

/** A month's money, added up, and what of it is known at all. */
export interface MonthCost {
  channels: readonly Channel[];
  /** Index of the part of seat cost that idle seats are; it is no money of its own. */
  idleChannel: number;
  money: MonthMoney;
  /**
   * Whether anything says what a tool of the catalog costs in this month: null is not zero. What other tools cost is in
   * a bucket and says nothing of a team.
   */
  isKnown(channel: Channel): boolean;
  /** By channel: days of the span, as a mask, with an amount that is an estimate. */
  estimatedDays: readonly number[];
}

/** A month while its money is added up. */
interface MonthInWork {
  /** `YYYY-MM` */
  month: string;
  facts: SpanFacts;
  accounts: CostAccounts;
  contracts: ReadonlyMap<number, ContractConfig>;
  money: MonthMoney;
  idleChannel: number;
  /** Days of the span that are over, as a mask. */
  paidDays: number;
  holderOf(identityId: number, toolId: number): MoneyHolder;
  /** Index of a channel that something is known of, else −1. */
  find(toolId: number, kind: Channel['kind']): number;
  /** Notes that an amount of a day is an estimate. */
  estimate(channel: number, day: number): void;
}

/** Reads and adds up what a calendar month cost, up to yesterday. */
export class MonthCostLoader {
  readonly #knex: Knex;
  readonly #config: AiScorecardsConfig;

  constructor(options: { knex: Knex; config: AiScorecardsConfig }) {
    this.#knex = options.knex;
    this.#config = options.config;
  }

  /**
   * @param month - `YYYY-MM`
   * @param facts - of all days of the month
   * @param today - the UTC day that is not over: it costs nothing yet
   */
  async load(
    month: string,
    facts: SpanFacts,
    accounts: CostAccounts,
    today: string,
  ): Promise<MonthCost> {
    const { span } = facts;
    const contracts = await contractsOfMonth(
      this.#knex,
      this.#config.contracts,
      month,
    );
    const known = await knownChannels(this.#knex, month, contracts, today);
    const channels: Channel[] = [
      ...known.sort(compareChannels),
      { toolId: 0, kind: 'seat' },
    ];
    const idleChannel = channels.length - 1;
    const money = new MonthMoney({ ...facts, channels });
    const inCatalog = await this.#toolsInCatalog();
    const estimatedDays = channels.map(() => 0);
    const find: MonthInWork['find'] = (toolId, kind) =>
      known.findIndex(each => each.toolId === toolId && each.kind === kind);
    const work: MonthInWork = {
      month,
      facts,
      accounts,
      contracts,
      money,
      idleChannel,
      paidDays: span.mask(span.first, today),
      holderOf: moneyHolders(money, accounts, inCatalog),
      find,
      estimate: (channel, day) => {
        estimatedDays[channel] |= 1 << day;
      },
    };
    await this.#addSeats(work);
    const doors = await readMoneyDoors(this.#knex, span.first, span.last);
    await this.#addAmounts(work, doors);
    await this.#addOverages(work, doors);
    money.finish();
    return {
      channels,
      idleChannel,
      money,
      estimatedDays,
      isKnown: c => inCatalog.has(c.toolId) && find(c.toolId, c.kind) >= 0,
    };
  }

  /** Seats at the prices of their contracts, and those of them that are idle. */
  async #addSeats(work: MonthInWork): Promise<void> {
    const { month, facts, accounts, money, idleChannel } = work;
    const { span } = facts;
    for (const [toolId, contract] of work.contracts) {
      const channel = work.find(toolId, 'seat');
      if (channel < 0) continue;
      const price = maskPricer(contract.prices, month, span);
      const seats = heldSeats(
        span,
        work.paidDays,
        await readSeats(this.#knex, toolId, span),
        id => accounts.personOf.get(id),
      );
      const active = facts.active.get(toolId);
      for (const seat of seats) {
        const holder = work.holderOf(seat.identityId, toolId);
        const isIdle =
          holder.person >= 0 &&
          isOldSeat(seat, month) &&
          (active?.[holder.person] ?? 0) === 0;
        for (const [day, micros] of price(seat.mask)) {
          money.add(holder, channel, day, micros);
          if (isIdle) money.add(holder, idleChannel, day, micros);
        }
      }
      await breathe();
    }
  }

  /** What sources say that the use of accounts cost and was worth. */
  async #addAmounts(work: MonthInWork, doors: MoneyDoors): Promise<void> {
    const { span } = work.facts;
    const dates = span.daysOf(work.paidDays);
    const read = (at: number) =>
      at < dates.length
        ? meanwhile(() =>
            readAmounts(this.#knex, dates[at], doors.countedOn(dates[at])),
          )
        : null;
    // The database reads a day while the one before is added up.
    let reading = read(0);
    for (let at = 0; at < dates.length; at++) {
      const amounts = await reading;
      reading = read(at + 1);
      const date = dates[at];
      const day = span.days.indexOf(date);
      for (const amount of amounts ?? []) {
        const holder = work.holderOf(amount.identityId, amount.toolId);
        const isEstimate = doors.isEstimated(amount.sourceId, date);
        for (const kind of ['usage', 'value'] as const) {
          const channel = work.find(amount.toolId, kind);
          if (channel < 0) continue;
          work.money.add(holder, channel, day, amount[kind]);
          if (isEstimate && amount[kind] !== 0) work.estimate(channel, day);
        }
      }
      await breathe();
    }
  }

  /** Credits beyond the pools of contracts, at their prices. */
  async #addOverages(work: MonthInWork, doors: MoneyDoors): Promise<void> {
    for (const [toolId, contract] of work.contracts) {
      const channel = work.find(toolId, 'usage');
      const terms = creditTermsOf(contract, work.month);
      if (channel < 0 || terms === null) continue;
      await addOverage(
        this.#knex,
        { ...work, toolId, terms, doors },
        (identityId, day, micros) => {
          const holder = work.holderOf(identityId, toolId);
          work.money.add(holder, channel, day, micros);
          work.estimate(channel, day);
        },
      );
    }
  }

  /** Tools that the catalog holds or held have a policy. */
  async #toolsInCatalog(): Promise<ReadonlySet<number>> {
    const rows = await this.#knex('tool_policies').distinct('tool_id');
    return new Set(rows.map(row => Number(row.tool_id)));
  }
}
