import {
  BucketId,
  compareKeys,
  splitEqually,
} from 'backstage-plugin-ai-scorecards-common';
import type { Forest } from './forest';
import type { Members } from './members';
import type { DaySpan } from './span';

export type MoneyKind = 'seat' | 'usage' | 'value';

/** Money of one tool and kind. */
export interface Channel {
  toolId: number;
  kind: MoneyKind;
}

/** Buckets of money that belongs to no team. */
export type MoneyBucket = Exclude<
  BucketId,
  'billed-without-person' | 'small-groups'
>;

/** Whose money it is: a person, who may have been in no team, or a bucket that an account belongs to. */
export type Owner =
  | { personId: number; left: boolean }
  | { bucket: MoneyBucket };

/** Money of people in no team. */
export interface BucketSum {
  micros: number;
  /** Distinct accounts or people behind it. */
  holders: Set<string>;
}

/** What of people's money counts while their team visits another. */
export interface VisitMoney {
  /** By membership, then by channel. */
  developers: Map<number, Float64Array>;
  others: Map<number, Float64Array>;
}

/** An owner as it stands in this month; got once, used for each of its amounts. */
export interface MoneyHolder {
  /** Index of the person; −1 for a bucket and for somebody who was in no team all month. */
  person: number;
  /** The one membership of somebody whose days need not be told apart; −1 for all others. */
  steady: number;
  /** Where it goes on days without a team. */
  bucket: MoneyBucket;
  /** What is counted as one behind a bucket. */
  name: string;
}

/**
 * Adds up a month's money by person × direct team. All amounts of one person, day, tool and kind are added up and then
 * divided over the direct teams of that day by largest remainder, ties by entity ref.
 */
export class MonthMoney {
  /** By channel, then by membership: of days on which the member counts as a developer. */
  readonly developers: readonly Float64Array[];
  readonly others: readonly Float64Array[];
  /** By index of the forest's visits. */
  readonly visits: readonly VisitMoney[];
  /** By channel and bucket. */
  readonly buckets: readonly Map<MoneyBucket, BucketSum>[];
  /** By bucket, the empty one being people with a team; then channel × days of the span + day. */
  readonly byDay = new Map<MoneyBucket | '', Float64Array>();
  readonly #span: DaySpan;
  readonly #forest: Forest;
  readonly #members: Members;
  readonly #visitsOfTeam: readonly number[][];
  /** Sums of one person, day and channel that wait to be divided. */
  readonly #piles = new Map<number, Float64Array>();
  readonly #holders = new Map<number, MoneyHolder>();
  readonly #holderOf = new Map<number, MoneyHolder>();
  readonly #channelCount: number;

  constructor(options: {
    span: DaySpan;
    forest: Forest;
    members: Members;
    channels: readonly Channel[];
  }) {
    const { forest, members, channels } = options;
    this.#span = options.span;
    this.#forest = forest;
    this.#members = members;
    this.#channelCount = channels.length;
    const columns = () =>
      channels.map(() => new Float64Array(members.person.length));
    this.developers = columns();
    this.others = columns();
    this.buckets = channels.map(() => new Map<MoneyBucket, BucketSum>());
    this.visits = forest.visits.map(() => ({
      developers: new Map<number, Float64Array>(),
      others: new Map<number, Float64Array>(),
    }));
    this.#visitsOfTeam = visitsAbove(forest);
  }

  /** The holder of an account's money. */
  holder(owner: Owner, account: number): MoneyHolder {
    if ('bucket' in owner) {
      return {
        person: -1,
        steady: -1,
        bucket: owner.bucket,
        name: `account ${account}`,
      };
    }
    const known = this.#holders.get(owner.personId);
    if (known) {
      if (owner.left) known.bucket = 'left';
      return known;
    }
    const person = this.#members.personOf.get(owner.personId) ?? -1;
    const holder: MoneyHolder = {
      person,
      steady: person < 0 ? -1 : this.#steady(person),
      bucket: owner.left ? 'left' : 'without-team',
      name: `person ${owner.personId}`,
    };
    this.#holders.set(owner.personId, holder);
    return holder;
  }

