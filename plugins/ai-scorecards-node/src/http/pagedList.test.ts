import { SourceError } from '../sources/SourceError';
import { askForPage, entriesFrom, PagedList } from './pagedList';
import type { JsonAnswer, JsonRequest } from './vendorClient';

const data = (value: unknown): JsonAnswer => ({
  state: 'data',
  value,
  headers: new Headers(),
});
const empty = (status: number): JsonAnswer => ({
  state: 'empty',
  status,
  reason: `answered ${status}`,
});

/** A list whose pages are answered by the text of the query that asks for them; the first by the empty text. */
function listOf(
  pages: Record<string, JsonAnswer>,
  next: PagedList['next'] = 'page',
): PagedList {
  return {
    client: {
      vendor: 'Acme',
      getJson: async (_: string, { query = [] }: JsonRequest) =>
        pages[query.find(([name]) => name === next)?.[1] ?? ''],
    },
    what: 'the costs of a day',
    path: '/costs',
    query: [['limit', '2']],
    next,
    numbersAsText: [],
    access: 'Ask for a key.',
    signal: new AbortController().signal,
  };
}

async function all(list: PagedList): Promise<unknown[]> {
  const first = await askForPage(list);
  if (first.state === 'empty') return [first.reason];
  const entries: unknown[] = [];
  for await (const entry of entriesFrom(list, first)) entries.push(entry);
  return entries;
}

describe('a list that comes page by page', () => {
  it.each<[PagedList['next'], 'next_page' | 'last_id']>([
    ['page', 'next_page'],
    ['after', 'last_id'],
  ])('goes on by %s, as %s says', async (next, field) => {
    const pages = {
      '': data({ data: [1, 2], has_more: true, [field]: 'b' }),
      b: data({ data: [], has_more: true, [field]: 'c' }),
      c: data({ data: [3], has_more: false, [field]: 'c' }),
    };
    await expect(all(listOf(pages, next))).resolves.toEqual([1, 2, 3]);
  });

  it('goes on by a next page alone', async () => {
    const pages = {
      '': data({ data: [1], next_page: 'b' }),
      b: data({ data: [2], next_page: null }),
    };
    await expect(all(listOf(pages))).resolves.toEqual([1, 2]);
  });

  it('ends by an id alone, which even the last page has', async () => {
    const pages = { '': data({ data: [1], last_id: 'b' }) };
    await expect(all(listOf(pages, 'after'))).resolves.toEqual([1]);
  });

  it('asks for a page once the one before it was taken', async () => {
    const list = listOf({
      '': data({ data: [1, 2], has_more: true, next_page: 'b' }),
      b: data({ data: [3, 4], has_more: true, next_page: 'c' }),
      c: data({ data: [5], has_more: false }),
    });
    const ask = jest.spyOn(list.client, 'getJson');
    const first = await askForPage(list);
    if (first.state === 'empty') throw new Error(first.reason);
    const seen: [entry: unknown, asked: number][] = [];
    for await (const entry of entriesFrom(list, first)) {
      seen.push([entry, ask.mock.calls.length]);
    }
    expect(seen).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 2],
      [5, 3],
    ]);
  });

  it('passes on which statuses are answers', async () => {
    const list = { ...listOf({ '': empty(400) }), answers: [400, 410] };
    const ask = jest.spyOn(list.client, 'getJson');
    await expect(askForPage(list)).resolves.toEqual({
      state: 'empty',
      status: 400,
      reason: 'answered 400',
    });
    expect(ask).toHaveBeenCalledWith(
      '/costs',
      expect.objectContaining({ answers: [400, 410] }),
    );
  });

  it('is empty where the first page says so', async () => {
    await expect(all(listOf({ '': empty(204) }))).resolves.toEqual([
      'answered 204',
    ]);
  });

  it.each<[string, Record<string, JsonAnswer>, SourceError['kind'], string]>([
    ['is not there', { '': empty(404) }, 'forbidden', 'Ask for a key.'],
    ['is no page', { '': data({ items: [] }) }, 'unexpected', 'something else'],
    [
      'does not say where it goes on',
      { '': data({ data: [], has_more: true }) },
      'unexpected',
      'not where',
    ],
    [
      'goes in circles',
      {
        '': data({ data: [], has_more: true, next_page: 'b' }),
        b: data({ data: [], has_more: true, next_page: 'b' }),
      },
      'unexpected',
      'circles',
    ],
    [
      'misses a page',
      {
        '': data({ data: [], has_more: true, next_page: 'b' }),
        b: empty(404),
      },
      'unavailable',
      'left out a page',
    ],
    [
      'expires',
      {
        '': data({ data: [], has_more: true, next_page: 'b' }),
        b: empty(410),
      },
      'expired',
      'the costs of a day expired while',
    ],
  ])('fails where it %s', async (_, pages, kind, words) => {
    await expect(all(listOf(pages))).rejects.toMatchObject({
      kind,
      message: expect.stringContaining(words),
    });
  });
});
