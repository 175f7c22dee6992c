import { told, Told, untold } from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';

const classicApprovals = (classic: Classic | null): number =>
  classic?.requiresApprovingReviews
    ? classic.requiredApprovingReviewCount ?? 1
    : 0;

const nodes = <T extends z.ZodType>(item: T) =>
  z
    .object({ nodes: z.array(item.nullable()).nullable() })
    .transform(it => (it.nodes ?? []).filter(node => node !== null));

const actor = z.object({ __typename: z.string() }).nullish();

/** Classic protection of a branch. */
export const classicSchema = z.object({
  requiresApprovingReviews: z.boolean(),
  requiredApprovingReviewCount: z.number().nullable(),
  requiresStatusChecks: z.boolean(),
  requiredStatusCheckContexts: z.array(z.string().nullable()).nullable(),
  requiresCodeOwnerReviews: z.boolean(),
  bypassPullRequestAllowances: nodes(z.object({ actor })),
});
export type Classic = z.output<typeof classicSchema>;

/** A rule of a ruleset that holds for a branch, and for nobody where the ruleset is only tried out. */
export const ruleSchema = z.object({
  type: z.string(),
  repositoryRuleset: z
    .object({ id: z.string(), enforcement: z.string() })
    .nullable(),
  parameters: z
    .object({
      requiredApprovingReviewCount: z.number().optional(),
      requireCodeOwnerReview: z.boolean().optional(),
      requiredStatusChecks: z
        .array(z.object({ context: z.string() }))
        .optional(),
    })
    .nullable(),
});
export const rulesSchema = nodes(ruleSchema);
export type Rule = z.output<typeof ruleSchema>;

/** Who may pass by a ruleset; null where the token may not see it. */
export const rulesetsSchema = nodes(
  z.object({
    id: z.string(),
    bypassActors: nodes(
      z.object({ actor, deployKey: z.boolean().nullish() }),
    ).nullable(),
  }),
);
export type Ruleset = z.output<typeof rulesetsSchema>[number];

/** How a branch is guarded. `classic` is null for a branch without, and untold where the token may not see it. */
export interface Protection {
  classic: Told<Classic | null>;
  rules: Rule[];
  rulesets: Ruleset[];
}

const HIDDEN =
  'GitHub keeps branch protection to itself: the token needs the repository permission "Administration" (read)';

/** What classic protection is when GitHub forbids it. */
export const hiddenProtection = untold(HIDDEN);

const active = (rules: readonly Rule[], type: string): Rule[] =>
  rules.filter(
    it =>
      it.type === type &&
      (it.repositoryRuleset === null ||
        it.repositoryRuleset.enforcement === 'ACTIVE'),
  );

const approvalsOf = (rule: Rule): number =>
  rule.parameters?.requiredApprovingReviewCount ?? 0;

/** Approvals that a merge needs: the most that any protection asks for. */
export function requiredApprovals(protection: Protection): Told<number> {
  const byRules = active(protection.rules, 'PULL_REQUEST').map(approvalsOf);
  if (!protection.classic.known) {
    return protection.classic;
  }
  return told(
    Math.max(0, classicApprovals(protection.classic.value), ...byRules),
  );
}

/**
 * Whether an app or a bot may merge without approvals: there are none to get, or every protection that asks for one
 * lets some app (or a deploy key) pass.
 */
export function botsCanBypassReview(protection: Protection): Told<boolean> {
  const { classic, rules, rulesets } = protection;
  if (!classic.known) {
    return classic;
  }
  const guards: Told<boolean>[] = [];
  if (classic.value && classicApprovals(classic.value) > 0) {
    guards.push(
      told(
        classic.value.bypassPullRequestAllowances.some(
          it => it.actor?.__typename === 'App',
        ),
      ),
    );
  }
  for (const rule of active(rules, 'PULL_REQUEST')) {
    if (approvalsOf(rule) > 0) {
      guards.push(rulesetLetsBotsPass(rule, rulesets));
    }
  }
  if (guards.some(it => it.known && !it.value)) {
    return told(false);
  }
  return guards.find(it => !it.known) ?? told(true);
}

function rulesetLetsBotsPass(
  rule: Rule,
  rulesets: readonly Ruleset[],
): Told<boolean> {
  const ruleset = rulesets.find(it => it.id === rule.repositoryRuleset?.id);
  if (!ruleset?.bypassActors) {
    return untold(
      'GitHub keeps to itself who may bypass the ruleset: the token needs the repository permission "Administration" (read)',
    );
  }
  return told(
    ruleset.bypassActors.some(
      it => it.actor?.__typename === 'App' || it.deployKey === true,
    ),
  );
}

/** Status checks without which nothing merges, each name once. */
export function requiredStatusChecks(protection: Protection): Told<number> {
  const { classic, rules } = protection;
  if (!classic.known) {
    return classic;
  }
  const names = new Set<string>();
  if (classic.value?.requiresStatusChecks) {
    for (const name of classic.value.requiredStatusCheckContexts ?? []) {
      if (name !== null) names.add(name);
    }
  }
  for (const rule of active(rules, 'REQUIRED_STATUS_CHECKS')) {
    for (const { context } of rule.parameters?.requiredStatusChecks ?? []) {
      names.add(context);
    }
  }
  return told(names.size);
}

/** Whether some protection asks for the approval of code owners. */
export function codeOwnerReviewRequired(protection: Protection): Told<boolean> {
  const byRule = active(protection.rules, 'PULL_REQUEST').some(
    it => it.parameters?.requireCodeOwnerReview === true,
  );
  if (byRule) {
    return told(true);
  }
  return protection.classic.known
    ? told(protection.classic.value?.requiresCodeOwnerReviews === true)
    : protection.classic;
}

/** Whether a ruleset asks for results of code scanning before a merge. */
export const analysisRequired = (protection: Protection): boolean =>
  active(protection.rules, 'CODE_SCANNING').length > 0;
