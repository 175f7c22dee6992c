import { daysFrom, mondayOf, plus, weekDays } from './days';
import { Facts } from './facts';
import { TeamHistory } from './organisation';
import {
  Counted,
  Place,
  Published,
  PublishedAll,
  clamped,
  pooled,
  publish,
  treeOf,
} from './publish';
import { Settings, settleDaysOf, toolsOf } from './settings';

export interface Population {
  people: number | null;
  leftOut: number;
  countedInEach: boolean;
}

/** A rate as shown; null where nothing is. */
export interface Rate {
  value: number;
  bound: 'at-least' | 'at-most' | null;
}

export interface WeekRate {
  week: string;
  shown: boolean;
  active: number;
  people: number;
  /** as it may be shown */
  rate: Rate | null;
  /** the same of all developers of the roster */
  rosterRate: Rate | null;
  rosterPeople: number;
}

/** A team's adoption as of the last complete week. */
export interface Adoption {
  /** single weeks, oldest first */
  weeks: WeekRate[];
  /** last four complete weeks, summed without those of which a day is not told */
  weeklyActiveRate: Rate | null;
  population: Population;
  rosterActiveRate: Rate | null;
  rosterPopulation: Population;
  tiers: { id: string; people: number }[] | null;
  /** what the rule alone would show, which a stricter guard may pool further */
  tierParts: string[][] | null;
  habitual: Rate | null;
  defaultToolShare: Rate | null;
  sanctionedShare: Rate | null;
  /** last four complete weeks of the only tool with licences; undefined where several have them */
  seatToolRate: Rate | null | undefined;
}

const TIERS = ['14+', '7-13', '2-6', '0-1', 'new'];

/** Works out adoption with loops over people and days. */
export class AdoptionTruth {
  private readonly licensed = new Map<string, PublishedAll>();

  constructor(
    private readonly facts: Facts,
    private readonly history: TeamHistory,
    private readonly settings: Settings,
  ) {}

  /** The Monday of the last week whose every day is final. */
  lastWeek(): string {
    const { today } = this.settings;
    const settle = settleDaysOf(this.settings);
    let monday = mondayOf(today);
    while (plus(monday, 6 + settle + 1) > today) {
      monday = plus(monday, -7);
    }
    return monday;
  }

  /** All teams' adoption as of the last complete week. */
  all(): Map<string, Adoption> {
    const tools = toolsOf(this.settings).map(({ tool }) => tool);
    const seatTool = this.facts.onlySeatTool();
    const last = this.lastWeek();
    const weeks: string[] = [];
    for (let week = last; weeks.length < 12; week = plus(week, -7)) {
      if (week >= this.settings.from) {
        weeks.unshift(week);
      } else {
        break;
      }
    }
    const licensed = new Map(
      weeks.map(week => [week, this.licensedWeek(week)]),
    );
    const rosters = new Map(weeks.map(week => [week, this.rosterWeek(week)]));
    const windowDays = daysFrom(plus(last, -21), plus(last, 6));
    const tiered = this.of(
      windowDays,
      place => this.tierOf([place], windowDays) !== undefined,
    );
    const users = this.of(
      windowDays,
      place => this.activeDays([place]).length > 0,
    );
    const result = new Map<string, Adoption>();
    for (const team of this.history.teams) {
      const at = (all: PublishedAll): Published => {
        const published = all.of.get(team);
        if (!published) {
          throw new Error(`${team} is not published`);
        }
        return published;
      };
      const rates = weeks.map(week =>
        this.weekRate(week, at(licensed.get(week)!), at(rosters.get(week)!)),
      );
      const now = rates.slice(-4).filter(rate => rate.shown);
      const whole = now.filter(({ week }) =>
        tools.every(tool => this.facts.isTold(tool, weekDays(week))),
      );
      const inTiers = at(tiered);
      const habitual = inTiers.counted.filter(it => this.isHabitual(it, last));
      const inUse = at(users);
      const toDefault = inUse.counted.filter(it => this.prefersDefault(it));
      const toolDays = inUse.counted.flatMap(it => this.toolDays(it));
      const sanctioned = toolDays.filter(tool =>
        this.settings.sanctionedTools.includes(tool),
      );
      const lastLicensed = at(licensed.get(last)!);
      result.set(team, {
        weeks: rates,
        weeklyActiveRate: summed(whole),
        population: populationOf(lastLicensed),
        rosterActiveRate: rates.at(-1)?.rosterRate ?? null,
        rosterPopulation: populationOf(at(rosters.get(last)!)),
        tiers: inTiers.shown
          ? TIERS.map(id => ({
              id,
              people: inTiers.counted.filter(
                it => this.tierOf(it.places, windowDays) === id,
              ).length,
            }))
          : null,
        tierParts: inTiers.shown
          ? pooled(this.tierSets(inTiers, windowDays), this.settings.minimum)
          : null,
        habitual: rateOf(habitual.length, inTiers),
        defaultToolShare: rateOf(toDefault.length, inUse),
        sanctionedShare: inUse.shown
          ? clamped(sanctioned.length, toolDays.length, inUse.counted.length)
          : null,
        seatToolRate:
          seatTool === undefined
            ? undefined
            : this.toolRate(
                seatTool,
                now
                  .map(({ week }) => week)
                  .filter(week => this.facts.isTold(seatTool, weekDays(week))),
                team,
              ),
      });
    }
    return result;
  }

