import type {
  HeadlineMetric,
  Status,
} from 'backstage-plugin-ai-scorecards-common';

/** Worst first: what asks for a deed, then what is not known; on track is never the worst. */
const ORDER: Status[] = [
  'worth-a-talk',
  'watch',
  'provisional',
  'not-known-yet',
  'not-assessed-yet',
];

/** The metric to show where there is room for one; null when all are on track. The first of equals wins. */
export function worstMetric(metrics: HeadlineMetric[]): HeadlineMetric | null {
  for (const status of ORDER) {
    const found = metrics.find(metric => metric.status === status);
    if (found) {
      return found;
    }
  }
  return null;
}
