import type {
  DocumentAnswer,
  RepositoryAnswer,
  RepositoryFacts,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { inList, Queryable, writeRows } from '../../database';

/** What is known of a repository. */
export interface StoredEvidence {
  state: 'known' | 'missing' | 'failed';
  /** Why it could not be read, one sentence; null for a known one. */
  reason: string | null;
  /** Of the last known answer; null before one. */
  facts: RepositoryFacts | null;
  /** ISO time of the last answer. */
  fetchedAt: string;
}

/** An answer with the repository that it is of. */
export interface AnsweredRepository {
  id: number;
  answer: RepositoryAnswer;
}

const COLUMNS = {
  repository_id: 'integer',
  state: 'text',
  reason: 'text',
  token: 'text',
  facts: 'text',
  fetched_at: 'text',
} as const;

/** The last answers of code hosts: one row a repository, the facts as JSON. */
export class EvidenceStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** What to hand to the source again for some repositories; those never known are left out. */
  async tokens(ids: readonly number[]): Promise<Map<number, string>> {
    const rows: { repository_id: number; token: string }[] = await this.#knex(
      'repository_facts',
    )
      .select('repository_id', 'token')
      .where(inList(this.#knex, 'repository_id', ids))
      .whereNotNull('facts')
      .whereNotNull('token');
    return new Map(rows.map(row => [Number(row.repository_id), row.token]));
  }

  /**
   * Stores a batch of answers. An unchanged repository keeps its facts and is known again; one that is missing or could
   * not be read keeps its last facts beside the reason. Returns whether anything but the time changed.
   */
  async save(
    trx: Queryable,
    batch: readonly AnsweredRepository[],
    at: string,
  ): Promise<boolean> {
    const stored = await this.#rows(
      trx,
      batch.map(({ id }) => id),
    );
    let changed = false;
    const rows = batch.map(({ id, answer }) => {
      const before = stored.get(id);
      const row = rowOf(id, answer, before, at);
      changed =
        changed ||
        before === undefined ||
        before.state !== row.state ||
        before.reason !== row.reason ||
        before.facts !== row.facts;
      return row;
    });
    await writeRows(trx, 'repository_facts', COLUMNS, rows, {
      conflict: {
        keys: ['repository_id'],
        update: ['state', 'reason', 'token', 'facts', 'fetched_at'],
      },
    });
    return changed;
  }

  /** What is known of every repository that was ever asked for, by its id. */
  async all(): Promise<Map<number, StoredEvidence>> {
    const rows: FactsRow[] = await this.#knex('repository_facts').select('*');
    return new Map(
      rows.map(row => [
        Number(row.repository_id),
        {
          state: row.state,
          reason: row.reason,
          facts: row.facts === null ? null : JSON.parse(row.facts),
          fetchedAt: row.fetched_at,
        },
      ]),
    );
  }

  /** Stores what a host says of a document. Returns whether it says something else than before. */
  async saveDocument(answer: DocumentAnswer, at: string): Promise<boolean> {
    const text = JSON.stringify(answer);
    const before = await this.#knex('practice_documents')
      .where({ url: answer.url })
      .first('answer');
    await this.#knex('practice_documents')
      .insert({ url: answer.url, answer: text, fetched_at: at })
      .onConflict('url')
      .merge();
    return before?.answer !== text;
  }

  /** What hosts say of documents, by web address. */
  async documents(): Promise<Map<string, DocumentAnswer>> {
    const rows: { url: string; answer: string }[] = await this.#knex(
      'practice_documents',
    ).select('url', 'answer');
    return new Map(rows.map(row => [row.url, JSON.parse(row.answer)]));
  }

  async #rows(
    trx: Queryable,
    ids: readonly number[],
  ): Promise<Map<number, FactsRow>> {
    const rows: FactsRow[] = await trx('repository_facts')
      .select('*')
      .where(inList(trx, 'repository_id', ids));
    return new Map(rows.map(row => [Number(row.repository_id), row]));
  }
}

interface FactsRow {
  repository_id: number;
  state: StoredEvidence['state'];
  reason: string | null;
  token: string | null;
  facts: string | null;
  fetched_at: string;
}

function rowOf(
  id: number,
  answer: RepositoryAnswer,
  before: FactsRow | undefined,
  at: string,
): FactsRow {
  const kept = {
    repository_id: id,
    token: before?.token ?? null,
    facts: before?.facts ?? null,
    fetched_at: at,
  };
  switch (answer.state) {
    case 'known':
      return {
        ...kept,
        state: 'known',
        reason: null,
        token: answer.token,
        facts: JSON.stringify(answer.facts),
      };
    case 'unchanged':
      return before?.facts
        ? { ...kept, state: 'known', reason: null }
        : {
            ...kept,
            state: 'failed',
            reason:
              'The code host calls it unchanged, but nothing is known of it.',
          };
    default:
      return { ...kept, state: answer.state, reason: answer.reason };
  }
}
