import { z } from 'zod';
import { SourceError } from '../sources/SourceError';
import type { VendorClient } from './vendorClient';

/** Longer than any answer for one day; more pages go in circles. */
const MAX_PAGES = 10_000;
const CURSOR_EXPIRED = 410;

const pageSchema = z.object({
  data: z.array(z.unknown()),
  has_more: z.boolean().nullish(),
  next_page: z.string().nullish(),
  last_id: z.string().nullish(),
});

/**
 * A list that a vendor answers page by page, as `{ data, has_more, next_page }`, and that is there even when empty.
 * Without `has_more`, a `next_page` alone says that there is one.
 */
export interface PagedList {
  client: Pick<VendorClient, 'vendor' | 'getJson'>;
  /** What operators read: "the costs of 2026-11-02". */
  what: string;
  path: string;
  query: readonly (readonly [string, string])[];
  /** The query that asks for the next page: by the name that `next_page` gives it, or after the id in `last_id`. */
  next: 'page' | 'after';
  /** Keys whose numbers are wanted as text. */
  numbersAsText: readonly string[];
  /** One sentence: what to ask the vendor's admin for, when access is missing. */
  access: string;
  /** Statuses that are answers and no failures, beside 404: `empty`, with the vendor's own sentence as reason. */
  answers?: readonly number[];
  signal: AbortSignal;
}

/** `next` is undefined on the last page. */
export type ListPage =
  | { state: 'data'; entries: unknown[]; next: string | undefined }
  | { state: 'empty'; status: number; reason: string };

/**
 * Asks for the first page, or for the one that the page before named. Throws a {@link SourceError}: `forbidden` for a
 * list that is not there, `unexpected` for an answer that is no page or does not say where it goes on, and as the client
 * does.
 */
export async function askForPage(
  list: PagedList,
  page?: string,
): Promise<ListPage> {
  const { client, what, access } = list;
  const answer = await client.getJson(list.path, {
    query: [...list.query, ...(page ? [[list.next, page] as const] : [])],
    access,
    numbersAsText: list.numbersAsText,
    answers: list.answers,
    signal: list.signal,
  });
  if (answer.state === 'empty') {
    if (answer.status === 404 && !page) {
      throw new SourceError(
        'forbidden',
        `${client.vendor} does not know ${what} (404). ${access}`,
      );
    }
    return { state: 'empty', status: answer.status, reason: answer.reason };
  }
  const parsed = pageSchema.safeParse(answer.value);
  if (!parsed.success) {
    throw new SourceError(
      'unexpected',
      `${client.vendor} answered for ${what} with something else than a page of data`,
    );
  }
  const {
    data,
    has_more: hasMore,
    next_page: named,
    last_id: id,
  } = parsed.data;
  const next = list.next === 'page' ? named : id;
  if (hasMore && !next) {
    throw new SourceError(
      'unexpected',
      `${client.vendor} says that there is more of ${what}, but not where`,
    );
  }
  const goesOn = hasMore ?? list.next === 'page';
  return {
    state: 'data',
    entries: data,
    next: goesOn ? next ?? undefined : undefined,
  };
}

/**
 * The entries of a first page and of all that follow. A page is asked for once all entries of the one before it were
 * taken, so that what is held does not grow with the list. A page that is missing is a failure, never the end; one that
 * a list with 410 among its `answers` has no more is a {@link SourceError} of kind `expired`: begin anew.
 */
export async function* entriesFrom(
  list: PagedList,
  first: ListPage & { state: 'data' },
): AsyncGenerator<unknown, void, void> {
  const asked = new Set<string>();
  yield* first.entries;
  let { next } = first;
  while (next) {
    if (asked.has(next) || asked.size >= MAX_PAGES) {
      throw new SourceError(
        'unexpected',
        `The pages of ${list.what} go in circles`,
      );
    }
    asked.add(next);
    const page: ListPage = await askForPage(list, next);
    if (page.state === 'empty' && page.status === CURSOR_EXPIRED) {
      throw new SourceError(
        'expired',
        `The pages of ${list.what} expired while they were read (410)`,
      );
    }
    if (page.state === 'empty') {
      throw new SourceError(
        'unavailable',
        `${list.client.vendor} left out a page of ${list.what}: ${page.reason}`,
      );
    }
    yield* page.entries;
    next = page.next;
  }
}
