import { daysFrom, monthDays, plus } from './days';
import { Facts, Kind } from './facts';
import { Bucket, Entry, ledgerOf } from './ledger';
import { Fraction, ZERO, add, fraction, roundHalfEven, times } from './money';
import { TeamHistory } from './organisation';
import { Place, Published, PublishedAll, publish, treeOf } from './publish';
import { Settings } from './settings';

export interface MonthCost {
  month: string;
  people: number;
  leftOut: number;
  seat: bigint;
  usage: bigint;
  value: bigint;
  /** seat and usage cost of developers, and what it is divided by */
  developers: {
    cost: bigint;
    activePeople: number;
    activePersonMonths: Fraction;
    perActive: bigint | null;
  };
  /** seat and usage cost of people who are not developers */
  others: bigint;
  /** how many of either kind there are: too few cannot be told apart */
  otherPeople: number;
  developerPeople: number;
  idleSeat: bigint;
}

/** Works out money, month by month, with loops over people and days. */
export class CostTruth {
  private readonly ledgers = new Map<string, Entry[]>();

  constructor(
    private readonly facts: Facts,
    private readonly history: TeamHistory,
    private readonly settings: Settings,
  ) {}

  /** Months that were collected from the first day to the last, all final. */
  completeMonths(): string[] {
    const { copilot, claude, today, from } = this.settings;
    const settle = Math.max(copilot.settleDays, claude.settleDays);
    const months = [
      ...new Set(daysFrom(from, today).map(day => day.slice(0, 7))),
    ];
    return months.filter(month => {
      const days = monthDays(month);
      return days[0] >= from && plus(days.at(-1)!, settle + 1) <= today;
    });
  }

  /** Every amount of a month, by direct team or bucket. */
  ledger(month: string): Entry[] {
    const known = this.ledgers.get(month);
    if (known) {
      return known;
    }
    const entries = ledgerOf(month, this.facts, this.history, this.settings);
    this.ledgers.set(month, entries);
    return entries;
  }

  /** What may be shown of the teams of a month: whoever costs or is licensed. */
  published(month: string): PublishedAll {
    const days = monthDays(month);
    const known = days.filter(day => this.facts.days.includes(day));
    const costs = new Set(
      this.ledger(month)
        .filter(it => it.team !== undefined && it.micros !== 0n)
        .map(it => `${it.person} ${it.team} ${it.day}`),
    );
    const places: Place[] = [];
    for (const person of this.history.people) {
      for (const team of this.history.teams) {
        const held = known.filter(day => this.history.isIn(person, team, day));
        if (held.length > 0) {
          places.push({ person, team, days: held });
        }
      }
    }
    const tree = treeOf(this.history, days, places);
    const matters = ({ person, days: held }: Place) =>
      held.some(
        day =>
          this.facts.isLicensed(person, day) ||
          this.history
            .teamsOf(person, day)
            .some(team => costs.has(`${person} ${team} ${day}`)),
      );
    return publish(
      { ...tree, places: tree.places.filter(matters) },
      this.settings.minimum,
    );
  }

  /** A month of every team; undefined for teams that show nothing. */
  month(month: string): Map<string, MonthCost | undefined> {
    const published = this.published(month);
    return new Map(
      this.history.teams.map(team => {
        const of = published.of.get(team);
        return [team, of?.shown ? this.teamMonth(month, of) : undefined];
      }),
    );
  }

  /** Money of the places that a team shows, or that none does. */
  entriesOf(month: string, places: Place[]): Entry[] {
    return this.ledger(month).filter(
      entry =>
        entry.team !== undefined &&
        places.some(
          place =>
            place.person === entry.person &&
            place.days.includes(entry.day) &&
            this.isUnder(entry.team!, place, entry.day),
        ),
    );
  }

  /** A place is of a direct team, or of one above that a team moved away from. */
  private isUnder(team: string, place: Place, day: string): boolean {
    return (
      team === place.team ||
      (!this.history.isIn(place.person, place.team, day) &&
        this.history.parentOf(team, day) === place.team)
    );
  }

  private teamMonth(month: string, published: Published): MonthCost {
    const entries = this.entriesOf(month, published.places);
    const sum = (kind: Kind) =>
      total(entries.filter(entry => entry.kind === kind));
    const isDeveloper = ({ person, team, day }: Entry) =>
      this.history.isDeveloper(person!, team!, day);
    const paid = entries.filter(entry => entry.kind !== 'value');
    const developers = paid.filter(isDeveloper);
    const others = paid.filter(entry => !isDeveloper(entry));
    const { months, people } = this.activeMonths(month, published.places);
    const cost = total(developers);
    return {
      month,
      people: published.counted.length,
      leftOut: published.leftOut,
      seat: sum('seat'),
      usage: sum('usage'),
      value: sum('value'),
      developers: {
        cost,
        activePeople: people,
        activePersonMonths: months,
        perActive:
          people < this.settings.minimum
            ? null
            : roundHalfEven(
                times(
                  { top: cost, bottom: 1n },
                  fraction(months.bottom, months.top),
                ),
              ),
      },
      others: total(others),
      otherPeople: new Set(others.map(entry => entry.person)).size,
      developerPeople: new Set(developers.map(entry => entry.person)).size,
      idleSeat: total(
        entries.filter(
          entry => entry.kind === 'seat' && this.isIdle(entry.person!, month),
        ),
      ),
    };
  }

  /** Shares of a month that active developers were in these places. */
  private activeMonths(
    month: string,
    places: Place[],
  ): { months: Fraction; people: number } {
    const days = monthDays(month);
    const direct = places.filter(place =>
      place.days.some(day =>
        this.history.isDeveloper(place.person, place.team, day),
      ),
    );
    const active = direct.filter(({ person, team, days: held }) =>
      held.some(
        day =>
          this.facts.isActive(person, day) &&
          this.history.isDeveloper(person, team, day),
      ),
    );
    let months = ZERO;
    for (const { person, team, days: held } of active) {
      for (const day of held) {
        if (this.history.isDeveloper(person, team, day)) {
          const teams = this.history.teamsOf(person, day).length;
          months = add(months, fraction(1n, BigInt(teams * days.length)));
        }
      }
    }
    return {
      months,
      people: new Set(active.map(place => place.person)).size,
    };
  }

  /** A seat of four weeks or more whose holder did nothing with it all month. */
  private isIdle(person: string, month: string): boolean {
    const days = monthDays(month);
    const { tool } = this.settings.copilot;
    const last = days.at(-1)!;
    const oldEnough = this.facts.seats.some(
      seat => seat.owner.person === person && plus(seat.from, 28) <= last,
    );
    return (
      oldEnough && !days.some(day => this.facts.isActive(person, day, tool))
    );
  }
}

export function total(entries: { micros: bigint }[]): bigint {
  return entries.reduce((sum, { micros }) => sum + micros, 0n);
}

export type BucketSums = Map<
  Bucket,
  { micros: bigint; identities: Set<string> }
>;