  /** Licensed developers of a week, of any tool. */
  licensedWeek(week: string): PublishedAll {
    const known = this.licensed.get(week);
    if (known) {
      return known;
    }
    const published = this.of(
      weekDays(week),
      place => this.licensedDays(place).length > 0,
    );
    this.licensed.set(week, published);
    return published;
  }

  /**
   * Everybody on the roster of a week. Beside the licensed of a team, its others are shown only where they could be
   * alone, since the difference of the two rates tells of them; nothing where some are licensed, but too few.
   */
  private rosterWeek(week: string): PublishedAll {
    const licensed = this.licensedWeek(week);
    const others = this.of(
      weekDays(week),
      place => this.licensedDays(place).length === 0,
    );
    const of = new Map<string, Published>();
    const missed = this.missedVisitors(week);
    for (const [team, rest] of others.of) {
      const some = licensed.of.get(team);
      if (!some) continue;
      const visitors = missed.get(team)?.size ?? 0;
      if (!some.shown) {
        const leftOut = rest.leftOut + (rest.shown ? visitors : 0);
        of.set(team, some.waiting === 0 ? { ...rest, leftOut } : some);
        continue;
      }
      const counted = [...some.counted, ...rest.counted];
      of.set(team, {
        ...some,
        counted,
        places: [...some.places, ...rest.places],
        leftOut:
          some.leftOut + (rest.shown ? rest.leftOut : rest.waiting) + visitors,
        countedInEach:
          new Set(counted.map(it => it.person)).size < counted.length,
      });
    }
    return { of, remainder: [] };
  }

  /** By team, visitors with a licence on other days of the week than those of the visit. */
  private missedVisitors(week: string): Map<string, Set<string>> {
    const days = weekDays(week);
    const places = this.placesOf(days);
    const { parentOf, visits } = treeOf(this.history, days, places);
    const isBelow = (team: string | undefined, top: string): boolean =>
      team !== undefined && (team === top || isBelow(parentOf.get(team), top));
    const missed = new Map<string, Set<string>>();
    for (const visit of visits) {
      for (const place of places) {
        const licensed = this.licensedDays(place);
        if (
          isBelow(place.team, visit.guest) &&
          place.days.some(day => visit.days.includes(day)) &&
          licensed.length > 0 &&
          !licensed.some(day => visit.days.includes(day))
        ) {
          const people = missed.get(visit.host) ?? new Set();
          missed.set(visit.host, people.add(place.person));
        }
      }
    }
    return missed;
  }

  /** Publishes the developers of a period whom a test lets through. */
  private of(days: string[], keep: (place: Place) => boolean): PublishedAll {
    return publish(
      treeOf(this.history, days, this.placesOf(days)),
      this.settings.minimum,
      keep,
    );
  }

  private placesOf(days: string[]): Place[] {
    const places: Place[] = [];
    for (const person of this.history.people) {
      for (const team of this.history.teamsEver(person)) {
        const held = days.filter(day =>
          this.history.isDeveloper(person, team, day),
        );
        const place = { person, team, days: held };
        if (held.length > 0) {
          places.push(place);
        }
      }
    }
    return places;
  }

  private licensedDays(place: Place): string[] {
    return place.days.filter(day => this.facts.isLicensed(place.person, day));
  }

  private activeDays(places: Place[]): string[] {
    const days = places.flatMap(place =>
      place.days.filter(day => this.facts.isActive(place.person, day)),
    );
    return [...new Set(days)];
  }

