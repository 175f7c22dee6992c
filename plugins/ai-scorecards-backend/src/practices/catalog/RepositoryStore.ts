import type { Knex } from 'knex';
import {
  inList,
  Queryable,
  Settings,
  StalePeriods,
  writeRows,
} from '../../database';
import { DatedRow, datedDiff, isUnchanged } from '../../org/datedDiff';
import { OPEN_END } from '../../org/types';
import { markMerges } from '../../outcomes/markMerges';
import { PRACTICE_SETTINGS } from '../versions';
import type { CatalogPractices, PracticesLook } from './readRepositories';

/** A repository that some Group owns now. */
export interface OwnedRepository {
  id: number;
  annotation: string;
  /** `org/name`, lower case. */
  slug: string;
  /** Ids of the Groups that own it, in order. */
  owners: number[];
}

/** What is kept of a Group's annotations. */
export interface GroupPractices {
  document: string | null;
  lead: { ref: string; rotates: boolean; since: string } | null;
}

const OWNER_COLUMNS = {
  repository_id: 'integer',
  group_id: 'integer',
  valid_from: 'text',
  valid_to: 'text',
} as const;

/** A look at the catalog. */
export interface LastLook {
  /** ISO text. */
  at: string;
  /** The organisation as it was: a new Group may own what is known already. */
  organisation: number;
}

/** Repositories with their dated owners, and what Groups say of their practices. */
export class RepositoryStore {
  readonly #knex: Knex;
  readonly #stale: StalePeriods;
  readonly #settings = new Settings();

  constructor(knex: Knex, stale: StalePeriods) {
    this.#knex = knex;
    this.#stale = stale;
  }

  /** When the catalog was last looked at whole; null before the first time. */
  lastLook(): Promise<LastLook | null> {
    return this.#settings.get<LastLook>(this.#knex, PRACTICE_SETTINGS.look);
  }

  /**
   * Applies a look at the catalog as of a UTC day. Owners that are gone are ended, never deleted; looking again on the
   * same day ends in equal rows. Marks the weeks of the work that it moves. Returns whether anything changed.
   */
  async sync(
    trx: Queryable,
    look: PracticesLook,
    day: string,
  ): Promise<boolean> {
    const groups = await this.#groupIds(trx);
    const owners = await this.#syncOwners(trx, look, groups, day);
    const practices = await this.#syncGroups(trx, look.groups, groups, day);
    return owners || practices;
  }

  /** Repositories that some Group owns on a UTC day, by annotation and slug. */
  async owned(day: string): Promise<OwnedRepository[]> {
    const rows = await this.#knex('repository_owners as o')
      .join('repositories as r', 'r.id', 'o.repository_id')
      .where('o.valid_from', '<=', day)
      .andWhere('o.valid_to', '>', day)
      .select('r.id', 'r.annotation', 'r.slug', 'o.group_id')
      .orderBy(['r.annotation', 'r.slug', 'o.group_id']);
    const found = new Map<number, OwnedRepository>();
    for (const row of rows) {
      const id = Number(row.id);
      const known = found.get(id);
      if (known) known.owners.push(Number(row.group_id));
      else {
        found.set(id, {
          id,
          annotation: row.annotation,
          slug: row.slug,
          owners: [Number(row.group_id)],
        });
      }
    }
    return [...found.values()];
  }

  /** What Groups say of their practices, by the Group's id. */
  async practices(
    trx: Queryable = this.#knex,
  ): Promise<Map<number, GroupPractices>> {
    const rows: GroupRow[] = await trx('practice_groups').select('*');
    return new Map(
      rows.map(row => [
        Number(row.group_id),
        {
          document: row.document,
          lead:
            row.lead !== null && row.lead_since !== null
              ? {
                  ref: row.lead,
                  rotates: Boolean(row.lead_rotates),
                  since: row.lead_since,
                }
              : null,
        },
      ]),
    );
  }

  /** Web addresses of the documents that Groups name, each once. */
  async documents(): Promise<string[]> {
    const rows: { document: string }[] = await this.#knex('practice_groups')
      .whereNotNull('document')
      .distinct('document')
      .orderBy('document');
    return rows.map(row => row.document);
  }

