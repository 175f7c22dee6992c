import {
  addDays,
  firstDay,
  lastDay,
} from 'backstage-plugin-ai-scorecards-common';
import type { CostCentreConfig } from '../config';
import type { Queryable } from '../database';
import { OrgStore } from '../org';
import { OrgGraph } from '../org/OrgGraph';

/**
 * The cost centres of a month's teams: that of the team itself where it has one on the month's first day, else of the
 * nearest Group above it, as the Groups stand at the end of the month.
 */
export class CostCentres {
  readonly #graph: Pick<OrgGraph, 'groupById' | 'ancestors'>;
  readonly #byGroup: ReadonlyMap<string, string>;

  constructor(
    graph: Pick<OrgGraph, 'groupById' | 'ancestors'>,
    mappings: readonly CostCentreConfig[],
    /** `YYYY-MM` */
    month: string,
  ) {
    const day = firstDay(month);
    this.#graph = graph;
    this.#byGroup = new Map(
      mappings
        .filter(
          ({ from, to }) =>
            (from === null || from <= day) && (to === null || day < to),
        )
        .map(({ group, costCentre }) => [group, costCentre]),
    );
  }

  /** Null where neither the Group nor one above has a cost centre. */
  of(groupId: number): string | null {
    const own = this.#graph.groupById(groupId);
    const chain = own ? [own, ...this.#graph.ancestors(groupId)] : [];
    const mapped = chain.find(({ ref }) => this.#byGroup.has(ref));
    return mapped ? this.#byGroup.get(mapped.ref)! : null;
  }
}

/** Reads the Groups of a month and maps them as configured. */
export async function readCostCentres(
  trx: Queryable,
  org: OrgStore,
  mappings: readonly CostCentreConfig[],
  month: string,
): Promise<CostCentres> {
  const last = lastDay(month);
  const groups = await org.groups(trx);
  const edges = await org.edgesBetween(last, addDays(last, 1), trx);
  const parents = new Map(edges.map(edge => [edge.groupId, edge.parentId]));
  return new CostCentres(new OrgGraph(groups, parents), mappings, month);
}