  /** Adds an amount of the i-th day of the span. */
  add(holder: MoneyHolder, channel: number, day: number, micros: number) {
    if (holder.steady >= 0) {
      this.#toMember(holder.steady, day, channel, micros);
    } else if (holder.person >= 0) {
      let sums = this.#piles.get(holder.person);
      if (!sums) {
        sums = new Float64Array(this.#channelCount * this.#span.days.length);
        this.#piles.set(holder.person, sums);
        this.#holderOf.set(holder.person, holder);
      }
      sums[channel * this.#span.days.length + day] += micros;
    } else {
      this.#toBucket(channel, day, holder, micros);
    }
  }

  /** Divides what was added. Called once, after everything is added. */
  finish() {
    const days = this.#span.days.length;
    for (const [person, sums] of this.#piles) {
      const holder = this.#holderOf.get(person)!;
      for (let at = 0; at < sums.length; at++) {
        if (sums[at] !== 0) {
          this.#divide(holder, at % days, Math.floor(at / days), sums[at]);
        }
      }
    }
    this.#piles.clear();
  }

  /** The membership of somebody in one team on every day, always or never as a developer, below the same teams. */
  #steady(person: number): number {
    const { start, roster, counted, team } = this.#members;
    const at = start[person];
    const isSteady =
      start[person + 1] - at === 1 &&
      roster[at] === this.#span.all &&
      (counted[at] === 0 || counted[at] === roster[at]) &&
      this.#visitsOfTeam[team[at]].length === 0;
    return isSteady ? at : -1;
  }

  #divide(holder: MoneyHolder, day: number, channel: number, micros: number) {
    const { start, roster, team } = this.#members;
    const teams: number[] = [];
    for (let i = start[holder.person]; i < start[holder.person + 1]; i++) {
      if ((roster[i] & (1 << day)) !== 0) teams.push(i);
    }
    if (teams.length === 0) {
      this.#toBucket(channel, day, holder, micros);
      return;
    }
    splitEqually(
      micros,
      teams.map(i => this.#forest.keys[team[i]]),
    ).forEach((share, t) => this.#toMember(teams[t], day, channel, share));
  }

  #toMember(i: number, day: number, channel: number, micros: number) {
    const bit = 1 << day;
    const isDeveloper = (this.#members.counted[i] & bit) !== 0;
    (isDeveloper ? this.developers : this.others)[channel][i] += micros;
    this.#toDay('', channel, day, micros);
    for (const v of this.#visitsOfTeam[this.#members.team[i]]) {
      if ((this.#forest.visits[v].mask & bit) !== 0) {
        const part = this.visits[v][isDeveloper ? 'developers' : 'others'];
        let sums = part.get(i);
        if (!sums) {
          sums = new Float64Array(this.#channelCount);
          part.set(i, sums);
        }
        sums[channel] += micros;
      }
    }
  }

  #toBucket(channel: number, day: number, holder: MoneyHolder, micros: number) {
    if (micros === 0) return;
    const { bucket, name } = holder;
    let sum = this.buckets[channel].get(bucket);
    if (!sum) {
      sum = { micros: 0, holders: new Set() };
      this.buckets[channel].set(bucket, sum);
    }
    sum.micros += micros;
    sum.holders.add(name);
    this.#toDay(bucket, channel, day, micros);
  }

  #toDay(
    bucket: MoneyBucket | '',
    channel: number,
    day: number,
    micros: number,
  ) {
    let sums = this.byDay.get(bucket);
    if (!sums) {
      sums = new Float64Array(this.#channelCount * this.#span.days.length);
      this.byDay.set(bucket, sums);
    }
    sums[channel * this.#span.days.length + day] += micros;
  }
}

/** By team, the visits of itself and of the teams above it. */
function visitsAbove(forest: Forest): number[][] {
  return forest.keys.map((_, team) => {
    const found: number[] = [];
    for (
      let at = team;
      at >= 0 && forest.visits.length > 0;
      at = forest.parents[at]
    ) {
      forest.visits.forEach((visit, v) => {
        if (visit.guest === at) found.push(v);
      });
    }
    return found;
  });
}

/** Order of channels that does not depend on how they were found. */
export function compareChannels(a: Channel, b: Channel): number {
  return a.toolId - b.toolId || compareKeys(a.kind, b.kind);
}
