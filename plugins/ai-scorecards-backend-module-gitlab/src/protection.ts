import { told, Told, untold } from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';

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
  z.object({ rule_type: z.string(), approvals_required: z.number() }),
);
export const approvalsSchema = z.object({
  merge_requests_author_approval: z.boolean().nullish(),
});
export const branchSchema = z.object({
  push_access_levels: z.array(
    z.object({
      access_level: z.number().nullable(),
      deploy_key_id: z.number().nullish(),
    }),
  ),
  code_owner_approval_required: z.boolean().nullish(),
});
export type ProtectedBranch = z.output<typeof branchSchema>;

const LICENSED =
  'GitLab tells of approval rules with a Premium licence only, and to a token with the scope "read_api" and the role Maintainer';

/** Approvals that a merge needs by people other than its author; rules are null where GitLab tells of none. */
export function requiredApprovals(
  rules: z.output<typeof rulesSchema> | null,
  approvals: z.output<typeof approvalsSchema> | null,
): Told<number> {
  if (rules === null) {
    return untold(LICENSED);
  }
  const most = Math.max(
    0,
    ...rules
      .filter(it => ['any_approver', 'regular'].includes(it.rule_type))
      .map(it => it.approvals_required),
  );
  const own = approvals?.merge_requests_author_approval ? 1 : 0;
  return told(Math.max(0, most - own));
}

/** Whether something may push to the branch without a merge request; null is a branch without protection. */
export function botsCanBypassReview(branch: ProtectedBranch | null): boolean {
  return (
    branch === null ||
    branch.push_access_levels.some(
      it =>
        typeof it.deploy_key_id === 'number' ||
        (it.access_level ?? NO_ONE) > NO_ONE,
    )
  );
}

/** GitLab lets merges wait for the pipeline as a whole: one check. */
export const requiredStatusChecks = (project: Project): number =>
  project.only_allow_merge_if_pipeline_succeeds ? 1 : 0;

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
