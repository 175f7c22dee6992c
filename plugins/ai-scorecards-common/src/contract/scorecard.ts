import { z } from 'zod';
import {
  coverageSchema,
  daySchema,
  entityRefSchema,
  figureSchema,
  freshnessSchema,
  microsSchema,
  monthSchema,
  nextStepSchema,
  populationSchema,
  statusSchema,
  unitSchema,
} from './primitives';
import { toolPolicySchema, toolLinksSchema } from './tools';

export const headlineMetricIdSchema = z.enum([
  'weeklyActiveRate',
  'costPerActiveDeveloper',
  'teamOutput',
  'changeFailureRate',
  'practiceLevel',
]);
export type HeadlineMetricId = z.infer<typeof headlineMetricIdSchema>;

/** A point of a sparkline or a chart. */
export const pointSchema = figureSchema
  .pick({ state: true, value: true, bound: true, reason: true })
  .extend({
    /** First UTC day of the point's day, week (Monday) or month. */
    period: daySchema,
  });
export type Point = z.infer<typeof pointSchema>;

/** An input of a formula, clamped with the figure it would undo. */
export const metricInputSchema = z.object({
  id: z.string(),
  label: z.string(),
  figure: figureSchema,
});

/** A headline metric with everything that explains it. */
export const headlineMetricSchema = z.object({
  id: headlineMetricIdSchema,
  title: z.string(),
  unit: unitSchema,
  direction: z.enum(['up', 'down', 'none']),
  definition: z.object({
    version: z.number().int(),
    /** The formula in words. */
    formula: z.string(),
  }),
  figure: figureSchema,
  status: statusSchema,
  /** Why it has this status, in sentences. */
  reasons: z.array(z.string()),
  /** Absolute change against four weeks before (one month for cost), in the metric's unit; null when not comparable. */
  change: z.number().nullable(),
  /** Up to twelve weeks (months for cost), oldest first. */
  sparkline: z.array(pointSchema),
  inputs: z.array(metricInputSchema),
  population: populationSchema,
  target: z
    .object({
      value: z.number(),
      /** "≥ 71 %" */
      text: z.string(),
      source: z.string(),
      sourceDate: daySchema,
    })
    .nullable(),
  /** p25–p75 of comparable teams, from five teams on. */
  peers: z
    .object({ p25: z.number(), p75: z.number(), teams: z.number().int() })
    .nullable(),
  nextStep: nextStepSchema.nullable(),
});
export type HeadlineMetric = z.infer<typeof headlineMetricSchema>;

/** A part of a breakdown; several small parts are pooled into one, whose `ids` name them all. */
export const partSchema = z.object({
  ids: z.array(z.string()),
  label: z.string(),
  people: z.number().int().nullable(),
  value: z.number().nullable(),
});
export type Part = z.infer<typeof partSchema>;

/** The tiers of activity over 28 days: `14+`, `7-13`, `2-6`, `0-1`, `new`. */
export const adoptionSchema = z.object({
  rosterActiveRate: figureSchema,
  rosterPopulation: populationSchema,
  developers: figureSchema,
  tiers: z.object({
    state: figureSchema.shape.state,
    /** Last day of the 28. */
    through: daySchema.nullable(),
    parts: z.array(partSchema),
  }),
  habitual: figureSchema,
  defaultToolShare: figureSchema,
  /** Person-days on default and approved tools, and on tools with a live exception, of all. */
  sanctionedShare: figureSchema,
  /** The same without exceptions: a waiver never hides. Null in snapshots from before it was worked out. */
  sanctionedShareRaw: figureSchema.nullable().default(null),
  /** Tools with licences and no activity in 28 days, by entity ref. */
  abandonedTools: z.array(entityRefSchema),
  /** People who use a tool that reports no seats and names no licensed groups stay out of the licensed rate. */
  toolsWithoutSeats: z.array(entityRefSchema),
});

/** Cost of one month. Seat cost and usage cost add up to the cost; usage value never does. */
export const monthCostSchema = z.object({
  month: monthSchema,
  complete: z.boolean(),
  seat: figureSchema,
  usage: figureSchema,
  value: figureSchema,
  total: figureSchema,
  activePersonMonths: figureSchema,
  costPerActiveDeveloper: figureSchema,
  /** Cost of the team's people who are not developers. */
  others: figureSchema,
  idleSeat: figureSchema,
  byTool: z.array(
    z.object({
      tools: z.array(entityRefSchema),
      label: z.string(),
      seat: microsSchema.nullable(),
      usage: microsSchema.nullable(),
    }),
  ),
  population: populationSchema,
});
export type MonthCost = z.infer<typeof monthCostSchema>;