  private weekRate(
    week: string,
    published: Published,
    roster: Published,
  ): WeekRate {
    const active = published.counted.filter(({ places }) =>
      places.some(place =>
        this.licensedDays(place).some(day =>
          this.facts.isActive(place.person, day),
        ),
      ),
    );
    return {
      week,
      shown: published.shown,
      active: active.length,
      people: published.counted.length,
      rate: rateOf(active.length, published),
      rosterRate: rateOf(
        roster.counted.filter(it => this.activeDays(it.places).length > 0)
          .length,
        roster,
      ),
      rosterPeople: roster.counted.length,
    };
  }

  /** The rate of a tool that alone licenses people. */
  private toolRate(tool: string, weeks: string[], team: string): Rate | null {
    const rates = weeks.map(week => {
      const counted = this.licensedWeek(week).of.get(team)?.counted ?? [];
      const active = counted.filter(({ places }) =>
        places.some(place =>
          this.licensedDays(place).some(day =>
            this.facts.isActive(place.person, day, tool),
          ),
        ),
      );
      return { people: counted.length, active: active.length };
    });
    return summed(rates);
  }

  /** The one band of somebody's days; undefined for somebody in none. */
  private tierOf(places: Place[], window: string[]): string | undefined {
    const [{ person }] = places;
    const first = this.facts.firstAction(person);
    const active = this.activeDays(places).length;
    const licensed = places.some(place => this.licensedDays(place).length > 0);
    if (active === 0 && !licensed) return undefined;
    if (first !== undefined && window.includes(first)) return 'new';
    if (active >= 14) return '14+';
    if (active >= 7) return '7-13';
    if (active >= 2) return '2-6';
    return licensed ? '0-1' : undefined;
  }

  private tierSets(
    published: Published,
    window: string[],
  ): Map<string, Set<string>> {
    const sets = new Map<string, Set<string>>();
    for (const { person, places } of published.counted) {
      const tier = this.tierOf(places, window);
      if (tier) {
        sets.set(tier, (sets.get(tier) ?? new Set()).add(person));
      }
    }
    return sets;
  }

  /** Active on a roster day in at least nine of the twelve weeks. */
  private isHabitual({ person, places }: Counted, lastWeek: string): boolean {
    const teams = new Set(places.map(place => place.team));
    let weeks = 0;
    for (let back = 0; back < 12; back++) {
      const days = weekDays(plus(lastWeek, -7 * back));
      const active = days.some(
        day =>
          this.facts.isActive(person, day) &&
          [...teams].some(team => this.wasDeveloperUnder(person, team, day)),
      );
      weeks += active ? 1 : 0;
    }
    return weeks >= 9;
  }

  private wasDeveloperUnder(
    person: string,
    team: string,
    day: string,
  ): boolean {
    return this.history
      .teamsOf(person, day)
      .some(
        direct =>
          this.history.isDeveloper(person, direct, day) &&
          (direct === team || this.isAbove(team, direct, day)),
      );
  }

  private isAbove(above: string, team: string, day: string): boolean {
    const parent = this.history.parentOf(team, day);
    return (
      parent !== undefined &&
      (parent === above || this.isAbove(above, parent, day))
    );
  }

  /** Whether the tool of most of somebody's days is a default, alone. */
  private prefersDefault(counted: Counted): boolean {
    const days = new Map<string, number>();
    for (const tool of this.toolDays(counted)) {
      days.set(tool, (days.get(tool) ?? 0) + 1);
    }
    const most = Math.max(...days.values());
    const tools = [...days.keys()].filter(tool => days.get(tool) === most);
    return tools.every(tool => this.settings.defaultTools.includes(tool));
  }

  /** A tool's name for each day on which somebody used it. */
  private toolDays({ person, places }: Counted): string[] {
    const days = [...new Set(places.flatMap(place => place.days))];
    return toolsOf(this.settings).flatMap(({ tool }) =>
      days
        .filter(day => this.facts.isActive(person, day, tool))
        .map(() => tool),
    );
  }
}

function summed(weeks: Pick<WeekRate, 'active' | 'people'>[]): Rate | null {
  return weeks.length === 0
    ? null
    : clamped(
        weeks.reduce((sum, week) => sum + week.active, 0),
        weeks.reduce((sum, week) => sum + week.people, 0),
        Math.min(...weeks.map(week => week.people)),
      );
}

function rateOf(active: number, { shown, counted }: Published): Rate | null {
  return shown ? clamped(active, counted.length, counted.length) : null;
}

function populationOf(published: Published): Population {
  return {
    people: published.shown ? published.counted.length : null,
    leftOut: published.leftOut,
    countedInEach: published.countedInEach,
  };
}
