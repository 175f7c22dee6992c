import {
  SourceError,
  Told,
  told,
  untold,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { CodeHostClient } from '../codeHost/codeHostClient';
import { nextPageQuery } from '../nextPage';
import { Security } from './facts';
import { Token } from './token';

const MAX_PAGES = 1000;
/** With more new repositories than this, the whole list is read anew. */
const MOST_BY_THEMSELVES = 20;

const status = z.object({ status: z.string() }).nullish();
const repositorySchema = z.object({
  full_name: z.string(),
  security_and_analysis: z
    .object({
      secret_scanning: status,
      secret_scanning_push_protection: status,
      code_security: status,
      advanced_security: status,
    })
    .nullish(),
});
const pageSchema = z.array(repositorySchema);

/** Security settings as they stand in the organisation's list of repositories, which GraphQL does not have. */
export interface SecurityList {
  /** One that is new and stands on a page that did not change is asked for by itself. */
  of(slug: string, token: Token | null): Promise<Security>;
  /** Where the repository stands, for its next token; null while that is not known. */
  pageOf(slug: string, token: Token | null): Token['page'];
}

/** Says what GitHub's settings block says of a repository. */
export function securityOf(
  repository: z.output<typeof repositorySchema>,
): Security {
  const block = repository.security_and_analysis;
  const flag = (
    value: z.output<typeof status>,
    what: string,
  ): Told<boolean> => {
    if (!block) {
      return untold(
        'GitHub keeps the security settings to itself: the token needs the repository permission "Administration" (read) by an owner or security manager of the organisation',
      );
    }
    return value
      ? told(value.status === 'enabled')
      : untold(
          `GitHub says nothing of ${what} here: a private repository needs a licence of GitHub Secret Protection or Code Security`,
        );
  };
  return {
    secretScanning: flag(block?.secret_scanning, 'secret scanning'),
    pushProtection: flag(
      block?.secret_scanning_push_protection,
      'push protection',
    ),
    codeSecurity: flag(
      block?.code_security ?? block?.advanced_security,
      'code scanning',
    ),
  };
}

/** The latest ETag of each page that the tokens know. */
function knownPages(tokens: readonly Token[]): Map<number, string> {
  const latest = new Map<number, NonNullable<Token['page']>>();
  for (const { page } of tokens) {
    if (page && (latest.get(page.number)?.at ?? '') < page.at) {
      latest.set(page.number, page);
    }
  }
  return new Map([...latest].map(([number, page]) => [number, page.etag]));
}

/**
 * Reads an owner's list, page by page; a page that did not change costs nothing of the limit. With many
 * repositories that have no token yet, everything is read anew.
 */
export async function readSecurityList(
  { rest, now }: Pick<CodeHostClient, 'rest' | 'now'>,
  owner: string,
  tokens: readonly (Token | null)[],
  request: { access: string; signal: AbortSignal },
): Promise<SecurityList> {
  const found = new Map<string, Security>();
  const pages = new Map<string, Token['page']>();
  const known = tokens.filter(it => it !== null);
  const etags =
    tokens.length - known.length <= MOST_BY_THEMSELVES
      ? knownPages(known)
      : new Map<number, string>();
  const last = Math.max(0, ...etags.keys());
  let refused: string | undefined;
  for (let number = 1; number <= MAX_PAGES; number += 1) {
    const answer = await rest
      .getJsonIfChanged(`/orgs/${owner}/repos`, etags.get(number) ?? null, {
        ...request,
        query: [
          ['type', 'all'],
          ['sort', 'full_name'],
          ['per_page', '100'],
          ['page', String(number)],
        ],
      })
      .catch((error: unknown) => {
        if (error instanceof SourceError && error.kind === 'forbidden') {
          return null;
        }
        throw error;
      });
    if (answer === null || answer.state === 'empty') {
      refused = `GitHub does not list the repositories of ${owner}: the token needs the repository permission "Metadata" (read), and the owner must be an organisation`;
      break;
    }
    if (answer.state === 'unchanged') {
      if (number >= last) break;
      continue;
    }
    const page = pageSchema.safeParse(answer.value);
    if (!page.success) {
      throw new SourceError(
        'unexpected',
        'GitHub answered for the list of repositories with something else',
      );
    }
    const etag = answer.headers.get('etag');
    for (const repository of page.data) {
      const slug = repository.full_name.toLowerCase();
      found.set(slug, securityOf(repository));
      pages.set(slug, etag ? { number, etag, at: now().toISOString() } : null);
    }
    if (!nextPageQuery(answer.headers.get('link'))) break;
  }
  const missing = untold(
    refused ?? `GitHub does not list the repository among those of ${owner}`,
  );
  const unlisted = {
    secretScanning: missing,
    pushProtection: missing,
    codeSecurity: missing,
  };
  return {
    of: async (slug, token) => {
      const listed = found.get(slug);
      if (listed) return listed;
      if (refused) return unlisted;
      if (token) return token.security;
      return etags.size === 0
        ? unlisted
        : readOne(rest, slug, request, unlisted);
    },
    // Without its page it is read anew as soon as the list can be had again.
    pageOf: (slug, token) =>
      pages.get(slug) ?? (refused ? null : token?.page ?? null),
  };
}

async function readOne(
  rest: CodeHostClient['rest'],
  slug: string,
  request: { access: string; signal: AbortSignal },
  otherwise: Security,
): Promise<Security> {
  const answer = await rest.getJson(`/repos/${slug}`, request);
  const parsed = repositorySchema.safeParse(
    answer.state === 'data' ? answer.value : undefined,
  );
  return parsed.success ? securityOf(parsed.data) : otherwise;
}
