import { z } from 'zod';

/** A label and what it says. */
export const inWordsSchema = z.object({ label: z.string(), value: z.string() });

/** What was true at the moment of a vote or a decision, as it was kept with it. */
export const circumstancesSchema = z.object({
  /** Rules in force: approvals needed, lane, board, voices, and how far conflicts of interest were looked for. */
  rules: z.array(inWordsSchema),
  /** Everybody with a say, and what the catalog said of them. */
  people: z.array(
    z.object({
      who: z.string(),
      role: z.string(),
      /** Whether it kept them from deciding. */
      barred: z.boolean(),
      found: z.string(),
    }),
  ),
});
export type CircumstancesInWords = z.infer<typeof circumstancesSchema>;
