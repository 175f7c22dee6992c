import {
  dataClassSchema,
  reasonCategorySchema,
} from 'backstage-plugin-ai-scorecards-common';
import { z } from 'zod';
import {
  amount,
  count,
  day,
  groupRef,
  number,
  principalRef,
  ref,
  text,
} from './values';

const days = number({
  least: 1,
  most: 3650,
  whole: true,
  words: 'a whole number of days from 1 to 3650',
}).optional();
const approvals = number({
  least: 1,
  most: 50,
  whole: true,
  words: 'a whole number of approvals from 1 to 50',
}).optional();
const user = ref(['user'], 'user:default/ada');
const tool = ref(['resource'], 'resource:default/cursor');
const currency = text
  .regex(/^[A-Z]{3}$/, { error: 'must be an ISO currency such as USD' })
  .default('USD');
const cost = z.strictObject({ amount, currency });
const data = z.array(
  z.enum(dataClassSchema.options, {
    error: `must be one of ${dataClassSchema.options.join(', ')}`,
  }),
);
const category = z.array(
  z.enum(reasonCategorySchema.options, {
    error: `must be one of ${reasonCategorySchema.options.join(', ')}`,
  }),
);

const routingRule = z
  .strictObject({
    when: z.strictObject({
      data: data.optional(),
      costAbove: cost.optional(),
      category: category.optional(),
      tool: z.array(tool).optional(),
    }),
    board: groupRef.optional(),
    voice: groupRef.optional(),
  })
  .refine(rule => rule.board !== undefined || rule.voice !== undefined, {
    error: 'must name a board or a voice',
  });

/** `aiScorecards.exceptions` as it may be written; what is left out keeps the default rule. */
export const exceptionsSchema = z.strictObject({
  boardGroup: groupRef.optional(),
  logKey: text.optional(),
  chair: user.optional(),
  fallbackApprovers: z.array(principalRef).optional(),
  routing: z.array(routingRule).optional(),
  quorum: z
    .strictObject({
      full: approvals,
      express: approvals,
      datesOnlyRenewal: approvals,
    })
    .optional(),
  rejection: z
    .enum(['single', 'majority'], { error: 'must be single or majority' })
    .optional(),
  express: z
    .strictObject({
      maxSeats: count.optional(),
      maxCostPerMonth: cost.optional(),
      data: data.optional(),
    })
    .optional(),
  expiry: z
    .strictObject({ defaultDays: days, maxDays: days, expiringDays: days })
    .optional(),
  renewals: z
    .strictObject({ max: count.optional(), withinMonths: count.optional() })
    .optional(),
  sensitiveData: data.optional(),
  clock: z
    .strictObject({
      dueBusinessDays: days,
      sensitiveDueBusinessDays: days,
      lapseBusinessDays: days,
      changesRequestedLapseDays: days,
    })
    .optional(),
  appealDays: days,
  breakGlass: z.strictObject({ ratifyBusinessDays: days }).optional(),
  notices: z
    .strictObject({
      beforeExpiryDays: z
        .array(
          number({ least: 1, whole: true, words: 'a whole number from 1 on' }),
        )
        .optional(),
    })
    .optional(),
  conditions: z
    .strictObject({
      graceDays: count.optional(),
      unknownEscalationDays: days,
    })
    .optional(),
  security: z.strictObject({ answersValidDays: days }).optional(),
  windDown: z.strictObject({ noUseDays: days }).optional(),
  successorDays: days,
  gaps: z
    .array(
      z.strictObject({
        category: z.enum(reasonCategorySchema.options, {
          error: `must be one of ${reasonCategorySchema.options.join(', ')}`,
        }),
        owner: principalRef,
        closesOn: day,
      }),
    )
    .optional(),
  radar: z
    .strictObject({
      graduationTeams: count.optional(),
      healthyDays: days,
      sunsetShare: number({
        least: 0,
        most: 1,
        words: 'a share from 0 to 1',
      }).optional(),
      sunsetDays: days,
    })
    .optional(),
});
