import { InputError } from '@backstage/errors';
import { compareKeys } from '../money';
import { levelsOf } from './forest';
import { OverlapGuard } from './overlapGuard';

/** Who stands in which team in one period, as the population of some figures (developers, or licensed people). */
export interface TreeInput {
  /** A unique name per team (its entity ref); decides ties, so that the order of teams changes nothing. */
  teamKeys: readonly string[];
  /** Per team the index of its parent, −1 for a root. The organisation itself is best the one root. */
  parents: ArrayLike<number>;
  /** Membership i: person `people[i]` stands directly in team `teams[i]`. Repetitions count once. */
  teams: ArrayLike<number>;
  /** Persons as small whole numbers from 0. */
  people: ArrayLike<number>;
  /** The smallest number of people a figure may be about. */
  minimum: number;
}

/** Why a team shows nothing: nobody stands in it, too few do, or its figures would undo another team's. */
export type HiddenBecause = 'empty' | 'small' | 'overlap';

/** People of one team who are counted once although they stand in several teams below. */
interface Merge {
  team: number;
  units: number[];
  into: number;
}

/**
 * What may be published of every team, decided by memberships alone, so that no value can show through it.
 * A team counts what its shown children count, and its *rest*: direct members, everybody of children that are not
 * shown, and people whom shown children left out; the rest counts when it is about enough people who are counted in no
 * shown child, and safe beside all other rests, else it is passed to the parent.
 */
export interface TreePlan {
  readonly minimum: number;
  readonly parents: ArrayLike<number>;
  readonly teamKeys: readonly string[];
  /** Teams, children before parents. */
  readonly order: readonly number[];
  /** 1 where the team shows figures. */
  readonly shown: Uint8Array;
  readonly hiddenBecause: readonly (HiddenBecause | null)[];
  /** People a shown team counts; somebody counted in each of two teams below is two. */
  readonly people: Int32Array;
  /** People whom a shown team leaves out. */
  readonly leftOut: Int32Array;
  /** 1 where a shown team counts somebody more than once. */
  readonly countedInEach: Uint8Array;
  /** Distinct people who are counted nowhere. */
  readonly remainderPeople: number;
  /** Per membership the team whose rest it is part of, −1 when it ends in the remainder. */
  readonly rowOf: Int32Array;
  /** Per membership 1 when its person is counted there; else only its amounts are. */
  readonly counted: Uint8Array;
  /** Per membership of a person with several: the person-in-a-rest it is part of, −1 for none. */
  readonly unitOf: Int32Array;
  /** Per unit its team, then per merge its team. */
  readonly unitTeam: readonly number[];
  readonly merges: readonly Merge[];
  /** Per membership its person. */
  readonly personOf: Int32Array;
  /** Per person 1 when they are counted in some team. */
  readonly personCounted: Uint8Array;
}

/** People counted below a team: units of each person with several memberships, and who has more than one unit. */
interface Counted {
  units: Map<number, number[]>;
  repeated: Set<number>;
}

const SINGLE = 0;
const SEVERAL = 1;

/** Memberships that wait at a team, as linked lists: people with one membership, and people with several. */
class Waiting {
  private readonly head: [Int32Array, Int32Array];
  private readonly tail: [Int32Array, Int32Array];
  private readonly next: Int32Array;
  readonly singles: Int32Array;

  constructor(teams: number, memberships: number) {
    const none = () => new Int32Array(teams).fill(-1);
    this.head = [none(), none()];
    this.tail = [none(), none()];
    this.next = new Int32Array(memberships).fill(-1);
    this.singles = new Int32Array(teams);
  }

  add(team: number, membership: number, list: 0 | 1) {
    this.append(list, team, membership, membership);
    this.singles[team] += list === SINGLE ? 1 : 0;
  }

  /** Moves everything that waits at one team to another. */
  move(from: number, to: number) {
    for (const list of [SINGLE, SEVERAL] as const) {
      if (this.head[list][from] >= 0) {
        this.append(list, to, this.head[list][from], this.tail[list][from]);
      }
    }
    this.singles[to] += this.singles[from];
    this.clear(from);
  }

