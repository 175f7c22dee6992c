import {
  planTree,
  PublishedPopulation,
  TreePlan,
} from 'backstage-plugin-ai-scorecards-common';
import type { Forest } from './forest';

/** Memberships that stand behind some figures, with what is known of each as bit masks. */
export interface PeopleInput {
  forest: Forest;
  /** The smallest number of people a figure may be about. */
  minimum: number;
  /** Per membership its team's index in the forest. */
  team: ArrayLike<number>;
  /** Per membership its person. */
  person: ArrayLike<number>;
  /** Masks by membership. Those of somebody who is counted once for several teams are joined. */
  masks: readonly Int32Array[];
  /** Which masks are of the days of the forest's span; only those shrink to the days of a visit. */
  ofSpan?: readonly boolean[];
  /** How many numbers `read` adds. */
  counts: number;
  /**
   * Adds what the masks of one person say to `sums`, times `by`. Returns whether the person is in the population at
   * all, which is asked for visits only: every membership given is.
   */
  read(
    masks: readonly number[],
    person: number,
    add: (count: number, value: number) => void,
  ): boolean;
}

/** What is published of one team. */
export interface TeamCounts {
  /** Distinct people, or 0 when not shown. */
  people: number;
  shown: boolean;
  leftOut: number;
  countedInEach: boolean;
  /** All 0 when not shown. */
  counts: number[];
}

export interface PublishedPeople {
  team(index: number): TeamCounts;
  plan: TreePlan;
}

/** Nothing is known or shown of the people of this team. */
export const NOBODY: PublishedPopulation = {
  shown: false,
  people: 0,
  leftOut: 0,
  countedInEach: false,
  estimated: false,
  assumed: false,
};

/**
 * Publishes counts over distinct people for every team of a forest: what may be shown is decided by memberships alone,
 * then counts are added up from what children show. Where somebody stands in several teams below and is counted once,
 * their masks are joined before they are read. Visits add a guest's people to their hosts for the days of the visit,
 * when the guest itself is shown and the days' people are enough.
 */
export function publishPeople(input: PeopleInput): PublishedPeople {
  const { forest, masks, counts, minimum } = input;
  const plan = planTree({
    teamKeys: forest.keys,
    parents: forest.parents,
    teams: input.team,
    people: input.person,
    minimum,
  });
  const rows = forest.keys.length;
  const sums = new Float64Array(rows * counts);
  const current = new Array<number>(masks.length).fill(0);
  let row = 0;
  let by = 1;
  const add = (count: number, value: number) => {
    sums[row * counts + count] += by * value;
  };

  const unitMasks = masks.map(() => new Int32Array(plan.unitTeam.length));
  const unitPerson = new Int32Array(plan.unitTeam.length);
  for (let i = 0; i < plan.rowOf.length; i++) {
    if (plan.rowOf[i] < 0) continue;
    const unit = plan.unitOf[i];
    if (unit >= 0) {
      unitPerson[unit] = plan.personOf[i];
      for (let m = 0; m < masks.length; m++) unitMasks[m][unit] |= masks[m][i];
    } else if (plan.counted[i] === 1) {
      row = plan.rowOf[i];
      for (let m = 0; m < masks.length; m++) current[m] = masks[m][i];
      input.read(current, plan.personOf[i], add);
    }
  }
  const readUnit = (unit: number, team: number, times: number) => {
    row = team;
    by = times;
    for (let m = 0; m < masks.length; m++) current[m] = unitMasks[m][unit];
    input.read(current, unitPerson[unit], add);
    by = 1;
  };
  const joined = new Set(plan.merges.map(merge => merge.into));
  plan.unitTeam.forEach((team, unit) => {
    if (!joined.has(unit)) readUnit(unit, team, 1);
  });
  for (const { team, units, into } of plan.merges) {
    for (const unit of units) {
      unitPerson[into] = unitPerson[unit];
      for (const mask of unitMasks) mask[into] |= mask[unit];
      readUnit(unit, team, -1);
    }
    readUnit(into, team, 1);
  }
  for (const team of plan.order) {
    const parent = forest.parents[team];
    if (parent >= 0 && plan.shown[team] === 1) {
      for (let c = 0; c < counts; c++) {
        sums[parent * counts + c] += sums[team * counts + c];
      }
    }
  }

  const result: TeamCounts[] = forest.keys.map((_, team) => {
    const shown = plan.shown[team] === 1;
    return {
      people: shown ? plan.people[team] : 0,
      shown,
      leftOut: plan.leftOut[team],
      countedInEach: plan.countedInEach[team] === 1,
      counts: Array.from({ length: counts }, (_unused, c) =>
        shown ? sums[team * counts + c] : 0,
      ),
    };
  });
  addVisits(input, plan, result);
  return { team: index => result[index], plan };
}

/** True for teams at or below a team. */
function isBelow(forest: Forest, team: number, top: number): boolean {
  for (let at = team; at >= 0; at = forest.parents[at]) {
    if (at === top) return true;
  }
  return false;
}

/** Memberships whose people a team's figures count, itself and all below. */
export function countedBelow(
  forest: Forest,
  plan: TreePlan,
  top: number,
): number[] {
  const found: number[] = [];
  for (let i = 0; i < plan.rowOf.length; i++) {
    if (plan.rowOf[i] >= 0 && isBelow(forest, plan.rowOf[i], top)) {
      found.push(i);
    }
  }
  return found;
}

/**
 * Whether a host may show a guest's days: the guest shows itself, and the host's own people are none or enough, so
 * that taking the guest's figures away leaves nobody alone.
 */
export function mayHost(plan: TreePlan, host: number, guest: number): boolean {
  return (
    plan.shown[guest] === 1 &&
    (plan.shown[host] === 1 || plan.hiddenBecause[host] === 'empty')
  );
}

function addVisits(input: PeopleInput, plan: TreePlan, result: TeamCounts[]) {
  const { forest, masks, minimum } = input;
  for (const { host, guest, mask } of forest.visits) {
    if (!mayHost(plan, host, guest)) continue;
    const byPerson = new Map<number, number[]>();
    for (const i of countedBelow(forest, plan, guest)) {
      if (plan.counted[i] === 1) {
        const known = byPerson.get(plan.personOf[i]) ?? masks.map(() => 0);
        masks.forEach((values, m) => {
          const days = input.ofSpan?.[m] ?? true ? mask : -1;
          known[m] |= values[i] & days;
        });
        byPerson.set(plan.personOf[i], known);
      }
    }
    const added = new Array<number>(input.counts).fill(0);
    let people = 0;
    const here = new Set(
      countedBelow(forest, plan, host).map(i => plan.personOf[i]),
    );
    let overlap = false;
    byPerson.forEach((known, person) => {
      const own = new Array<number>(input.counts).fill(0);
      const isIn = input.read(known, person, (count, value) => {
        own[count] += value;
      });
      if (isIn) {
        people += 1;
        overlap ||= here.has(person);
        own.forEach((value, count) => {
          added[count] += value;
        });
      }
    });
    if (people < minimum) continue;
    const before = result[host];
    result[host] = {
      people: before.people + people,
      shown: true,
      leftOut: before.leftOut,
      countedInEach: before.countedInEach || overlap,
      counts: before.counts.map((value, count) => value + added[count]),
    };
  }
}