export const benchmarkSchema = z.object({
  /** Micro-units per active developer and month. */
  value: microsSchema,
  /** "Median of 9 teams with GitHub Copilot as main tool, August to October" or the vendor reference with its date. */
  source: z.string(),
  sourceDate: daySchema,
  teams: z.number().int().nullable(),
});

export const costSchema = z.object({
  currency: z.string(),
  months: z.array(monthCostSchema),
  benchmark: benchmarkSchema.nullable(),
  /** Figure divided by benchmark. */
  ratio: figureSchema,
});

/** A tool as it stands for one team. */
export const teamToolSchema = z.object({
  tool: entityRefSchema,
  title: z.string(),
  vendor: z.string().nullable(),
  policy: toolPolicySchema,
  /** `allowed` for default and approved, `excepted` with a live exception, else `needs-exception` or `not-allowed`. */
  state: z.enum(['allowed', 'excepted', 'needs-exception', 'not-allowed']),
  /** Last UTC day of a live exception. */
  until: daySchema.nullable(),
  links: toolLinksSchema,
  /** Active people of the tool in the last four complete weeks ÷ licensed. */
  activeRate: figureSchema,
});
export type TeamTool = z.infer<typeof teamToolSchema>;

export const teamRefSchema = z.object({
  ref: entityRefSchema,
  title: z.string(),
  type: z.string().nullable(),
});
export type TeamRef = z.infer<typeof teamRefSchema>;

/** A tool that was used without an exception, for whoever is told. */
export const nudgeSchema = z.object({
  tool: entityRefSchema,
  title: z.string(),
  /** The team that a request would be for; null for somebody in none. */
  team: entityRefSchema.nullable(),
});
export type Nudge = z.infer<typeof nudgeSchema>;

export const scorecardSchema = z.object({
  team: teamRefSchema.extend({
    parent: teamRefSchema.nullable(),
    /** Lead users, as refs. */
    leads: z.array(entityRefSchema),
    /** False when the Group is gone from the catalog: figures end, the page stays. */
    present: z.boolean(),
  }),
  /** The complete week that is scored, by its Monday; null before the first. */
  week: daySchema.nullable(),
  definitionVersion: z.number().int(),
  computedAt: z.string().nullable(),
  /** What the caller may see: `practices` alone for people outside the team. */
  access: z.enum(['full', 'cost', 'practices']),
  /** One sentence that says how it stands. */
  sentence: z.string(),
  nextStep: nextStepSchema.nullable(),
  headline: z.array(headlineMetricSchema),
  tools: z.array(teamToolSchema),
  adoption: adoptionSchema.nullable(),
  cost: costSchema.nullable(),
  /** Whether practices are assessed, and what is missing for the next level, the heaviest first. */
  practices: z.object({
    state: z.enum([
      'assessed',
      'unknown',
      'not-assessed-yet',
      'not-applicable',
      'not-yet-collected',
    ]),
    missing: z
      .array(z.object({ id: z.string(), title: z.string() }))
      .default([]),
  }),
  /** Whether output and quality are collected; the figures stand in the headline and at the team's outcomes. */
  outcomes: z.object({
    state: z.enum(['ok', 'collecting', 'not-connected', 'not-yet-collected']),
  }),
  /** States of what later versions measure; nothing is drawn for them. */
  exceptions: z.object({ state: z.literal('not-yet-collected') }),
  followUps: z.object({ state: z.literal('not-yet-collected') }),
  /** Tools that were seen this month without an exception, once five people used them; no more is told. */
  nudges: z.array(nudgeSchema).default([]),
  coverage: coverageSchema,
  freshness: freshnessSchema,
  /** Set when figures cannot be shown for this team at all: too small, empty, not collected. */
  notice: z
    .object({
      kind: z.enum([
        'too-few-people',
        'no-people',
        'no-source',
        'collecting',
        'failed',
        'not-a-team',
        'removed',
        'not-visible',
      ]),
      text: z.string(),
      /** The ancestor whose figures hold these people. */
      seeInstead: teamRefSchema.nullable(),
      owner: entityRefSchema.nullable(),
    })
    .nullable(),
});
export type Scorecard = z.infer<typeof scorecardSchema>;

export const scorecardQuerySchema = z.object({ asOf: daySchema.optional() });
