import type { Knex } from 'knex';
import {
  inList,
  isPostgres,
  Queryable,
  PageReads,
  readColumns,
  Settings,
} from '../database';
import { OrgGraph } from './OrgGraph';
import {
  EdgeRange,
  Group,
  Origin,
  PeopleNamed,
  Person,
  RosterRange,
} from './types';

const ROSTER_COLUMNS = [
  'person_id',
  'group_id',
  'valid_from',
  'valid_to',
  'counted',
  'origin',
] as const;

/** Names of what the organisation keeps in the settings table. */
export const ORG_SETTINGS = {
  /** Raised by each change of groups, edges or roster. */
  version: 'org.version',
  /** UTC day of the first applied look at the catalog. */
  firstDay: 'org.firstDay',
  /** What was last imported as history. */
  history: 'org.history',
  /** When the catalog was last looked at, and whether it stood still. */
  look: 'org.look',
  /** Raised first by whoever writes, so that writers come one after the other. */
  lock: 'org.lock',
} as const;

/** A membership with the Group that it is of. */
export interface Membership extends RosterRange {
  group: Group;
}

/** Reads of groups, people and dated rosters. Days are UTC; ranges are half-open. */
export class OrgStore {
  readonly #knex: Knex;
  readonly #settings = new Settings();
  readonly #graphs = new Map<string, { version: number; graph: OrgGraph }>();

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Every Group that is or was there, by ref. */
  async groups(trx: Queryable = this.#knex): Promise<Group[]> {
    const rows: GroupRow[] = await trx('groups').select('*');
    return rows.map(toGroup).sort((a, b) => (a.ref < b.ref ? -1 : 1));
  }

  async groupByRef(ref: string): Promise<Group | null> {
    const row = await this.#knex<GroupRow>('groups')
      .where({ entity_ref: ref })
      .first();
    return row ? toGroup(row) : null;
  }

  /** Every person known, by ref. */
  async people(trx: Queryable = this.#knex): Promise<Person[]> {
    const rows: PersonRow[] = await trx('people').select('*');
    return rows.map(toPerson).sort((a, b) => (a.ref < b.ref ? -1 : 1));
  }

  /** People to whom any of the names given belongs, by ref. */
  async peopleNamed(
    { ids, refs, emails, logins, accounts }: PeopleNamed,
    trx: Queryable = this.#knex,
  ): Promise<Person[]> {
    const byColumn = (column: string, values: readonly (string | number)[]) =>
      trx('people').select('id').where(inList(trx, column, values));
    const queries = [
      ...(ids?.length ? [byColumn('id', ids)] : []),
      ...(refs?.length ? [byColumn('entity_ref', refs)] : []),
      ...(emails?.length ? [byColumn('email', emails)] : []),
      ...(logins?.length ? [byColumn('login', logins)] : []),
      ...(accounts?.length ? [byAnnotation(trx, accounts)] : []),
    ];
    if (queries.length === 0) return [];
    const [first, ...others] = queries;
    const rows: PersonRow[] = await trx('people')
      .select('*')
      .whereIn('id', first.union(others));
    return rows.map(toPerson).sort((a, b) => (a.ref < b.ref ? -1 : 1));
  }

  async personByRef(ref: string): Promise<Person | null> {
    const row = await this.#knex<PersonRow>('people')
      .where({ entity_ref: ref })
      .first();
    return row ? toPerson(row) : null;
  }

  /**
   * Memberships that hold on a day from `from` up to, but not including, `to`, in all Groups, teams or not; in no order.
   */
  async rosterBetween(
    from: string,
    to: string,
    trx: Queryable = this.#knex,
  ): Promise<RosterRange[]> {
    const columns = await readColumns(
      trx,
      trx('roster')
        .select(ROSTER_COLUMNS)
        .where('valid_from', '<', to)
        .andWhere('valid_to', '>', from),
      ROSTER_COLUMNS,
    );
    return columns.person_id.map((id, i) => ({
      personId: Number(id),
      groupId: Number(columns.group_id[i]),
      from: columns.valid_from[i],
      to: columns.valid_to[i],
      // PostgreSQL says true, SQLite 1.
      counted: columns.counted[i] === 'true' || columns.counted[i] === '1',
      origin: columns.origin[i] as Origin,
    }));
  }

