import { addDays } from '../../time/days';
import { PullRequest, Review } from '../../world/code/types';
import { Sim } from '../exchange';

interface Arguments {
  mergedAfter?: string;
  mergedBefore?: string;
  first?: number;
  after?: string | null;
}

/** Merge requests of the group that were merged in a span of time, both ends included. */
export function mergeRequests(
  sim: Sim,
  { mergedAfter = '', mergedBefore = '', first = 100, after }: Arguments,
): object {
  const all: PullRequest[] = [];
  const last = mergedBefore.slice(0, 10);
  for (let day = mergedAfter.slice(0, 10); day <= last; day = addDays(day, 1)) {
    all.push(
      ...sim.world.code
        .pullRequests(day)
        .filter(
          it =>
            it.repository.host === 'gitlab' &&
            it.mergedAt >= mergedAfter &&
            it.mergedAt <= mergedBefore,
        ),
    );
  }
  const start = Number(after ?? 0);
  const end = Math.min(start + Math.min(first, 100), all.length);
  return {
    nodes: all.slice(start, end).map(it => shown(sim, it)),
    pageInfo: { hasNextPage: end < all.length, endCursor: String(end) },
  };
}

/** What somebody wrote has no metadata; that somebody approved is a note of the system. */
const noteOf = ({ state, at, login, bot }: Review): object => ({
  createdAt: at,
  author: { username: login, bot },
  systemNoteMetadata: state === 'APPROVED' ? { action: 'approved' } : null,
});

function shown({ world }: Sim, it: PullRequest): object {
  const email =
    it.person === undefined
      ? undefined
      : world.organisation.people[it.person].email;
  return {
    iid: String(it.number),
    title: it.title,
    description: it.body.replace(/#(\d+)/g, '!$1'),
    sourceBranch: it.branch,
    createdAt: it.openedAt,
    mergedAt: it.mergedAt,
    author: { username: it.author, bot: it.bot },
    project: { fullPath: it.repository.slug },
    assignees: {
      nodes: it.askedBy ? [{ username: it.askedBy, bot: false }] : [],
    },
    approvedBy: {
      nodes: it.reviews
        .filter(review => review.state === 'APPROVED')
        .map(review => ({ username: review.login, bot: review.bot })),
    },
    notes: { nodes: it.reviews.map(noteOf) },
    labels: { nodes: it.labels.map(title => ({ title })) },
    diffStatsSummary: { additions: it.additions, deletions: it.deletions },
    commitsWithoutMergeCommits: {
      nodes: it.commits.map(message => ({
        sha: '0',
        message,
        authorEmail: it.bot ? 'noreply@gitlab.acme.example' : email,
      })),
    },
  };
}
