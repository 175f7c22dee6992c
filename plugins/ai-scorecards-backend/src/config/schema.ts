import {
  FilterPredicate,
  parseFilterPredicate,
} from '@backstage/filter-predicates';
import {
  addMonths,
  firstDay,
  monthOf,
} from 'backstage-plugin-ai-scorecards-common';
import { z } from 'zod';
import { exceptionsSchema } from './exceptionsSchema';
import { practicesSchema } from './practicesSchema';
import {
  amount,
  count,
  day,
  daysCount,
  firstOfMonth,
  groupRef,
  number,
  principalRef,
  ratio,
  ref,
  share,
  text,
} from './values';

const predicate = z.unknown().transform((value, context): FilterPredicate => {
  try {
    return parseFilterPredicate(value);
  } catch {
    context.addIssue({
      code: 'custom',
      message:
        "must be a catalog filter predicate such as { 'metadata.labels.job-family': engineering }",
    });
    return z.NEVER;
  }
});

const bands = {
  weeklyActiveRate: z
    .strictObject({
      worthATalkBelow: share.optional(),
      organisationWorthATalkBelow: share.optional(),
      onTrackFrom: share.optional(),
      leadingFrom: share.optional(),
    })
    .optional(),
  costPerActiveDeveloper: z
    .strictObject({
      watchAbove: ratio.optional(),
      worthATalkAbove: ratio.optional(),
    })
    .optional(),
  changeFailureRate: z
    .strictObject({ aiRatioWatchAbove: ratio.optional() })
    .optional(),
  defaultToolShare: z.strictObject({ target: share.optional() }).optional(),
  sanctionedShare: z.strictObject({ target: share.optional() }).optional(),
};

/** What is wrong with the commitments of a contract, by path. */
function commitmentFaults(contract: {
  model: string;
  prices: readonly unknown[];
  seatsBought?: number;
  commitments: readonly { from: string; amount: number }[];
}): { path: (string | number)[]; message: string }[] {
  const { model, commitments } = contract;
  if (model !== 'commit') {
    return commitments.length === 0
      ? []
      : [
          {
            path: ['commitments'],
            message: `must be left out: a ${model} contract commits to nothing`,
          },
        ];
  }
  const faults: { path: (string | number)[]; message: string }[] = [];
  if (commitments.length === 0) {
    faults.push({
      path: ['commitments'],
      message: 'must hold a commitment: the contract is drawn down',
    });
  }
  if (contract.seatsBought !== undefined && contract.prices.length === 0) {
    faults.push({
      path: ['prices'],
      message: 'must hold a price: seats are bought',
    });
  }
  commitments.forEach(({ from, amount: committed }, index) => {
    if (committed === 0) {
      faults.push({
        path: ['commitments', index, 'amount'],
        message: 'must be more than zero',
      });
    }
    const overlaps = commitments.some(
      (other, at) =>
        at < index && other.from < addYear(from) && from < addYear(other.from),
    );
    if (overlaps) {
      faults.push({
        path: ['commitments', index, 'from'],
        message: 'must be a year or more from the other commitments',
      });
    }
  });
  return faults;
}

/** The first day of the same month a year on. */
function addYear(from: string): string {
  return firstDay(addMonths(monthOf(from), 12));
}

const costCentres = z
  .array(
    z.strictObject({
      group: groupRef,
      costCentre: text.max(100, { error: 'must have at most 100 characters' }),
      from: firstOfMonth.optional(),
      to: firstOfMonth.optional(),
    }),
    { error: 'must be a list of Groups with their cost centres' },
  )
  .superRefine((list, context) => {
    list.forEach(({ group, from = '', to = '9999-12-01' }, index) => {
      if (to <= from) {
        context.addIssue({
          code: 'custom',
          path: [index, 'to'],
          message: 'must be after from: it is the first day after',
        });
      }
      const overlaps = list.some(
        (other, at) =>
          at < index &&
          other.group === group &&
          (other.from ?? '') < to &&
          from < (other.to ?? '9999-12-01'),
      );
      if (overlaps) {
        context.addIssue({
          code: 'custom',
          path: [index, 'group'],
          message: `must not repeat ${group} on the same days: a Group has one cost centre at a time`,
        });
      }
    });
  });

