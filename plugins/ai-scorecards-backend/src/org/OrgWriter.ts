import type { Knex } from 'knex';
import {
  inList,
  Queryable,
  Settings,
  StalePeriods,
  writeRows,
} from '../database';
import { datedDiff, DatedChange, DatedRow, isUnchanged } from './datedDiff';
import { ORG_SETTINGS, OrgStore } from './OrgStore';
import { OrgSnapshot, SnapshotGroup, SnapshotPerson } from './snapshot/types';
import { BEGINNING, Group, OPEN_END, Person } from './types';

const GROUP_COLUMNS = {
  entity_ref: 'text',
  title: 'text',
  type: 'text',
  is_team: 'boolean',
  present: 'boolean',
  leads: 'text',
  members_unknown: 'boolean',
} as const;

const PERSON_COLUMNS = {
  entity_ref: 'text',
  title: 'text',
  email: 'text',
  login: 'text',
  accounts: 'text',
  present: 'boolean',
} as const;

const RANGE = { valid_from: 'text', valid_to: 'text', origin: 'text' } as const;

export const ROSTER_COLUMNS = {
  person_id: 'integer',
  group_id: 'integer',
  ...RANGE,
  counted: 'boolean',
} as const;

export const EDGE_COLUMNS = {
  group_id: 'integer',
  parent_id: 'integer',
  ...RANGE,
} as const;

const ROSTER_KEY = ['person_id', 'group_id', 'valid_from'];
const EDGE_KEY = ['group_id', 'parent_id', 'valid_from'];

/** How a snapshot compares with the memberships that hold now. */
export interface Endings {
  /** Memberships that hold now. */
  memberships: number;
  /** Those among them that the snapshot does not have. */
  ending: number;
}

/** Writes what a look at the catalog saw: people and Groups as they are now, rosters and edges as dated rows. */
export class OrgWriter {
  readonly #org: OrgStore;
  readonly #stale: StalePeriods;
  readonly #settings = new Settings();

  constructor(org: OrgStore, stale: StalePeriods) {
    this.#org = org;
    this.#stale = stale;
  }

  /** Counts the memberships that a snapshot would end. */
  async endings(trx: Queryable, snapshot: OrgSnapshot): Promise<Endings> {
    const rows: { person: string; team: string }[] = await trx('roster')
      .join('people', 'people.id', 'roster.person_id')
      .join('groups', 'groups.id', 'roster.group_id')
      .where('roster.valid_to', OPEN_END)
      .select({ person: 'people.entity_ref', team: 'groups.entity_ref' });
    const seen = new Set(
      snapshot.people.flatMap(person =>
        person.groups.map(group => `${person.ref} ${group}`),
      ),
    );
    return {
      memberships: rows.length,
      ending: rows.filter(row => !seen.has(`${row.person} ${row.team}`)).length,
    };
  }

