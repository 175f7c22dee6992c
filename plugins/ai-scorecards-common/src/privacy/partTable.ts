import { InputError } from '@backstage/errors';
import type { PartValues } from './publishParts';
import type { TreePlan } from './planTree';

/** People of a row who contribute to exactly these parts. */
interface Bundle {
  parts: number[];
  people: number;
}

/** Contributions of one team's own rest. */
interface Row {
  /** Parts with any contribution, ascending. */
  parts: number[];
  /** Contributors who stand in no other row, by the parts they contribute to. */
  bundles: Bundle[];
  /** The number of those contributors. */
  people: number;
  /** Contributors who stand in other rows too, each with their parts. */
  others: number[][];
  weights: Map<number, number>;
  /** Per part its amounts. */
  amounts: Map<number, number[]>;
}

/** Contributions to parts, by the rest that counts them. */
export interface PartTable {
  rows: Row[];
  /** Per team its row, −1 without contributions. */
  rowOfTeam: Int32Array;
  /** Whether anything contributes to a part of a row. */
  has(row: number, part: number): boolean;
  /** Contributors to a part of a row who stand in no other row. */
  weight(row: number, part: number): number;
  /** Contributors to any of the parts, once per row. */
  people(rows: readonly number[], parts: readonly number[]): number;
  /** Contributors to any of the parts who stand in one row only: distinct people. */
  protectors(rows: readonly number[], parts: readonly number[]): number;
  /** Sums of the amounts of the parts. */
  sums(rows: readonly number[], parts: readonly number[]): number[];
}

const NO_ROW = -1;
const SEVERAL_ROWS = -2;

/** Per person the one team whose rest they are part of, or that there is none or several. */
function homesOf(plan: TreePlan): Int32Array {
  const homes = new Int32Array(plan.personCounted.length).fill(NO_ROW);
  plan.rowOf.forEach((team, membership) => {
    const person = plan.personOf[membership];
    if (team >= 0 && homes[person] !== team) {
      homes[person] = homes[person] === NO_ROW ? team : SEVERAL_ROWS;
    }
  });
  return homes;
}

/** Sorts the contributions of a breakdown into rows. Throws InputError for an unknown membership, part or amount. */
export function partTable(plan: TreePlan, values: PartValues): PartTable {
  const { partKeys, memberships, parts, amounts = [] } = values;
  const homes = homesOf(plan);
  const rows: Row[] = [];
  const rowOfTeam = new Int32Array(plan.teamKeys.length).fill(NO_ROW);
  const rowOf = (team: number): Row => {
    if (rowOfTeam[team] < 0) {
      rowOfTeam[team] =
        rows.push({
          parts: [],
          bundles: [],
          people: 0,
          others: [],
          weights: new Map(),
          amounts: new Map(),
        }) - 1;
    }
    return rows[rowOfTeam[team]];
  };

  // A holder is somebody counted in a rest: a membership, or a unit of somebody with several memberships.
  const membershipCount = plan.personOf.length;
  const firstOf = new Int32Array(membershipCount + plan.unitTeam.length).fill(
    -1,
  );
  const next = new Int32Array(memberships.length).fill(-1);
  for (let i = 0; i < memberships.length; i++) {
    const membership = memberships[i];
    const part = parts[i];
    if (!(plan.rowOf[membership] >= -1)) {
      throw new InputError(`Contribution ${i} is of an unknown membership`);
    }
    if (!Number.isInteger(part) || part < 0 || part >= partKeys.length) {
      throw new InputError(`Contribution ${i} is to an unknown part`);
    }
    const team = plan.rowOf[membership];
    if (team >= 0) {
      const sums = rowOf(team).amounts;
      const known = sums.get(part);
      if (!known) {
        sums.set(
          part,
          amounts.map(amount => amount[i]),
        );
      } else {
        amounts.forEach((amount, figure) => {
          known[figure] += amount[i];
        });
      }
      if (plan.counted[membership] === 1) {
        const unit = plan.unitOf[membership];
        const holder = unit >= 0 ? membershipCount + unit : membership;
        next[i] = firstOf[holder];
        firstOf[holder] = i;
      }
    }
  }

  const bundleOf: Map<string, Bundle>[] = rows.map(() => new Map());
  firstOf.forEach(first => {
    if (first < 0) {
      return;
    }
    const membership = memberships[first];
    const team = plan.rowOf[membership];
    const row = rows[rowOfTeam[team]];
    let theirs = [parts[first]];
    if (next[first] >= 0) {
      const distinct = new Set<number>();
      for (let at = first; at >= 0; at = next[at]) {
        distinct.add(parts[at]);
      }
      theirs = [...distinct].sort((a, b) => a - b);
    }
    if (homes[plan.personOf[membership]] !== team) {
      row.others.push(theirs);
      return;
    }
    row.people += 1;
    theirs.forEach(part =>
      row.weights.set(part, (row.weights.get(part) ?? 0) + 1),
    );
    const name = theirs.join();
    const bundles = bundleOf[rowOfTeam[team]];
    const bundle = bundles.get(name);
    if (bundle) {
      bundle.people += 1;
    } else {
      bundles.set(name, { parts: theirs, people: 1 });
    }
  });
  rows.forEach((row, i) => {
    row.parts = [...row.amounts.keys()].sort((a, b) => a - b);
    row.bundles = [...bundleOf[i].values()];
    row.amounts.forEach(sums => {
      if (!sums.every(Number.isSafeInteger)) {
        throw new InputError('The amounts of a part are not whole numbers');
      }
    });
  });

  const protectors = (
    chosen: readonly number[],
    wanted: readonly number[],
  ): number => {
    const set = new Set(wanted);
    let count = 0;
    for (const row of chosen) {
      for (const bundle of rows[row].bundles) {
        if (bundle.parts.some(part => set.has(part))) {
          count += bundle.people;
        }
      }
    }
    return count;
  };
  return {
    rows,
    rowOfTeam,
    has: (row, part) => rows[row].amounts.has(part),
    weight: (row, part) => rows[row].weights.get(part) ?? 0,
    protectors,
    people: (chosen, wanted) => {
      const set = new Set(wanted);
      return chosen.reduce(
        (sum, row) =>
          sum +
          rows[row].others.filter(list => list.some(part => set.has(part)))
            .length,
        protectors(chosen, wanted),
      );
    },
    sums: (chosen, wanted) => {
      const total = amounts.map(() => 0);
      for (const row of chosen) {
        for (const part of wanted) {
          rows[row].amounts.get(part)?.forEach((sum, figure) => {
            total[figure] += sum;
          });
        }
      }
      return total;
    },
  };
}
