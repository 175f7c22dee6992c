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

/** The fields of a merged merge request. Of notes, the oldest come first: when it was approved is told by one of the system's. */
export const MERGE_REQUEST_FIELDS = `iid title description sourceBranch createdAt mergedAt
author { username bot }
project { fullPath }
assignees { nodes { username bot } }
approvedBy { nodes { username bot } }
labels { nodes { title } }
notes(first: 100) { nodes { createdAt author { username bot } systemNoteMetadata { action } } }
diffStatsSummary { additions deletions }
commitsWithoutMergeCommits(first: 50) { nodes { message authorEmail } }`;

const nodes = <T extends z.ZodType>(item: T) =>
  z.object({ nodes: z.array(item) }).nullable();

const user = z.object({ username: z.string(), bot: z.boolean().nullish() });
type User = z.output<typeof user>;

const schema = z.object({
  iid: z.coerce.number().int(),
  title: z.string(),
  description: z.string().nullable(),
  sourceBranch: z.string(),
  createdAt: z.iso.datetime({ offset: true }),
  mergedAt: z.iso.datetime({ offset: true }),
  author: user.nullable(),
  project: z.object({ fullPath: z.string() }),
  assignees: nodes(user),
  approvedBy: nodes(user),
  notes: nodes(
    z.object({
      createdAt: z.iso.datetime({ offset: true }),
      author: user.nullable(),
      systemNoteMetadata: z
        .object({ action: z.string().nullable() })
        .nullable(),
    }),
  ).optional(),
  labels: nodes(z.object({ title: z.string() })),
  diffStatsSummary: z
    .object({ additions: z.number(), deletions: z.number() })
    .nullable(),
  commitsWithoutMergeCommits: nodes(
    z.object({
      message: z.string().nullish(),
      authorEmail: z.string().nullish(),
    }),
  ),
});

const isMachine = ({ username, bot }: User): boolean =>
  bot === true || isAgent(username);

/** A user name says nothing of a person here; the address of the commits does, where all have the same. */
function accountOf(username: string, emails: readonly string[]): AccountRef {
  const [email] = emails;
  return {
    key: username.toLowerCase(),
    kind: 'login',
    login: username,
    ...(new Set(emails).size === 1 && { email: email.toLowerCase() }),
  };
}

/**
 * When a person other than the author first approved, ISO time; null where no such note is among those that were sent.
 * One that was taken back later counts too: somebody had looked by then.
 */
function firstApprovalOf({
  author,
  notes,
}: Pick<z.output<typeof schema>, 'author' | 'notes'>): string | null {
  const times = (notes?.nodes ?? [])
    .filter(
      note =>
        note.systemNoteMetadata?.action === 'approved' &&
        note.author !== null &&
        !isMachine(note.author) &&
        note.author.username !== author?.username,
    )
    .map(({ createdAt }) => new Date(createdAt).toISOString());
  return times.sort()[0] ?? null;
}

/** A merge request as GitLab sends it. */
export function readMergeRequest(
  value: unknown,
  labels: ChangeLabels,
): PullRequestRecord | UnreadableRecord {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      type: 'unreadable',
      raw: JSON.stringify(value) ?? '',
      reason: `A merge request could not be read at ${
        issue.path.join('.') || 'its root'
      }`,
    };
  }
  const it = parsed.data;
  const commits = it.commitsWithoutMergeCommits?.nodes ?? [];
  const change: ChangeText = {
    repository: it.project.fullPath.toLowerCase(),
    title: it.title,
    body: it.description ?? '',
    branch: it.sourceBranch,
    labels: it.labels?.nodes.map(label => label.title) ?? [],
    messages: commits.flatMap(commit => commit.message ?? []),
    author: it.author?.username ?? null,
  };
  const bot = it.author !== null && isMachine(it.author);
  const asked = bot
    ? it.assignees?.nodes.find(person => !isMachine(person))
    : undefined;
  const emails = commits.flatMap(commit => commit.authorEmail ?? []);
  const hotFix = isHotFix(change, labels);
  return {
    type: 'pull-request',
    repository: change.repository,
    number: it.iid,
    author: it.author && accountOf(it.author.username, bot ? [] : emails),
    bot,
    onBehalfOf: asked ? accountOf(asked.username, []) : null,
    openedAt: new Date(it.createdAt).toISOString(),
    mergedAt: new Date(it.mergedAt).toISOString(),
    additions: it.diffStatsSummary?.additions ?? 0,
    deletions: it.diffStatsSummary?.deletions ?? 0,
    humanApprovals:
      it.approvedBy &&
      it.approvedBy.nodes.filter(
        person => !isMachine(person) && person.username !== it.author?.username,
      ).length,
    firstApprovalAt: firstApprovalOf(it),
    ai: aiSignals(change, labels),
    reverts: revertsOf(change),
    hotFix,
    fixes: hotFix ? fixesOf(change) : [],
  };
}
