import type { Knex } from 'knex';
import { inList, Queryable, StalePeriods, writeRows } from '../../database';
import { OrgStore } from '../OrgStore';
import { EDGE_COLUMNS, ROSTER_COLUMNS } from '../OrgWriter';
import { Group, Person } from '../types';
import { changedDays, PastRow } from './changedDays';
import { Past } from './derivePast';
import { PastMembership } from './parseHistory';

/** What the first look saw, by ref. */
export interface FirstLook {
  roster: { person: string; team: string; counted: boolean }[];
  edges: { team: string; parent: string }[];
}

/** Stores what is known of the days before the first look at the catalog. */
export class PastWriter {
  readonly #org: OrgStore;
  readonly #stale: StalePeriods;

  constructor(org: OrgStore, stale: StalePeriods) {
    this.#org = org;
    this.#stale = stale;
  }

  /** What the catalog showed on the day of the first look. */
  async firstLook(trx: Queryable, firstDay: string): Promise<FirstLook> {
    const groups = new Map(
      (await this.#org.groups(trx)).map(group => [group.id, group.ref]),
    );
    const people = new Map(
      (await this.#org.people(trx)).map(person => [person.id, person.ref]),
    );
    const on = { origin: 'catalog', valid_from: firstDay };
    const roster: { person_id: number; group_id: number; counted: unknown }[] =
      await trx('roster').where(on).select('*');
    const edges: { group_id: number; parent_id: number }[] = await trx(
      'group_edges',
    )
      .where(on)
      .select('*');
    const named = (map: Map<number, string>, id: number) =>
      map.get(Number(id)) ?? '';
    return {
      roster: roster.map(row => ({
        person: named(people, row.person_id),
        team: named(groups, row.group_id),
        counted: Boolean(row.counted),
      })),
      edges: edges.map(row => ({
        team: named(groups, row.group_id),
        parent: named(groups, row.parent_id),
      })),
    };
  }

  /** Memberships of people that the history named when it was imported last. */
  async imported(
    trx: Queryable,
    people: readonly number[],
  ): Promise<PastMembership[]> {
    const rows: {
      person: string;
      team: string;
      valid_from: string;
      valid_to: string;
      counted: unknown;
    }[] = await trx('roster')
      .join('people', 'people.id', 'roster.person_id')
      .join('groups', 'groups.id', 'roster.group_id')
      .where('roster.origin', 'history')
      .andWhere(inList(trx, 'roster.person_id', people))
      .select({
        person: 'people.entity_ref',
        team: 'groups.entity_ref',
        valid_from: 'roster.valid_from',
        valid_to: 'roster.valid_to',
        counted: 'roster.counted',
      });
    return rows.map(row => ({
      person: row.person,
      team: row.team,
      from: row.valid_from,
      to: row.valid_to,
      counted: Boolean(row.counted),
    }));
  }

  /**
   * Replaces the stored past where it differs, and marks the days of what differs. People and teams that only the
   * history knows become known as gone. Returns whether anything changed.
   */
  async replace(
    trx: Knex.Transaction,
    past: Past,
    today: string,
  ): Promise<boolean> {
    await this.#makeKnown(trx, past);
    const groups = idsByRef(await this.#org.groups(trx));
    const people = idsByRef(await this.#org.people(trx));
    const roster = await this.#replaceRows(
      trx,
      'roster',
      past.roster.map(row => ({
        owner: people.get(row.person) ?? 0,
        target: groups.get(row.team) ?? 0,
        from: row.from,
        to: row.to,
        origin: row.origin,
        counted: row.counted,
      })),
      today,
    );
    const edges = await this.#replaceRows(
      trx,
      'group_edges',
      past.edges.map(row => ({
        owner: groups.get(row.team) ?? 0,
        target: groups.get(row.parent) ?? 0,
        from: row.from,
        to: row.to,
        origin: row.origin,
        counted: false,
      })),
      today,
    );
    return roster || edges;
  }

  async #makeKnown(trx: Queryable, past: Past): Promise<void> {
    const knownPeople = idsByRef(await this.#org.people(trx));
    const knownGroups = idsByRef(await this.#org.groups(trx));
    const people = new Set(past.roster.map(row => row.person));
    const teams = new Set([
      ...past.roster.map(row => row.team),
      ...past.edges.flatMap(row => [row.team, row.parent]),
    ]);
    await writeRows(
      trx,
      'people',
      { entity_ref: 'text', present: 'boolean', accounts: 'text' },
      [...people]
        .filter(ref => !knownPeople.has(ref))
        .map(ref => ({ entity_ref: ref, present: false, accounts: '[]' })),
    );
    await writeRows(
      trx,
      'groups',
      {
        entity_ref: 'text',
        title: 'text',
        is_team: 'boolean',
        present: 'boolean',
        leads: 'text',
      },
      [...teams]
        .filter(ref => !knownGroups.has(ref))
        .map(ref => ({
          entity_ref: ref,
          title: ref.split('/')[1],
          is_team: true,
          present: false,
          leads: '[]',
        })),
    );
  }

  async #replaceRows(
    trx: Queryable,
    table: 'roster' | 'group_edges',
    wanted: readonly PastRow[],
    today: string,
  ): Promise<boolean> {
    const [owner, target] =
      table === 'roster'
        ? ['person_id', 'group_id']
        : ['group_id', 'parent_id'];
    const rows: Record<string, unknown>[] = await trx(table)
      .select('*')
      .whereNot({ origin: 'catalog' });
    const stored = rows.map(
      (row): PastRow => ({
        owner: Number(row[owner]),
        target: Number(row[target]),
        from: String(row.valid_from),
        to: String(row.valid_to),
        origin: String(row.origin),
        counted: Boolean(row.counted),
      }),
    );
    const storedKeys = new Set(stored.map(keyOf));
    const wantedKeys = new Set(wanted.map(keyOf));
    const changed = [
      ...stored.filter(row => !wantedKeys.has(keyOf(row))),
      ...wanted.filter(row => !storedKeys.has(keyOf(row))),
    ];
    if (changed.length === 0) return false;
    const owners = new Set(changed.map(row => row.owner));
    await trx(table)
      .whereNot({ origin: 'catalog' })
      .andWhere(inList(trx, owner, [...owners]))
      .delete();
    await writeRows(
      trx,
      table,
      table === 'roster' ? ROSTER_COLUMNS : EDGE_COLUMNS,
      wanted
        .filter(row => owners.has(row.owner))
        .map(row => ({
          [owner]: row.owner,
          [target]: row.target,
          valid_from: row.from,
          valid_to: row.to,
          origin: row.origin,
          counted: row.counted,
        })),
    );
    for (const { from, to } of changedDays(
      stored.filter(row => owners.has(row.owner)),
      wanted.filter(row => owners.has(row.owner)),
    )) {
      await this.#stale.markDays(trx, from, to, today);
    }
    return true;
  }
}

function keyOf(row: PastRow): string {
  return [
    row.owner,
    row.target,
    row.from,
    row.to,
    row.origin,
    row.counted,
  ].join(' ');
}

function idsByRef(rows: readonly (Group | Person)[]): Map<string, number> {
  return new Map(rows.map(({ id, ref }) => [ref, id]));
}
