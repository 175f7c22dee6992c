import { addDays, isDay } from '../../time/days';
import { incidentBody } from '../../world/code/reports';
import { CodeIncident, PullRequest } from '../../world/code/types';
import { Sim } from '../exchange';
import { graphqlRepository } from './graphqlRepository';

/** GitHub gives no more than so many results of one search. */
const MOST_RESULTS = 1000;

interface SearchArguments {
  query: string;
  first?: number;
  after?: string;
}

/** Answers searches for merged pull requests and for labelled issues of the organisation. */
export function search(
  sim: Sim,
  { query, first = 30, after }: SearchArguments,
): object {
  const all = results(sim, query);
  const start = after === undefined || after === null ? 0 : Number(after);
  const shown = all.slice(0, MOST_RESULTS).slice(start, start + first);
  const end = start + shown.length;
  return {
    issueCount: all.length,
    nodes: shown,
    pageInfo: {
      hasNextPage: end < Math.min(all.length, MOST_RESULTS),
      endCursor: String(end),
    },
  };
}

function results(sim: Sim, query: string): object[] {
  const organisation = /(?:^|\s)org:(\S+)/.exec(query)?.[1];
  if (organisation !== sim.settings.organization) {
    return [];
  }
  const merged = range(query, 'merged');
  if (/\bis:pr\b/.test(query) && merged) {
    return daysOf(merged).flatMap(day =>
      sim.world.code
        .pullRequests(day)
        .filter(
          it =>
            it.repository.host === 'github' &&
            it.mergedAt >= merged.from &&
            it.mergedAt <= merged.to,
        )
        .map(it => pullRequest(sim, it)),
    );
  }
  if (/\bis:issue\b/.test(query)) {
    const labels = [...query.matchAll(/"([^"]+)"/g)].map(it => it[1]);
    return incidents(sim, query)
      .filter(it => it.repository.host === 'github' && labels.includes(it.kind))
      .map(it => issue(sim, it));
  }
  return [];
}

/** By the day on which they were opened, or by when they were changed and opened before a day. */
function incidents(sim: Sim, query: string): CodeIncident[] {
  const { code } = sim.world;
  const created = range(query, 'created');
  if (created) {
    return daysOf(created)
      .flatMap(day => code.incidents(day))
      .filter(it => it.openedAt >= created.from && it.openedAt <= created.to);
  }
  const updated = range(query, 'updated');
  const before = /created:<(\S+)/.exec(query)?.[1];
  return updated && before
    ? code
        .incidentsUpdated(updated.from, updated.to)
        .filter(it => it.openedAt < before)
    : [];
}

interface Range {
  from: string;
  to: string;
}

function range(query: string, qualifier: string): Range | undefined {
  const match = RegExp(`${qualifier}:(\\S+?)\\.\\.(\\S+)`).exec(query);
  const whole = (text: string, end: string) =>
    isDay(text) ? `${text}T${end}Z` : text;
  return match
    ? { from: whole(match[1], '00:00:00'), to: whole(match[2], '23:59:59') }
    : undefined;
}

function daysOf({ from, to }: Range): string[] {
  const days: string[] = [];
  for (
    let day = from.slice(0, 10);
    day <= to.slice(0, 10);
    day = addDays(day, 1)
  ) {
    days.push(day);
  }
  return days;
}

const actor = (login: string, bot: boolean): object => ({
  __typename: bot ? 'Bot' : 'User',
  login,
});

const nodes = <T>(items: readonly T[]) => ({ nodes: items });

function pullRequest(sim: Sim, it: PullRequest): object {
  return {
    __typename: 'PullRequest',
    number: it.number,
    title: it.title,
    body: it.body,
    headRefName: it.branch,
    createdAt: it.openedAt,
    mergedAt: it.mergedAt,
    additions: it.additions,
    deletions: it.deletions,
    author: actor(it.author, it.bot),
    repository: () => graphqlRepository(sim, it.repository),
    assignees: nodes(it.askedBy ? [{ login: it.askedBy }] : []),
    labels: nodes(it.labels.map(name => ({ name }))),
    mergeCommit: { message: it.title },
    commits: nodes(it.commits.map(message => ({ commit: { message } }))),
    reviews: nodes(
      it.reviews.map(review => ({
        state: review.state,
        author: actor(review.login, review.bot),
        submittedAt: review.at,
      })),
    ),
  };
}

function issue(sim: Sim, it: CodeIncident): object {
  return {
    __typename: 'Issue',
    number: it.number,
    title: it.title,
    body: incidentBody(it),
    createdAt: it.openedAt,
    closedAt: it.resolvedAt,
    repository: () => graphqlRepository(sim, it.repository),
    labels: nodes([{ name: it.kind }]),
  };
}
