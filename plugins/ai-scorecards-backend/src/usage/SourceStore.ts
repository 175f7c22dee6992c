import type { Knex } from 'knex';
import { Queryable, StalePeriods } from '../database';
import { ErasedNames } from '../erasure/names';
import type { ToolStore } from '../tools';
import type { CollectedSource } from './collectedSource';

/** A source as the database knows it. */
export interface StoredSource {
  id: number;
  /** The id that its module gave it. */
  key: string;
  configKey: string;
  kind: CollectedSource['kind'];
  /** 0 for a source that is about no tool. */
  toolId: number;
  /** Its rows arrive by themselves: of a day without any, nothing is known. */
  pushed: boolean;
  title: string;
  /** ISO time since when nothing was collected for a fault of the source; null while it works. */
  failingSince: string | null;
  /** The fault, or what the source waits for, as a sentence. */
  lastError: string | null;
  lastAttemptAt: string | null;
  /** ISO time before which the vendor does not want to be asked. */
  resumeAfter: string | null;
}

/** What is stored of a source. */
export type RegisteredSource = Pick<
  CollectedSource,
  'id' | 'configKey' | 'kind' | 'title'
> & {
  tool?: string;
  /** True where its rows are pushed. */
  pushed?: boolean;
};

/** Which sources there are, for which tools, and how each last fared. */
export class SourceStore {
  readonly #knex: Knex;
  readonly #tools: Pick<ToolStore, 'ensure'>;
  readonly #stale: StalePeriods;

  constructor(
    knex: Knex,
    tools: Pick<ToolStore, 'ensure'>,
    stale: StalePeriods = new StalePeriods(knex),
  ) {
    this.#knex = knex;
    this.#tools = tools;
    this.#stale = stale;
  }

  /**
   * Makes a source known and returns it. When configuration names another tool than before, as after a tool was
   * renamed in the catalog, everything the source ever brought goes over to that tool.
   */
  async register(source: RegisteredSource): Promise<StoredSource> {
    return this.#knex.transaction(async trx => {
      const tool = source.tool ?? null;
      const toolId = tool === null ? null : await this.#tools.ensure(trx, tool);
      const before = await this.byKey(source.id, trx);
      const columns = {
        config_key: source.configKey,
        kind: source.kind,
        tool_id: toolId,
        title: source.title,
        pushed: source.pushed ?? false,
      };
      await trx('sources')
        .insert({ key: source.id, ...columns })
        .onConflict('key')
        .merge(columns);
      if (before && toolId !== null && before.toolId !== toolId) {
        await this.#moveTool(trx, before, toolId);
      }
      const after = await this.byKey(source.id, trx);
      if (!after) throw new Error(`Source ${source.id} was not stored`);
      return after;
    });
  }

  async byKey(
    key: string,
    trx: Queryable = this.#knex,
  ): Promise<StoredSource | undefined> {
    const row = await trx('sources').select('*').where({ key }).first();
    return row && toSource(row);
  }

  /** Every source that was ever registered, also those whose module or configuration is gone. */
  async list(trx: Queryable = this.#knex): Promise<StoredSource[]> {
    const rows: SourceRow[] = await trx('sources').select('*').orderBy('id');
    return rows.map(toSource);
  }

  /** Notes that the source answered: whatever was wrong is over. */
  async succeeded(id: number, at: Date): Promise<void> {
    await this.#knex('sources').where({ id }).update({
      failing_since: null,
      last_error: null,
      resume_after: null,
      last_attempt_at: at.toISOString(),
    });
  }

  /** Notes that the source gave nothing for a fault of its own. The first time of a row of failures is kept. */
  async failed(id: number, at: Date, error: string): Promise<void> {
    const now = at.toISOString();
    await this.#knex.transaction(async trx => {
      const erased = await ErasedNames.load(trx);
      await trx('sources')
        .where({ id })
        .update({
          failing_since: trx.raw('coalesce(failing_since, ?)', [now]),
          last_error: erased.redact(error),
          last_attempt_at: now,
        });
    });
  }

  /** Notes that the vendor does not want to be asked before a time. That is no failure. */
  async paused(
    id: number,
    at: Date,
    until: Date,
    sentence: string,
  ): Promise<void> {
    await this.#knex('sources').where({ id }).update({
      resume_after: until.toISOString(),
      last_error: sentence,
      last_attempt_at: at.toISOString(),
    });
  }

  async #moveTool(
    trx: Queryable,
    { id, toolId: from }: StoredSource,
    to: number,
  ): Promise<void> {
    for (const table of [
      'usage_facts',
      'cost_facts',
      'seats',
      'seat_snapshots',
    ]) {
      await trx(table).where({ source_id: id }).update({ tool_id: to });
    }
    // Whoever reported something twice on either side is chosen again with the days, as far as there is a choice left.
    await trx('usage_facts')
      .where({ taken: false })
      .whereIn('tool_id', [from, to])
      .update({ taken: true });
    const first = await this.#stale.firstDay(trx);
    const days: { day: string }[] = await trx('ledger').distinct('day');
    if (first)
      await this.#stale.mark(
        trx,
        'day',
        days.map(({ day }) => day),
      );
  }
}

interface SourceRow {
  id: number;
  key: string;
  config_key: string;
  kind: CollectedSource['kind'];
  tool_id: number | null;
  pushed: boolean | number;
  title: string;
  failing_since: string | null;
  last_error: string | null;
  last_attempt_at: string | null;
  resume_after: string | null;
}

function toSource(row: SourceRow): StoredSource {
  return {
    id: Number(row.id),
    key: row.key,
    configKey: row.config_key,
    kind: row.kind,
    toolId: Number(row.tool_id ?? 0),
    pushed: Boolean(row.pushed),
    title: row.title,
    failingSince: row.failing_since,
    lastError: row.last_error,
    lastAttemptAt: row.last_attempt_at,
    resumeAfter: row.resume_after,
  };
}
