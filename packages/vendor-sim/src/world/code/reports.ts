import { draws, hash } from '../../random/hash';
import { toDay, toDayNumber } from '../../time/days';
import { Fate, firstNumberOf, NUMBERS_A_DAY } from './pullRequests';
import { CodeFinding, CodeIncident, PullRequest, Repository } from './types';

/** So many days after it was opened, an issue is closed at the latest. */
export const LONGEST_INCIDENT = 3;

const yesNo = (it: boolean): 'yes' | 'no' => (it ? 'yes' : 'no');

const SEVERITIES = ['medium', 'high', 'critical'] as const;

/** Findings of code scanning created on a UTC day. */
export function findingsOf(
  seed: number,
  day: string,
  repositories: readonly Repository[],
): CodeFinding[] {
  const number = toDayNumber(day);
  return repositories.flatMap(repository => {
    const draw = draws(hash(seed, repository.index, number, 414));
    if (repository.kind !== 'active' || !draw.chance(0.03)) {
      return [];
    }
    const severity = draw.pick(SEVERITIES);
    const fixed = draw.chance(0.7) ? number + draw.integer(1, 40) : undefined;
    return [
      {
        repository,
        number: firstNumberOf(number),
        createdAt: `${day}T11:00:00Z`,
        fixedAt: fixed === undefined ? null : `${toDay(fixed)}T15:00:00Z`,
        severity,
      },
    ];
  });
}

/** The issue that is opened on a UTC day for what a pull request did. */
export function incidentOf(
  seed: number,
  pull: PullRequest,
  { kind }: Fate,
  { day, place }: { day: string; place: number },
): CodeIncident {
  const { repository } = pull;
  const draw = draws(hash(seed, repository.index, pull.number, 515));
  const number = toDayNumber(day);
  const involved = pull.ai.length > 0;
  const openedAt = `${day}T13:00:00Z`;
  const resolvedAt = draw.chance(0.8)
    ? `${toDay(number + draw.integer(0, LONGEST_INCIDENT))}T16:00:00Z`
    : null;
  return {
    repository,
    number: firstNumberOf(number) + NUMBERS_A_DAY - 1 - place,
    kind: kind === 'incident' ? 'incident' : 'defect',
    title: kind === 'incident' ? 'Requests failed' : 'Wrong figure shown',
    openedAt,
    resolvedAt,
    updatedAt: resolvedAt ?? openedAt,
    causedBy: [{ repository: repository.slug, number: pull.number }],
    aiInvolved: draw.chance(0.2) ? 'unknown' : yesNo(involved),
    reviewAdequate: draw.chance(0.3) ? 'unknown' : yesNo(draw.chance(0.6)),
  };
}

/** An issue's text as the form of a post-mortem leaves it. */
export function incidentBody(incident: CodeIncident): string {
  const shown = { yes: 'Yes', no: 'No', unknown: '_No response_' };
  return [
    '### Caused by',
    incident.causedBy.map(it => `${it.repository}#${it.number}`).join(', '),
    '### AI code involved',
    shown[incident.aiInvolved],
    '### Review adequate',
    shown[incident.reviewAdequate],
  ].join('\n\n');
}