  /**
   * Makes `snapshot` what holds from `day` on, and marks the day where rosters or edges changed. Returns whether
   * anything changed. Applying the same twice, or another one before it on the same day, ends in equal rows.
   */
  async apply(
    trx: Knex.Transaction,
    snapshot: OrgSnapshot,
    day: string,
  ): Promise<boolean> {
    const retyped = await this.#writeGroups(trx, snapshot.groups);
    const named = await this.#writePeople(trx, snapshot.people);
    const groups = idsByRef(await this.#org.groups(trx));
    const people = idsByRef(await this.#org.people(trx));
    const roster = await this.#applyRoster(trx, snapshot, groups, people, day);
    const edges = await this.#applyEdges(trx, snapshot, groups, day);
    if ((await this.#org.firstSnapshotDay(trx)) === null) {
      await this.#settings.set(trx, ORG_SETTINGS.firstDay, day);
    }
    if (retyped.teamsChanged) {
      await this.#stale.markDays(trx, BEGINNING, OPEN_END, day);
    } else if (roster || edges) {
      await this.#stale.markDays(trx, day, OPEN_END, day);
    }
    return retyped.changed || named || roster || edges;
  }

  async #writeGroups(
    trx: Queryable,
    seen: readonly SnapshotGroup[],
  ): Promise<{ changed: boolean; teamsChanged: boolean }> {
    const before = new Map(
      (await this.#org.groups(trx)).map(group => [group.ref, group]),
    );
    const refs = new Set(seen.map(group => group.ref));
    const changed = seen.filter(group => differs(group, before.get(group.ref)));
    await writeRows(
      trx,
      'groups',
      GROUP_COLUMNS,
      changed.map(group => ({
        entity_ref: group.ref,
        title: group.title,
        type: group.type,
        is_team: group.isTeam,
        present: true,
        leads: JSON.stringify(group.leads),
        members_unknown: group.membersUnknown === true,
      })),
      upsert(GROUP_COLUMNS),
    );
    const gone = await markGone(trx, 'groups', before.values(), refs);
    return {
      changed: changed.length > 0 || gone,
      teamsChanged: changed.some(group => {
        const stored = before.get(group.ref);
        return stored !== undefined && stored.isTeam !== group.isTeam;
      }),
    };
  }

  async #writePeople(
    trx: Queryable,
    seen: readonly SnapshotPerson[],
  ): Promise<boolean> {
    const before = new Map(
      (await this.#org.people(trx)).map(person => [person.ref, person]),
    );
    const refs = new Set(seen.map(person => person.ref));
    const changed = seen.filter(person =>
      differsPerson(person, before.get(person.ref)),
    );
    await writeRows(
      trx,
      'people',
      PERSON_COLUMNS,
      changed.map(person => ({
        entity_ref: person.ref,
        title: person.title,
        email: person.email,
        login: person.login,
        accounts: JSON.stringify(person.accounts),
        present: true,
      })),
      upsert(PERSON_COLUMNS),
    );
    const gone = await markGone(trx, 'people', before.values(), refs);
    return changed.length > 0 || gone;
  }

  async #applyRoster(
    trx: Queryable,
    snapshot: OrgSnapshot,
    groups: ReadonlyMap<string, number>,
    people: ReadonlyMap<string, number>,
    day: string,
  ): Promise<boolean> {
    const wanted = new Map<string, string>();
    for (const person of snapshot.people) {
      for (const group of person.groups) {
        wanted.set(
          `${people.get(person.ref)} ${groups.get(group)}`,
          String(person.counted),
        );
      }
    }
    const rows: StoredRoster[] = await trx('roster')
      .select('*')
      .where({ origin: 'catalog' })
      .andWhere('valid_to', '>=', day);
    const change = datedDiff(
      rows.map(row => ({
        key: `${row.person_id} ${row.group_id}`,
        value: String(Boolean(row.counted)),
        from: row.valid_from,
        to: row.valid_to,
      })),
      wanted,
      day,
    );
    await this.#write(trx, 'roster', ROSTER_COLUMNS, change, row => ({
      person_id: idIn(row.key, 0),
      group_id: idIn(row.key, 1),
      valid_from: row.from,
      valid_to: row.to,
      origin: 'catalog',
      counted: row.value === 'true',
    }));
    return !isUnchanged(change);
  }

  async #applyEdges(
    trx: Queryable,
    snapshot: OrgSnapshot,
    groups: ReadonlyMap<string, number>,
    day: string,
  ): Promise<boolean> {
    const wanted = new Map<string, string>();
    for (const { ref, parent } of snapshot.groups) {
      if (parent !== null) {
        wanted.set(String(groups.get(ref)), String(groups.get(parent)));
      }
    }
    const rows: StoredEdge[] = await trx('group_edges')
      .select('*')
      .where({ origin: 'catalog' })
      .andWhere('valid_to', '>=', day);
    const change = datedDiff(
      rows.map(row => ({
        key: String(row.group_id),
        value: String(row.parent_id),
        from: row.valid_from,
        to: row.valid_to,
      })),
      wanted,
      day,
    );
    await this.#write(trx, 'group_edges', EDGE_COLUMNS, change, row => ({
      group_id: Number(row.key),
      parent_id: Number(row.value),
      valid_from: row.from,
      valid_to: row.to,
      origin: 'catalog',
    }));
    return !isUnchanged(change);
  }

  /** Rows that end otherwise are written again whole: one statement for any number of them. */
  async #write<TColumn extends string>(
    trx: Queryable,
    table: 'roster' | 'group_edges',
    columns: Readonly<Record<TColumn, 'text' | 'integer' | 'boolean'>>,
    change: DatedChange,
    toRow: (row: DatedRow) => Record<TColumn, string | number | boolean>,
  ): Promise<void> {
    const keys = table === 'roster' ? ROSTER_KEY : EDGE_KEY;
    for (const row of change.remove) {
      const values: Record<string, string | number | boolean> = toRow(row);
      await trx(table)
        .where(Object.fromEntries(keys.map(key => [key, values[key]])))
        .delete();
    }
    const written = [
      ...change.end.map(({ row, to }) => ({ ...row, to })),
      ...change.insert,
    ];
    await writeRows(trx, table, columns, written.map(toRow), {
      conflict: {
        keys,
        update: Object.keys(columns).filter(name => !keys.includes(name)),
      },
    });
  }
}

interface StoredRoster {
  person_id: number;
  group_id: number;
  valid_from: string;
  valid_to: string;
  counted: boolean | number;
}

interface StoredEdge {
  group_id: number;
  parent_id: number;
  valid_from: string;
  valid_to: string;
}

function idsByRef(
  rows: readonly { id: number; ref: string }[],
): Map<string, number> {
  return new Map(rows.map(({ id, ref }) => [ref, id]));
}

function idIn(key: string, index: number): number {
  return Number(key.split(' ')[index]);
}

function upsert(columns: Readonly<Record<string, unknown>>) {
  return {
    conflict: {
      keys: ['entity_ref'],
      update: Object.keys(columns).filter(name => name !== 'entity_ref'),
    },
  };
}

async function markGone(
  trx: Queryable,
  table: 'people' | 'groups',
  stored: Iterable<{ id: number; ref: string; present: boolean }>,
  seen: ReadonlySet<string>,
): Promise<boolean> {
  const gone = [...stored].filter(row => row.present && !seen.has(row.ref));
  if (gone.length === 0) return false;
  await trx(table)
    .where(
      inList(
        trx,
        'id',
        gone.map(row => row.id),
      ),
    )
    .update({ present: false });
  return true;
}

function differs(seen: SnapshotGroup, stored: Group | undefined): boolean {
  return (
    !stored?.present ||
    stored.title !== seen.title ||
    stored.type !== seen.type ||
    stored.isTeam !== seen.isTeam ||
    stored.leads.join() !== seen.leads.join() ||
    stored.membersUnknown !== seen.membersUnknown
  );
}

function differsPerson(
  seen: SnapshotPerson,
  stored: Person | undefined,
): boolean {
  return (
    !stored?.present ||
    stored.title !== seen.title ||
    stored.email !== seen.email ||
    stored.login !== seen.login ||
    stored.accounts.join() !== seen.accounts.join()
  );
}
