import { missing, TOO_FEW } from '../figure';
import { plain } from './against';
import type { ChangeMeasure } from './rates';
import type { ChangesSum } from './sums';

/**
 * Pull requests that vendors report their tools to have opened, for each hundred merged changes, in tenths. No share:
 * what was opened may be merged later or never, so there may be more than a hundred.
 */
export const reportedPullRequests: ChangeMeasure = {
  unit: 'count',
  settling: 0,
  weeks: sum => sum.reports.weeks,
  value: ({ reports }: ChangesSum, state, reason) => {
    const { weeks, pullRequests, changes, known } = reports;
    if (weeks === 0) {
      return known
        ? missing('suppressed', 'count', TOO_FEW)
        : missing('no-data', 'count', 'No vendor reports any pull request.');
    }
    const value = Math.round((1000 * pullRequests) / changes) / 10;
    return plain('count', value)(state, reason);
  },
};
