import {
  creditOverage,
  firstDay,
  formatMicros,
  lastDay,
  splitByWeight,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { AiScorecardsConfig, ContractConfig } from '../config';
import { breathe } from '../scorecards/aggregate/breathe';
import { SpanFacts } from '../scorecards/aggregate/facts';
import {
  Channel,
  compareChannels,
  MonthMoney,
  MoneyHolder,
} from '../scorecards/aggregate/monthMoney';
import { dayText } from '../database';
import { readColumns } from '../scorecards/refresh/packed';
import { told } from '../usage/counterTable';
import { contractsOfMonth } from './contractsByTool';
import { MoneyDoors, readMoneyDoors } from './moneyDoors';
import { AccountSeat, heldSeats, isOldSeat, maskPricer } from './seatPrices';

/** Whose an account is. */
export interface CostAccounts {
  /** Person by account, for those that are or were a person's. */
  personOf: ReadonlyMap<number, number>;
  /** `person`, `service-account`, `left` or `unresolved`, by account. */
  stateOf: ReadonlyMap<number, string>;
}

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

const FACT = [
  'identity_id',
  'tool_id',
  'source_id',
  'usage_micros',
  'value_micros',
] as const;

/** What a source says of an account, in micro-units. */
interface Fact {
  identityId: number;
  toolId: number;
  sourceId: number;
  usage: number;
  value: number;
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
    const contracts = await contractsOfMonth(
      this.#knex,
      this.#config.contracts,
      month,
    );
    const known = await this.#knownChannels(month, contracts, today);
    const channels: Channel[] = [
      ...known.sort(compareChannels),
      { toolId: 0, kind: 'seat' },
    ];
    const idleChannel = channels.length - 1;
    const money = new MonthMoney({ ...facts, channels });
    const inCatalog = await this.#toolsInCatalog();
    const holderOf = holders(money, accounts, inCatalog);
    const find = (toolId: number, kind: Channel['kind']) =>
      known.findIndex(each => each.toolId === toolId && each.kind === kind);

    const estimatedDays = channels.map(() => 0);
    const estimate = (channel: number, day: number) => {
      estimatedDays[channel] |= 1 << day;
    };

    const paidDays = facts.span.mask(facts.span.first, today);
    for (const [toolId, contract] of contracts) {
      const channel = find(toolId, 'seat');
      if (channel >= 0) {
        const price = maskPricer(contract.prices, month, facts.span);
        const seats = heldSeats(
          facts.span,
          paidDays,
          await this.#seats(toolId, facts),
          id => accounts.personOf.get(id),
        );
        const active = facts.active.get(toolId);
        for (const seat of seats) {
          const holder = holderOf(seat.identityId, toolId);
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
    const doors = await readMoneyDoors(
      this.#knex,
      facts.span.first,
      facts.span.last,
    );
    for (let day = 0; day < facts.span.days.length; day++) {
      if ((paidDays & (1 << day)) !== 0) {
        const date = facts.span.days[day];
        const counted = doors.countedOn(date);
        await this.#addFacts(date, counted, fact => {
          const holder = holderOf(fact.identityId, fact.toolId);
          const isEstimate = doors.isEstimated(fact.sourceId, date);
          for (const kind of ['usage', 'value'] as const) {
            const channel = find(fact.toolId, kind);
            if (channel < 0) continue;
            money.add(holder, channel, day, fact[kind]);
            if (isEstimate && fact[kind] !== 0) estimate(channel, day);
          }
        });
        await breathe();
      }
    }
    for (const [toolId, contract] of contracts) {
      const channel = find(toolId, 'usage');
      if (channel >= 0 && contract.includedCreditsPerSeat !== null) {
        await this.#addOverage(
          { toolId, contract, facts, accounts, paidDays, doors },
          (identityId, day, micros) => {
            money.add(holderOf(identityId, toolId), channel, day, micros);
            estimate(channel, day);
          },
        );
      }
    }
    money.finish();
    return {
      channels,
      idleChannel,
      money,
      estimatedDays,
      isKnown: c => inCatalog.has(c.toolId) && find(c.toolId, c.kind) >= 0,
    };
  }

  /**
   * What tools cost in this month at all, as far as anything says so. It asks of the month alone: what is told later of
   * other months must not change what this one says, nor make it depend on when it was worked out.
   */
  async #knownChannels(
    month: string,
    contracts: ReadonlyMap<number, ContractConfig>,
    today: string,
  ): Promise<Channel[]> {
    const last = lastDay(month);
    const known: Channel[] = [];
    for (const [toolId, first] of await this.#firstSeatDays()) {
      const prices = contracts.get(toolId)?.prices ?? [];
      if (
        first <= last &&
        first < today &&
        prices.some(price => price.from <= last)
      ) {
        known.push({ toolId, kind: 'seat' });
      }
    }
    const sources: LedgerSums[] = await this.#knex('ledger as l')
      .join('sources as s', 's.id', 'l.source_id')
      .whereBetween('l.day', [firstDay(month), last])
      .where(either =>
        either.where('s.kind', 'usage').orWhere('l.by_account', true),
      )
      .groupBy('s.tool_id')
      .select('s.tool_id')
      .count({ usage: 'l.exact_usage', value: 'l.exact_value' });
    const credits: CreditsTold[] = await this.#knex('ledger as l')
      .join('sources as s', 's.id', 'l.source_id')
      .whereBetween('l.day', [firstDay(month), last])
      .where(either =>
        either.whereNotNull('l.credits_known').orWhere('l.by_account', true),
      )
      .groupBy('s.tool_id', 'l.credits_known')
      .select('s.tool_id', 'l.credits_known')
      .count({ usage: 'l.exact_usage', value: 'l.exact_value' });
    for (const row of sources) {
      const toolId = Number(row.tool_id);
      const ofTool = credits.filter(each => Number(each.tool_id) === toolId);
      // Rows came, and none of them said what it was worth, in credits or in money.
      const unknown =
        ofTool.length > 0 &&
        !ofTool.some(
          each =>
            Boolean(each.credits_known) ||
            Number(each.usage) + Number(each.value) > 0,
        );
      const pooled =
        (contracts.get(toolId)?.includedCreditsPerSeat ?? null) !== null;
      if (!unknown) {
        if (Number(row.usage) > 0 || (pooled && ofTool.length > 0)) {
          known.push({ toolId, kind: 'usage' });
        }
        if (Number(row.value) > 0) known.push({ toolId, kind: 'value' });
      }
    }
    return known;
  }

  /**
   * The first day of which it is known who had a seat, by tool: that of the first list, or of the oldest seat on it
   * whose beginning the vendor tells. Of days before it nobody knows what seats cost, which is not zero.
   */
  async #firstSeatDays(): Promise<Map<number, string>> {
    const lists: FirstDay[] = await this.#knex('seat_snapshots')
      .groupBy('tool_id')
      .select('tool_id', this.#knex.raw('cast(min(day) as text) as day'));
    const seats: FirstDay[] = await this.#knex('seats')
      .whereIn(
        'tool_id',
        lists.map(row => row.tool_id),
      )
      .groupBy('tool_id')
      .select(
        'tool_id',
        this.#knex.raw('cast(min(valid_from) as text) as day'),
      );
    const first = new Map<number, string>();
    for (const { tool_id: toolId, day } of [...lists, ...seats]) {
      const known = first.get(Number(toolId));
      if (known === undefined || day < known) first.set(Number(toolId), day);
    }
    return first;
  }

  /** Tools that the catalog holds or held have a policy. */
  async #toolsInCatalog(): Promise<ReadonlySet<number>> {
    const rows = await this.#knex('tool_policies').distinct('tool_id');
    return new Set(rows.map(row => Number(row.tool_id)));
  }

  async #seats(
    toolId: number,
    { span }: Pick<SpanFacts, 'span'>,
  ): Promise<AccountSeat[]> {
    const columns = await readColumns(
      this.#knex,
      this.#knex('seats')
        .select('identity_id', 'valid_from', 'valid_to')
        .where({ tool_id: toolId })
        .andWhere('valid_from', '<=', span.last)
        .andWhere('valid_to', '>', span.first),
      ['identity_id', 'valid_from', 'valid_to'],
    );
    return columns.identity_id.map((id, i) => ({
      toolId,
      identityId: Number(id),
      from: columns.valid_from[i],
      to: columns.valid_to[i],
    }));
  }

  async #addFacts(
    day: string,
    counted: ReadonlySet<number>,
    add: (fact: Fact) => void,
  ) {
    const columns = await readColumns(
      this.#knex,
      this.#knex('usage_facts')
        .select(FACT)
        .where({ day, taken: true })
        .whereIn('source_id', [...counted])
        .andWhereRaw(
          `(${told('usage_facts', 'usage_micros')} is not null
            or ${told('usage_facts', 'value_micros')} is not null)`,
        ),
      FACT,
    );
    columns.identity_id.forEach((id, i) =>
      add({
        identityId: Number(id),
        toolId: Number(columns.tool_id[i]),
        sourceId: Number(columns.source_id[i]),
        usage: Number(columns.usage_micros[i]),
        value: Number(columns.value_micros[i]),
      }),
    );
  }

  /**
   * Adds the cost of credits beyond the month's pool, which is the included credits of every seat held on a day of the
   * month. Days whose cost the vendor told use up the pool and get no cost of their own: it is taken at its word.
   */
  async #addOverage(
    input: {
      toolId: number;
      contract: ContractConfig;
      facts: SpanFacts;
      accounts: CostAccounts;
      paidDays: number;
      doors: MoneyDoors;
    },
    add: (identityId: number, day: number, micros: number) => void,
  ) {
    const { toolId, contract, facts, accounts, doors } = input;
    const { span } = facts;
    if (span.days.every(day => doors.isTold(toolId, day))) return;
    const days: { day: string; credits: string | number }[] = await this.#knex(
      'usage_facts',
    )
      .where({ tool_id: toolId, taken: true })
      .whereBetween('day', [span.first, span.last])
      .groupBy('day')
      .select(dayText(this.#knex, 'day', 'day'))
      .sum({ credits: 'credits_micros' });
    const seats = heldSeats(
      span,
      span.all,
      await this.#seats(toolId, facts),
      id => accounts.personOf.get(id),
    ).length;
    const costs = creditOverage({
      pricePerCredit: formatMicros(contract.creditPriceMicros),
      pool: String(seats * (contract.includedCreditsPerSeat ?? 0)),
      uses: days
        .filter(row => (span.bit(row.day) & input.paidDays) !== 0)
        .map(row => ({
          day: row.day,
          account: '',
          credits: formatMicros(Number(row.credits)),
        })),
    });
    for (const { day, micros } of costs) {
      if (micros !== 0 && !doors.isTold(toolId, day)) {
        const rows: CreditRow[] = await this.#knex('usage_facts as f')
          .join('identities as i', 'i.id', 'f.identity_id')
          .where({ 'f.day': day, 'f.tool_id': toolId, 'f.taken': true })
          .andWhere('f.credits_micros', '>', 0)
          .groupBy('f.identity_id', 'i.namespace', 'i.account')
          .select('f.identity_id', 'i.namespace', 'i.account')
          .sum({ credits: 'f.credits_micros' });
        splitByWeight(
          micros,
          rows.map(row => ({
            // Ties go to the smaller account, whatever the vendor.
            key: `${row.account} ${row.namespace}`,
            weight: Number(row.credits),
          })),
        ).forEach((share, i) =>
          add(Number(rows[i].identity_id), span.days.indexOf(day), share),
        );
      }
    }
  }
}

