import { isDay } from 'backstage-plugin-ai-scorecards-common';
import {
  IncidentRecord,
  OutcomeRecord,
  PullRequestRecord,
} from 'backstage-plugin-ai-scorecards-node';

const KEY_CHARACTERS = 200;
const REPOSITORY_CHARACTERS = 255;
/** What a column of numbers holds. */
const MOST = 2_147_483_647;

/** Why a record cannot be stored as one of this UTC day, in one sentence; undefined when it can. */
export function outcomeRecordFault(
  record: OutcomeRecord,
  day: string,
): string | undefined {
  switch (record.type) {
    case 'pull-request':
      return pullRequestFault(record, day);
    case 'finding':
      return (
        keyFault(record.key) ??
        repositoryFault(record.repository) ??
        dayFault(record.createdOn, day) ??
        endFault(record.fixedOn)
      );
    default:
      return incidentFault(record, day);
  }
}

function incidentFault(
  record: IncidentRecord,
  day: string,
): string | undefined {
  return (
    keyFault(record.key) ??
    dayFault(record.openedOn, day) ??
    endFault(record.resolvedOn) ??
    record.causedBy
      .map(
        ({ repository, number }) =>
          repositoryFault(repository) ?? countFault('The number', number, 1),
      )
      .find(fault => fault !== undefined)
  );
}

function pullRequestFault(
  record: PullRequestRecord,
  day: string,
): string | undefined {
  const merged = Date.parse(record.mergedAt);
  if (Number.isNaN(merged) || Number.isNaN(Date.parse(record.openedAt))) {
    return 'The pull request does not say when it was opened and merged';
  }
  const approved = record.firstApprovalAt;
  if (approved !== null && Number.isNaN(Date.parse(approved))) {
    return 'The time of the first approval cannot be read';
  }
  const counts: [string, number][] = [
    ['The number', record.number],
    ['The number of added lines', record.additions],
    ['The number of deleted lines', record.deletions],
    ['The number of approvals', record.humanApprovals ?? 0],
    ...[...record.reverts, ...record.fixes].map((number): [string, number] => [
      'The number of a change that failed',
      number,
    ]),
  ];
  return (
    repositoryFault(record.repository) ??
    dayFault(new Date(merged).toISOString().slice(0, 10), day) ??
    counts
      .map(([name, value]) => countFault(name, value, 0))
      .find(fault => fault !== undefined)
  );
}

function keyFault(key: string): string | undefined {
  return key.length === 0 || key.length > KEY_CHARACTERS
    ? `The key has 1 to ${KEY_CHARACTERS} characters`
    : undefined;
}

function repositoryFault(repository: string): string | undefined {
  return !/^[^\s/]+(\/[^\s/]+)+$/.test(repository) ||
    repository.length > REPOSITORY_CHARACTERS
    ? 'The repository is not named as org/name'
    : undefined;
}

function dayFault(told: string, day: string): string | undefined {
  return told === day
    ? undefined
    : `The record is of ${told}, and ${day} was asked for`;
}

function endFault(day: string | null): string | undefined {
  return day === null || isDay(day)
    ? undefined
    : 'The day of its end cannot be read';
}

function countFault(
  name: string,
  value: number,
  least: number,
): string | undefined {
  return Number.isInteger(value) && value >= least && value <= MOST
    ? undefined
    : `${name} is not a whole number from ${least} on`;
}
