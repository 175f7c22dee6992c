import { InputError } from '@backstage/errors';
import { TreePlan } from './planTree';

/** Values of the memberships a plan was made of, in the same order. */
export interface TreeValues {
  /**
   * Facts about a person in a team as bits (active is 1, habitual is 2, …). A published flag is a number of distinct
   * people; of somebody who is counted once for several teams the bits of all of them are joined.
   */
  flags?: { count: number; of: ArrayLike<number> };
  /**
   * Whole amounts (micro-units) per membership, one array per figure. They are never counted once for somebody in
   * several teams: each is published in one place, or in the remainder.
   */
  amounts?: readonly ArrayLike<number>[];
}

/** Published values of one team or of the remainder. */
export interface PublishedValues {
  people: number;
  /** Per flag the number of people who have it. */
  flags: number[];
  /** Per amount its sum. */
  amounts: number[];
}

/** What is published of one team. */
export interface PublishedTeam extends PublishedValues {
  /** "Without 2 people": too few to be added, counted in an ancestor. */
  leftOut: number;
  /** Some people stand in two of the teams below and are counted in each. */
  countedInEach: boolean;
}

/** Published values of all teams of a plan. */
export interface PublishedTree {
  /** Null for a team that is not shown. */
  team(team: number): PublishedTeam | null;
  /**
   * What no team shows (the bucket `small-groups`). Where `shown` is false it is about too few people: its amounts are
   * needed for totals to meet, but may be shown only pooled with another bucket, its flags not at all.
   */
  remainder: PublishedValues & { shown: boolean };
}

function checkLength(name: string, length: number, plan: TreePlan) {
  if (length !== plan.personOf.length) {
    throw new InputError(
      `${length} ${name} for ${plan.personOf.length} memberships`,
    );
  }
}

/** Counts flags of every team's own rest, then joins people who are counted once; the last row is the remainder. */
function countFlags(
  plan: TreePlan,
  { count, of }: { count: number; of: ArrayLike<number> },
): Int32Array {
  const remainder = plan.shown.length;
  const counts = new Int32Array((remainder + 1) * count);
  const all = count === 31 ? 0x7fffffff : (1 << count) - 1;
  const add = (row: number, bits: number, by: number) => {
    for (let rest = bits & all; rest !== 0; rest &= rest - 1) {
      counts[row * count + (31 - Math.clz32(rest & -rest))] += by;
    }
  };
  const unitBits = new Int32Array(plan.unitTeam.length);
  const remainderBits = new Map<number, number>();
  for (let i = 0; i < plan.rowOf.length; i++) {
    if (plan.rowOf[i] < 0) {
      const person = plan.personOf[i];
      if (!plan.personCounted[person]) {
        remainderBits.set(person, (remainderBits.get(person) ?? 0) | of[i]);
      }
    } else if (plan.unitOf[i] >= 0) {
      unitBits[plan.unitOf[i]] |= of[i];
    } else if (plan.counted[i] === 1) {
      add(plan.rowOf[i], of[i], 1);
    }
  }
  const merged = new Set(plan.merges.map(merge => merge.into));
  plan.unitTeam.forEach((team, unit) => {
    if (!merged.has(unit)) {
      add(team, unitBits[unit], 1);
    }
  });
  for (const { team, units, into } of plan.merges) {
    for (const unit of units) {
      unitBits[into] |= unitBits[unit];
      add(team, unitBits[unit], -1);
    }
    add(team, unitBits[into], 1);
  }
  remainderBits.forEach(bits => add(remainder, bits, 1));
  return counts;
}

/** Adds up the amounts of every team's own rest; the last entry is the remainder. */
function addAmounts(plan: TreePlan, amounts: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(plan.shown.length + 1);
  for (let i = 0; i < amounts.length; i++) {
    if (!Number.isSafeInteger(amounts[i])) {
      throw new InputError(`Amount ${i} is not a whole number`);
    }
    const row = plan.rowOf[i] < 0 ? plan.shown.length : plan.rowOf[i];
    sums[row] += amounts[i];
  }
  return sums;
}

/**
 * Published values of every team of a plan. A team's value is the sum of its shown children's plus its own rest's,
 * people whom the plan counts once taken once. For every amount, the shown roots and the remainder add up to all that
 * was given. Throws InputError for values that do not fit the plan.
 */
export function publishTree(plan: TreePlan, values: TreeValues): PublishedTree {
  const { flags = { count: 0, of: plan.personOf }, amounts = [] } = values;
  if (!(flags.count >= 0 && flags.count <= 31)) {
    throw new InputError(`${flags.count} flags do not fit into 31 bits`);
  }
  checkLength('flags', flags.of.length, plan);
  amounts.forEach(amount => checkLength('amounts', amount.length, plan));

  const flagCounts = countFlags(plan, flags);
  const sums = amounts.map(amount => addAmounts(plan, amount));
  for (const team of plan.order) {
    const parent = plan.parents[team];
    if (parent >= 0 && plan.shown[team] === 1) {
      for (let flag = 0; flag < flags.count; flag++) {
        flagCounts[parent * flags.count + flag] +=
          flagCounts[team * flags.count + flag];
      }
      sums.forEach(sum => {
        sum[parent] += sum[team];
      });
    }
  }
  sums.forEach(sum => {
    if (!sum.every(Number.isSafeInteger)) {
      throw new InputError('The amounts add up to more than can be counted');
    }
  });

  const valuesOf = (row: number, people: number): PublishedValues => ({
    people,
    flags: Array.from(
      flagCounts.subarray(row * flags.count, (row + 1) * flags.count),
    ),
    amounts: sums.map(sum => sum[row]),
  });
  return {
    team: team =>
      plan.shown[team] === 1
        ? {
            ...valuesOf(team, plan.people[team]),
            leftOut: plan.leftOut[team],
            countedInEach: plan.countedInEach[team] === 1,
          }
        : null,
    remainder: {
      ...valuesOf(plan.shown.length, plan.remainderPeople),
      shown: plan.remainderPeople >= plan.minimum,
    },
  };
}
