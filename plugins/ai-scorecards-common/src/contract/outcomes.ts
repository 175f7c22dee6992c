import { z } from 'zod';
import {
  daySchema,
  entityRefSchema,
  figureSchema,
  populationSchema,
  statusSchema,
} from './primitives';
import { pointSchema, teamRefSchema } from './scorecard';

/** An indicator of output or quality, against the team's own baseline. */
export const outcomeIndicatorSchema = z.object({
  id: z.enum([
    'output',
    'cycleTime',
    'reviewCoverage',
    'changeFailure',
    'reverts',
    'hotFixes',
    'incidents',
    'aiIncidents',
    'reviewGaps',
    'findings',
    'size',
    'aiShare',
    'aiReported',
    'aiFailureRatio',
  ]),
  title: z.string(),
  /** The formula in words. */
  formula: z.string(),
  direction: z.enum(['up', 'down', 'none']),
  /**
   * Last UTC day of the four weeks that the figure looks at: that of the scored week, or two weeks before it where
   * changes are given time to fail. Null before the first week.
   */
  to: daySchema.nullable(),
  /** Over four complete weeks. */
  figure: figureSchema,
  /** Over the 26 weeks before them. */
  baseline: figureSchema,
  /** Figure ÷ baseline × 100. */
  index: figureSchema,
  /** By the week they are told in, each as many days later than what it looks at as `to`; own baseline = 100, oldest first. */
  weeks: z.array(pointSchema),
});
export type OutcomeIndicator = z.infer<typeof outcomeIndicatorSchema>;

/** Why a team's quality lies outside of what most teams show; it lapses. */
export const qualityExplanationSchema = z.object({
  category: z.enum(['domain', 'legacy', 'other']),
  text: z.string(),
  by: z.object({ ref: entityRefSchema, title: z.string() }),
  madeOn: daySchema,
  /** The first UTC day on which it no longer holds. */
  expiresOn: daySchema,
});
export type QualityExplanation = z.infer<typeof qualityExplanationSchema>;

/** Where a team's change failure lies among comparable teams, as a band and never as a rank; from five teams on. */
export const qualityBandSchema = z.object({
  state: figureSchema.shape.state,
  band: z.enum(['low', 'middle', 'high']).nullable(),
  p25: z.number().nullable(),
  p75: z.number().nullable(),
  teams: z.number().int().nullable(),
  outlier: z.boolean(),
  explanation: qualityExplanationSchema.nullable(),
});
export type QualityBand = z.infer<typeof qualityBandSchema>;

export const teamOutcomesSchema = z.object({
  team: teamRefSchema,
  /** The scored week, by its Monday. */
  week: daySchema.nullable(),
  /** Null for callers who see the quality band alone. */
  indicators: z.array(outcomeIndicatorSchema).nullable(),
  population: populationSchema.nullable(),
  status: statusSchema,
  quality: qualityBandSchema,
  /** One sentence when nothing reports outcomes, or the team is too small. */
  notice: z.string().nullable(),
  mayExplain: z.boolean(),
});
export type TeamOutcomes = z.infer<typeof teamOutcomesSchema>;

export const explainQualityRequestSchema = z.object({
  category: qualityExplanationSchema.shape.category,
  text: z.string().trim().min(10).max(1000),
  expiresOn: daySchema,
});

const answer = z.enum(['yes', 'no', 'unknown']);

/** An incident or a defect as another system tells of it. The same `key` again replaces what was told before. */
export const incidentSchema = z.object({
  key: z.string().min(1).max(200),
  kind: z.enum(['incident', 'defect']),
  title: z.string().max(300).optional(),
  openedOn: daySchema,
  resolvedOn: daySchema.nullable().default(null),
  /** Changes that caused it, by repository and number. */
  causedBy: z
    .array(
      z.object({
        repository: z.string().min(3),
        number: z.number().int().positive(),
      }),
    )
    .default([]),
  /** From the post-mortem: was AI-written code involved, and was its review adequate? */
  aiInvolved: answer.default('unknown'),
  reviewAdequate: answer.default('unknown'),
});
export type IncidentInput = z.infer<typeof incidentSchema>;

export const incidentsRequestSchema = z.object({
  incidents: z.array(incidentSchema).min(1).max(1000),
});

export const incidentsResponseSchema = z.object({
  accepted: z.number().int(),
  /** Keys of those that were known and changed. */
  replaced: z.number().int(),
  /** Causes that name no change that is known (yet). */
  unknownCauses: z.number().int(),
});
