import {
  addDays,
  firstDay,
  lastDay,
} from 'backstage-plugin-ai-scorecards-common';
import { OrgGraph, OrgStore } from '../../org';

type Store = Pick<OrgStore, 'groups' | 'edgesBetween' | 'version'>;

/** Which teams stood at the top in a month, so that their figures have nobody's money in common. */
export class TopTeams {
  readonly #org: Store;
  #kept: { version: number; months: Map<string, Promise<number[]>> } | null =
    null;

  constructor(org: Store) {
    this.#org = org;
  }

  /**
   * Ids of the teams that no team was above at the beginning and at the end of a month, `YYYY-MM`. One that was below
   * another for a part of it stands in that one's figures. Kept until the organisation changes.
   */
  async ofMonth(month: string): Promise<number[]> {
    const version = await this.#org.version();
    if (this.#kept?.version !== version) {
      this.#kept = { version, months: new Map() };
    }
    const { months } = this.#kept;
    const found = months.get(month) ?? this.#read(month);
    months.set(month, found);
    found.catch(() => months.delete(month));
    return found;
  }

  async #read(month: string): Promise<number[]> {
    const [first, last] = [firstDay(month), lastDay(month)];
    const groups = await this.#org.groups();
    const edges = await this.#org.edgesBetween(first, addDays(last, 1));
    const graphs = [first, last].map(
      day =>
        new OrgGraph(
          groups,
          new Map(
            edges
              .filter(({ from, to }) => from <= day && day < to)
              .map(({ groupId, parentId }) => [groupId, parentId]),
          ),
        ),
    );
    return groups
      .filter(
        ({ id, isTeam }) =>
          isTeam && graphs.every(graph => graph.teamParent(id) === undefined),
      )
      .map(({ id }) => id);
  }
}