  clear(team: number) {
    for (const list of [SINGLE, SEVERAL] as const) {
      this.head[list][team] = -1;
      this.tail[list][team] = -1;
    }
    this.singles[team] = 0;
  }

  each(team: number, list: 0 | 1, visit: (membership: number) => void) {
    for (let at = this.head[list][team]; at >= 0; at = this.next[at]) {
      visit(at);
    }
  }

  private append(list: 0 | 1, team: number, first: number, last: number) {
    if (this.tail[list][team] >= 0) {
      this.next[this.tail[list][team]] = first;
    } else {
      this.head[list][team] = first;
    }
    this.tail[list][team] = last;
  }
}

function checkMemberships(input: TreeInput): number {
  if (input.teams.length !== input.people.length) {
    throw new InputError('A membership needs a team and a person');
  }
  if (!Number.isInteger(input.minimum) || input.minimum < 1) {
    throw new InputError('The minimum group size is a whole number from 1');
  }
  let highest = -1;
  for (let i = 0; i < input.teams.length; i++) {
    const team = input.teams[i];
    const person = input.people[i];
    if (!Number.isInteger(team) || team < 0 || team >= input.parents.length) {
      throw new InputError(`Membership ${i} is of an unknown team`);
    }
    if (!Number.isInteger(person) || person < 0) {
      throw new InputError(`Membership ${i} is of an unknown person`);
    }
    highest = Math.max(highest, person);
  }
  return highest + 1;
}

/** Adds up what the shown children of a team count; takes over the largest child's map. */
function mergeCounted(children: Counted[]): Counted {
  const sorted = children.sort((a, b) => b.units.size - a.units.size);
  const into = sorted[0] ?? { units: new Map(), repeated: new Set() };
  for (const { units, repeated } of sorted.slice(1)) {
    units.forEach((more, person) => {
      const known = into.units.get(person);
      if (known) {
        into.units.set(person, known.concat(more));
        into.repeated.add(person);
      } else {
        into.units.set(person, more);
      }
    });
    repeated.forEach(person => into.repeated.add(person));
  }
  return into;
}

