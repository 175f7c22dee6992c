import type { Knex } from 'knex';
import { Queryable, StalePeriods, transactionAgain } from '../database';
import { AggregatedOutcomes } from '../outcomes/aggregateOutcomes';
import { OutcomeStore } from '../outcomes/OutcomeStore';
import { markMerges } from '../outcomes/markMerges';
import { AggregatedCostDay } from './aggregateCostDay';
import { AggregatedDay } from './aggregateDay';
import { AggregatedSeats } from './aggregateSeats';
import { CostLineStore } from './CostLineStore';
import { dayState, isFinal, LedgerEntry, SettleRule } from './dayState';
import { emptyEntry, LedgerStore } from './LedgerStore';
import { SeatStore } from './SeatStore';
import { Precedence } from './precedence';
import { StoredSource } from './SourceStore';
import { UsageStore } from './UsageStore';

const NAMES_NOBODY =
  'The bill names nobody for a day that it named accounts for, and was not taken; ask for the day again to take it';

/** The source that an answer came from. */
export interface Origin extends SettleRule {
  stored: Pick<StoredSource, 'id' | 'toolId'>;
  namespace: string;
}

/** When an answer came: by the clock that says which day it is, and by the machine's own. */
export interface Moment {
  now: Date;
  machine: Date;
}

/** What every kind of answer has beside its rows. */
type Answer = Pick<
  AggregatedDay,
  'rows' | 'unreadable' | 'checksum' | 'creditsKnown'
> & {
  exactUsage: string | null;
  exactValue: string | null;
  byAccount?: boolean;
  estimated?: boolean;
};

/** How recording an answer ended: whether facts were written, or why the answer was refused. */
export type Recorded =
  | { state: 'written' | 'unchanged' }
  | { state: 'refused'; reason: string };

/**
 * Records what a source said of a day: facts, ledger and what has to be worked out again change in one transaction, so
 * that a process may die at any moment. An answer that says what the last one said writes the ledger alone; one that was
 * asked for before the one that is stored, and comes after it, writes nothing.
 */
export class DayRecorder {
  readonly #knex: Knex;
  readonly #ledger: LedgerStore;
  readonly #stale: StalePeriods;
  readonly #usage: UsageStore;
  readonly #costs: CostLineStore;
  readonly #seats: SeatStore;
  readonly #precedence: Pick<Precedence, 'choose'>;
  readonly #outcomes: OutcomeStore;

  constructor(options: {
    knex: Knex;
    ledger: LedgerStore;
    stale: StalePeriods;
    usage: UsageStore;
    costs: CostLineStore;
    seats: SeatStore;
    precedence: Pick<Precedence, 'choose'>;
    outcomes: OutcomeStore;
  }) {
    this.#knex = options.knex;
    this.#ledger = options.ledger;
    this.#stale = options.stale;
    this.#usage = options.usage;
    this.#costs = options.costs;
    this.#seats = options.seats;
    this.#precedence = options.precedence;
    this.#outcomes = options.outcomes;
  }