  async #groupIds(trx: Queryable): Promise<Map<string, number>> {
    const rows: { id: number; entity_ref: string }[] = await trx(
      'groups',
    ).select('id', 'entity_ref');
    return new Map(rows.map(row => [row.entity_ref, Number(row.id)]));
  }

  async #syncOwners(
    trx: Queryable,
    { repositories }: PracticesLook,
    groups: ReadonlyMap<string, number>,
    day: string,
  ): Promise<boolean> {
    await writeRows(
      trx,
      'repositories',
      { annotation: 'text', slug: 'text' },
      repositories.map(({ annotation, slug }) => ({ annotation, slug })),
      { conflict: { keys: ['annotation', 'slug'] } },
    );
    const known: { id: number; annotation: string; slug: string }[] = await trx(
      'repositories',
    ).select('id', 'annotation', 'slug');
    const ids = new Map(
      known.map(row => [`${row.annotation} ${row.slug}`, Number(row.id)]),
    );
    const wanted = new Map<string, string>();
    for (const { annotation, slug, owners } of repositories) {
      const id = ids.get(`${annotation} ${slug}`);
      for (const owner of owners) {
        const group = groups.get(owner);
        if (group !== undefined) wanted.set(`${id} ${group}`, '');
      }
    }
    const stored: OwnerRow[] = await trx('repository_owners')
      .select('*')
      .where('valid_to', '>=', day);
    const change = datedDiff(stored.map(toDated), wanted, day);
    if (isUnchanged(change)) return false;
    const at = ({ key, from }: DatedRow) => {
      const [repository, group] = key.split(' ');
      return trx('repository_owners').where({
        repository_id: Number(repository),
        group_id: Number(group),
        valid_from: from,
      });
    };
    for (const row of change.remove) await at(row).delete();
    for (const { row, to } of change.end)
      await at(row).update({ valid_to: to });
    await writeRows(
      trx,
      'repository_owners',
      OWNER_COLUMNS,
      change.insert.map(({ key, from }) => {
        const [repository, group] = key.split(' ');
        return {
          repository_id: Number(repository),
          group_id: Number(group),
          valid_from: from,
          valid_to: OPEN_END,
        };
      }),
    );
    await this.#markWork(trx, [
      ...change.remove.map(({ key }) => key),
      ...change.end.map(({ row }) => row.key),
      ...change.insert.map(({ key }) => key),
    ]);
    return true;
  }

  /** Marks the weeks of what was merged into and found in repositories that have other owners now. */
  async #markWork(trx: Queryable, owners: readonly string[]): Promise<void> {
    const ids = [...new Set(owners.map(key => Number(key.split(' ')[0])))];
    const days: string[] = [];
    for (const table of ['pull_requests', 'findings']) {
      days.push(
        ...(await trx(table)
          .distinct('day')
          .whereIn(
            'repository',
            trx('repositories').select('slug').where(inList(trx, 'id', ids)),
          )
          .pluck('day')),
      );
    }
    await markMerges(trx, this.#stale, days);
  }

  async #syncGroups(
    trx: Queryable,
    look: readonly CatalogPractices[],
    groups: ReadonlyMap<string, number>,
    day: string,
  ): Promise<boolean> {
    const before = await this.practices(trx);
    let changed = false;
    const seen = new Set<number>();
    for (const { group, document, lead, rotates } of look) {
      const id = groups.get(group);
      if (id === undefined) continue;
      seen.add(id);
      const known = before.get(id);
      const isSame =
        known !== undefined &&
        known.document === document &&
        (known.lead?.ref ?? null) === lead &&
        (known.lead?.rotates ?? rotates) === rotates;
      if (isSame) continue;
      changed = true;
      const since = known?.lead?.ref === lead ? known?.lead?.since : undefined;
      await trx('practice_groups')
        .insert({
          group_id: id,
          document,
          lead,
          lead_rotates: rotates,
          lead_since: lead === null ? null : since ?? day,
        })
        .onConflict('group_id')
        .merge();
    }
    const gone = [...before.keys()].filter(id => !seen.has(id));
    if (gone.length > 0) {
      await trx('practice_groups')
        .where(inList(trx, 'group_id', gone))
        .delete();
    }
    return changed || gone.length > 0;
  }
}

interface OwnerRow {
  repository_id: number;
  group_id: number;
  valid_from: string;
  valid_to: string;
}

interface GroupRow {
  group_id: number;
  document: string | null;
  lead: string | null;
  lead_rotates: boolean | number;
  lead_since: string | null;
}

function toDated(row: OwnerRow): DatedRow {
  return {
    key: `${row.repository_id} ${row.group_id}`,
    value: '',
    from: row.valid_from,
    to: row.valid_to,
  };
}