/** Decides what may be published of every team of a forest in one period. Throws InputError for broken input. */
export function planTree(input: TreeInput): TreePlan {
  const { teamKeys, parents, minimum } = input;
  const levels = levelsOf(teamKeys, parents);
  const teamCount = teamKeys.length;
  const personCount = checkMemberships(input);
  const membershipCount = input.teams.length;

  const personOf = Int32Array.from(input.people);
  const memberships = new Int32Array(personCount);
  personOf.forEach(person => {
    memberships[person] += 1;
  });
  const waiting = new Waiting(teamCount, membershipCount);
  for (let i = 0; i < membershipCount; i++) {
    const list = memberships[personOf[i]] === 1 ? SINGLE : SEVERAL;
    waiting.add(input.teams[i], i, list);
  }

  const shown = new Uint8Array(teamCount);
  const hiddenBecause: (HiddenBecause | null)[] = new Array(teamCount).fill(
    null,
  );
  const people = new Int32Array(teamCount);
  const leftOut = new Int32Array(teamCount);
  const countedInEach = new Uint8Array(teamCount);
  const rowOf = new Int32Array(membershipCount).fill(-1);
  const counted = new Uint8Array(membershipCount);
  const unitOf = new Int32Array(membershipCount).fill(-1);
  const unitTeam: number[] = [];
  const merges: Merge[] = [];
  const personCounted = new Uint8Array(personCount);
  const guard = new OverlapGuard(minimum);
  const childrenOf: number[][] = Array.from({ length: teamCount }, () => []);
  const countedOf: (Counted | undefined)[] = new Array(teamCount);
  const restOf: (Set<number> | undefined)[] = new Array(teamCount);

  /** Collects what waits below a team, once everything below is decided. Returns the size of its rest. */
  const prepare = (team: number): number => {
    const below: Counted[] = [];
    for (const child of childrenOf[team]) {
      waiting.move(child, team);
      const known = countedOf[child];
      if (known) {
        below.push(known);
        countedOf[child] = undefined;
        people[team] += people[child];
        shown[team] = 1;
      }
    }
    const here = mergeCounted(below);
    countedOf[team] = here;
    const rest = new Set<number>();
    waiting.each(team, SEVERAL, membership => {
      if (!here.units.has(personOf[membership])) {
        rest.add(personOf[membership]);
      }
    });
    restOf[team] = rest;
    return waiting.singles[team] + rest.size;
  };

  const countRest = (team: number, rest: Set<number>, here: Counted) => {
    waiting.each(team, SINGLE, membership => {
      rowOf[membership] = team;
      counted[membership] = 1;
      personCounted[personOf[membership]] = 1;
    });
    waiting.each(team, SEVERAL, membership => {
      const person = personOf[membership];
      rowOf[membership] = team;
      if (rest.has(person)) {
        let units = here.units.get(person);
        if (!units) {
          units = [unitTeam.push(team) - 1];
          here.units.set(person, units);
          personCounted[person] = 1;
        }
        unitOf[membership] = units[0];
        counted[membership] = 1;
      }
    });
    waiting.clear(team);
  };

  const countOnce = (team: number, here: Counted) => {
    for (const person of [...here.repeated].sort((a, b) => a - b)) {
      const units = here.units.get(person)!;
      const into = unitTeam.push(team) - 1;
      merges.push({ team, units, into });
      here.units.set(person, [into]);
      people[team] -= units.length - 1;
    }
    here.repeated.clear();
  };

  const decide = (team: number, size: number) => {
    const here = countedOf[team]!;
    const rest = restOf[team]!;
    restOf[team] = undefined;
    const repeated = [...here.repeated].sort((a, b) => a - b);
    let included = false;
    if (size >= minimum) {
      const bystanders = new Set<number>();
      waiting.each(team, SEVERAL, membership => {
        if (!rest.has(personOf[membership])) {
          bystanders.add(personOf[membership]);
        }
      });
      included = guard.admit({
        exclusive: waiting.singles[team],
        shared: [...rest].sort((a, b) => a - b),
        bystanders: [...bystanders].sort((a, b) => a - b),
      });
    }
    if (included) {
      countRest(team, rest, here);
      people[team] += size;
      shown[team] = 1;
    }
    if (shown[team] === 1) {
      leftOut[team] = included ? 0 : size;
      if (guard.admit({ exclusive: 0, shared: repeated, bystanders: [] })) {
        countOnce(team, here);
      }
      countedInEach[team] = here.repeated.size > 0 ? 1 : 0;
    } else {
      countedOf[team] = undefined;
      if (size >= minimum) {
        hiddenBecause[team] = 'overlap';
      } else {
        hiddenBecause[team] = size > 0 ? 'small' : 'empty';
      }
    }
    if (parents[team] >= 0) {
      childrenOf[parents[team]].push(team);
    }
  };

  for (const level of levels) {
    const sizes = new Map(level.map(team => [team, prepare(team)]));
    // Where two groups exclude each other, the smaller is kept: its people would otherwise be shown nowhere near.
    const turns = [...level].sort(
      (a, b) =>
        sizes.get(a)! - sizes.get(b)! || compareKeys(teamKeys[a], teamKeys[b]),
    );
    turns.forEach(team => decide(team, sizes.get(team)!));
  }

  return {
    minimum,
    parents,
    teamKeys,
    order: levels.flat(),
    shown,
    hiddenBecause,
    people,
    leftOut,
    countedInEach,
    remainderPeople: personCounted.reduce(
      (sum, known, person) => sum + (!known && memberships[person] ? 1 : 0),
      0,
    ),
    rowOf,
    counted,
    unitOf,
    unitTeam,
    merges,
    personOf,
    personCounted,
  };
}