  usage(origin: Origin, day: string, at: Moment, facts: AggregatedDay) {
    const { stored, namespace } = origin;
    return this.#answer(origin, day, at, facts, async trx => {
      await this.#usage.replaceDay(trx, stored, namespace, day, facts);
      await this.#precedence.choose(trx, day);
    });
  }

  /**
   * A bill that named accounts gives way to none that names nobody, such as what a vendor tells instead while it makes no
   * reports: the cost of teams would go with the names. An operator who asks for the day again has it replaced.
   */
  costs(origin: Origin, day: string, at: Moment, bill: AggregatedCostDay) {
    return this.#answer(origin, day, at, bill, async trx => {
      const { stored, namespace } = origin;
      await this.#costs.replaceDay(trx, stored, day, bill);
      await this.#usage.replaceDay(trx, stored, namespace, day, bill.named);
      await this.#precedence.choose(trx, day);
    });
  }

  seats(origin: Origin, day: string, at: Moment, list: AggregatedSeats) {
    return this.#answer(origin, day, at, list, trx =>
      this.#seats.applyList(trx, origin.stored, origin.namespace, day, list),
    );
  }

  /** A day without any is as much an answer as any other: on a Sunday nothing is merged. */
  outcomes(origin: Origin, day: string, at: Moment, facts: AggregatedOutcomes) {
    return this.#answer(origin, day, at, facts, trx =>
      this.#outcomes.replaceDay(
        trx,
        origin.stored.id,
        origin.namespace,
        day,
        facts,
      ),
    );
  }

  /**
   * Records that there was nothing: not ready inside the settle time, no data after it. It takes away nothing that was
   * fetched before, for a vendor that once had a day and has it no more is at fault.
   */
  async empty(origin: Origin, day: string, at: Moment): Promise<Recorded> {
    return transactionAgain(this.#knex, async trx => {
      const before = await this.#ledger.lock(trx, origin.stored.id, day);
      if (isOlder(at, before)) return { state: 'unchanged' };
      if (before?.state === 'fetched') {
        const reason =
          'The vendor answered with nothing for a day that it had figures for';
        await this.#fail(trx, origin, before, day, at, reason, true);
        return { state: 'refused', reason };
      }
      const now = at.now.toISOString();
      // An empty seat list is no list: nobody's seat ends by it, and it is asked for again.
      const isOver = origin.kind !== 'seats' && isFinal(day, now, origin);
      await this.#put(trx, origin, before, {
        ...emptyEntry(day),
        state: isOver ? 'no-data' : 'empty',
        fetchedAt: now,
        attemptedAt: at.machine.toISOString(),
      });
      return { state: 'unchanged' };
    });
  }

  /**
   * Records that a day could not be had. What was fetched before stays.
   * @param ownFault - whether the day itself is at fault, and so waits longer each time before it is asked again
   */
  async failure(
    origin: Origin,
    day: string,
    at: Moment,
    error: string,
    ownFault: boolean,
  ): Promise<void> {
    await transactionAgain(this.#knex, async trx => {
      const before = await this.#ledger.lock(trx, origin.stored.id, day);
      await this.#fail(trx, origin, before, day, at, error, ownFault);
    });
  }

  async #answer(
    origin: Origin,
    day: string,
    at: Moment,
    answer: Answer,
    write: (trx: Queryable) => Promise<unknown>,
  ): Promise<Recorded> {
    // Nothing pushed is nothing seen, and no answer of a vendor that has nothing yet; a day without changes is one.
    const isNothing = answer.rows === 0 && answer.unreadable.count === 0;
    if (isNothing && !origin.pushed && origin.kind !== 'outcomes') {
      return this.empty(origin, day, at);
    }
    const { id } = origin.stored;
    return transactionAgain(this.#knex, async trx => {
      const before = await this.#ledger.lock(trx, id, day);
      if (isOlder(at, before)) return { state: 'unchanged' };
      if (answer.unreadable.tooMany) {
        const reason = `${answer.unreadable.count} of ${
          answer.rows + answer.unreadable.count
        } rows could not be read: ${answer.unreadable.kept[0].reason}`;
        await this.#ledger.putUnreadable(trx, id, day, answer.unreadable.kept);
        // Without its checksum, the rows that are kept give way to those of the next answer, even one known before.
        const known = before && { ...before, checksum: null };
        await this.#fail(trx, origin, known, day, at, reason, true);
        return { state: 'refused', reason };
      }
      if (before?.byAccount && !answer.byAccount && !before.askedAgain) {
        await this.#fail(trx, origin, before, day, at, NAMES_NOBODY, true);
        return { state: 'refused', reason: NAMES_NOBODY };
      }
      const entry: LedgerEntry = {
        day,
        state: 'fetched',
        rows: answer.rows,
        unreadable: answer.unreadable.count,
        attempts: 0,
        fetchedAt: at.now.toISOString(),
        attemptedAt: at.machine.toISOString(),
        checksum: answer.checksum,
        error: null,
        exactUsage: answer.exactUsage,
        exactValue: answer.exactValue,
        creditsKnown: answer.creditsKnown,
        byAccount: answer.byAccount ?? false,
        estimated: answer.estimated ?? false,
        askedAgain: false,
      };
      const isUnchanged =
        before?.state === 'fetched' && before.checksum === answer.checksum;
      const isPricedAnew = before?.estimated !== entry.estimated;
      await this.#put(trx, origin, before, entry, !isUnchanged || isPricedAnew);
      if (isUnchanged) return { state: 'unchanged' };
      await write(trx);
      await this.#ledger.putUnreadable(trx, id, day, answer.unreadable.kept);
      return { state: 'written' };
    });
  }

  async #fail(
    trx: Queryable,
    origin: Origin,
    before: LedgerEntry | undefined,
    day: string,
    at: Moment,
    error: string,
    ownFault: boolean,
  ): Promise<void> {
    const known = before ?? emptyEntry(day);
    await this.#put(trx, origin, before, {
      ...known,
      // A day that nobody had asked for is no longer merely wanted.
      state: known.attemptedAt === null ? 'failed' : known.state,
      attempts: known.attempts + (ownFault ? 1 : 0),
      attemptedAt: at.machine.toISOString(),
      error,
    });
  }

  async #put(
    trx: Queryable,
    origin: Origin,
    before: LedgerEntry | undefined,
    after: LedgerEntry,
    factsChanged = false,
  ): Promise<void> {
    await this.#ledger.put(trx, origin.stored.id, after);
    if (factsChanged || dayState(before, origin) !== dayState(after, origin)) {
      if (origin.kind === 'outcomes') {
        await markMerges(trx, this.#stale, [after.day]);
      } else {
        await this.#stale.mark(trx, 'day', after.day);
      }
    }
  }
}

/** Whether an answer was asked for before the one that is stored. */
function isOlder(at: Moment, before: LedgerEntry | undefined): boolean {
  return (
    typeof before?.fetchedAt === 'string' &&
    before.fetchedAt > at.now.toISOString()
  );
}
