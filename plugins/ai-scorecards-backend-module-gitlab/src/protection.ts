import { told, Told, untold } from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { Reading } from './gitlabApi';

const NO_ONE = 0;

export const projectSchema = z.object({
  id: z.number(),
  archived: z.boolean(),
  forked_from_project: z.object({}).nullish(),
  last_activity_at: z.string().nullish(),
  default_branch: z.string().nullish(),
  empty_repo: z.boolean().nullish(),
  merge_requests_template: z.string().nullish(),
  only_allow_merge_if_pipeline_succeeds: z.boolean().nullish(),
  secret_push_protection_enabled: z.boolean().nullish(),
  pre_receive_secret_detection_enabled: z.boolean().nullish(),
});
export type Project = z.output<typeof projectSchema>;

export const rulesSchema = z.array(
  z.object({
    rule_type: z.string(),
    approvals_required: z.number(),
    applies_to_all_protected_branches: z.boolean().nullish(),
    /** With the flag, GitLab lists all that are protected. */
    protected_branches: z.array(z.object({ name: z.string() })).nullish(),
  }),
);
type ApprovalRule = z.output<typeof rulesSchema>[number];

export const approvalsSchema = z.object({
  merge_requests_author_approval: z.boolean().nullish(),
});
export const branchesSchema = z.array(
  z.object({
    name: z.string(),
    push_access_levels: z.array(
      z.object({
        access_level: z.number().nullable(),
        deploy_key_id: z.number().nullish(),
      }),
    ),
    code_owner_approval_required: z.boolean().nullish(),
  }),
);
export type BranchRule = z.output<typeof branchesSchema>[number];
/** What holds for a branch. */
export type ProtectedBranch = Omit<BranchRule, 'name'>;

const LICENSED =
  'GitLab tells of approval rules with a Premium licence only, and to a token with the scope "read_api" and the role Maintainer';

const BRANCH_HIDDEN =
  'GitLab keeps the protection of the branch to itself: the token needs the scope "read_api" and the role Maintainer';

const OWNERS_UNTOLD =
  "GitLab says nothing of code owners' approval here: it needs a Premium licence, and a token with the role Maintainer";

/** Whether a name of protected branches, in which `*` stands for anything, is that of a branch. */
function isNameOf(name: string, branch: string): boolean {
  const parts = name
    .split('*')
    .map(it => it.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(branch);
}

/** A rule that names no branch is one for all, unless it is for the protected ones and there are none. */
function appliesTo(rule: ApprovalRule, branch: string | null): boolean {
  const names = rule.protected_branches ?? [];
  return names.length === 0
    ? !rule.applies_to_all_protected_branches
    : branch !== null && names.some(({ name }) => isNameOf(name, branch));
}

/** Approvals that a merge to the default branch needs by people other than its author. */
export function requiredApprovals(
  rules: Reading<z.output<typeof rulesSchema>>,
  approvals: Reading<z.output<typeof approvalsSchema>>,
  defaultBranch: string | null,
): Told<number> {
  if (rules.state !== 'read') {
    return untold(LICENSED);
  }
  const most = Math.max(
    0,
    ...rules.value
      .filter(
        it =>
          ['any_approver', 'regular'].includes(it.rule_type) &&
          appliesTo(it, defaultBranch),
      )
      .map(it => it.approvals_required),
  );
  const own =
    approvals.state === 'read'
      ? approvals.value.merge_requests_author_approval ?? null
      : null;
  if (most > 0 && own === null) {
    return untold(LICENSED);
  }
  return told(Math.max(0, most - (own ? 1 : 0)));
}

/**
 * What the rules of a project come to for a branch, its name or a pattern of it: of several, the most permissive holds
 * for pushes, and the strictest for code owners.
 * https://docs.gitlab.com/user/project/repository/branches/protection_rules/
 */
export function protectionOf(
  rules: Reading<readonly BranchRule[]>,
  branch: string,
): Reading<ProtectedBranch> {
  // A project lists its rules also when it has none: one that is not there is hidden.
  if (rules.state === 'absent') return { state: 'forbidden' };
  if (rules.state !== 'read') return rules;
  const own = rules.value.filter(({ name }) => isNameOf(name, branch));
  if (own.length === 0) return { state: 'absent' };
  const byOwners = own.map(it => it.code_owner_approval_required);
  return {
    state: 'read',
    value: {
      push_access_levels: own.flatMap(it => it.push_access_levels),
      code_owner_approval_required: byOwners.includes(true) || byOwners[0],
    },
  };
}

/** Whether something may push to the branch without a merge request, as to any branch without protection. */
export function botsCanBypassReview(
  branch: Reading<ProtectedBranch>,
): Told<boolean> {
  if (branch.state === 'absent') {
    return told(true);
  }
  return branch.state === 'read'
    ? told(
        branch.value.push_access_levels.some(
          it =>
            typeof it.deploy_key_id === 'number' ||
            (it.access_level ?? NO_ONE) > NO_ONE,
        ),
      )
    : untold(BRANCH_HIDDEN);
}

/** Whether a change of an owned path needs its owner's approval; a branch without protection asks for none. */
export function codeOwnerReviewRequired(
  branch: Reading<ProtectedBranch>,
): Told<boolean> {
  if (branch.state === 'absent') {
    return told(false);
  }
  if (branch.state !== 'read') {
    return untold(BRANCH_HIDDEN);
  }
  const required = branch.value.code_owner_approval_required;
  return typeof required === 'boolean' ? told(required) : untold(OWNERS_UNTOLD);
}

/** GitLab lets merges wait for the pipeline as a whole: one check. */
export function requiredStatusChecks(project: Project): Told<number> {
  const required = project.only_allow_merge_if_pipeline_succeeds;
  return typeof required === 'boolean'
    ? told(required ? 1 : 0)
    : untold(
        'GitLab does not say whether a merge waits for the pipeline: the token needs the scope "read_api" and the role Reporter',
      );
}

/** Whether pushes with secrets are refused. */
export function pushProtection(project: Project): Told<boolean> {
  const on =
    project.secret_push_protection_enabled ??
    project.pre_receive_secret_detection_enabled;
  return typeof on === 'boolean'
    ? told(on)
    : untold(
        'GitLab says nothing of push protection here: it needs an Ultimate licence, and a token with the role Maintainer',
      );
}
