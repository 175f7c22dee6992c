import { z } from 'zod';
import { checkCategorySchema, daySchema } from '../contract';
import { Check, ConfiguredCheck, repositoriesText } from './check';
import type { Known, RepositoryFact } from './facts';
import { fails, judge, overRepositories, passes } from './overRepositories';

/** The facts of a repository that a threshold can be set on; of lists the length counts, of texts whether there is one. */
export const ownCheckFacts = [
  'requiredApprovals',
  'botsCanBypassReview',
  'requiredStatusChecks',
  'codeOwnerPaths',
  'codeOwnerReviewRequired',
  'secretScanning',
  'pushProtection',
  'staticAnalysisOnPullRequests',
  'openFindings',
  'pullRequestTemplate',
  'instructionFiles',
  'agentPermissionsAsCode',
  'evaluationsInCi',
] as const satisfies readonly (keyof RepositoryFact)[];

/** A check of the organisation's own, as configuration writes it: a threshold on a collected fact. */
export const ownCheckSchema = z
  .object({
    id: z
      .string()
      .regex(
        /^[a-z0-9]+([.-][a-z0-9]+)*$/,
        'must be such as own.two-approvals',
      ),
    title: z.string().min(3),
    why: z.string().min(3),
    level: z.number().int().min(1).max(4),
    required: z.boolean().default(true),
    category: checkCategorySchema.default('quality'),
    howToPass: z.string().min(3),
    href: z.string().url().optional(),
    weight: z.number().int().default(50),
    effectiveFrom: daySchema.optional(),
    fact: z.enum(ownCheckFacts),
    /** The fact, or the length of its list, must be at least this. */
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    /** The fact must be so. */
    is: z.boolean().optional(),
    /** Share of active repositories, 0 to 1. */
    share: z.number().gt(0).max(1).default(1),
  })
  .refine(
    ({ atLeast, atMost, is }) =>
      [atLeast ?? atMost, is].filter(value => value !== undefined).length === 1,
    { message: 'must have either atLeast or atMost, or is' },
  );
export type OwnCheck = z.infer<typeof ownCheckSchema>;

const truth = (value: unknown) =>
  Array.isArray(value) ? value.length > 0 : Boolean(value);

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' ? value : Number(Boolean(value));
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return String(value.length);
  if (typeof value === 'number') return String(value);
  return value ? 'yes' : 'no';
}

/** The check that a configured threshold makes. */
export function ownCheck(own: OwnCheck): ConfiguredCheck {
  const { fact, atLeast, atMost, is, share, href, effectiveFrom, ...rest } =
    own;
  const wanted = [
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
    ...(is === undefined ? [] : [is ? 'yes' : 'no']),
  ].join(' and ');
  const meets = (value: unknown) => {
    if (is !== undefined) return truth(value) === is;
    const size = sizeOf(value);
    return (
      (atLeast === undefined || size >= atLeast) &&
      (atMost === undefined || size <= atMost)
    );
  };
  const check: Check = {
    ...rest,
    evidence: 'automatic',
    howToPass: { text: own.howToPass, ...(href && { href }) },
    version: 1,
    attestationDays: null,
    stepFor: failing => `${own.howToPass} (${repositoriesText(failing)})`,
    evaluate: facts =>
      overRepositories(
        facts,
        repository =>
          judge(repository[fact] as Known<unknown>, value => {
            const detail = `${fact}: ${shown(value)}, wanted ${wanted}.`;
            return meets(value) ? passes(detail) : fails(detail);
          }),
        { share },
      ),
  };
  return {
    ...check,
    own: true,
    effectiveFrom: effectiveFrom ?? null,
    asks: JSON.stringify({ fact, atLeast, atMost, is, share }),
  };
}
