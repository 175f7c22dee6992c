import { addDays } from 'backstage-plugin-ai-scorecards-common';
import { UnreadableRecord } from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';

/** Seconds since 1970 at which a UTC day begins. */
export function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

/** What asks a report for one UTC day, in one bucket, whose results are apart by the given fields. */
export function dayQuery(
  day: string,
  groupBy: readonly string[],
): [string, string][] {
  return [
    ['start_time', String(startOf(day))],
    ['end_time', String(startOf(addDays(day, 1)))],
    ['bucket_width', '1d'],
    ...groupBy.map((field): [string, string] => ['group_by', field]),
    ['limit', '1'],
  ];
}

const bucketSchema = z.object({
  start_time: z.number(),
  results: z.array(z.unknown()),
});

/**
 * The results of one bucket, which has to be that of `day`; a bucket or results that cannot be read come back as
 * unreadable records.
 */
export function resultsOf(
  bucket: unknown,
  day: string,
): { results: unknown[]; unreadable: UnreadableRecord[] } {
  const parsed = bucketSchema.safeParse(bucket);
  if (!parsed.success) {
    return {
      results: [],
      unreadable: [unreadable(bucket, 'The bucket is not as documented')],
    };
  }
  const { start_time: start, results } = parsed.data;
  return start === startOf(day)
    ? { results, unreadable: [] }
    : {
        results: [],
        unreadable: results.map(result =>
          unreadable(result, `The bucket is of another day than ${day}`),
        ),
      };
}

export function unreadable(value: unknown, reason: string): UnreadableRecord {
  return { type: 'unreadable', raw: JSON.stringify(value) ?? '', reason };
}