const contract = z
  .strictObject({
    tool: ref(['resource'], 'resource:default/github-copilot'),
    model: z.enum(['per-seat', 'usage', 'commit'], {
      error: 'must be per-seat, usage or commit',
    }),
    currency: text
      .regex(/^[A-Z]{3}$/, { error: 'must be an ISO currency such as USD' })
      .default('USD'),
    prices: z
      .array(z.strictObject({ from: day, perSeatMonth: amount }), {
        error: 'must be a list of prices',
      })
      .default([]),
    seatsBought: count.optional(),
    includedCreditsPerSeat: count.optional(),
    creditPrice: amount.optional(),
    creditTerms: z
      .array(
        z.strictObject({
          from: firstOfMonth,
          includedPerSeat: count,
          price: amount.optional(),
        }),
        { error: 'must be a list of terms of credits' },
      )
      .default([]),
    renewsOn: day.optional(),
    licensedGroups: z.array(groupRef).default([]),
    commitments: z
      .array(z.strictObject({ from: firstOfMonth, amount }), {
        error: 'must be a list of yearly commitments',
      })
      .default([]),
  })
  .superRefine((value, context) => {
    commitmentFaults(value).forEach(fault =>
      context.addIssue({ code: 'custom', ...fault }),
    );
    if (value.model === 'per-seat' && value.prices.length === 0) {
      context.addIssue({
        code: 'custom',
        path: ['prices'],
        message: 'must hold a price: the contract is per seat',
      });
    }
    const dated = [
      ['prices', value.prices, 'another price'],
      ['creditTerms', value.creditTerms, 'other terms'],
    ] as const;
    for (const [name, list, others] of dated) {
      const days = list.map(({ from }) => from);
      days.forEach((from, index) => {
        if (days.indexOf(from) < index) {
          context.addIssue({
            code: 'custom',
            path: [name, index, 'from'],
            message: `must not repeat the day of ${others}`,
          });
        }
      });
    }
  });

const contracts = z
  .array(contract, { error: 'must be a list of contracts' })
  .superRefine((list, context) => {
    list.forEach((value, index) => {
      if (list.findIndex(other => other.tool === value.tool) < index) {
        context.addIssue({
          code: 'custom',
          path: [index, 'tool'],
          message: `must not repeat ${value.tool}: a tool has one contract, whose prices are dated`,
        });
      }
      if (value.currency !== list[0].currency) {
        context.addIssue({
          code: 'custom',
          path: [index, 'currency'],
          message: `must be ${list[0].currency} as in the first contract: amounts of several currencies cannot be added`,
        });
      }
    });
  });

const precedence = z
  .array(
    z.strictObject({
      tool: ref(['resource'], 'resource:default/claude-code'),
      doors: z
        .array(text, { error: 'must be a list of keys of sources' })
        .min(1, { error: 'must name a key of aiScorecards.sources' })
        .refine(list => new Set(list).size === list.length, {
          error: 'must name each source once',
        }),
    }),
    { error: 'must be a list of tools with their doors' },
  )
  .superRefine((list, context) => {
    list.forEach((value, index) => {
      if (list.findIndex(other => other.tool === value.tool) < index) {
        context.addIssue({
          code: 'custom',
          path: [index, 'tool'],
          message: `must not repeat ${value.tool}`,
        });
      }
    });
  });

/** `aiScorecards` of app-config as it may be written. Every part has a default but `sources`, which modules check. */
export const configSchema = z.strictObject({
  teams: z
    .strictObject({
      types: z.array(text).min(1, { error: 'must name a type' }).optional(),
    })
    .optional(),
  people: z.strictObject({ countedAs: predicate.optional() }).optional(),
  roles: z
    .strictObject({
      finance: z.array(principalRef).optional(),
      operators: z.array(principalRef).optional(),
      admins: z.array(principalRef).optional(),
      practiceLeads: z.array(principalRef).optional(),
      auditors: z.array(principalRef).optional(),
    })
    .optional(),
  exceptions: exceptionsSchema.optional(),
  privacy: z
    .strictObject({
      minimumGroupSize: number({
        least: 5,
        most: 1000,
        whole: true,
        words: 'a whole number from 5 on',
      }).optional(),
      individuals: z
        .enum(['none', 'self'], { error: 'must be none or self' })
        .optional(),
      retentionDays: number({
        least: 120,
        most: 5000,
        whole: true,
        // Figures look back over twelve weeks, and need them to be there.
        words: 'a whole number of days from 120 to 5000',
      }).optional(),
    })
    .optional(),
  identity: z
    .strictObject({
      minimumCoverage: share.optional(),
      annotations: z.array(text).optional(),
    })
    .optional(),
  org: z
    .strictObject({
      history: z
        .strictObject({ people: text.optional(), teams: text.optional() })
        .optional(),
      leadRelation: text.optional(),
    })
    .optional(),
  backfillDays: daysCount.optional(),
  sources: z.unknown().optional(),
  precedence: precedence.optional(),
  contracts: contracts.optional(),
  costCentres: costCentres.optional(),
  metrics: z
    .strictObject({
      ...bands,
      teamTypes: z.record(z.string(), z.strictObject(bands)).optional(),
    })
    .optional(),
  practices: practicesSchema.optional(),
  calendar: z
    .strictObject({
      country: text.optional(),
      holidays: z.array(day).optional(),
    })
    .optional(),
});
