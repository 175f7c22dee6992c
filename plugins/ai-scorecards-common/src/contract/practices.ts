import { z } from 'zod';
import { daySchema, entityRefSchema, nextStepSchema } from './primitives';
import { teamRefSchema } from './scorecard';

/**
 * The result of a practice check. `expired` is an attestation past its day; `waived` a check that fails and is excused
 * until a day, by live exceptions or by the portal's configuration: both are shown raw as well.
 */
export const checkStateSchema = z.enum([
  'pass',
  'fail',
  'unknown',
  'not-applicable',
  'waived',
  'expired',
]);
export type CheckState = z.infer<typeof checkStateSchema>;

export const checkCategorySchema = z.enum([
  'review',
  'tests',
  'security',
  'tools',
  'knowledge',
  'quality',
  'agents',
]);
export type CheckCategory = z.infer<typeof checkCategorySchema>;

const webAddress = z.string().refine(value => /^https?:\/\//.test(value), {
  message: 'must be a web address',
});

/** A practice check as the catalogue names it. */
export const checkDefinitionSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Why it matters, one or two sentences. */
  why: z.string(),
  level: z.number().int().min(1).max(4),
  required: z.boolean(),
  category: checkCategorySchema,
  /** How it is proved: from collected facts, by a person's statement, or by either, facts standing above statements. */
  evidence: z.enum(['automatic', 'attested', 'either']),
  /** How to pass this, one sentence, with a place to do it where there is one. */
  howToPass: nextStepSchema,
  /** Orders next steps and nothing else; the heavier comes first. */
  weight: z.number().int(),
  /** Raised when what it asks for changes. */
  version: z.number().int(),
  /** First UTC day on which it counts; before it the result is shown and does not touch the level. Null: always. */
  effectiveFrom: daySchema.nullable(),
  /** Days for which an attestation holds; null where a statement proves nothing. */
  attestationDays: z.number().int().nullable(),
  /** True for one that the organisation added. */
  own: z.boolean(),
});
export type CheckDefinition = z.infer<typeof checkDefinitionSchema>;

export const checksResponseSchema = z.object({
  items: z.array(checkDefinitionSchema),
  /** Checks that configuration switches off, as they would count: they can be tried. */
  switchedOff: z.array(checkDefinitionSchema),
  /** Today's share of assessed teams that pass, by check id; teams that do not apply are left out. */
  passing: z.record(
    z.string(),
    z.object({ passing: z.number().int(), teams: z.number().int() }),
  ),
});
export type ChecksResponse = z.infer<typeof checksResponseSchema>;

/** What stands behind a result: repositories and documents, never people and never pull requests. */
export const evidenceItemSchema = z.object({
  /** "acme/payments-api", or the title of a document. */
  title: z.string(),
  href: webAddress.nullable(),
  state: z.enum(['pass', 'fail', 'unknown']),
  /** "Needs one approval; bots may bypass it." */
  detail: z.string(),
});
export type EvidenceItem = z.infer<typeof evidenceItemSchema>;

/** "34 of 36 repositories". `of` is null for a value that is no share. */
export const rawValueSchema = z.object({
  text: z.string(),
  value: z.number().nullable(),
  of: z.number().nullable(),
});
export type RawValue = z.infer<typeof rawValueSchema>;

export const attestationSchema = z.object({
  id: z.number().int(),
  check: z.string(),
  by: z.object({ ref: entityRefSchema, title: z.string() }),
  statement: z.string(),
  href: webAddress.nullable(),
  madeOn: daySchema,
  /** The first UTC day on which it no longer holds. */
  expiresOn: daySchema,
});
export type Attestation = z.infer<typeof attestationSchema>;

/** How a check is passed on one kind of code host: where it is set, and the vendor's article on it. */
export const hostHelpSchema = z.object({
  /** "GitLab" */
  host: z.string(),
  text: z.string(),
  href: webAddress,
});
export type HostHelp = z.infer<typeof hostHelpSchema>;

