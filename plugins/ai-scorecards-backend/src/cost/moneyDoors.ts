import { Queryable } from '../database';

/** A source whose rows may hold amounts. */
export interface Door {
  id: number;
  configKey: string;
  toolId: number;
  kind: 'usage' | 'cost';
}

/** What the ledger says of a source's day that was fetched or has no data for good. */
export interface DoorDay extends Omit<Door, 'id'> {
  day: string;
  /** A bill that named accounts. */
  byAccount: boolean;
  /** The rows said what the use cost. */
  tellsUsage: boolean;
}

/**
 * Whose amounts count, decided for each tool and UTC day, so that one use is never paid twice:
 *
 * - Where the vendor said what the day cost, by a bill or by its rows, no cost is worked out of credits. A bill that has
 *   nothing of a settled day says that it cost nothing; one that was pushed with purchases alone says nothing of use.
 * - Where a bill names accounts, what other sources under the same key of configuration reckon for the tool stands aside.
 *   Sources under another key are other doors, between which a precedence decides.
 */
export class MoneyDoors {
  readonly #told = new Set<string>();
  readonly #named = new Set<string>();
  readonly #doors: readonly Door[];
  readonly #estimated: ReadonlySet<string>;

  /** @param estimated - ids of sources with UTC days on which amounts of accounts are estimates, `7 2026-11-20` */
  constructor(
    doors: readonly Door[],
    days: Iterable<DoorDay>,
    estimated: ReadonlySet<string> = new Set(),
  ) {
    this.#doors = doors;
    this.#estimated = estimated;
    for (const each of days) {
      if (each.kind === 'cost' || each.tellsUsage) {
        this.#told.add(`${each.toolId} ${each.day}`);
      }
      if (each.kind === 'cost' && each.byAccount) {
        this.#named.add(doorOf(each));
      }
    }
  }

  /** Whether the vendor said what a tool's use of a day cost. */
  isTold(toolId: number, day: string): boolean {
    return this.#told.has(`${toolId} ${day}`);
  }

  /** Whether amounts that a source tells of accounts on a day are estimates. */
  isEstimated(sourceId: number, day: string): boolean {
    return this.#estimated.has(`${sourceId} ${day}`);
  }

  /** Ids of the sources whose amounts of a day count; of the others a bill takes the place. */
  countedOn(day: string): ReadonlySet<number> {
    return new Set(
      this.#doors
        .filter(
          door =>
            door.kind === 'cost' || !this.#named.has(doorOf({ ...door, day })),
        )
        .map(door => door.id),
    );
  }
}

function doorOf(each: {
  configKey: string;
  toolId: number;
  day: string;
}): string {
  return JSON.stringify([each.configKey, each.toolId, each.day]);
}

/** Reads whose amounts count on the UTC days from `from` to `to`, both included. */
export async function readMoneyDoors(
  knex: Queryable,
  from: string,
  to: string,
): Promise<MoneyDoors> {
  const sources: {
    id: number;
    config_key: string;
    tool_id: number;
    kind: Door['kind'];
    pushed: boolean | number;
  }[] = await knex('sources')
    .whereIn('kind', ['usage', 'cost'])
    .select('id', 'config_key', 'tool_id', 'kind', 'pushed');
  const pushedBills = new Set(
    sources
      .filter(row => row.kind === 'cost' && row.pushed)
      .map(row => Number(row.id)),
  );
  const doors = new Map(
    sources.map(row => [
      Number(row.id),
      {
        id: Number(row.id),
        configKey: row.config_key,
        toolId: Number(row.tool_id),
        kind: row.kind,
      },
    ]),
  );
  const rows: {
    day: string;
    source_id: number;
    by_account: boolean | number;
    exact_usage: string | null;
    estimated: boolean | number;
  }[] = await knex('ledger')
    .whereIn('state', ['fetched', 'no-data'])
    .whereBetween('day', [from, to])
    .select('day', 'source_id', 'by_account', 'exact_usage', 'estimated');
  return new MoneyDoors(
    [...doors.values()],
    rows.flatMap(row => {
      const door = doors.get(Number(row.source_id));
      const isNoBill =
        row.exact_usage === null && pushedBills.has(Number(row.source_id));
      return door && !isNoBill
        ? {
            ...door,
            day: row.day,
            byAccount: Boolean(row.by_account),
            tellsUsage: row.exact_usage !== null,
          }
        : [];
    }),
    new Set(
      rows
        .filter(row => Boolean(row.estimated))
        .map(row => `${Number(row.source_id)} ${row.day}`),
    ),
  );
}
