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

/** Whose money it is: a person, who may have been in no team, or a bucket that an account belongs to. */
export type Owner =
  | { personId: number; left: boolean }
  | {
      bucket: Extract<
        BucketId,
        'unresolved' | 'service-accounts' | 'left' | 'unknown-tool'
      >;
    };

/** Money of people in no team. */
export interface BucketSum {
  micros: number;
  /** Distinct accounts or people behind it. */
  holders: Set<string>;
}

/** What of a person's money and time counts while a team visits another. */
export interface VisitMoney {
  /** By membership, then by channel. */
  developers: Map<number, Float64Array>;
  others: Map<number, Float64Array>;
}

/** A whole month's money of one account or person and channel, where its days need not be told apart. */
const WHOLE_MONTH = -1;

/**
 * Adds up a month's money by person × direct team. All amounts of one person, day and channel are added up and then
 * divided over the direct teams of that day by largest remainder, ties by entity ref.
 */
export class MonthMoney {
  /** By channel, then by membership: of days on which the member counts as a developer. */
  readonly developers: readonly Float64Array[];
  readonly others: readonly Float64Array[];
  /** By index of the forest's visits. */
  readonly visits: readonly VisitMoney[];
  /** By channel and bucket. */
  readonly buckets: readonly Map<BucketId, BucketSum>[];
  readonly #span: DaySpan;
  readonly #forest: Forest;
  readonly #members: Members;
  readonly #visitsOfTeam: readonly number[][];
  /** Sums of one person, day and channel that wait to be divided. */
  readonly #piles = new Map<number, Map<number, Float64Array>>();
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
    this.buckets = channels.map(() => new Map<BucketId, BucketSum>());
    this.visits = forest.visits.map(() => ({
      developers: new Map<number, Float64Array>(),
      others: new Map<number, Float64Array>(),
    }));
    this.#visitsOfTeam = forest.keys.map((_, team) => {
      const found: number[] = [];
      for (let at = team; at >= 0; at = forest.parents[at]) {
        forest.visits.forEach((visit, v) => {
          if (visit.guest === at) found.push(v);
        });
      }
      return found;
    });
  }

  /**
   * Whether a person's days need not be told apart: in one team on every day, always or never as a developer, and the
   * teams above did not change.
   */
  isSteady(personId: number): boolean {
    const { personOf, start, roster, counted, team } = this.#members;
    const person = personOf.get(personId);
    if (person === undefined) return true;
    const at = start[person];
    return (
      start[person + 1] - at === 1 &&
      roster[at] === this.#span.all &&
      (counted[at] === 0 || counted[at] === roster[at]) &&
      this.#visitsOfTeam[team[at]].length === 0
    );
  }

  /** Adds money of a steady person, of a person in no team all month, or of a bucket, for the whole month at once. */
  addWhole(owner: Owner, account: number, channel: number, micros: number) {
    if ('bucket' in owner) {
      this.#toBucket(channel, owner.bucket, `account ${account}`, micros);
      return;
    }
    this.#pile(owner.personId, WHOLE_MONTH, channel, micros);
    if (owner.left) this.#left.add(owner.personId);
  }

  /** Adds money of one day. */
  addDay(
    owner: Owner,
    account: number,
    channel: number,
    day: number,
    micros: number,
  ) {
    if ('bucket' in owner) {
      this.#toBucket(channel, owner.bucket, `account ${account}`, micros);
      return;
    }
    this.#pile(owner.personId, day, channel, micros);
    if (owner.left) this.#left.add(owner.personId);
  }

  readonly #left = new Set<number>();

  /** Divides what was added. Called once, after everything is added. */
  finish() {
    for (const [personId, days] of this.#piles) {
      const person = this.#members.personOf.get(personId);
      for (const [day, sums] of days) {
        for (let channel = 0; channel < this.#channelCount; channel++) {
          if (sums[channel] !== 0) {
            this.#place(personId, person, day, channel, sums[channel]);
          }
        }
      }
    }
    this.#piles.clear();
  }

  #pile(personId: number, day: number, channel: number, micros: number) {
    let days = this.#piles.get(personId);
    if (!days) {
      days = new Map();
      this.#piles.set(personId, days);
    }
    let sums = days.get(day);
    if (!sums) {
      sums = new Float64Array(this.#channelCount);
      days.set(day, sums);
    }
    sums[channel] += micros;
  }

  #place(
    personId: number,
    person: number | undefined,
    day: number,
    channel: number,
    micros: number,
  ) {
    const { start, roster } = this.#members;
    const teams: number[] = [];
    if (person !== undefined) {
      for (let i = start[person]; i < start[person + 1]; i++) {
        if (day === WHOLE_MONTH || (roster[i] & (1 << day)) !== 0) {
          teams.push(i);
        }
      }
    }
    if (teams.length === 0) {
      this.#toBucket(
        channel,
        this.#left.has(personId) ? 'left' : 'without-team',
        `person ${personId}`,
        micros,
      );
    } else if (teams.length === 1) {
      this.#toMember(teams[0], day, channel, micros);
    } else {
      const keys = teams.map(i => this.#forest.keys[this.#members.team[i]]);
      splitEqually(micros, keys).forEach((share, t) =>
        this.#toMember(teams[t], day, channel, share),
      );
    }
  }

  #toMember(i: number, day: number, channel: number, micros: number) {
    const bit = day === WHOLE_MONTH ? this.#span.all : 1 << day;
    const isDeveloper = (this.#members.counted[i] & bit) !== 0;
    (isDeveloper ? this.developers : this.others)[channel][i] += micros;
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

  #toBucket(channel: number, bucket: BucketId, holder: string, micros: number) {
    if (micros === 0) return;
    let sum = this.buckets[channel].get(bucket);
    if (!sum) {
      sum = { micros: 0, holders: new Set() };
      this.buckets[channel].set(bucket, sum);
    }
    sum.micros += micros;
    sum.holders.add(holder);
  }
}

/** Order of channels that does not depend on how they were found. */
export function compareChannels(a: Channel, b: Channel): number {
  return a.toolId - b.toolId || compareKeys(a.kind, b.kind);
}
