import { z } from 'zod';
import { microsSchema, monthSchema } from './primitives';
import { scorecardSchema, teamToolSchema } from './scorecard';
import { trendsQuerySchema } from './teams';

const spendSchema = z.object({
  /** Null where nothing says so. */
  seatMicros: microsSchema.nullable(),
  /** Billed beyond what is included. Null where nothing says so. */
  usageMicros: microsSchema.nullable(),
  /** Gross or list value of the use, never to be added to the other two. Null where nothing says so. */
  valueMicros: microsSchema.nullable(),
});

/**
 * A part of a month's spend: a team by its entity ref, a tool by its entity ref, a model by its name, a bucket by its id,
 * the rest that none of them holds apart, or the teams that cost less than those that are told one by one.
 */
export const spendPartSchema = spendSchema.extend({
  kind: z.enum(['team', 'tool', 'model', 'bucket', 'rest', 'more']),
  id: z.string(),
  title: z.string(),
});
export type SpendPart = z.infer<typeof spendPartSchema>;

/** What a calendar month cost everybody. The parts add up to the sums, to the micro-unit. */
export const spendMonthSchema = spendSchema.extend({
  month: monthSchema,
  /** Every day is past its settle time, or the month is closed. */
  complete: z.boolean(),
  closed: z.boolean(),
  parts: z.array(spendPartSchema),
});
export type SpendMonth = z.infer<typeof spendMonthSchema>;

export const organisationSpendQuerySchema = z.object({
  groupBy: z.enum(['team', 'tool', 'model']).default('team'),
  /** The first month; by default the second before the last. */
  from: monthSchema.optional(),
  /** The last month; by default the last that has ended. */
  to: monthSchema.optional(),
  /** So many teams have parts of their own, those that cost most over all the months; the others are one part. */
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});
export type OrganisationSpendQuery = z.infer<
  typeof organisationSpendQuerySchema
>;

export const organisationSpendSchema = z.object({
  currency: z.string(),
  groupBy: z.enum(['team', 'tool', 'model']),
  /** Oldest first; months of which nothing is known are left out. */
  months: z.array(spendMonthSchema),
});
export type OrganisationSpend = z.infer<typeof organisationSpendSchema>;

/**
 * The figures of everybody: taken from people, published as a team above all teams. Cost is what the teams at the top
 * show together; what was passed up to the top stands with the buckets of the spend.
 */
export const organisationScorecardSchema = scorecardSchema
  .pick({
    week: true,
    definitionVersion: true,
    computedAt: true,
    headline: true,
    adoption: true,
    cost: true,
    coverage: true,
    freshness: true,
    notice: true,
  })
  .extend({
    /** `cost` for those who see the cost of every team and not its use. */
    access: z.enum(['full', 'cost']),
    /** "1,312 of 1,870 licensed developers were active last week (4 of 5 tools, 93 % matched)." */
    sentence: z.string(),
    tools: z.array(
      teamToolSchema.pick({
        tool: true,
        title: true,
        vendor: true,
        policy: true,
        activeRate: true,
      }),
    ),
    /**
     * All that the last month of the cost came to: what people with a team cost is in its cost per developer, the buckets
     * stand beside. Null before the first month, and where too few people stand behind it.
     */
    spend: spendMonthSchema.nullable(),
  });
export type OrganisationScorecard = z.infer<typeof organisationScorecardSchema>;

export const organisationTrendsQuerySchema = trendsQuerySchema.extend({
  /**
   * The lines beside the total of `activeDevelopers`: of each tool, or of the teams that are at the top today, those of
   * the most people and twelve at most.
   */
  by: z.enum(['tool', 'team']).default('tool'),
});
export type OrganisationTrendsQuery = z.infer<
  typeof organisationTrendsQuerySchema
>;
