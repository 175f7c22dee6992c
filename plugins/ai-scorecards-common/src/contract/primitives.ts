import { z } from 'zod';
import { isDay } from '../time';

/** A UTC day, `YYYY-MM-DD`. */
export const daySchema = z
  .string()
  .refine(isDay, { message: 'must be a day such as 2026-11-22' });

/** A calendar month, `YYYY-MM`. */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, {
  message: 'must be a month such as 2026-11',
});

/** A full entity ref, `kind:namespace/name`. */
export const entityRefSchema = z
  .string()
  .regex(/^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/, {
    message: 'must be a full entity ref such as group:default/payments',
  });

/** Integer micro-units of a currency: 1 USD = 1 000 000. */
export const microsSchema = z.number().int();

/**
 * Why a value is there or is not there. Beside every value, so that nothing that is missing can be read as zero.
 * - `ok` final · `partial` fewer days than the definition asks for · `provisional` too few accounts matched
 * - `estimated` licences known by use alone, or list prices · `assumed` before the first known roster
 * - `suppressed` too few people · `no-active-people` cost without anybody active
 * - `no-data` the vendor has nothing for the period · `collecting` not all days fetched yet
 * - `not-connected` nothing reports it · `not-yet-collected` a later version measures it · `failed` the source fails
 */
export const figureStateSchema = z.enum([
  'ok',
  'partial',
  'provisional',
  'estimated',
  'assumed',
  'suppressed',
  'no-active-people',
  'no-data',
  'collecting',
  'not-connected',
  'not-yet-collected',
  'failed',
]);
export type FigureState = z.infer<typeof figureStateSchema>;

/** `at-least` reads "≥", `at-most` reads "≤": the end of a rate over fewer than 20 people. */
export const boundSchema = z.enum(['at-least', 'at-most']).nullable();
export type Bound = z.infer<typeof boundSchema>;

export const unitSchema = z.enum([
  'ratio', // 0.68 is 68 %
  'micro-usd', // integer micro-units, see currency
  'people',
  'person-months',
  'days',
  'level',
  'index', // own baseline = 100
  'count',
]);
export type Unit = z.infer<typeof unitSchema>;

/** A value with its state. `value` is null in every state that has none. */
export const figureSchema = z.object({
  state: figureStateSchema,
  value: z.number().nullable(),
  bound: boundSchema,
  unit: unitSchema,
  /** One sentence for people, where the state needs one. */
  reason: z.string().optional(),
});
export type Figure = z.infer<typeof figureSchema>;

/** Whom a figure speaks of. `people` is null when the figure is suppressed. */
export const populationSchema = z.object({
  people: z.number().int().nullable(),
  /** People of this team in too small a group, not in the figure: "without 2 people". */
  leftOut: z.number().int(),
  /** True when some people stand in two of the teams below and are counted in each. */
  countedInEach: z.boolean(),
});
export type Population = z.infer<typeof populationSchema>;

/** Status words as people read them: On track · Watch · Worth a talk · Provisional · Not known yet · Not assessed yet. */
export const statusSchema = z.enum([
  'on-track',
  'watch',
  'worth-a-talk',
  'provisional',
  'not-known-yet',
  'not-assessed-yet',
]);
export type Status = z.infer<typeof statusSchema>;

/** A link to the one thing to do next. `href` is absolute, or a path inside the portal. */
export const nextStepSchema = z.object({
  text: z.string(),
  href: z.string().optional(),
  /** Who does it, where it is not the reader: an entity ref. */
  owner: z.string().optional(),
});
export type NextStep = z.infer<typeof nextStepSchema>;

/** How much of what the vendors report is resolved, 0–1; null before anything is known. */
export const coverageSchema = z.object({
  accounts: z.number().nullable(),
  cost: z.number().nullable(),
  /** True below `identity.minimumCoverage`. */
  provisional: z.boolean(),
});
export type Coverage = z.infer<typeof coverageSchema>;

/** Up to when figures speak. */
export const freshnessSchema = z.object({
  /** The last Sunday of the last complete week that was scored; null before the first. */
  through: daySchema.nullable(),
  /** The last complete month; null before the first. */
  month: monthSchema.nullable(),
  sources: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      state: z.enum(['current', 'collecting', 'late', 'failed', 'disabled']),
      lastDay: daySchema.nullable(),
    }),
  ),
  /** "Collecting: 2 of 4 weeks", while a backfill runs; null otherwise. */
  progress: z
    .object({ daysDone: z.number().int(), daysWanted: z.number().int() })
    .nullable(),
  /** True while something collected or changed is not in the figures yet. */
  workingOut: z.boolean(),
});
export type Freshness = z.infer<typeof freshnessSchema>;

export const pageQuerySchema = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
