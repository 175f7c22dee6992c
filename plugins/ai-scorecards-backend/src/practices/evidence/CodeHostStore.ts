import type {
  EvidenceSource,
  RateLimit,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Queryable } from '../../database';
import type { SourceFault } from '../../usage/sourceFault';

/** A code host as it last fared. Times are ISO texts of the machine's own clock. */
export interface StoredCodeHost {
  /** The id of its evidence source. */
  key: string;
  annotation: string;
  title: string;
  /** Repositories that it was last asked for. */
  repositories: number;
  /** Those of them that it told of, changed or not; null before a run that counted them. */
  read: number | null;
  /** Beginning of the last run; null before the first. */
  lastRunAt: string | null;
  /** Null while it answers. */
  failingSince: string | null;
  errorKind: SourceFault['kind'] | null;
  /** Of a host that answers: why some repositories could not be read. */
  lastError: string | null;
  /** Before it the host does not want to be asked. */
  resumeAfter: string | null;
  rateLimit: RateLimit | null;
}

/** A run over so many repositories, of which so many were read. */
export interface CodeHostRun {
  at: Date;
  repositories: number;
  read: number;
  rateLimit: RateLimit | null;
}

/** Which code hosts there are, and how each last fared. */
export class CodeHostStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Makes a host known. */
  async register(
    source: Pick<EvidenceSource, 'id' | 'slugAnnotation' | 'title'>,
  ): Promise<void> {
    const columns = {
      annotation: source.slugAnnotation,
      title: source.title,
    };
    await this.#knex('code_hosts')
      .insert({ key: source.id, ...columns })
      .onConflict('key')
      .merge(columns);
  }

  /** Every host that was ever registered, by key. */
  async list(): Promise<StoredCodeHost[]> {
    const rows: HostRow[] = await this.#knex('code_hosts')
      .select('*')
      .orderBy('key');
    return rows.map(toHost);
  }

  async byKey(key: string): Promise<StoredCodeHost | undefined> {
    const row: HostRow | undefined = await this.#knex('code_hosts')
      .where({ key })
      .first();
    return row && toHost(row);
  }

  /** Notes that a run which began at a time went through, with what kept it from reading some repositories. */
  async succeeded(
    key: string,
    run: CodeHostRun,
    unread: { reason: string | null; resumeAfter: Date | null },
  ): Promise<void> {
    await this.#knex('code_hosts')
      .where({ key })
      .update({
        ...ran(run),
        failing_since: null,
        error_kind: null,
        last_error: unread.reason,
        resume_after: unread.resumeAfter && unread.resumeAfter.toISOString(),
      });
  }

  /** Notes that a run failed. The first time of a row of failures is kept. */
  async failed(
    trx: Queryable,
    key: string,
    run: CodeHostRun,
    fault: SourceFault,
    resumeAfter: Date | null,
  ): Promise<void> {
    await trx('code_hosts')
      .where({ key })
      .update({
        ...ran(run),
        failing_since: trx.raw('coalesce(failing_since, ?)', [
          run.at.toISOString(),
        ]),
        error_kind: fault.kind,
        last_error: fault.sentence,
        resume_after: resumeAfter && resumeAfter.toISOString(),
      });
  }
}

function ran(run: CodeHostRun) {
  return {
    last_run_at: run.at.toISOString(),
    repositories: run.repositories,
    repositories_read: run.read,
    rate_limit: run.rateLimit && JSON.stringify(run.rateLimit),
  };
}

interface HostRow {
  key: string;
  annotation: string;
  title: string;
  repositories: number;
  repositories_read: number | null;
  last_run_at: string | null;
  failing_since: string | null;
  error_kind: SourceFault['kind'] | null;
  last_error: string | null;
  resume_after: string | null;
  rate_limit: string | null;
}

function toHost(row: HostRow): StoredCodeHost {
  return {
    key: row.key,
    annotation: row.annotation,
    title: row.title,
    repositories: Number(row.repositories),
    read: row.repositories_read === null ? null : Number(row.repositories_read),
    lastRunAt: row.last_run_at,
    failingSince: row.failing_since,
    errorKind: row.error_kind,
    lastError: row.last_error,
    resumeAfter: row.resume_after,
    rateLimit: row.rate_limit === null ? null : JSON.parse(row.rate_limit),
  };
}
