import { z } from 'zod';
import { conditionAskSchema } from './asks';
import { circumstancesSchema, inWordsSchema } from './circumstances';
import {
  decisionBasisSchema,
  decisionOutcomeSchema,
  readinessSchema,
} from './requests';
import {
  daySchema,
  entityRefSchema,
  figureSchema,
  microsSchema,
  pageQuerySchema,
} from './primitives';

export const exceptionStateSchema = z.enum([
  'pending', // approved; the support owner has not accepted yet
  'scheduled',
  'active',
  'suspended',
  'expired',
  'revoked',
  'retired',
  'graduated',
]);
export type ExceptionState = z.infer<typeof exceptionStateSchema>;

/** How a condition stands; unknown is not a breach. */
export const conditionStateSchema = z.enum([
  'met',
  'breached',
  'unknown',
  'pending',
]);
export type ConditionState = z.infer<typeof conditionStateSchema>;

export const conditionSchema = conditionAskSchema.extend({
  n: z.number().int(),
  state: conditionStateSchema,
  /** Since when it stands so, ISO text; null before the first check. */
  since: z.string().nullable(),
  /** "today 142 USD, limit 200" */
  sentenceNow: z.string().nullable(),
  /** A person's statement that it is met, with a link. */
  statement: z
    .object({
      by: z.string(),
      at: z.string(),
      text: z.string(),
      link: z.string().nullable(),
    })
    .nullable(),
});
export type Condition = z.infer<typeof conditionSchema>;

export const exceptionActionSchema = z.enum([
  'accept',
  'renew',
  'suspend',
  'reinstate',
  'revoke',
  'retire',
  'name-owner',
  'state-condition',
  'wind-down',
  // Reading what is on record: said where one exception is asked for.
  'dossier',
]);
export type ExceptionAction = z.infer<typeof exceptionActionSchema>;

const named = z.object({ ref: z.string(), title: z.string() });

export const windDownStepSchema = z.enum([
  'seats-returned',
  'data-deleted',
  'contract-closed',
]);
export type WindDownStep = z.infer<typeof windDownStepSchema>;

/** A part in an exception that somebody has to hold. */
export const exceptionRoleSchema = z.enum([
  'team',
  'support-owner',
  'budget-owner',
]);
export type ExceptionRole = z.infer<typeof exceptionRoleSchema>;

export const exceptionSchema = z.object({
  id: z.string(),
  /** The request whose approval made it. */
  request: z.string(),
  team: named,
  tool: named,
  state: exceptionStateSchema,
  /** True in the last 30 days of an active one. */
  expiring: z.boolean(),
  from: daySchema,
  /** Last day, that day included. */
  until: daySchema,
  seats: z.number().int(),
  /** A month; null where nobody said, as small requests need not. */
  expectedCost: microsSchema.nullable(),
  currency: z.string(),
  /** Cost of the last complete month, for those who may see the team's cost; else null. */
  actualCost: figureSchema.nullable(),
  includesSubteams: z.boolean(),
  scope: z.array(z.string()).nullable(),
  data: z.string(),
  supportOwner: z.string(),
  /** Who pays; null where nobody had to be named. */
  budgetOwner: z.string().nullable(),
  /** Named to support it from now on, and has not accepted yet. */
  successor: z.string().nullable(),
  acceptedAt: z.string().nullable(),
  conditions: z.array(conditionSchema),
  suspended: z
    .object({ since: z.string(), because: z.string(), by: z.string() })
    .nullable(),
  ended: z
    .object({ at: z.string(), because: z.string().nullable() })
    .nullable(),
  /** Parts whose holder left the catalog, each with the last day to fill it. */
  vacancies: z.array(
    z.object({ part: exceptionRoleSchema, who: z.string(), dueOn: daySchema }),
  ),
  renewals: z.number().int(),
  /** The exception that it continues. */
  renews: z.string().nullable(),
  windDown: z
    .object({
      openedOn: daySchema,
      steps: z.array(
        z.object({
          step: windDownStepSchema,
          done: z.boolean(),
          /** `evidence`: no use for `noUseDays`; `statement`: a person says so. */
          how: z.enum(['evidence', 'statement']).nullable(),
          by: z.string().nullable(),
        }),
      ),
      closed: z.boolean(),
      /** Days without use that prove that seats are returned. */
      noUseDays: z.number().int(),
    })
    .nullable(),
  may: z.array(exceptionActionSchema),
});
export type Exception = z.infer<typeof exceptionSchema>;

export const exceptionsQuerySchema = pageQuerySchema.extend({
  team: entityRefSchema.optional(),
  tool: entityRefSchema.optional(),
  state: z
    .string()
    .optional()
    .describe(
      'States, separated by commas; live means active and suspended, winding-down what ended and is not wound down yet',
    ),
  /** Those whose support waits for the caller to accept it. */
  assignedToMe: z.enum(['true', 'false']).optional(),
});
export const exceptionsResponseSchema = z.object({
  items: z.array(exceptionSchema),
  nextCursor: z.string().nullable(),
});

