import { z } from 'zod';
import { entityRefSchema } from './primitives';

export const erasureRequestSchema = z.object({
  person: entityRefSchema,
  /** Other ways in which texts may name the person: an old display name, another e-mail address. */
  names: z.array(z.string().trim().min(3)).max(20).default([]),
});
export const erasureResponseSchema = z.object({
  /** Texts of the decision log that were emptied. */
  texts: z.number().int(),
  /** Vendor accounts that have no name any more. */
  accounts: z.number().int(),
});

export const readmissionRequestSchema = z.object({ person: entityRefSchema });
export const readmissionResponseSchema = z.object({
  /** Whether the person had been erased. */
  readmitted: z.boolean(),
});
