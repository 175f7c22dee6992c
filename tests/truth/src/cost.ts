import { daysFrom, monthDays, plus } from './days';
import { Facts } from './facts';
import { Entry, ledgerOf } from './ledger';
import { Fraction, ZERO, add, fraction, roundHalfEven, times } from './money';
import { TeamHistory } from './organisation';
import { Place, Published, PublishedAll, publish, treeOf } from './publish';
import { Settings, settleDaysOf, toolsOf } from './settings';

/** A month's cost of one team. Null is what may not be shown, or what nobody says. */
export interface MonthCost {
  /** developers and others, where either is shown; null where neither is */
  people: number | null;
  leftOut: number;
  seat: bigint | null;
  usage: bigint | null;
  value: bigint | null;
  /** seat and usage cost of the developers, and what it is divided by */
  developers: {
    cost: bigint;
    activePeople: number;
    activePersonMonths: Fraction;
    /** null from no active person to four */
    perActive: bigint | null;
  } | null;
  /** seat and usage cost of everybody else; null too where nobody says what anybody costs */
  others: bigint | null;
  idleSeat: bigint | null;
}

/** What is published of a month: developers apart from everybody else. */
export interface MonthSides {
  developers: PublishedAll;
  others: PublishedAll;
  idle: PublishedAll;
}

type Side = 'developers' | 'others';

const isPaid = ({ kind }: Entry) => kind !== 'value';

/** Works out money, month by month, with loops over people and days. */
export class CostTruth {
  private readonly ledgers = new Map<string, Entry[]>();
  /** money by person, direct team and day */
  private readonly indices = new Map<string, Map<string, Entry[]>>();
  private readonly published = new Map<string, MonthSides>();

  constructor(
    private readonly facts: Facts,
    private readonly history: TeamHistory,
    private readonly settings: Settings,
  ) {}