/** A live exception by which a check counts as passed that fails without it. */
export const excusingExceptionSchema = z.object({
  id: z.string(),
  /** Of the request that it comes from, where people look at it. */
  request: z.string(),
  team: entityRefSchema,
  tool: entityRefSchema,
  /** Of the tool. */
  title: z.string(),
  /** Its last UTC day. */
  until: daySchema,
});
export type ExcusingException = z.infer<typeof excusingExceptionSchema>;

/** The latest result of one check for one team. */
export const practiceResultSchema = z.object({
  check: checkDefinitionSchema,
  /** As the evidence alone says it. */
  state: checkStateSchema,
  /** What the level counts: a waived check counts as passed, one whose last result is held as that says. */
  counts: z.enum(['pass', 'fail', 'unknown', 'not-applicable']),
  raw: rawValueSchema.nullable(),
  /** Why it has this state, one sentence. */
  reason: z.string(),
  /** UTC day since which the state holds; null before the first evaluation. */
  since: daySchema.nullable(),
  /** The last known result while the check is unknown, and the last UTC day for which it holds. */
  held: z
    .object({
      state: z.enum(['pass', 'fail', 'not-applicable']),
      until: daySchema,
    })
    .nullable(),
  /** An attestation that says otherwise than the facts: one sentence. */
  mismatch: z.string().nullable(),
  /** Last UTC day of what excuses it; of several exceptions the first to end. */
  waivedUntil: daySchema.nullable(),
  /** The exceptions that excuse it, the first to end first; empty where the configuration does, or nothing. */
  waivedBy: z.array(excusingExceptionSchema),
  attestation: attestationSchema.nullable(),
  evidence: z.array(evidenceItemSchema),
  /** For each code host of the repositories that fail, or of all where none does; empty where the host makes no difference. */
  help: z.array(hostHelpSchema),
});
export type PracticeResult = z.infer<typeof practiceResultSchema>;

/**
 * A level with its state. `unknown` reads "unknown (was n)"; `not-assessed-yet` counts nothing against the team;
 * `held` means that some result is the last known one.
 */
export const practiceStandingSchema = z.object({
  state: z.enum(['assessed', 'unknown', 'not-assessed-yet', 'not-applicable']),
  /** Without waivers: what the evidence says. */
  raw: z.number().int().nullable(),
  /** With waivers; the level that the page shows. */
  effective: z.number().int().nullable(),
  /** The last level known, while the state is `unknown`. */
  was: z.number().int().nullable(),
  held: z.boolean(),
  reason: z.string().nullable(),
});
export type PracticeStanding = z.infer<typeof practiceStandingSchema>;

/** A change of a team's level or of a check, with its UTC day and its cause. */
export const practiceChangeSchema = z.object({
  day: daySchema,
  level: z.number().int().nullable(),
  before: z.number().int().nullable(),
  /** The last level known before; where `before` is null, the one from before it was unknown. Null: there was none. */
  was: z.number().int().nullable(),
  /** What moved the level, as "Tests are required to merge: passes, 36 of 36 repositories"; empty where nothing did. */
  causes: z.array(z.string()),
  /** What else changed and moved no level, likewise. */
  others: z.array(z.string()),
});
export type PracticeChange = z.infer<typeof practiceChangeSchema>;

export const teamPracticesSchema = z.object({
  team: teamRefSchema,
  standing: practiceStandingSchema,
  /** The organisation's minimum. */
  minimum: z.number().int(),
  /** The level that comes next; null at the top. */
  next: z.number().int().nullable(),
  /** What is missing for the next level first, the heaviest first; then the rest by level. */
  results: z.array(practiceResultSchema),
  /** Ids of checks that stand between the team and the next level, in order. */
  missing: z.array(z.string()),
  nextStep: nextStepSchema.nullable(),
  /** Quartiles of the levels of comparable teams, from five on. */
  peers: z
    .object({
      p25: z.number(),
      p50: z.number(),
      p75: z.number(),
      teams: z.number().int(),
    })
    .nullable(),
  /** Oldest first, at most a year. */
  history: z.array(practiceChangeSchema),
  /** Level by week, oldest first, for a line. */
  trend: z.array(
    z.object({ week: daySchema, level: z.number().int().nullable() }),
  ),
  repositories: z.object({
    owned: z.number().int(),
    active: z.number().int(),
    archivedOrForked: z.number().int(),
  }),
  /** ISO time of the last evaluation; null before the first. */
  evaluatedAt: z.string().nullable(),
  /** One sentence when the code host is not connected or fails. */
  notice: z.string().nullable(),
  /** Version of the organisation's checklist, where the team adopted an older one; else null. */
  newerChecklist: z.number().int().nullable(),
  /** Whether the caller may attest for the team. */
  mayAttest: z.boolean(),
});
export type TeamPractices = z.infer<typeof teamPracticesSchema>;

