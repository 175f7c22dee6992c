import { z } from 'zod';
import { daySchema, entityRefSchema, microsSchema } from './primitives';
import { nudgeSchema, teamRefSchema } from './scorecard';

/** What the holder of a seat says of it: to be kept, or to be returned. */
export const seatAnswerSchema = z.object({
  answer: z.enum(['keep', 'return']),
  on: daySchema,
});
export type SeatAnswer = z.infer<typeof seatAnswerSchema>;

/** The caller's word on a seat of their own. */
export const seatAnswerRequestSchema = z.object({
  tool: entityRefSchema,
  answer: seatAnswerSchema.shape.answer,
});

/** Everything held on the caller, and who read it. Nobody else can ask for it. */
export const meSchema = z.object({
  user: entityRefSchema,
  /** False when `privacy.individuals` is `none`: then only accounts and memberships are listed. */
  individualFigures: z.boolean(),
  roles: z.array(
    z.enum([
      'finance',
      'operator',
      'admin',
      'practice-lead',
      'auditor',
      'board',
    ]),
  ),
  teams: z.array(
    teamRefSchema.extend({
      from: daySchema.nullable(),
      /** First day after; null when it lasts. */
      to: daySchema.nullable(),
      countedAsDeveloper: z.boolean(),
      /** Its beginning is assumed: nothing earlier is known. */
      assumed: z.boolean(),
    }),
  ),
  /** Teams whose figures the caller leads, directly or up the chain. */
  leads: z.array(teamRefSchema),
  accounts: z.array(
    z.object({
      namespace: z.string(),
      account: z.string(),
      method: z.string().nullable(),
    }),
  ),
  seats: z.array(
    z.object({
      tool: entityRefSchema,
      title: z.string(),
      from: daySchema,
      to: daySchema.nullable(),
      plan: z.string().nullable(),
      lastActiveDay: daySchema.nullable(),
      /** True after 28 days without an action, up to the last complete Sunday. */
      idle: z.boolean(),
      /** Null when the holder said nothing of it yet, and when the tool was used after it was to be returned. */
      answer: seatAnswerSchema.nullable(),
    }),
  ),
  /** Days with an AI action in the 28 days up to the last complete Sunday; null when nothing is collected. */
  activeDays28: z.number().int().nullable(),
  through: daySchema.nullable(),
  /** Newest first. */
  days: z.array(
    z.object({
      day: daySchema,
      tool: entityRefSchema,
      title: z.string(),
      active: z.boolean(),
      interactions: z.number().int().nullable(),
      suggestions: z.number().int().nullable(),
      acceptances: z.number().int().nullable(),
      sessions: z.number().int().nullable(),
      tokens: z.number().int().nullable(),
      /** Sources that report the same day too; they are kept and not counted. */
      alsoReportedBy: z.array(z.string()).optional(),
      usageCostMicros: microsSchema.nullable(),
      usageValueMicros: microsSchema.nullable(),
    }),
  ),
  /** Merged changes of the caller, those that an agent made for them included; newest first. */
  changes: z
    .array(
      z.object({
        day: daySchema,
        /** `org/name` */
        repository: z.string(),
        number: z.number().int(),
        openedByMachine: z.boolean(),
        /** Signs of AI: `trailer`, `agent`, `label`. */
        ai: z.array(z.string()),
      }),
    )
    .default([]),
  /** Tools that the caller used this month without an exception; told to nobody else. */
  nudges: z.array(nudgeSchema).default([]),
  /** What the caller attested for teams, newest first. */
  attestations: z
    .array(
      z.object({
        team: entityRefSchema,
        check: z.string(),
        statement: z.string(),
        madeOn: daySchema,
        expiresOn: daySchema,
      }),
    )
    .default([]),
  /** Versions of the organisation's stance that the caller acknowledged, newest first. */
  acknowledgements: z
    .array(z.object({ version: z.string(), on: daySchema }))
    .default([]),
  /** The stance to acknowledge, where one is configured. */
  stance: z
    .object({
      version: z.string(),
      url: z.string(),
      /** Null while the caller did not acknowledge this version. */
      acknowledgedOn: daySchema.nullable(),
    })
    .nullable()
    .default(null),
  /** Who asked for the caller's own page: the caller alone, by design; kept to prove it. */
  reads: z.array(
    z.object({ at: z.string(), by: z.string(), what: z.string() }),
  ),
  retentionDays: z.number().int(),
  /** The first UTC day of which anything is kept; a day is deleted `retentionDays` after it. */
  keptFrom: daySchema.nullable().default(null),
});
export type Me = z.infer<typeof meSchema>;
export const meQuerySchema = z.object({
  from: daySchema.optional(),
  to: daySchema.optional(),
});