  /** Months that were collected from the first day to the last, all final. */
  completeMonths(): string[] {
    const { today, from } = this.settings;
    const settle = settleDaysOf(this.settings);
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

  /**
   * What may be shown of the teams of a month. Whoever costs or is licensed
   * belongs to it; developers and others are apart, for the cost of either is
   * shown, and the total less the one would be the other.
   */
  sides(month: string): MonthSides {
    const known = this.published.get(month);
    if (known) {
      return known;
    }
    const idle = (place: Place) =>
      this.entriesOf(month, [place]).some(it => this.isIdleSeat(it, month));
    const sides = {
      developers: this.publishSide(month, 'developers'),
      others: this.publishSide(month, 'others'),
      idle: this.publishPlaces(month, () => true, idle),
    };
    this.published.set(month, sides);
    return sides;
  }

  /** Money of places, each on its own days. */
  entriesOf(month: string, places: Place[]): Entry[] {
    let index = this.indices.get(month);
    if (!index) {
      index = new Map<string, Entry[]>();
      for (const entry of this.ledger(month).filter(it => it.team)) {
        const key = `${entry.person} ${entry.team} ${entry.day}`;
        index.set(key, [...(index.get(key) ?? []), entry]);
      }
      this.indices.set(month, index);
    }
    const keys = new Set(
      places.flatMap(({ person, team, visiting, days }) =>
        days.map(day => `${person} ${visiting ?? team} ${day}`),
      ),
    );
    return [...keys].flatMap(key => index.get(key) ?? []);
  }

  /** A month of every team. */
  month(month: string): Map<string, MonthCost> {
    const sides = this.sides(month);
    return new Map(
      this.history.teams.map(team => [
        team,
        this.teamMonth(month, {
          developers: sides.developers.of.get(team)!,
          others: sides.others.of.get(team)!,
          idle: sides.idle.of.get(team)!,
        }),
      ]),
    );
  }

  private teamMonth(
    month: string,
    { developers, others, idle }: Record<Side | 'idle', Published>,
  ): MonthCost {
    const ofDevelopers = this.entriesOf(month, developers.places);
    const ofOthers = this.entriesOf(month, others.places);
    const anyShown = developers.shown || others.shown;
    const told = new Set(
      toolsOf(this.settings).flatMap(({ tool, kinds }) =>
        kinds.filter(
          kind => kind !== 'seat' || this.facts.knowsSeats(tool, month),
        ),
      ),
    );
    const sum = (kind: Entry['kind']) =>
      anyShown && told.has(kind)
        ? total([...ofDevelopers, ...ofOthers].filter(it => it.kind === kind))
        : null;
    const isCostTold = told.has('seat') || told.has('usage');
    const nobodyIdle = !idle.shown && idle.waiting === 0;
    return {
      people: anyShown
        ? developers.counted.length + others.counted.length
        : null,
      leftOut: anyShown ? developers.waiting + others.waiting : 0,
      seat: sum('seat'),
      usage: sum('usage'),
      value: sum('value'),
      developers: developers.shown
        ? this.developers(month, developers, ofDevelopers)
        : null,
      others:
        anyShown && isCostTold && (others.shown || others.waiting === 0)
          ? total(ofOthers.filter(isPaid))
          : null,
      idleSeat:
        anyShown && told.has('seat') && (idle.shown || nobodyIdle)
          ? total(
              this.entriesOf(month, idle.places).filter(entry =>
                this.isIdleSeat(entry, month),
              ),
            )
          : null,
    };
  }

  private developers(
    month: string,
    published: Published,
    entries: Entry[],
  ): MonthCost['developers'] {
    const days = monthDays(month).length;
    const cost = total(entries.filter(isPaid));
    const active = published.counted.filter(({ person }) =>
      this.isActiveDeveloper(person, month),
    );
    let months = ZERO;
    for (const place of published.places) {
      if (this.isActiveDeveloper(place.person, month)) {
        for (const day of place.days) {
          const teams = this.history.teamsOf(place.person, day).length;
          months = add(months, fraction(1n, BigInt(teams * days)));
        }
      }
    }
    return {
      cost,
      activePeople: active.length,
      activePersonMonths: months,
      perActive:
        active.length < this.settings.minimum
          ? null
          : roundHalfEven(
              times(
                { top: cost, bottom: 1n },
                fraction(months.bottom, months.top),
              ),
            ),
    };
  }

  /** Whether somebody did anything on a day of a month as a developer. */
  private isActiveDeveloper(person: string, month: string): boolean {
    return monthDays(month).some(
      day =>
        this.facts.isActive(person, day) &&
        this.history
          .teamsOf(person, day)
          .some(team => this.history.isDeveloper(person, team, day)),
    );
  }

  private publishSide(month: string, side: Side): PublishedAll {
    const belongs = (person: string, team: string, day: string) =>
      this.history.isDeveloper(person, team, day) === (side === 'developers');
    const matters = (place: Place) =>
      place.days.some(day => this.facts.isLicensed(place.person, day)) ||
      (side === 'developers' && this.isActiveDeveloper(place.person, month)) ||
      this.entriesOf(month, [place]).some(entry => entry.micros !== 0n);
    return this.publishPlaces(month, belongs, matters);
  }

  private publishPlaces(
    month: string,
    belongs: (person: string, team: string, day: string) => boolean,
    matters: (place: Place) => boolean,
  ): PublishedAll {
    const days = monthDays(month);
    const places: Place[] = [];
    for (const person of this.history.people) {
      for (const team of this.history.teamsEver(person)) {
        const held = days.filter(
          day =>
            this.history.isIn(person, team, day) && belongs(person, team, day),
        );
        if (held.length > 0) {
          places.push({ person, team, days: held });
        }
      }
    }
    return publish(
      treeOf(this.history, days, places),
      this.settings.minimum,
      matters,
    );
  }

  /** A seat of four weeks or more whose holder did nothing with it all month. */
  private isIdleSeat({ person, kind, tool }: Entry, month: string): boolean {
    const days = monthDays(month);
    const isOldEnough = this.facts.seats.some(
      seat =>
        seat.tool === tool &&
        seat.owner.person === person &&
        plus(seat.from, 27) <= days.at(-1)!,
    );
    return (
      kind === 'seat' &&
      person !== undefined &&
      isOldEnough &&
      !days.some(day => this.facts.isActive(person, day, tool))
    );
  }
}

export function total(entries: { micros: bigint }[]): bigint {
  return entries.reduce((sum, { micros }) => sum + micros, 0n);
}
