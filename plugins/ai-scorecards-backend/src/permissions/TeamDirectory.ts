import type {
  TeamFilter,
  TeamResource,
} from 'backstage-plugin-ai-scorecards-node';
import { Clock, today } from '../clock';
import { Group, OrgGraph, OrgStore } from '../org';

/** Whether a team, by its id, is among those that are meant. */
export type TeamPredicate = (groupId: number) => boolean;

/** Today's Group graph in the words of permission rules. */
export class TeamDirectory {
  readonly #org: OrgStore;
  readonly #clock: Clock;
  /** By graph, so that they go with it: what lies below a division of thousands is not walked for each page. */
  readonly #resources = new WeakMap<OrgGraph, Map<number, TeamResource>>();

  constructor(options: { org: OrgStore; clock: Clock }) {
    this.#org = options.org;
    this.#clock = options.clock;
  }

  /** The Group of an entity ref, compared without case; undefined when it never was in the catalog. */
  async group(ref: string): Promise<Group | undefined> {
    return (await this.#graph()).group(ref.toLocaleLowerCase('en-US'));
  }

  /** The team as permission rules see it; undefined for an unknown Group. */
  async resource(ref: string): Promise<TeamResource | undefined> {
    const graph = await this.#graph();
    const group = graph.group(ref.toLocaleLowerCase('en-US'));
    if (!group) return undefined;
    const kept = this.#resources.get(graph) ?? new Map<number, TeamResource>();
    this.#resources.set(graph, kept);
    const known = kept.get(group.id);
    if (known) return known;
    const chain = [group, ...graph.ancestors(group.id)];
    const below = graph.descendants(group.id);
    const resource = {
      ref: group.ref,
      memberGroups: new Set([group, ...below].map(each => each.ref)),
      leads: [...new Set(chain.flatMap(above => above.leads))],
    };
    kept.set(group.id, resource);
    return resource;
  }

  /** The teams that a permission filter lets through. */
  async teamsOf(filter: TeamFilter): Promise<TeamPredicate> {
    const graph = await this.#graph();
    const ids = new Set(
      filter.type === 'member'
        ? filter.claims.flatMap(claim => idsUpFrom(graph, claim))
        : graph.ledTeams(filter.user).map(team => team.id),
    );
    return id => ids.has(id);
  }

  /** The same as refs, for questions in SQL. */
  async refsOf(filter: TeamFilter): Promise<string[]> {
    const [graph, matches] = await Promise.all([
      this.#graph(),
      this.teamsOf(filter),
    ]);
    return [...graph.groups()]
      .filter(group => matches(group.id))
      .map(group => group.ref);
  }

  #graph(): Promise<OrgGraph> {
    return this.#org.graph(today(this.#clock));
  }
}

function idsUpFrom(graph: OrgGraph, ref: string): number[] {
  const group = graph.group(ref.toLocaleLowerCase('en-US'));
  return group
    ? [group.id, ...graph.ancestors(group.id).map(above => above.id)]
    : [];
}
