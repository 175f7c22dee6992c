import type {
  DayAnswer,
  FindingRecord,
  IncidentRecord,
  OutcomeRecord,
  OutcomeSource,
  PullRequestRecord,
} from 'backstage-plugin-ai-scorecards-node';

/** The account of a login. */
export const login = (name: string) => ({
  key: name,
  kind: 'login' as const,
  login: name,
});

/** A merged pull request of `acme/api` by ada, opened a day before and approved after an hour. */
export function pullRequest(
  number: number,
  day: string,
  more: Partial<PullRequestRecord> = {},
): PullRequestRecord {
  return {
    type: 'pull-request',
    repository: 'acme/api',
    number,
    author: login('ada'),
    bot: false,
    onBehalfOf: null,
    openedAt: `${day}T06:00:00Z`,
    mergedAt: `${day}T12:00:00Z`,
    additions: 30,
    deletions: 10,
    humanApprovals: 1,
    firstApprovalAt: `${day}T07:00:00Z`,
    ai: [],
    reverts: [],
    hotFix: false,
    fixes: [],
    ...more,
  };
}

export function finding(
  key: string,
  day: string,
  more: Partial<FindingRecord> = {},
): FindingRecord {
  return {
    type: 'finding',
    key,
    repository: 'acme/api',
    createdOn: day,
    fixedOn: null,
    severity: 'high',
    ...more,
  };
}

export function incident(
  key: string,
  day: string,
  more: Partial<IncidentRecord> = {},
): IncidentRecord {
  return {
    type: 'incident',
    key,
    kind: 'incident',
    openedOn: day,
    resolvedOn: null,
    causedBy: [],
    aiInvolved: 'unknown',
    reviewAdequate: 'unknown',
    ...more,
  };
}

type Row = OutcomeRecord | { type: 'unreadable'; raw: string; reason: string };

/** Records as a source streams them. */
export async function* streamOf(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

/** An answer over a list. */
export const told = (rows: readonly Row[]): DayAnswer<OutcomeRecord> => ({
  state: 'data',
  records: streamOf(rows),
});

export function outcomeSource(
  collectDay: OutcomeSource['collectDay'],
  parts: Partial<OutcomeSource> = {},
): OutcomeSource {
  return {
    kind: 'outcomes',
    id: 'github-outcomes',
    title: 'GitHub pull requests',
    configKey: 'github',
    namespace: 'github',
    slugAnnotation: 'github.com/project-slug',
    settleDays: 1,
    access: 'Ask for read access.',
    test: async () => undefined,
    collectDay,
    ...parts,
  };
}
