import { Group } from './types';

/** The Group graph of one day, for questions about chains. Holds no people. */
export class OrgGraph {
  readonly #byId: ReadonlyMap<number, Group>;
  readonly #byRef: ReadonlyMap<string, Group>;
  readonly #parents: ReadonlyMap<number, number>;
  readonly #children = new Map<number, number[]>();

  /** `parents` gives the parent's id by the child's. */
  constructor(groups: Iterable<Group>, parents: ReadonlyMap<number, number>) {
    this.#byId = new Map([...groups].map(group => [group.id, group]));
    this.#byRef = new Map([...this.#byId.values()].map(g => [g.ref, g]));
    this.#parents = parents;
    for (const [child, parent] of parents) {
      const children = this.#children.get(parent) ?? [];
      children.push(child);
      this.#children.set(parent, children);
    }
  }

  /** Whether the catalog has not been read yet, or held no Group so far. */
  get isEmpty(): boolean {
    return this.#byId.size === 0;
  }

  /** Every Group that is or was there. */
  groups(): Iterable<Group> {
    return this.#byId.values();
  }

  group(ref: string): Group | undefined {
    return this.#byRef.get(ref);
  }

  groupById(id: number): Group | undefined {
    return this.#byId.get(id);
  }

  /** Every Group above, nearest first. Ends where a chain would come back to itself. */
  ancestors(id: number): Group[] {
    const chain: Group[] = [];
    const seen = new Set([id]);
    let next = this.#parents.get(id);
    while (next !== undefined && !seen.has(next)) {
      seen.add(next);
      const group = this.#byId.get(next);
      if (group) chain.push(group);
      next = this.#parents.get(next);
    }
    return chain;
  }

  /** The teams above, nearest first; Groups that are not teams are skipped. */
  teamAncestors(id: number): Group[] {
    return this.ancestors(id).filter(group => group.isTeam);
  }

  /** The nearest team above; undefined at the top. */
  teamParent(id: number): Group | undefined {
    return this.teamAncestors(id)[0];
  }

  /** Every Group below, itself left out. */
  descendants(id: number): Group[] {
    const found: Group[] = [];
    const seen = new Set([id]);
    const open = [id];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const child of this.#children.get(at) ?? []) {
        if (seen.has(child)) continue;
        seen.add(child);
        open.push(child);
        const group = this.#byId.get(child);
        if (group) found.push(group);
      }
    }
    return found;
  }

  /** Refs of the users who lead a Group: its own leads, else those of the nearest ancestor that names some. */
  leadsOf(id: number): string[] {
    const own = this.#byId.get(id);
    const chain = own ? [own, ...this.ancestors(id)] : this.ancestors(id);
    return chain.find(group => group.leads.length > 0)?.leads ?? [];
  }

  /** The teams that a user leads, directly or as lead of an ancestor, by ref. */
  ledTeams(userRef: string): Group[] {
    const led = new Map<number, Group>();
    for (const group of this.#byId.values()) {
      if (!group.leads.includes(userRef)) continue;
      for (const team of [group, ...this.descendants(group.id)]) {
        if (team.isTeam) led.set(team.id, team);
      }
    }
    return [...led.values()].sort((a, b) => (a.ref < b.ref ? -1 : 1));
  }
}
