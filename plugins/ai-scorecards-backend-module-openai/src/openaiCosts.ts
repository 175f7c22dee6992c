import {
  CostRecord,
  entriesFrom,
  ListPage,
  PagedList,
  UnreadableRecord,
  VendorClient,
} from 'backstage-plugin-ai-scorecards-node';
import { ACCESS } from './openaiApi';
import {
  COST_GROUPS,
  COST_NUMBERS_AS_TEXT,
  parseCostResult,
} from './costResult';
import { dayQuery, resultsOf } from './dayQuery';

/** What OpenAI bills for a UTC day, by line and project. */
export function costsOf(
  client: VendorClient,
  day: string,
  signal: AbortSignal,
): PagedList {
  return {
    client,
    what: `the costs of ${day}`,
    path: '/organization/costs',
    query: dayQuery(day, COST_GROUPS),
    next: 'page',
    numbersAsText: COST_NUMBERS_AS_TEXT,
    access: ACCESS,
    signal,
  };
}

/** The lines of a bill whose first page is there. */
export async function* costLines(
  day: string,
  list: PagedList,
  first: ListPage & { state: 'data' },
): AsyncGenerator<CostRecord | UnreadableRecord, void, void> {
  for await (const bucket of entriesFrom(list, first)) {
    const { results, unreadable } = resultsOf(bucket, day);
    yield* unreadable;
    for (const result of results) yield parseCostResult(result, day);
  }
}
