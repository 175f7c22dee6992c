import {
  binOf,
  CYCLE_HOURS,
  daysFromTo,
  SIZE_LINES,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { breathe } from '../breathe';

/** A merged change of somebody, as figures count it. */
export interface Change {
  personId: number;
  /** UTC day of the merge. */
  day: string;
  /** `org/name`, lower case. */
  repository: string;
  /** False for what an agent or a bot opened: nobody's output. */
  isOutput: boolean;
  isAi: boolean;
  isHotFix: boolean;
  isReverted: boolean;
  /** Tied to an incident or a defect. */
  hasIncident: boolean;
  /** A post-mortem of it answers whether AI code was involved, and says that it was. */
  isAiAnswered: boolean;
  hasAiIncident: boolean;
  /** A post-mortem of it answers whether the review was adequate, and says that it was not. */
  isReviewAnswered: boolean;
  hasReviewGap: boolean;
  /** Any of what makes a change fail. */
  hasFailed: boolean;
  /** Null where approvals are not told. */
  isReviewed: boolean | null;
  /** Added and deleted lines. */
  size: number;
  /** From the opening to the first approval, in seconds; null without one. */
  approvalSeconds: number | null;
  cycleBin: number;
  sizeBin: number;
}

/** How many authors of changes are known. */
export interface AuthorCoverage {
  /** Changes with an author who is no machine. */
  changes: number;
  /** Those whose author is still to be matched. */
  unresolved: number;
}

interface Row {
  day: string;
  repository: string;
  state: string;
  person_id: number | null;
  by_machine: boolean | number;
  opened_at: string;
  merged_at: string;
  additions: number;
  deletions: number;
  approvals: number | null;
  approval_seconds: number | null;
  ai: string;
  hot_fix: boolean | number;
  reverted: boolean | number;
  fixed: boolean | number;
  incident: boolean | number;
  ai_answered: boolean | number;
  ai_incident: boolean | number;
  review_answered: boolean | number;
  review_gap: boolean | number;
}

const HOUR = 3_600_000;

/** Reads merged changes with the people behind them and all that is known of their fate. */
export class ChangeLoader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Changes merged on UTC days from `first` to `last`, both included, whose people are known. */
  async between(first: string, last: string): Promise<Change[]> {
    const changes: Change[] = [];
    // Day by day: on SQLite nobody is answered while a statement runs.
    for (const day of daysFromTo(first, last)) {
      const rows = await this.#ofDay(day);
      for (const row of rows) changes.push(toChange(row));
      await breathe();
    }
    return changes;
  }

  #ofDay(day: string): Promise<Row[]> {
    return this.#knex('pull_requests as p')
      .join('identities as i', 'i.id', 'p.identity_id')
      .where('p.day', day)
      .whereNotNull('i.person_id')
      .whereIn('i.state', ['person', 'left'])
      .select(
        'p.day',
        'p.repository',
        'i.state',
        'i.person_id',
        'p.by_machine',
        'p.opened_at',
        'p.merged_at',
        'p.additions',
        'p.deletions',
        'p.approvals',
        'p.approval_seconds',
        'p.ai',
        'p.hot_fix',
        this.#linked('reverted', ['revert']),
        this.#linked('fixed', ['fix']),
        this.#linked('incident', ['incident', 'defect']),
        this.#answered('ai_answered', 'ai_involved', ['yes', 'no']),
        this.#answered('ai_incident', 'ai_involved', ['yes']),
        this.#answered('review_answered', 'review_adequate', ['yes', 'no']),
        this.#answered('review_gap', 'review_adequate', ['no']),
      );
  }

  /** Of changes merged on UTC days from `first` to `last`, both included. */
  async coverage(first: string, last: string): Promise<AuthorCoverage> {
    const rows: { state: string; n: number | string }[] = await this.#knex(
      'pull_requests as p',
    )
      .join('identities as i', 'i.id', 'p.identity_id')
      .whereBetween('p.day', [first, last])
      .andWhere('p.by_machine', false)
      .groupBy('i.state')
      .select('i.state')
      .count({ n: '*' });
    const sum = (wanted: (state: string) => boolean) =>
      rows
        .filter(row => wanted(row.state))
        .reduce((total, row) => total + Number(row.n), 0);
    return {
      changes: sum(() => true),
      unresolved: sum(state => state === 'unresolved'),
    };
  }

  /** Whether a post-mortem of what was traced to the change gives one of these answers. */
  #answered(
    name: string,
    column: 'ai_involved' | 'review_adequate',
    answers: readonly ('yes' | 'no')[],
  ): Knex.Raw {
    const marks = answers.map(() => '?').join(', ');
    return this.#knex.raw(
      `exists (select 1 from change_links l
       join incidents x on x.source_id = l.source_id and x.key = l.ref
       where l.repository = p.repository and l.number = p.number
       and l.kind in ('incident', 'defect') and x.?? in (${marks})) as ??`,
      [column, ...answers, name],
    );
  }

  #linked(name: string, kinds: readonly string[]): Knex.Raw {
    const marks = kinds.map(() => '?').join(', ');
    return this.#knex.raw(
      `exists (select 1 from change_links l where l.repository = p.repository and l.number = p.number
       and l.kind in (${marks})) as ??`,
      [...kinds, name],
    );
  }
}

function toChange(row: Row): Change {
  const isReverted = Boolean(row.reverted);
  const hasIncident = Boolean(row.incident);
  const open = Date.parse(row.merged_at) - Date.parse(row.opened_at);
  const size = Number(row.additions) + Number(row.deletions);
  return {
    personId: Number(row.person_id),
    day: row.day,
    repository: row.repository,
    isOutput: !row.by_machine,
    isAi: row.ai !== '',
    isHotFix: Boolean(row.hot_fix),
    isReverted,
    hasIncident,
    isAiAnswered: Boolean(row.ai_answered),
    hasAiIncident: Boolean(row.ai_incident),
    isReviewAnswered: Boolean(row.review_answered),
    hasReviewGap: Boolean(row.review_gap),
    hasFailed: isReverted || hasIncident || Boolean(row.fixed),
    isReviewed: row.approvals === null ? null : Number(row.approvals) > 0,
    size,
    approvalSeconds:
      row.approval_seconds === null ? null : Number(row.approval_seconds),
    cycleBin: binOf(CYCLE_HOURS, Math.max(0, open) / HOUR),
    sizeBin: binOf(SIZE_LINES, size),
  };
}
