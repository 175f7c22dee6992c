import { InputError } from '@backstage/errors';
import { compareKeys } from '../money';
import { everyCutIsAtLeast, Link } from './cuts';
import { PartTable, partTable } from './partTable';
import { TreePlan } from './planTree';

/** A breakdown (by band, tool, model) or a series of days over the memberships of a plan. */
export interface PartValues {
  /** A unique name per part; decides ties. */
  partKeys: readonly string[];
  /** Entry i: the person of membership `memberships[i]` contributes to part `parts[i]`. */
  memberships: ArrayLike<number>;
  parts: ArrayLike<number>;
  /** Whole amounts per entry, one array per figure. */
  amounts?: readonly ArrayLike<number>[];
}

/** One part as published, or several that are too small to be shown apart. */
export interface PublishedBlock {
  /** Indices into `partKeys`, ascending; more than one when pooled. */
  parts: number[];
  pooled: boolean;
  /** Contributors; somebody in several teams below counts in each, and one of several pooled parts counts once. */
  people: number;
  amounts: number[];
}

/** Parts of all teams of a plan. */
export interface PublishedBlocks {
  /** Parts in order, the pool last; empty when nothing can be shown. Together they are all contributions of the team. */
  team(team: number): PublishedBlock[];
}

/** A part of a row that no team shows yet. */
const OPEN = 0;

/** Chooses, from the leaves up, which parts each team shows on their own. */
class PartChooser {
  /** Per row and part the column it is part of: the lowest team that shows it on its own, or OPEN. */
  private readonly columnOf: Int32Array;
  private columns = 1;

  constructor(
    private readonly minimum: number,
    private readonly partKeys: readonly string[],
    private readonly table: PartTable,
  ) {
    this.columnOf = new Int32Array(table.rows.length * partKeys.length);
  }

  /** The parts that a team shows on their own, given the rows in it; its children have been asked before. */
  choose(rows: readonly number[]): number[] {
    const { partKeys, minimum, table } = this;
    const people = new Int32Array(partKeys.length);
    const hidden = new Int32Array(partKeys.length);
    const isOpen = new Uint8Array(partKeys.length);
    for (const row of rows) {
      for (const part of table.rows[row].parts) {
        const weight = table.weight(row, part);
        people[part] += weight;
        if (this.columnOf[row * partKeys.length + part] === OPEN) {
          isOpen[part] = 1;
          hidden[part] += weight;
        }
      }
    }
    const bySize = partKeys
      .map((_, part) => part)
      .sort(
        (a, b) =>
          people[a] - people[b] || compareKeys(partKeys[a], partKeys[b]),
      );
    const own = new Set(
      bySize.filter(
        part =>
          people[part] >= minimum &&
          (isOpen[part] === 0 || hidden[part] >= minimum),
      ),
    );
    const parts = partKeys.map((_, part) => part);
    while (own.size > 0) {
      const inOrder = bySize.filter(part => own.has(part));
      const fresh = inOrder.filter(part => isOpen[part] === 1);
      const pool = parts.filter(part => !own.has(part));
      if (pool.length > 0 && table.protectors(rows, pool) < minimum) {
        own.delete(inOrder[0]);
      } else if (fresh.length === 0 || this.isSafe(rows, fresh)) {
        this.assign(rows, fresh);
        return parts.filter(part => own.has(part));
      } else {
        own.delete(fresh[0]);
      }
    }
    return [];
  }

  /**
   * Whether these parts may become columns. Known are the total of every row and of every column. What a combination
   * of them speaks of are the people in cells whose row and column lie on different sides of a cut of the graph of rows
   * and columns; what is open lies beside nothing that is known. So every cut has to be of enough people.
   */
  private isSafe(rows: readonly number[], fresh: readonly number[]): boolean {
    const width = this.partKeys.length;
    const nodes = new Map<string, number>();
    const node = (name: string) => {
      const known = nodes.get(name);
      if (known !== undefined) {
        return known;
      }
      nodes.set(name, nodes.size);
      return nodes.size - 1;
    };
    const links: Link[] = [];
    for (const row of rows) {
      const { parts, bundles, people } = this.table.rows[row];
      const columnNode = (part: number) => {
        const column = this.columnOf[row * width + part];
        return column === OPEN && fresh.includes(part)
          ? node(`fresh ${part}`)
          : node(`column ${column}`);
      };
      const columns = [...new Set(parts.map(columnNode))];
      if (people >= this.minimum) {
        const own = node(`row ${row}`);
        links.push({ nodes: [own, ...columns], weight: 0 });
        for (const bundle of bundles) {
          links.push({
            nodes: [own, ...bundle.parts.map(columnNode)],
            weight: bundle.people,
          });
        }
      } else if (columns.length > 1) {
        // The total of so small a row is known as a total over all its people; it must not tie its parts together.
        links.push({ nodes: columns, weight: 0 });
      }
    }
    return everyCutIsAtLeast(this.minimum, nodes.size, links);
  }

  private assign(rows: readonly number[], fresh: readonly number[]) {
    for (const part of fresh) {
      for (const row of rows) {
        const cell = row * this.partKeys.length + part;
        if (this.table.has(row, part) && this.columnOf[cell] === OPEN) {
          this.columnOf[cell] = this.columns;
        }
      }
      this.columns += 1;
    }
  }
}

/**
 * Published parts of every team of a plan, of the people whom its total counts. A part stands alone when it has enough
 * contributors and when those whom no child shows are none or enough; all others are pooled, and when the pool is too
 * small the next smallest part joins it. Further parts join until no sum or difference of published parts and totals is
 * about too few people. Only people who stand in one place protect others here; somebody in several teams is counted in
 * each of them, so the parts of a parent can add up to more than its people. Throws InputError for broken input.
 */
export function publishParts(
  plan: TreePlan,
  values: PartValues,
): PublishedBlocks {
  const { partKeys, amounts = [] } = values;
  for (const list of [values.parts, ...amounts]) {
    if (list.length !== values.memberships.length) {
      throw new InputError('A contribution needs a membership and a part');
    }
  }
  const table = partTable(plan, values);
  const chooser = new PartChooser(plan.minimum, partKeys, table);
  const rowsOf: number[][] = plan.teamKeys.map((_, team) =>
    table.rowOfTeam[team] >= 0 ? [table.rowOfTeam[team]] : [],
  );
  const ownOf: number[][] = plan.teamKeys.map(() => []);
  for (const team of plan.order) {
    if (plan.shown[team] === 1) {
      ownOf[team] = chooser.choose(rowsOf[team]);
      const parent = plan.parents[team];
      if (parent >= 0) {
        const above = rowsOf[parent];
        rowsOf[team].forEach(row => above.push(row));
      }
    }
  }

  const block = (team: number, parts: number[]): PublishedBlock => ({
    parts,
    pooled: parts.length > 1,
    people: table.people(rowsOf[team], parts),
    amounts: table.sums(rowsOf[team], parts),
  });
  return {
    team: team => {
      if (plan.shown[team] === 0) {
        return [];
      }
      const own = ownOf[team];
      const blocks = own.map(part => block(team, [part]));
      const pool = partKeys
        .map((_, part) => part)
        .filter(part => !own.includes(part));
      if (pool.length > 0) {
        const pooled = block(team, pool);
        const enough = table.protectors(rowsOf[team], pool) >= plan.minimum;
        return enough ? [...blocks, pooled] : [];
      }
      return blocks;
    },
  };
}
