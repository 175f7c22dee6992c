import { UsageRecord } from 'backstage-plugin-ai-scorecards-node';

/** A row of one account on 2 March 2026 that says nothing, with what a test wants it to say. */
export function usageRecord(parts: Partial<UsageRecord> = {}): UsageRecord {
  return {
    type: 'usage',
    account: {
      key: 'ada@example.com',
      kind: 'email',
      email: 'ada@example.com',
    },
    day: '2026-03-02',
    counters: {},
    features: [],
    flagged: false,
    credits: null,
    amounts: [],
    ...parts,
  };
}

/** A stream over a list, as a source would hand it over. */
export async function* streamOf<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) yield item;
}
