import { told } from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { GraphAnswer } from '../codeHost/GithubGraph';
import { Settings } from './facts';
import {
  analysisRequired,
  botsCanBypassReview,
  classicSchema,
  codeOwnerReviewRequired,
  hiddenProtection,
  Protection,
  requiredApprovals,
  requiredStatusChecks,
  rulesetsSchema,
  rulesSchema,
} from './protection';

/** Repositories of one query: 12 points of GraphQL's 5,000 an hour. */
export const SETTINGS_BATCH = 50;

const FRAGMENT = `fragment Settings on Repository {
  nameWithOwner isArchived isFork pushedAt
  defaultBranchRef {
    name
    target { oid }
    branchProtectionRule {
      requiresApprovingReviews requiredApprovingReviewCount
      requiresStatusChecks requiredStatusCheckContexts
      requiresCodeOwnerReviews
      bypassPullRequestAllowances(first: 20) { nodes { actor { __typename } } }
    }
    rules(first: 50) { nodes {
      type
      repositoryRuleset { id enforcement }
      parameters {
        ... on PullRequestParameters { requiredApprovingReviewCount requireCodeOwnerReview }
        ... on RequiredStatusChecksParameters { requiredStatusChecks { context } }
      }
    } }
  }
  rulesets(first: 20, includeParents: true) { nodes {
    id
    bypassActors(first: 20) { nodes { actor { __typename } deployKey } }
  } }
}`;

/** A query over repositories by number: `r0`, `r1` … */
export function repositoriesQuery(
  slugs: readonly string[],
  fragment: { name: string; text: string },
): { query: string; variables: Record<string, unknown> } {
  const variables: Record<string, string> = {};
  const declared: string[] = [];
  const asked = slugs.map((slug, n) => {
    const [owner, name] = slug.split('/');
    variables[`o${n}`] = owner;
    variables[`n${n}`] = name;
    declared.push(`$o${n}: String!`, `$n${n}: String!`);
    return `r${n}: repository(owner: $o${n}, name: $n${n}) { ...${fragment.name} }`;
  });
  return {
    query: `query(${declared.join(', ')}) {\n${asked.join('\n')}\n}\n${
      fragment.text
    }`,
    variables,
  };
}

export const settingsQuery = (slugs: readonly string[]) =>
  repositoriesQuery(slugs, { name: 'Settings', text: FRAGMENT });

const repositorySchema = z.object({
  nameWithOwner: z.string(),
  isArchived: z.boolean(),
  isFork: z.boolean(),
  pushedAt: z.string().nullable(),
  defaultBranchRef: z
    .object({
      name: z.string(),
      target: z.object({ oid: z.string() }).nullable(),
      branchProtectionRule: classicSchema.nullable(),
      rules: rulesSchema.nullable(),
    })
    .nullable(),
  rulesets: rulesetsSchema.nullable(),
});

/** What GitHub said of the repository with a number; null for one that it does not have or hides. */
export type SettingsAnswer =
  | { state: 'known'; settings: Settings }
  | { state: 'missing' }
  | { state: 'failed'; reason: string };

export function readSettings(
  { data, errors }: GraphAnswer,
  number: number,
  slug: string,
): SettingsAnswer {
  const key = `r${number}`;
  const value = data[key];
  const own = errors.filter(it => it.path?.[0] === key);
  if (value === null || value === undefined) {
    const other = own.find(it => it.type !== 'NOT_FOUND');
    return other
      ? {
          state: 'failed',
          reason: `GitHub could not tell of it: ${other.message.slice(0, 200)}`,
        }
      : { state: 'missing' };
  }
  const parsed = repositorySchema.safeParse(value);
  if (!parsed.success) {
    return {
      state: 'failed',
      reason: 'GitHub told of it in a form that is not known',
    };
  }
  const repository = parsed.data;
  const branch = repository.defaultBranchRef;
  const protection: Protection = {
    classic: own.some(it => it.path?.includes('branchProtectionRule'))
      ? hiddenProtection
      : told(branch?.branchProtectionRule ?? null),
    rules: branch?.rules ?? [],
    rulesets: repository.rulesets ?? [],
  };
  return {
    state: 'known',
    settings: {
      slug,
      archived: repository.isArchived,
      fork: repository.isFork,
      pushedOn: branch ? repository.pushedAt?.slice(0, 10) ?? null : null,
      defaultBranch: branch?.name ?? null,
      head: branch?.target?.oid ?? null,
      requiredApprovals: requiredApprovals(protection),
      botsCanBypassReview: botsCanBypassReview(protection),
      requiredStatusChecks: requiredStatusChecks(protection),
      codeOwnerReviewRequired: codeOwnerReviewRequired(protection),
      analysisRequired: analysisRequired(protection),
    },
  };
}
