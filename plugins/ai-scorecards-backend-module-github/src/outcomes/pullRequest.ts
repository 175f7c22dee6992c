import {
  AccountRef,
  aiSignals,
  ChangeLabels,
  ChangeText,
  fixesOf,
  isAgent,
  isHotFix,
  PullRequestRecord,
  revertsOf,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';

/** The fields of a merged pull request. */
export const PULL_REQUEST_FIELDS = `... on PullRequest {
  number title body headRefName createdAt mergedAt additions deletions
  author { __typename login }
  repository { nameWithOwner }
  assignees(first: 5) { nodes { login } }
  labels(first: 30) { nodes { name } }
  mergeCommit { message }
  commits(first: 50) { nodes { commit { message } } }
  reviews(first: 50) { nodes { state submittedAt author { __typename login } } }
}`;

const actor = z
  .object({ __typename: z.string().optional(), login: z.string() })
  .nullable();
type Actor = z.output<typeof actor>;

const nodes = <T extends z.ZodType>(item: T) =>
  z
    .object({ nodes: z.array(item.nullable()).nullable() })
    .nullable()
    .transform(it => (it?.nodes ?? []).filter(node => node !== null));

const schema = z.object({
  number: z.number().int(),
  title: z.string(),
  body: z.string(),
  headRefName: z.string(),
  createdAt: z.iso.datetime({ offset: true }),
  mergedAt: z.iso.datetime({ offset: true }),
  additions: z.number(),
  deletions: z.number(),
  author: actor,
  repository: z.object({ nameWithOwner: z.string() }),
  assignees: nodes(z.object({ login: z.string() })),
  labels: nodes(z.object({ name: z.string() })),
  mergeCommit: z.object({ message: z.string() }).nullable(),
  commits: nodes(z.object({ commit: z.object({ message: z.string() }) })),
  reviews: z
    .object({
      nodes: z
        .array(
          z
            .object({
              state: z.string(),
              submittedAt: z.string().nullable(),
              author: actor,
            })
            .nullable(),
        )
        .nullable(),
    })
    .nullable(),
});
type PullRequest = z.output<typeof schema>;

const accountOf = (login: string): AccountRef => ({
  key: login.toLowerCase(),
  kind: 'login',
  login,
});

const isMachine = (it: Actor): boolean =>
  it !== null &&
  (it.__typename === 'Bot' || /\[bot\]$/.test(it.login) || isAgent(it.login));

/** A pull request as GitHub sends it. */
export function readPullRequest(
  value: unknown,
  labels: ChangeLabels,
): PullRequestRecord | UnreadableRecord {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      type: 'unreadable',
      raw: JSON.stringify(value) ?? '',
      reason: `A pull request could not be read at ${
        issue.path.join('.') || 'its root'
      }`,
    };
  }
  const pull = parsed.data;
  const change = textOf(pull);
  const bot = isMachine(pull.author);
  const hotFix = isHotFix(change, labels);
  return {
    type: 'pull-request',
    repository: change.repository,
    number: pull.number,
    author: pull.author && accountOf(pull.author.login),
    bot,
    onBehalfOf: bot ? askedBy(pull) : null,
    openedAt: new Date(pull.createdAt).toISOString(),
    mergedAt: new Date(pull.mergedAt).toISOString(),
    additions: pull.additions,
    deletions: pull.deletions,
    ...approvalsOf(pull),
    ai: aiSignals(change, labels),
    reverts: revertsOf(change),
    hotFix,
    fixes: hotFix ? fixesOf(change) : [],
  };
}

function textOf(pull: PullRequest): ChangeText {
  return {
    repository: pull.repository.nameWithOwner.toLowerCase(),
    title: pull.title,
    body: pull.body,
    branch: pull.headRefName,
    labels: pull.labels.map(it => it.name),
    messages: [
      ...pull.commits.map(it => it.commit.message),
      ...(pull.mergeCommit ? [pull.mergeCommit.message] : []),
    ],
    author: pull.author?.login ?? null,
  };
}

/** GitHub assigns an agent's pull request to the agent and to whoever asked for it. */
function askedBy({ assignees }: PullRequest): AccountRef | null {
  const person = assignees.find(it => !isMachine(it));
  return person ? accountOf(person.login) : null;
}

/** Distinct people other than the author who approved; an approval that was dismissed has another state by then. */
function approvalsOf({
  author,
  reviews,
}: PullRequest): Pick<PullRequestRecord, 'humanApprovals' | 'firstApprovalAt'> {
  if (reviews === null) {
    return { humanApprovals: null, firstApprovalAt: null };
  }
  const approvals = (reviews.nodes ?? []).filter(
    it =>
      it !== null &&
      it.state === 'APPROVED' &&
      it.author !== null &&
      it.author.login !== author?.login &&
      !isMachine(it.author),
  );
  const times = approvals
    .flatMap(it => it?.submittedAt ?? [])
    .map(it => new Date(it).toISOString())
    .sort();
  return {
    humanApprovals: new Set(approvals.map(it => it?.author?.login)).size,
    firstApprovalAt: times[0] ?? null,
  };
}
