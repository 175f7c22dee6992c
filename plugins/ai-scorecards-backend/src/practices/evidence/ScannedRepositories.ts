import { inList, Queryable, StalePeriods, writeRows } from '../../database';
import { OPEN_END } from '../../org/types';
import { markMerges } from '../../outcomes/markMerges';
import type { AnsweredRepository } from './EvidenceStore';

const COLUMNS = {
  repository_id: 'integer',
  valid_from: 'text',
  valid_to: 'text',
} as const;

/**
 * Keeps from when to when code hosts told of the findings of each repository: without that, a repository that nothing
 * looks at would pass for one without findings.
 */
export class ScannedRepositories {
  readonly #stale: StalePeriods;

  constructor(stale: StalePeriods) {
    this.#stale = stale;
  }

  /**
   * Takes in what a host answered on a UTC day, and marks the weeks that it moves. What could not be asked for, or did
   * not change, says nothing new.
   */
  async note(
    trx: Queryable,
    batch: readonly AnsweredRepository[],
    day: string,
  ): Promise<void> {
    const told: number[] = [];
    const silent: number[] = [];
    for (const { id, answer } of batch) {
      const isTold =
        answer.state === 'known' && answer.facts.openFindings.known;
      if (isTold) told.push(id);
      else if (answer.state === 'known' || answer.state === 'missing') {
        silent.push(id);
      }
    }
    const open = new Set(
      (await rowsOf(trx, told.concat(silent), OPEN_END)).map(({ id }) => id),
    );
    await this.#begin(
      trx,
      told.filter(id => !open.has(id)),
      day,
    );
    await this.#end(
      trx,
      silent.filter(id => open.has(id)),
      day,
    );
  }

  async #begin(trx: Queryable, ids: readonly number[], day: string) {
    if (ids.length === 0) return;
    // What ended today goes on: half an answer is mended by the next one of the day.
    const endedToday = new Set(
      (await rowsOf(trx, ids, day)).map(({ id }) => id),
    );
    await trx('scanned_repositories')
      .where(inList(trx, 'repository_id', ids))
      .andWhere({ valid_to: day })
      .update({ valid_to: OPEN_END });
    await writeRows(
      trx,
      'scanned_repositories',
      COLUMNS,
      ids
        .filter(id => !endedToday.has(id))
        .map(id => ({
          repository_id: id,
          valid_from: day,
          valid_to: OPEN_END,
        })),
    );
    const slugs = () =>
      trx('repositories').select('slug').where(inList(trx, 'id', ids));
    const days: string[] = [day];
    for (const table of ['pull_requests', 'findings']) {
      days.push(
        ...(await trx(table)
          .distinct('day')
          .whereIn('repository', slugs())
          .pluck('day')),
      );
    }
    await markMerges(trx, this.#stale, days);
  }

  async #end(trx: Queryable, ids: readonly number[], day: string) {
    if (ids.length === 0) return;
    const isOne = inList(trx, 'repository_id', ids);
    await trx('scanned_repositories')
      .where(isOne)
      .andWhere({ valid_to: OPEN_END, valid_from: day })
      .delete();
    await trx('scanned_repositories')
      .where(isOne)
      .andWhere({ valid_to: OPEN_END })
      .update({ valid_to: day });
    await markMerges(trx, this.#stale, [day]);
  }
}

async function rowsOf(
  trx: Queryable,
  ids: readonly number[],
  to: string,
): Promise<{ id: number }[]> {
  if (ids.length === 0) return [];
  const rows: { repository_id: number }[] = await trx('scanned_repositories')
    .select('repository_id')
    .where(inList(trx, 'repository_id', ids))
    .andWhere({ valid_to: to });
  return rows.map(row => ({ id: Number(row.repository_id) }));
}
