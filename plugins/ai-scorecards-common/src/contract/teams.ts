import { z } from 'zod';
import {
  daySchema,
  entityRefSchema,
  figureSchema,
  freshnessSchema,
  coverageSchema,
  pageQuerySchema,
  statusSchema,
} from './primitives';
import { pointSchema, teamRefSchema } from './scorecard';

export const teamSortSchema = z.enum([
  'title',
  'weeklyActiveRate',
  'costPerActiveDeveloper',
  'teamOutput',
  'changeFailureRate',
  'practiceLevel',
]);
export type TeamSort = z.infer<typeof teamSortSchema>;

export const teamsQuerySchema = pageQuerySchema.extend({
  parent: entityRefSchema.optional(),
  type: z.string().optional(),
  sort: teamSortSchema.default('title'),
  order: z.enum(['asc', 'desc']).default('asc'),
});
export type TeamsQuery = z.infer<typeof teamsQuerySchema>;

/** One team of a list. Rows without the caller's right to figures carry null figures. */
export const teamRowSchema = z.object({
  team: teamRefSchema,
  parent: entityRefSchema.nullable(),
  week: daySchema.nullable(),
  weeklyActiveRate: figureSchema.nullable(),
  weeklyActiveStatus: statusSchema.nullable(),
  costPerActiveDeveloper: figureSchema.nullable(),
  costStatus: statusSchema.nullable(),
  teamOutput: figureSchema.nullable(),
  changeFailureRate: figureSchema.nullable(),
  practiceLevel: figureSchema,
});
export type TeamRow = z.infer<typeof teamRowSchema>;

export const teamsResponseSchema = z.object({
  items: z.array(teamRowSchema),
  nextCursor: z.string().nullable(),
});

/** What a chart can show. `activeDevelopers` carries a series per tool and a total. */
export const trendMetricSchema = z.enum([
  'weeklyActiveRate',
  'rosterActiveRate',
  'activeDevelopers',
  'costPerActiveDeveloper',
  'cost',
  'defaultToolShare',
  'sanctionedShare',
  'teamOutput',
  'changeFailureRate',
]);
export type TrendMetric = z.infer<typeof trendMetricSchema>;

export const trendsQuerySchema = z.object({
  metric: trendMetricSchema,
  from: daySchema.optional(),
  to: daySchema.optional(),
  grain: z.enum(['day', 'week', 'month']).default('week'),
});
export type TrendsQuery = z.infer<typeof trendsQuerySchema>;

export const trendsResponseSchema = z.object({
  metric: trendMetricSchema,
  grain: z.enum(['day', 'week', 'month']),
  unit: figureSchema.shape.unit,
  series: z.array(
    z.object({
      /** `total`, `seat`, `usage`, or a tool's entity ref. */
      id: z.string(),
      title: z.string(),
      points: z.array(pointSchema),
    }),
  ),
  /** Flags on the axis: definition changes, initiatives, price changes, re-organisations. */
  marks: z.array(
    z.object({
      day: daySchema,
      kind: z.enum([
        'definition',
        'price',
        'policy',
        'organisation',
        'initiative',
      ]),
      text: z.string(),
    }),
  ),
  benchmark: z.object({ value: z.number(), source: z.string() }).nullable(),
  coverage: coverageSchema,
  freshness: freshnessSchema,
});
export type TrendsResponse = z.infer<typeof trendsResponseSchema>;