  /** Edges from a Group to its one parent that hold on a day from `from` up to, but not including, `to`. */
  async edgesBetween(
    from: string,
    to: string,
    trx: Queryable = this.#knex,
  ): Promise<EdgeRange[]> {
    const rows: EdgeRow[] = await trx('group_edges')
      .select('*')
      .where('valid_from', '<', to)
      .andWhere('valid_to', '>', from)
      .orderBy(['group_id', 'parent_id', 'valid_from']);
    return rows.map(toEdge);
  }

  /** The same of one Group. */
  async edgesOf(
    groupId: number,
    from: string,
    to: string,
  ): Promise<EdgeRange[]> {
    const rows: EdgeRow[] = await this.#knex('group_edges')
      .select('*')
      .where({ group_id: groupId })
      .andWhere('valid_from', '<', to)
      .andWhere('valid_to', '>', from)
      .orderBy(['parent_id', 'valid_from']);
    return rows.map(toEdge);
  }

  /** The Group graph of a day. Kept in memory until the organisation changes, so that page reads cost one look-up. */
  async graph(day: string): Promise<OrgGraph> {
    const version = await this.version();
    const kept = this.#graphs.get(day);
    if (kept?.version === version) return kept.graph;
    const [groups, edges] = await Promise.all([
      this.groups(),
      this.#knex('group_edges')
        .select('group_id', 'parent_id')
        .where('valid_from', '<=', day)
        .andWhere('valid_to', '>', day),
    ]);
    const graph = new OrgGraph(
      groups,
      new Map(edges.map(row => [Number(row.group_id), Number(row.parent_id)])),
    );
    if (this.#graphs.size >= 8) this.#graphs.clear();
    this.#graphs.set(day, { version, graph });
    return graph;
  }

  /** The graph of a day as it was when somebody last asked, which may not hold any more; undefined before. */
  keptGraph(day: string): OrgGraph | undefined {
    return this.#graphs.get(day)?.graph;
  }

  /** A number that another value of means that groups, edges or roster changed. */
  async version(): Promise<number> {
    return PageReads.of(this.#knex).version(ORG_SETTINGS.version);
  }

  /** The nearest team above a Group on a day; null at the top and for an unknown Group. */
  async teamParent(groupRef: string, day: string): Promise<Group | null> {
    return (await this.teamAncestors(groupRef, day))[0] ?? null;
  }

  /** The teams above a Group on a day, nearest first; Groups that are not teams are skipped. */
  async teamAncestors(groupRef: string, day: string): Promise<Group[]> {
    const graph = await this.graph(day);
    const group = graph.group(groupRef);
    return group ? graph.teamAncestors(group.id) : [];
  }

  /** Refs of the users who lead a Group on a day: its own, else those of the nearest ancestor that names some. */
  async leadsOf(groupRef: string, day: string): Promise<string[]> {
    const graph = await this.graph(day);
    const group = graph.group(groupRef);
    return group ? graph.leadsOf(group.id) : [];
  }

  /** The teams that a user leads on a day, directly or as lead of an ancestor. */
  async ledTeams(userRef: string, day: string): Promise<Group[]> {
    return (await this.graph(day)).ledTeams(userRef);
  }

  /** Whether a user is on the roster of a Group, or of a Group below it, on a day. */
  async isMember(
    userRef: string,
    groupRef: string,
    day: string,
  ): Promise<boolean> {
    const groups = await this.groupsOf(userRef, day);
    return groups.some(group => group.ref === groupRef);
  }

  /** Every Group that a user belongs to on a day, directly or through a Group below it, by ref. */
  async groupsOf(userRef: string, day: string): Promise<Group[]> {
    const graph = await this.graph(day);
    const found = new Map<number, Group>();
    for (const group of await this.directGroupsOf(userRef, day)) {
      for (const each of [group, ...graph.ancestors(group.id)]) {
        found.set(each.id, each);
      }
    }
    return [...found.values()].sort((a, b) => (a.ref < b.ref ? -1 : 1));
  }

  /** Groups of which a user is a direct member on a UTC day, by ref. */
  async directGroupsOf(userRef: string, day: string): Promise<Group[]> {
    const graph = await this.graph(day);
    const direct = await this.#knex('roster')
      .join('people', 'people.id', 'roster.person_id')
      .where('people.entity_ref', userRef)
      .andWhere('roster.valid_from', '<=', day)
      .andWhere('roster.valid_to', '>', day)
      .distinct('roster.group_id');
    return direct
      .flatMap(({ group_id: id }) => graph.groupById(Number(id)) ?? [])
      .sort((a, b) => (a.ref < b.ref ? -1 : 1));
  }

  /** Every membership that a person has or had, newest first. */
  async membershipsOf(personId: number): Promise<Membership[]> {
    const rows: RosterRow[] = await this.#knex('roster')
      .select('*')
      .where({ person_id: personId })
      .orderBy([
        { column: 'valid_from', order: 'desc' },
        { column: 'group_id' },
      ]);
    const ids = rows.map(row => row.group_id);
    const groups: GroupRow[] = await this.#knex('groups')
      .select('*')
      .whereIn('id', ids);
    const byId = new Map(groups.map(row => [Number(row.id), toGroup(row)]));
    return rows.flatMap(row => {
      const group = byId.get(Number(row.group_id));
      return group ? [{ ...toRoster(row), group }] : [];
    });
  }

  /** UTC day of the first applied look at the catalog; null before it. Earlier days are assumed or imported. */
  async firstSnapshotDay(trx: Queryable = this.#knex): Promise<string | null> {
    return this.#settings.get<string>(trx, ORG_SETTINGS.firstDay);
  }

  /** Whether what is known of a person's teams on a day is only assumed. */
  async isAssumed(personId: number, day: string): Promise<boolean> {
    const first = await this.firstSnapshotDay();
    if (first === null) return true;
    if (day >= first) return false;
    const imported = await this.#knex('roster')
      .where({ person_id: personId, origin: 'history' })
      .first('person_id');
    return imported === undefined;
  }
}

/** Ids of people who have one of the names in their annotations. */
function byAnnotation(trx: Queryable, names: readonly string[]) {
  const each = isPostgres(trx)
    ? 'json_array_elements_text(people.accounts::json) as a(value)'
    : 'json_each(people.accounts) as a';
  return trx('people')
    .select('people.id')
    .joinRaw(`cross join ${each}`)
    .where('people.accounts', '<>', '[]')
    .andWhere(inList(trx, 'a.value', names));
}

interface GroupRow {
  id: number;
  entity_ref: string;
  title: string;
  type: string | null;
  is_team: boolean | number;
  present: boolean | number;
  leads: string;
  members_unknown: boolean | number;
}

interface PersonRow {
  id: number;
  entity_ref: string;
  title: string | null;
  email: string | null;
  login: string | null;
  accounts: string;
  present: boolean | number;
}

interface RosterRow {
  person_id: number;
  group_id: number;
  valid_from: string;
  valid_to: string;
  counted: boolean | number;
  origin: Origin;
}

interface EdgeRow {
  group_id: number;
  parent_id: number;
  valid_from: string;
  valid_to: string;
  origin: Origin;
}

function toGroup(row: GroupRow): Group {
  return {
    id: Number(row.id),
    ref: row.entity_ref,
    title: row.title,
    type: row.type,
    isTeam: Boolean(row.is_team),
    present: Boolean(row.present),
    leads: JSON.parse(row.leads) as string[],
    ...(Boolean(row.members_unknown) && { membersUnknown: true as const }),
  };
}

function toPerson(row: PersonRow): Person {
  return {
    id: Number(row.id),
    ref: row.entity_ref,
    title: row.title,
    email: row.email,
    login: row.login,
    accounts: JSON.parse(row.accounts) as string[],
    present: Boolean(row.present),
  };
}

function toEdge(row: EdgeRow): EdgeRange {
  return {
    groupId: Number(row.group_id),
    parentId: Number(row.parent_id),
    from: row.valid_from,
    to: row.valid_to,
    origin: row.origin,
  };
}

function toRoster(row: RosterRow): RosterRange {
  return {
    personId: Number(row.person_id),
    groupId: Number(row.group_id),
    from: row.valid_from,
    to: row.valid_to,
    counted: Boolean(row.counted),
    origin: row.origin,
  };
}
