import {
  addDays,
  childrenIn,
  reached,
} from 'backstage-plugin-ai-scorecards-common';
import { isUserRef } from '../../erasure/names';
import { OrgStore } from '../../org';

/** A Group of the catalog today, as conflicts of interest are worked out from. All refs are full and lower case. */
export interface GroupToday {
  ref: string;
  title: string;
  isTeam: boolean;
  present: boolean;
  parents: readonly string[];
  directMembers: readonly string[];
  leads: readonly string[];
}

/** Who is where on one day. */
export interface PeopleToday {
  /** Another one whenever anything in it changed. */
  version: string;
  groups: ReadonlyMap<string, GroupToday>;
  /** Titles of the users of the catalog, by ref. */
  users: ReadonlyMap<string, string>;
}

/** Reads Groups, their people and leads. Kept in memory until the organisation changes. */
export class PeopleDirectory {
  readonly #org: OrgStore;
  #kept: { key: string; people: PeopleToday } | undefined;

  constructor(org: OrgStore) {
    this.#org = org;
  }

  /** Returns the organisation of a UTC day. */
  async on(day: string): Promise<PeopleToday> {
    const key = `${day} ${await this.#org.version()}`;
    if (this.#kept?.key !== key) {
      const people = { version: key, ...(await this.#read(day)) };
      this.#kept = { key, people };
    }
    return this.#kept.people;
  }

  async #read(day: string): Promise<Omit<PeopleToday, 'version'>> {
    const next = addDays(day, 1);
    const [groups, edges, roster, people] = await Promise.all([
      this.#org.groups(),
      this.#org.edgesBetween(day, next),
      this.#org.rosterBetween(day, next),
      this.#org.people(),
    ]);
    const refs = new Map(groups.map(({ id, ref }) => [id, ref]));
    const users = new Map(people.map(({ id, ref }) => [id, ref]));
    const parents = gathered(
      edges.map(({ groupId, parentId }) => [groupId, refs.get(parentId)]),
    );
    const members = gathered(
      roster.map(({ groupId, personId }) => [groupId, users.get(personId)]),
    );
    return {
      groups: new Map(
        groups.map(({ id, ref, title, isTeam, present, leads }) => [
          ref,
          {
            ref,
            title,
            isTeam,
            present,
            parents: parents.get(id) ?? [],
            directMembers: members.get(id) ?? [],
            leads,
          },
        ]),
      ),
      users: new Map(
        people
          .filter(({ present, ref }) => present && isUserRef(ref))
          .map(({ ref, title }) => [ref, title ?? ref.split('/')[1]]),
      ),
    };
  }
}

const groupsByUser = new WeakMap<PeopleToday, Map<string, string[]>>();

/** Groups of which somebody is a direct member. Worked out once for each organisation, as it is looked up often. */
export function groupsOf(people: PeopleToday, user: string): readonly string[] {
  let groups = groupsByUser.get(people);
  if (!groups) {
    groups = new Map();
    for (const { ref, directMembers } of people.groups.values()) {
      for (const member of directMembers) {
        const known = groups.get(member);
        if (known) known.push(ref);
        else groups.set(member, [ref]);
      }
    }
    groupsByUser.set(people, groups);
  }
  return groups.get(user) ?? [];
}

function gathered(
  pairs: Iterable<[number, string | undefined]>,
): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const [id, ref] of pairs) {
    if (ref === undefined) continue;
    const known = found.get(id) ?? [];
    if (!known.includes(ref)) known.push(ref);
    found.set(id, known);
  }
  for (const refs of found.values()) refs.sort();
  return found;
}

/** A team with the Groups below it that belong to no team of their own; the teams below and all of theirs where those are meant. */
export function groupsWithin(
  people: PeopleToday,
  team: string,
  includesSubteams: boolean,
): string[] {
  return reached(team, ref =>
    (childrenIn(people.groups).get(ref) ?? []).filter(
      child => includesSubteams || !people.groups.get(child)?.isTeam,
    ),
  );
}

/**
 * Whether somebody is in a team or a Group below it that belongs to no team of its own, or leads it or a Group above. A
 * team below asks for itself.
 */
export function speaksFor(
  people: PeopleToday,
  user: string,
  team: string,
): boolean {
  const { groups } = people;
  const parents = (ref: string) => groups.get(ref)?.parents ?? [];
  return (
    groupsWithin(people, team, false).some(ref =>
      groups.get(ref)?.directMembers.includes(user),
    ) ||
    reached(team, parents).some(ref => groups.get(ref)?.leads.includes(user))
  );
}

/** Direct members of a Group who are in the catalog. */
export function membersOf(people: PeopleToday, ref: string): string[] {
  return (people.groups.get(ref)?.directMembers ?? []).filter(user =>
    people.users.has(user),
  );
}