/** What a month's rows said, those with credits apart from those without. */
interface CreditsTold extends LedgerSums {
  credits_known: boolean | number;
}

interface FirstDay {
  tool_id: number;
  day: string;
}

interface LedgerSums {
  tool_id: number;
  usage: number | string;
  value: number | string;
}

interface CreditRow {
  identity_id: number;
  namespace: string;
  account: string;
  credits: number | string;
}

/** Tells who holds what an account costs with a tool. */
function holders(
  money: MonthMoney,
  accounts: CostAccounts,
  inCatalog: ReadonlySet<number>,
): (identityId: number, toolId: number) => MoneyHolder {
  const known = new Map<number, MoneyHolder>();
  const ofUnknown = new Map<number, MoneyHolder>();
  return (identityId, toolId) => {
    const isKnown = inCatalog.has(toolId);
    const kept = (isKnown ? known : ofUnknown).get(identityId);
    if (kept) return kept;
    const personId = accounts.personOf.get(identityId);
    const state = accounts.stateOf.get(identityId);
    let holder: MoneyHolder;
    if (!isKnown) {
      holder = money.holder({ bucket: 'unknown-tool' }, identityId);
    } else if (personId !== undefined) {
      holder = money.holder({ personId, left: state === 'left' }, identityId);
    } else if (state === 'service-account') {
      holder = money.holder({ bucket: 'service-accounts' }, identityId);
    } else {
      const bucket = state === 'left' ? 'left' : 'unresolved';
      holder = money.holder({ bucket }, identityId);
    }
    (isKnown ? known : ofUnknown).set(identityId, holder);
    return holder;
  };
}
