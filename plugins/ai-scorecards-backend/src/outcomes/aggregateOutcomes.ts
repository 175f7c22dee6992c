import { createHash } from 'node:crypto';
import {
  AccountRef,
  AiSignal,
  FindingRecord,
  IncidentRecord,
  OutcomeRecord,
  PullRequestRecord,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { UnreadableRow, UnreadableRows } from '../usage/unreadableRows';
import { outcomeRecordFault } from './outcomeRecordFault';

/** A merged pull request as it is stored. */
export interface MergedChange {
  repository: string;
  number: number;
  /** The author, or whom a machine worked for; null for nobody. */
  account: AccountRef | null;
  byMachine: boolean;
  /** ISO times, UTC. */
  openedAt: string;
  mergedAt: string;
  additions: number;
  deletions: number;
  approvals: number | null;
  /** From the opening to the first approval; null without one. */
  approvalSeconds: number | null;
  ai: AiSignal[];
  hotFix: boolean;
}

/** That a change failed, and what shows it. */
export interface ChangeLink {
  kind: 'revert' | 'fix' | IncidentRecord['kind'];
  /** `org/name#12` of the change that takes it back or mends it, or the key of the incident. */
  ref: string;
  repository: string;
  number: number;
}

/** What a source told of a day, in the order of its keys whatever the order it came in. */
export interface AggregatedOutcomes {
  changes: readonly MergedChange[];
  links: readonly ChangeLink[];
  findings: readonly FindingRecord[];
  incidents: readonly IncidentRecord[];
  rows: number;
  unreadable: {
    count: number;
    kept: readonly UnreadableRow[];
    tooMany: boolean;
  };
  exactUsage: null;
  exactValue: null;
  creditsKnown: null;
  checksum: string;
}

/**
 * Reads a day of outcomes. A record that comes twice counts once, the later one. Changes and findings of repositories
 * that the catalog does not name are of no team and left out.
 */
export async function aggregateOutcomes(
  records: AsyncIterable<OutcomeRecord | UnreadableRecord>,
  expected: { day: string; repositories: ReadonlySet<string> },
): Promise<AggregatedOutcomes> {
  const pullRequests = new Map<string, PullRequestRecord>();
  const findings = new Map<string, FindingRecord>();
  const incidents = new Map<string, IncidentRecord>();
  const unreadable = new UnreadableRows();
  for await (const record of records) {
    if (record.type === 'unreadable') {
      unreadable.add(record);
      continue;
    }
    const reason = outcomeRecordFault(record, expected.day);
    if (reason) {
      unreadable.add({ raw: JSON.stringify(record), reason });
    } else if (record.type === 'incident') {
      incidents.set(record.key, record);
    } else {
      const repository = slug(record.repository);
      if (!expected.repositories.has(repository)) continue;
      if (record.type === 'finding') {
        findings.set(record.key, { ...record, repository });
      } else {
        pullRequests.set(keyOf(repository, record.number), {
          ...record,
          repository,
        });
      }
    }
  }
  const merged = inOrder(pullRequests);
  const told = inOrder(incidents);
  const day = {
    changes: merged.map(changeOf),
    links: [...merged.flatMap(linksOfChange), ...told.flatMap(linksOfIncident)],
    findings: inOrder(findings),
    incidents: told,
    rows: pullRequests.size + findings.size + incidents.size,
  };
  const unread = {
    count: unreadable.count,
    kept: unreadable.kept,
    tooMany: unreadable.isTooMany(day.rows),
  };
  return {
    ...day,
    unreadable: unread,
    exactUsage: null,
    exactValue: null,
    creditsKnown: null,
    checksum: createHash('sha256')
      .update(JSON.stringify([day, unread]))
      .digest('hex'),
  };
}

/** A change in one text: `org/name#12`. */
export function keyOf(repository: string, number: number): string {
  return `${slug(repository)}#${number}`;
}

/** Incidents say which changes caused them. */
export function linksOfIncident({
  kind,
  key,
  causedBy,
}: Pick<IncidentRecord, 'kind' | 'key' | 'causedBy'>): ChangeLink[] {
  return distinct(
    causedBy.map(cause => ({
      kind,
      ref: key,
      repository: slug(cause.repository),
      number: cause.number,
    })),
  );
}

function linksOfChange(record: PullRequestRecord): ChangeLink[] {
  const { repository, number, reverts, fixes, hotFix } = record;
  const ref = keyOf(repository, number);
  const to = (kind: ChangeLink['kind']) => (target: number) => ({
    kind,
    ref,
    repository,
    number: target,
  });
  return distinct([
    ...reverts.map(to('revert')),
    ...(hotFix ? fixes.map(to('fix')) : []),
  ]).filter(link => link.number !== number);
}

function changeOf(record: PullRequestRecord): MergedChange {
  const opened = new Date(record.openedAt);
  const approved =
    record.firstApprovalAt === null ? null : Date.parse(record.firstApprovalAt);
  return {
    repository: record.repository,
    number: record.number,
    account: record.bot ? record.onBehalfOf : record.author,
    byMachine: record.bot,
    openedAt: opened.toISOString(),
    mergedAt: new Date(record.mergedAt).toISOString(),
    additions: record.additions,
    deletions: record.deletions,
    approvals: record.humanApprovals,
    approvalSeconds:
      approved === null
        ? null
        : Math.max(0, Math.round((approved - opened.getTime()) / 1000)),
    ai: [...new Set(record.ai)].sort(),
    hotFix: record.hotFix,
  };
}

function slug(repository: string): string {
  return repository.toLocaleLowerCase('en-US');
}

function inOrder<T>(byKey: ReadonlyMap<string, T>): T[] {
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, it]) => it);
}

function distinct(links: readonly ChangeLink[]): ChangeLink[] {
  return inOrder(
    new Map(
      links.map(link => [
        `${link.kind} ${keyOf(link.repository, link.number)}`,
        link,
      ]),
    ),
  );
}