export const attestRequestSchema = z.object({
  check: z.string().min(1, { message: 'must name a check' }),
  statement: z
    .string()
    .trim()
    .min(10, { message: 'must be a sentence of at least ten characters' })
    .max(1000),
  href: webAddress.nullable().default(null),
  /** UTC day on which it was made, where it is brought in from elsewhere: it ends the earlier for it. */
  madeOn: daySchema.optional(),
});
export type AttestRequest = z.infer<typeof attestRequestSchema>;

/** That the caller knows what is prohibited, guarded and allowed, in the current version of the stance. */
export const acknowledgeRequestSchema = z.object({
  version: z.string().min(1),
});

/** Which teams would change level if checks were switched on, off or changed. */
export const dryRunRequestSchema = z.object({
  /** Ids of checks that count from now, whatever their effective date. */
  enable: z.array(z.string()).default([]),
  disable: z.array(z.string()).default([]),
  /** What would differ of checks, by id. */
  changes: z
    .record(
      z.string(),
      z.object({
        level: z.number().int().min(1).max(4).optional(),
        required: z.boolean().optional(),
      }),
    )
    .default({}),
  /** Own checks to try, as they would stand in the configuration. */
  checks: z.array(z.unknown()).default([]),
});

export const dryRunResponseSchema = z.object({
  teams: z.number().int(),
  changes: z.array(
    z.object({
      team: teamRefSchema,
      before: z.number().int().nullable(),
      after: z.number().int().nullable(),
      causes: z.array(z.string()),
    }),
  ),
});
export type DryRunResponse = z.infer<typeof dryRunResponseSchema>;

/** An item of the shared review checklist. Minimum items can be reworded by nobody but the organisation. */
export const checklistItemSchema = z.object({
  id: z.string(),
  text: z.string().trim().min(3).max(300),
  minimum: z.boolean(),
});
export type ChecklistItem = z.infer<typeof checklistItemSchema>;

export const checklistSchema = z.object({
  version: z.number().int(),
  publishedOn: daySchema,
  items: z.array(checklistItemSchema),
});
export type Checklist = z.infer<typeof checklistSchema>;

export const teamChecklistSchema = z.object({
  team: teamRefSchema,
  organisation: checklistSchema,
  /** Null while the team has adopted none. */
  adopted: z
    .object({
      mode: z.enum(['as-is', 'adapted']),
      /** The organisation's version that it was adopted from. */
      version: z.number().int(),
      on: daySchema,
      by: z.object({ ref: entityRefSchema, title: z.string() }),
      items: z.array(checklistItemSchema),
    })
    .nullable(),
  /** How the team's list differs from the organisation's current one. */
  differences: z.array(
    z.object({
      kind: z.enum(['added', 'reworded', 'left-out', 'new-in-organisation']),
      id: z.string(),
      team: z.string().nullable(),
      organisation: z.string().nullable(),
    }),
  ),
  /** Markdown for a pull-request template. */
  template: z.string(),
  mayAdopt: z.boolean(),
});
export type TeamChecklist = z.infer<typeof teamChecklistSchema>;

export const adoptChecklistRequestSchema = z.object({
  /** The organisation's version that was seen; an older one is a conflict. */
  version: z.number().int(),
  /** Left out: as it is. Minimum items must be there, unchanged. */
  items: z.array(checklistItemSchema).optional(),
});

export const publishChecklistRequestSchema = z.object({
  items: z.array(checklistItemSchema).min(1),
});