const sentence = z.string().trim().min(3).max(4000);
export const acceptSchema = z.object({ acceptsConditions: z.literal(true) });
export const reasonedSchema = z.object({ reason: sentence });
export const renewResponseSchema = z.object({ request: z.string() });
export const nameOwnerSchema = z.object({
  part: exceptionRoleSchema,
  /** A user; for the team, a team. */
  successor: entityRefSchema,
});
export const conditionStatementSchema = z.object({
  met: z.boolean(),
  text: sentence,
  link: z.string().url().optional(),
});
export const windDownRequestSchema = z.object({
  step: windDownStepSchema,
  text: sentence,
});

/** What the board sees beside the queue. */
export const boardSchema = z.object({
  /** Full ref; null where none is configured. */
  group: z.string().nullable(),
  ...readinessSchema.shape,
  /** Of the board and of those that routing names, each person once. */
  members: z.array(
    named.extend({
      boards: z.array(named),
      deputy: z
        .object({ user: z.string(), from: daySchema, to: daySchema })
        .nullable(),
    }),
  ),
  /** Whether the caller sits on a board, or speaks for a voice. */
  you: z.object({
    member: z.boolean(),
    voices: z.array(z.string()),
    admin: z.boolean(),
  }),
  /** "Next expiry: Team Rho, 3 Dec." */
  nextExpiry: z
    .object({
      exception: z.string(),
      team: z.string(),
      tool: z.string(),
      until: daySchema,
    })
    .nullable(),
  standing: z.array(
    z.object({
      request: z.string(),
      tool: named,
      seats: z.number().int(),
      days: z.number().int(),
      /** A month, all seats of a team together; null in early ones, which nobody gave a limit. */
      costPerMonth: microsSchema.nullable(),
      currency: z.string(),
      data: z.array(z.string()),
      until: daySchema,
      state: z.enum(['active', 'expired', 'revoked']),
    }),
  ),
  /** Proposals, a sentence each. */
  radar: z.array(
    z.object({
      kind: z.enum(['graduation', 'sunset']),
      tool: named,
      sentence: z.string(),
    }),
  ),
  /** Why teams leave the default, most frequent first. */
  reasons: z.array(z.object({ category: z.string(), count: z.number().int() })),
  history: z.object({
    decided: z.number().int(),
    medianDays: z.number().nullable(),
    byLane: z.array(z.object({ lane: z.string(), count: z.number().int() })),
    /** Lapsed because the board did not decide; what a team left unanswered is not counted. */
    lapsed: z.number().int(),
    renewed: z.number().int(),
    /** Expected cost a month of all live exceptions, by currency. */
    liveCost: z.array(z.object({ currency: z.string(), amount: microsSchema })),
  }),
});
export type Board = z.infer<typeof boardSchema>;

export const deputyRequestSchema = z.object({
  user: entityRefSchema.nullable(),
  from: daySchema,
  to: daySchema,
});

/** One event of the append-only log as people with the right to it see it. */
export const logEntrySchema = z.object({
  sequence: z.number().int(),
  at: z.string(),
  type: z.string(),
  /** A pseudonym. */
  actor: z.string(),
  request: z.string().nullable(),
  exception: z.string().nullable(),
  team: z.string().nullable(),
  tool: z.string().nullable(),
  data: z.unknown(),
  rules: z.string(),
  previous: z.string(),
  hash: z.string(),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

export const logHeadSchema = z.object({
  sequence: z.number().int(),
  hash: z.string(),
  mac: z.string(),
});
export type LogHead = z.infer<typeof logHeadSchema>;

export const logQuerySchema = pageQuerySchema.extend({
  verify: z.enum(['true', 'false']).optional(),
  /** An earlier head, `sequence:hash:mac`, that must still stand in the chain. */
  head: z.string().optional(),
  exception: z.string().optional(),
  request: z.string().optional(),
});
export const logResponseSchema = z.object({
  items: z.array(logEntrySchema),
  nextCursor: z.string().nullable(),
  head: logHeadSchema.nullable(),
  verification: z
    .object({
      intact: z.boolean(),
      entries: z.number().int(),
      /** What was found, and at which entry: "entry 17 was changed". */
      faults: z.array(
        z.object({ sequence: z.number().int(), sentence: z.string() }),
      ),
    })
    .nullable(),
});

/** That something happened to it, without what was said: the texts have their own place, for those who may read them. */
const dossierEventSchema = logEntrySchema
  .pick({ sequence: true, at: true, type: true })
  .extend({
    /** A full user ref, `system`, or `erased`. */
    actor: z.string(),
  });

/** Everything on one exception for an auditor, printable. */
export const dossierSchema = z.object({
  exception: exceptionSchema,
  /** The approved revision, in words: label and value. */
  asked: z.array(inWordsSchema),
  decision: z
    .object({
      outcome: decisionOutcomeSchema,
      at: z.string(),
      basis: decisionBasisSchema,
      /** Who granted in an emergency; null otherwise. */
      by: z.string().nullable(),
      reason: z.string().nullable(),
      /** Null where it was not recorded. */
      circumstances: circumstancesSchema.nullable(),
    })
    .nullable(),
  votes: z.array(
    z.object({
      who: z.string(),
      as: z.string(),
      at: z.string(),
      verdict: z.string(),
      reason: z.string().nullable(),
      /** Null where it was not recorded. */
      circumstances: circumstancesSchema.nullable(),
    }),
  ),
  events: z.array(dossierEventSchema),
  head: logHeadSchema.nullable(),
  intact: z.boolean(),
});
export type Dossier = z.infer<typeof dossierSchema>;
