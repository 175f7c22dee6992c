import { z } from 'zod';
import { dataClassSchema } from './asks';
import { daySchema, entityRefSchema, figureSchema } from './primitives';

/** The organisation's stance on a tool. */
export const toolPolicySchema = z.enum([
  'default',
  'approved',
  'exception-required',
  'prohibited',
  'retired',
]);
export type ToolPolicy = z.infer<typeof toolPolicySchema>;

const webLink = z.string().refine(value => /^https?:\/\//.test(value), {
  message: 'must be a web address',
});

export const toolLinksSchema = z.object({
  get: webLink.nullable(),
  setUp: webLink.nullable(),
  help: webLink.nullable(),
});

/** What `spec.aiTool` of a catalog Resource may hold. Every field but `policy` may be missing. */
export const aiToolSpecSchema = z.object({
  vendor: z.string().optional(),
  policy: toolPolicySchema,
  usageSource: z.string().optional(),
  links: z
    .object({
      get: webLink.optional(),
      setUp: webLink.optional(),
      help: webLink.optional(),
    })
    .optional(),
  security: z
    .object({
      reviewedOn: daySchema.optional(),
      reviewAgainOn: daySchema.optional(),
      retention: z.string().optional(),
      trainsOnCode: z.boolean().optional(),
      sso: z.string().optional(),
      dataAllowed: z.array(z.string()).optional(),
    })
    .optional(),
});
export type AiToolSpec = z.infer<typeof aiToolSpecSchema>;

/** A tool of the registry. */
export const toolSchema = z.object({
  tool: entityRefSchema,
  title: z.string(),
  description: z.string().nullable(),
  owner: entityRefSchema.nullable(),
  vendor: z.string().nullable(),
  policy: toolPolicySchema,
  /** First UTC day of the present policy. */
  policySince: daySchema.nullable(),
  links: toolLinksSchema,
  security: aiToolSpecSchema.shape.security.nullable(),
  /** False when the Resource is gone from the catalog. */
  present: z.boolean(),
  reportsSeats: z.boolean(),
  /** Organisation-wide, for callers who may see it; else null. */
  activeRate: figureSchema.nullable(),
  /** Number of teams whose members used it in the last four complete weeks, from five people on; else null. */
  teams: z.number().int().nullable(),
  /** Of a default tool: why teams asked for another one over a year, the most frequent first; of others empty. */
  reasons: z.array(
    z.object({
      category: z.string(),
      count: z.number().int(),
      /** Who closes the gap, and until which day. */
      owner: entityRefSchema.nullable(),
      closesOn: daySchema.nullable(),
    }),
  ),
  /** A sentence on what is wrong with the entity's `spec.aiTool`, where something is. */
  fault: z.string().nullable(),
});
export type Tool = z.infer<typeof toolSchema>;

export const toolsResponseSchema = z.object({ items: z.array(toolSchema) });

export const policyQuerySchema = z.object({
  team: entityRefSchema,
  /** A full ref, or the plain name of a tool in the default namespace. */
  tool: z.string().min(1, { message: 'must name a tool' }),
  component: entityRefSchema.optional(),
  data: dataClassSchema.optional(),
  user: entityRefSchema.optional(),
});
export type PolicyQuery = z.infer<typeof policyQuerySchema>;

/** May this team use this tool now, why, until when. */
export const policyAnswerSchema = z.object({
  allowed: z.boolean(),
  basis: z.enum([
    'default',
    'approved',
    'exception',
    'exception-required',
    'prohibited',
    'retired',
    'unknown-tool',
    'unknown-team',
  ]),
  /** One sentence. */
  reason: z.string(),
  team: z.string(),
  tool: z.string(),
  title: z.string().nullable(),
  until: daySchema.nullable(),
  links: toolLinksSchema.nullable(),
});
export type PolicyAnswer = z.infer<typeof policyAnswerSchema>;
