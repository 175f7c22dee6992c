import { createHash } from 'node:crypto';
import { z } from 'zod';

const toldFlag = z.union([
  z.object({ known: z.literal(true), value: z.boolean() }),
  z.object({ known: z.literal(false), reason: z.string() }),
]);

/** Raised when more is read of a repository than before. */
export const VERSION = 2 as const;

const schema = z.object({
  v: z.literal(VERSION),
  /** Fingerprint of everything that was known. */
  print: z.string(),
  security: z.object({
    secretScanning: toldFlag,
    pushProtection: toldFlag,
    codeSecurity: toldFlag,
  }),
  /** Page of the organisation's list on which it stood, with the page's ETag and the time of reading. */
  page: z
    .object({ number: z.number(), etag: z.string(), at: z.string() })
    .nullable(),
  /** GitHub's own analysis, where it had to be asked for. */
  setup: z.object({ etag: z.string().nullable(), on: toldFlag }).nullable(),
});

/** What is kept of a repository between two collections, so that what did not change costs nothing. */
export type Token = z.output<typeof schema>;

export const writeToken = (token: Token): string => JSON.stringify(token);

/** Null for none, and for one of another version: the repository is then read anew. */
export function readToken(text: string | null): Token | null {
  if (text === null) {
    return null;
  }
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** A short text that differs when anything of what is given differs. */
export const fingerprint = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url');
