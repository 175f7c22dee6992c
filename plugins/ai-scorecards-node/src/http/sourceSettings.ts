import { Config } from '@backstage/config';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { z } from 'zod';
import { isLoopbackHost } from './hosts';

/** What a source's part of the configuration came to. `faulty` goes to `addDisabledSource` as it is. */
export type SourceSettings<T> =
  | { state: 'absent' }
  | { state: 'ready'; settings: T }
  | { state: 'faulty'; path: string; reason: string };

/**
 * Reads `aiScorecards.sources.<key>` by a schema whose messages complete a sentence that begins with the path
 * ("is missing; …"). Never throws for what an operator wrote, and never quotes a value.
 */
export function readSourceSettings<T>(
  config: Config,
  key: string,
  schema: z.ZodType<T>,
): SourceSettings<T> {
  const root = `aiScorecards.sources.${key}`;
  const section: unknown = config.getOptional(root);
  if (section === undefined || section === null) {
    return { state: 'absent' };
  }
  if (typeof section !== 'object' || Array.isArray(section)) {
    const reason = `${root} must be a block of settings`;
    return { state: 'faulty', path: root, reason };
  }
  const parsed = schema.safeParse(section);
  if (parsed.success) {
    return { state: 'ready', settings: parsed.data };
  }
  const [issue] = parsed.error.issues;
  const path = [root, ...issue.path.map(String)].join('.');
  return { state: 'faulty', path, reason: `${path} ${issue.message}` };
}

/** Text that must be there; `hint` says what to write. */
export function requiredText(hint: string) {
  return z
    .string({
      error: issue =>
        issue.input === undefined || issue.input === null
          ? `is missing; ${hint}`
          : `must be text; ${hint}`,
    })
    .min(1, { error: `is empty; ${hint}` });
}

/** A credential as a header can carry it; a line break from a secret's file is the usual fault. */
export function credential(hint: string) {
  return requiredText(hint).regex(/^[\x21-\x7e]+$/, {
    error: `holds a space, a line break or a character that no credential has; ${hint}`,
  });
}

/** An API's base URL: https, or http to this machine, without credentials, query or fragment. */
export function baseUrl(fallback: string) {
  return z
    .string({ error: `must be text, like ${fallback}` })
    .default(fallback)
    .superRefine((text, context) => {
      const fault = baseUrlFault(text);
      if (fault) {
        context.addIssue({
          code: 'custom',
          message: `${fault}, like ${fallback}`,
        });
      }
    });
}

function baseUrlFault(text: string): string | undefined {
  if (!URL.canParse(text)) {
    return 'must be a URL';
  }
  const url = new URL(text);
  if (url.username || url.password || url.search || url.hash) {
    return 'must be a URL without user name, query and fragment';
  }
  const safe =
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && isLoopbackHost(url.hostname));
  return safe ? undefined : 'must be an https URL (http only to this machine)';
}

/** The entity ref of the tool that a source's rows are about, made full: kind `resource`, namespace `default`. */
export function toolRef(fallback: string) {
  return z
    .string({ error: `must be an entity ref, like ${fallback}` })
    .default(fallback)
    .transform((text, context) => {
      try {
        return stringifyEntityRef(
          parseEntityRef(text, {
            defaultKind: 'resource',
            defaultNamespace: 'default',
          }),
        );
      } catch {
        // The catalog's message speaks of its parser; the path and an example say more.
        context.addIssue({
          code: 'custom',
          message: `must be an entity ref, like ${fallback}`,
        });
        return z.NEVER;
      }
    });
}

/** A vendor's limit of requests per minute, which an operator may lower: a whole number from 1. */
export function requestsPerMinute(limit: number) {
  const error = `must be a whole number from 1, like ${limit}`;
  return z.int({ error }).min(1, { error }).default(limit);
}
