import { z } from 'zod';
import { daySchema, entityRefSchema, microsSchema } from './primitives';

export const reasonCategorySchema = z.enum([
  'capability-gap',
  'language-or-platform',
  'compliance-or-data-residency',
  'client-mandate',
  'evaluation',
  'accessibility',
  'other',
]);
export type ReasonCategory = z.infer<typeof reasonCategorySchema>;

/** What the tool would see; confidential and restricted data bring in voices and a longer term. */
export const dataClassSchema = z.enum([
  'public',
  'internal',
  'confidential',
  'restricted',
]);
export type DataClass = z.infer<typeof dataClassSchema>;

/** How a request is decided: not at all, by a standing approval, by one approval, by the quorum. */
export const laneSchema = z.enum(['none', 'immediate', 'express', 'full']);
export type Lane = z.infer<typeof laneSchema>;

const text = z.string().trim().max(10_000);
const userRefSchema = entityRefSchema.refine(ref => /^user:/i.test(ref), {
  message: 'must name a user such as user:default/ada',
});

export const askLinkSchema = z.object({
  title: z.string().trim().max(200),
  url: z.string().refine(value => /^https?:\/\//.test(value), {
    message: 'must be a web address',
  }),
});

/** A tool that is not in the registry yet. It gets a provisional ref and is not allowed before it is registered. */
export const newToolSchema = z.object({
  name: z.string().trim().min(1).max(100),
  vendor: z.string().trim().max(100),
  url: z.string().trim().max(500),
});

/**
 * What a request asks for. A draft may be incomplete, so that every field but the team may be null; what a submission
 * needs is said by `faultsOfAsk`.
 */
export const askSchema = z.object({
  team: entityRefSchema,
  /** Full ref of a tool of the registry; null for a new tool, or not chosen yet. */
  tool: entityRefSchema.nullable().default(null),
  newTool: newToolSchema.nullable().default(null),
  category: reasonCategorySchema.nullable().default(null),
  /** Why the default does not fit. */
  why: text.nullable().default(null),
  /** Components or systems of that team; null means all of them. */
  scope: z.array(entityRefSchema).max(200).nullable().default(null),
  includesSubteams: z.boolean().default(false),
  seats: z.number().int().min(1).max(100_000).nullable().default(null),
  /** Expected cost of a month in micro-units of `currency`, all seats together. */
  costPerMonth: microsSchema.min(0).nullable().default(null),
  currency: z.string().length(3).default('USD'),
  data: dataClassSchema.nullable().default(null),
  supportOwner: userRefSchema.nullable().default(null),
  /** "We support this ourselves; the platform team will not." */
  acceptsSupport: z.boolean().default(false),
  from: daySchema.nullable().default(null),
  /** Last day wanted, that day included. */
  until: daySchema.nullable().default(null),
  budgetOwner: userRefSchema.nullable().default(null),
  /** Answers on the tool's security, where no review of the tool is current. */
  security: text.nullable().default(null),
  risks: text.nullable().default(null),
  success: text.nullable().default(null),
  exit: text.nullable().default(null),
  links: z.array(askLinkSchema).max(20).default([]),
  /** Teams whose open requests for the same tool this one joins, so that they are decided side by side. */
  joins: z.array(entityRefSchema).max(20).default([]),
});
export type Ask = z.infer<typeof askSchema>;
export type AskInput = z.input<typeof askSchema>;

/** A fault of one field of an ask; `field` is its name. */
export const askFaultSchema = z.object({
  field: z.string(),
  message: z.string(),
});
export type AskFault = z.infer<typeof askFaultSchema>;

/**
 * A demand of an approval. `sentence` is always there; `check` names a live check of the registry with its limit, and
 * is null where only a person can say whether it is met.
 */
export const conditionAskSchema = z.object({
  sentence: z.string().trim().min(1).max(1000),
  dueOn: daySchema.nullable().default(null),
  check: z
    .discriminatedUnion('kind', [
      /** Cost per active developer of the last complete month, in micro-units, at most. */
      z.object({
        kind: z.literal('cost-per-active-developer'),
        limit: microsSchema,
      }),
      /** Seats held by the team, at most. */
      z.object({ kind: z.literal('seats'), limit: z.number().int().min(0) }),
      /** The tool has a security review by the day. */
      z.object({ kind: z.literal('security-review'), by: daySchema }),
      /** Share of the team's licensed developers active in the last complete week, at least, 0–1. */
      z.object({
        kind: z.literal('activity'),
        limit: z.number().min(0).max(1),
      }),
      /** A practice check passes. Evaluated as unknown until practice checks are collected. */
      z.object({ kind: z.literal('practice'), check: z.string().min(1) }),
    ])
    .nullable()
    .default(null),
  /** Days between a breach and the suspension that it brings. */
  graceDays: z.number().int().min(0).max(90).default(14),
});
export type ConditionAsk = z.infer<typeof conditionAskSchema>;

/** A condition as a vote may demand it: what only a person can judge has a day by which it is due. */
export const conditionDemandSchema = conditionAskSchema.refine(
  ({ check, dueOn }) => check !== null || dueOn !== null,
  { path: ['dueOn'], message: 'must say by when: no live check watches it' },
);
