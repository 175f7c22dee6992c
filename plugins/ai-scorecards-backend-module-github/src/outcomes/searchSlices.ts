import { SourceError } from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { GithubGraph } from '../codeHost/GithubGraph';

/** GitHub gives no more results than this for one search. */
const MOST_RESULTS = 1000;
const SECOND = 1000;

/** A span of time, both ends included, in milliseconds since 1970. */
export interface Span {
  from: number;
  to: number;
}

/** A UTC day as a span. */
export const spanOf = (day: string): Span => ({
  from: Date.parse(`${day}T00:00:00Z`),
  to: Date.parse(`${day}T23:59:59Z`),
});

/** `merged:2026-10-13T00:00:00Z..2026-10-13T11:59:59Z` */
export const qualifier = (name: string, { from, to }: Span): string =>
  `${name}:${moment(from)}..${moment(to)}`;

function moment(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** The two halves of a span, by whole seconds; undefined for a single second. */
export function halves({ from, to }: Span): [Span, Span] | undefined {
  const middle = from + Math.floor((to - from) / 2 / SECOND) * SECOND;
  return middle + SECOND > to
    ? undefined
    : [
        { from, to: middle },
        { from: middle + SECOND, to },
      ];
}

const pageSchema = z.object({
  search: z.object({
    issueCount: z.number(),
    nodes: z.array(z.unknown()).nullable(),
    pageInfo: z.object({
      hasNextPage: z.boolean(),
      endCursor: z.string().nullable(),
    }),
  }),
});

export interface Search {
  graph: GithubGraph;
  /** The fields of a result. */
  fragment: string;
  /** What is searched, without the time. */
  terms: string;
  /** `merged`, `created` or `updated`. */
  by: string;
  perPage: number;
  access: string;
  signal: AbortSignal;
  /** Called before each request; throws when nothing more should be asked for. */
  before: () => void;
}

/** All results of a span, which is halved until GitHub gives each part whole. */
export async function* searchAll(
  search: Search,
  span: Span,
): AsyncGenerator<unknown, void, void> {
  const query = `query($terms: String!, $first: Int!, $after: String) {
  search(type: ISSUE, query: $terms, first: $first, after: $after) {
    issueCount
    pageInfo { hasNextPage endCursor }
    nodes { ${search.fragment} }
  }
}`;
  const terms = `${search.terms} ${qualifier(search.by, span)}`;
  let after: string | null = null;
  do {
    search.before();
    const answer = await search.graph.query(
      query,
      { terms, first: search.perPage, after },
      search,
    );
    const page = pageSchema.safeParse(answer.data);
    if (!page.success) {
      throw new SourceError(
        'unexpected',
        'GitHub answered a search with something else than results',
      );
    }
    const { issueCount, nodes, pageInfo } = page.data.search;
    const parts = issueCount > MOST_RESULTS ? halves(span) : undefined;
    if (parts) {
      yield* searchAll(search, parts[0]);
      yield* searchAll(search, parts[1]);
      return;
    }
    yield* nodes ?? [];
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
}
