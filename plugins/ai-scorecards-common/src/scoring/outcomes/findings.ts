import { missing, TOO_FEW } from '../figure';
import { plain } from './against';
import type { ChangeMeasure } from './rates';
import type { ChangesSum } from './sums';

/** New findings for each hundred changes that were merged into scanned repositories, in tenths. */
export const newFindings: ChangeMeasure = {
  unit: 'count',
  settling: 0,
  weeks: sum => sum.findings.weeks,
  value: ({ findings }: ChangesSum, state, reason) => {
    const { weeks, found, changes, last } = findings;
    if (last.scanned === 0 && weeks === 0) {
      return missing(
        'no-data',
        'count',
        'Code scanning is not known to look at any repository of the team.',
      );
    }
    if (weeks === 0) return missing('suppressed', 'count', TOO_FEW);
    const value = Math.round((1000 * found) / changes) / 10;
    return last.scanned < last.repositories
      ? plain('count', value)(
          'partial',
          `Code scanning looks at ${last.scanned} of ${last.repositories} repositories.`,
        )
      : plain('count', value)(state, reason);
  },
};
