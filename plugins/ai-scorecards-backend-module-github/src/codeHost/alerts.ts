import { SourceError, VendorClient } from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { nextPageQuery } from '../nextPage';

const MAX_PAGES = 1000;

const alertSchema = z
  .object({
    number: z.number(),
    created_at: z.string(),
    fixed_at: z.string().nullish(),
    dismissed_at: z.string().nullish(),
    repository: z.object({ full_name: z.string() }),
  })
  .transform(it => ({
    number: it.number,
    repository: it.repository.full_name.toLowerCase(),
    createdOn: it.created_at.slice(0, 10),
    fixedOn: (it.fixed_at ?? it.dismissed_at)?.slice(0, 10) ?? null,
  }));

/** A finding of code scanning; days are UTC. */
export type Alert = z.output<typeof alertSchema>;

/**
 * The code-scanning alerts of an organisation, the youngest first. Throws a SourceError of kind `forbidden` without the
 * permission or the licence.
 */
export async function* listAlerts(
  rest: VendorClient,
  owner: string,
  filter: { severity: 'high' | 'critical'; state?: 'open' },
  request: { access: string; signal: AbortSignal },
): AsyncGenerator<Alert, void, void> {
  let query: [string, string][] | undefined = [
    ['severity', filter.severity],
    ...(filter.state ? [['state', filter.state] as [string, string]] : []),
    ['sort', 'created'],
    ['direction', 'desc'],
    ['per_page', '100'],
  ];
  for (let page = 0; query && page < MAX_PAGES; page += 1) {
    const answer = await rest.getJson(`/orgs/${owner}/code-scanning/alerts`, {
      ...request,
      query,
    });
    if (answer.state === 'empty') {
      throw new SourceError(
        'forbidden',
        `GitHub has no code scanning for ${owner}, or the token may not see it (${answer.status}). ${request.access}`,
      );
    }
    const parsed = z.array(alertSchema).safeParse(answer.value);
    if (!parsed.success) {
      throw new SourceError(
        'unexpected',
        'GitHub answered for code-scanning alerts with something else',
      );
    }
    yield* parsed.data;
    query = nextPageQuery(answer.headers.get('link'));
  }
}
