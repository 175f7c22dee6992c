import { TeamHistory } from './organisation';

/** A person on the roster of a team, on these days of a period. */
export interface Place {
  person: string;
  team: string;
  days: string[];
  /** the direct team, where `team` only stood above it on these days */
  visiting?: string;
}

/** Somebody whom a team counts once, with every place that stands for it. */
export interface Counted {
  person: string;
  places: Place[];
}

/** What may be known of a team in a period. */
export interface Published {
  /** false: nothing at all */
  shown: boolean;
  counted: Counted[];
  /** places whose amounts the team's totals hold */
  places: Place[];
  /** people who belong to the team and are in none of its figures */
  leftOut: number;
  /** the same, also where the team shows nothing */
  waiting: number;
  /** whether somebody is counted more than once */
  countedInEach: boolean;
}

export interface PublishedAll {
  of: Map<string, Published>;
  /** places that no team shows */
  remainder: Place[];
}

/** A team that stood below another on some days of a period only. */
export interface Visit {
  host: string;
  guest: string;
  days: string[];
}

/** How teams stand in a period, and who is in them. */
export interface Tree {
  places: Place[];
  parentOf: Map<string, string | undefined>;
  visits: Visit[];
}

/**
 * The tree of a period. A team hangs under the nearest that it stood under on
 * every day. Others that it stood under for a while, it visits on those days.
 */
export function treeOf(
  history: TeamHistory,
  days: string[],
  places: Place[],
): Tree {
  const parentOf = new Map<string, string | undefined>();
  const visits = new Map<string, Visit>();
  for (const guest of history.teams) {
    const chains = days.map(day => history.chainOf(guest, day));
    const common = chains[0].find(above =>
      chains.every(chain => chain.includes(above)),
    );
    parentOf.set(guest, common);
    days.forEach((day, i) => {
      for (const host of chains[i]) {
        if (host === common) {
          break;
        }
        const key = `${guest} ${host}`;
        const visit = visits.get(key) ?? { host, guest, days: [] };
        visit.days.push(day);
        visits.set(key, visit);
      }
    });
  }
  return { places, parentOf, visits: [...visits.values()] };
}

/**
 * What is published of every team, from the places that a test lets through. A
 * parent is built from the children that are shown. Everybody else in it
 * (direct members, small children, those whom a child left out) is added when
 * they are enough people whom no shown child counts, and is otherwise passed
 * on to the parent above. Visitors are added when they are enough and are
 * shown at home, for else their host's figures would tell of them.
 */
export function publish(
  { places: all, parentOf, visits }: Tree,
  minimum: number,
  keep: (place: Place) => boolean = () => true,
): PublishedAll {
  const places = all.filter(keep);
  const of = new Map<string, Published>();
  const remainder: Place[] = [];

  const visit = (team: string): Place[] => {
    const children = [...parentOf.keys()].filter(
      child => parentOf.get(child) === team,
    );
    const waiting = places.filter(place => place.team === team);
    let counted: Counted[] = [];
    let included: Place[] = [];
    for (const child of children) {
      waiting.push(...visit(child));
      const below = of.get(child);
      if (below?.shown) {
        counted.push(...below.counted);
        included.push(...below.places);
      }
    }
    const known = new Set(counted.map(it => it.person));
    const rest = [...new Set(waiting.map(it => it.person))].filter(
      person => !known.has(person),
    );
    const anyChild = counted.length > 0;
    const added = rest.length >= minimum;
    if (added) {
      counted = counted.concat(
        rest.map(person => ({
          person,
          places: waiting.filter(place => place.person === person),
        })),
      );
      included = included.concat(waiting);
    }
    counted = countedOnce(counted, minimum);
    const shown = anyChild || added;
    of.set(team, {
      shown,
      counted: shown ? counted : [],
      places: shown ? included : [],
      leftOut: shown && !added ? rest.length : 0,
      waiting: added ? 0 : rest.length,
      countedInEach:
        new Set(counted.map(it => it.person)).size < counted.length,
    });
    return added ? [] : waiting;
  };

  for (const [team, parent] of parentOf) {
    if (parent === undefined) {
      remainder.push(...visit(team));
    }
  }
  for (const stay of visits) {
    const host = of.get(stay.host);
    const guest = of.get(stay.guest);
    if (guest?.shown && host && (host.shown || host.waiting === 0)) {
      const visitors = visitorsOf(stay, guest, keep);
      if (visitors.length >= minimum) {
        const counted = [...host.counted, ...visitors];
        of.set(stay.host, {
          ...host,
          shown: true,
          counted,
          places: [...host.places, ...visitors.flatMap(it => it.places)],
          countedInEach:
            new Set(counted.map(it => it.person)).size < counted.length,
        });
      }
    }
  }
  return { of, remainder };
}

/** The people of a guest whom the days of a visit are about. */
function visitorsOf(
  { host, days }: Visit,
  guest: Published,
  keep: (place: Place) => boolean,
): Counted[] {
  return guest.counted
    .map(({ person, places }) => ({
      person,
      places: places
        .map(place => ({
          person,
          team: host,
          days: place.days.filter(day => days.includes(day)),
          visiting: place.team,
        }))
        .filter(place => place.days.length > 0 && keep(place)),
    }))
    .filter(({ places }) => places.length > 0);
}

/** People in several of the teams below count once when they are enough. */
function countedOnce(counted: Counted[], minimum: number): Counted[] {
  const byPerson = new Map<string, Counted[]>();
  for (const it of counted) {
    byPerson.set(it.person, [...(byPerson.get(it.person) ?? []), it]);
  }
  const several = [...byPerson.values()].filter(list => list.length > 1);
  if (several.length < minimum) {
    return counted;
  }
  return [...byPerson].map(([person, list]) => ({
    person,
    places: list.flatMap(it => it.places),
  }));
}

/**
 * A rate as it may be shown. Below twenty people its ends are not exact: nine
 * tenths and more are one, and so is the other end. Of fewer than ten that
 * would still say "all" or "none", so there all and all but one are one.
 */
export function clamped(
  active: number,
  of: number,
  people: number,
): { value: number; bound: 'at-least' | 'at-most' | null } | null {
  if (of === 0) {
    return null;
  }
  const value = active / of;
  if (people >= 20) {
    return { value, bound: null };
  }
  const percent = of < 10 ? Math.floor((100 * (of - 1)) / of) : 90;
  if (100 * active >= percent * of) {
    return { value: percent / 100, bound: 'at-least' };
  }
  if (100 * (of - active) >= percent * of) {
    return { value: (100 - percent) / 100, bound: 'at-most' };
  }
  return { value, bound: null };
}

/**
 * Parts as the rule alone has them: those of fewer people than the minimum
 * are pooled, then the smallest of the others until the pool is enough.
 * Null when even all of them together are too few.
 */
export function pooled(
  people: Map<string, Set<string>>,
  minimum: number,
): string[][] | null {
  const size = (part: string) => people.get(part)?.size ?? 0;
  const bySize = [...people.keys()].sort(
    (a, b) => size(a) - size(b) || (a < b ? -1 : 1),
  );
  const pool = bySize.filter(part => size(part) < minimum);
  const own = bySize.filter(part => size(part) >= minimum);
  const inPool = () =>
    new Set(pool.flatMap(part => [...(people.get(part) ?? [])])).size;
  while (pool.length > 0 && inPool() < minimum) {
    const next = own.shift();
    if (next === undefined) {
      return null;
    }
    pool.push(next);
  }
  return [...own.map(part => [part]), ...(pool.length ? [pool] : [])];
}
