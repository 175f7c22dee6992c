import type { OutcomeSource } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { inList } from '../database';
import { BEGINNING } from '../org';

/** `to` is the first UTC day after. */
export interface DayRange {
  from: string;
  to: string;
}

/** A repository of the catalog at a host that tells findings by day. */
export interface WatchedRepository {
  /** `org/name`, lower case. */
  slug: string;
  /** The Groups that own it, by days. */
  owners: readonly (DayRange & { groupId: number })[];
  /** When code scanning is known to have looked at it. */
  scanned: readonly DayRange[];
  /** UTC days of the findings of the days that were asked for, one each. */
  findings: readonly string[];
}

interface OwnerRow {
  id: number;
  slug: string;
  group_id: number;
  valid_from: string;
  valid_to: string;
}

/** Reads findings with the repositories that they were told of. */
export class FindingLoader {
  readonly #knex: Knex;
  readonly #sources: () => readonly OutcomeSource[];

  constructor(options: {
    knex: Knex;
    /** Those that are configured now. */
    sources: () => readonly OutcomeSource[];
  }) {
    this.#knex = options.knex;
    this.#sources = options.sources;
  }

  /** Findings created on UTC days from `first` to `last`, both included, by repository; all repositories are in it. */
  async between(first: string, last: string): Promise<WatchedRepository[]> {
    const annotations = this.#sources()
      .filter(source => source.tellsFindings)
      .map(source => source.slugAnnotation);
    if (annotations.length === 0) return [];
    const rows: OwnerRow[] = await this.#knex('repositories as r')
      .join('repository_owners as o', 'o.repository_id', 'r.id')
      .where(inList(this.#knex, 'r.annotation', annotations))
      .select('r.id', 'r.slug', 'o.group_id', 'o.valid_from', 'o.valid_to')
      .orderBy(['r.slug', 'o.group_id', 'o.valid_from']);
    const scanned = await this.#scanned();
    const firstFound = await this.#firstFindings();
    const found = await this.#findings(first, last);
    const bySlug = new Map<string, OwnerRow[]>();
    for (const row of rows) {
      const list = bySlug.get(row.slug);
      if (list) list.push(row);
      else bySlug.set(row.slug, [row]);
    }
    return [...bySlug].map(([slug, owners]) => ({
      slug,
      // Before the catalog was first looked at, it belonged to whom it belonged to then.
      owners: fromTheBeginning(
        owners.map(row => ({
          groupId: Number(row.group_id),
          from: row.valid_from,
          to: row.valid_to,
        })),
        BEGINNING,
      ),
      // What was found shows that something looked, also before anybody asked whether it does.
      scanned: fromTheBeginning(
        owners.flatMap(({ id }) => scanned.get(Number(id)) ?? []),
        firstFound.get(slug),
      ),
      findings: found.get(slug) ?? [],
    }));
  }

  async #scanned(): Promise<Map<number, DayRange[]>> {
    const rows: {
      repository_id: number;
      valid_from: string;
      valid_to: string;
    }[] = await this.#knex('scanned_repositories').select('*');
    const byId = new Map<number, DayRange[]>();
    for (const row of rows) {
      const id = Number(row.repository_id);
      const range = { from: row.valid_from, to: row.valid_to };
      byId.set(id, [...(byId.get(id) ?? []), range]);
    }
    return byId;
  }

  async #firstFindings(): Promise<Map<string, string>> {
    const rows: { repository: string; day: string }[] = await this.#knex(
      'findings',
    )
      .groupBy('repository')
      .select('repository')
      .min({ day: 'day' });
    return new Map(rows.map(row => [row.repository, row.day]));
  }

  async #findings(first: string, last: string): Promise<Map<string, string[]>> {
    const rows: { repository: string; day: string }[] = await this.#knex(
      'findings',
    )
      .select('repository', 'day')
      .whereBetween('day', [first, last]);
    const bySlug = new Map<string, string[]>();
    for (const { repository, day } of rows) {
      bySlug.set(repository, [...(bySlug.get(repository) ?? []), day]);
    }
    return bySlug;
  }
}

/** The earliest of some ranges begin on a day before them; undefined changes nothing. */
function fromTheBeginning<T extends DayRange>(
  ranges: readonly T[],
  beginning: string | undefined,
): T[] {
  const earliest = ranges.reduce(
    (least, { from }) => (from < least ? from : least),
    ranges[0]?.from ?? '',
  );
  return ranges.map(range =>
    beginning !== undefined && range.from === earliest && beginning < earliest
      ? { ...range, from: beginning }
      : range,
  );
}
