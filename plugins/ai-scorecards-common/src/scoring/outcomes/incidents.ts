import { missing, rate } from '../figure';
import { SETTLING_WEEKS } from './published';
import { ChangeMeasure, shareOf } from './rates';
import type { ChangesSum } from './sums';

/** Changes that an incident or a defect was traced to. Not known where none was ever told of. */
export const incidentRate: ChangeMeasure = {
  ...shareOf(
    sum => sum.incidents,
    sum => sum.changes,
    SETTLING_WEEKS,
  ),
  ofIncidents: true,
};

/** Changes are looked at once they are two weeks old: by then the post-mortem is due. */
const LATE =
  'Of some incidents no post-mortem answers this yet, two weeks and more after the merge.';

/**
 * Changes of which a post-mortem says something, as a share of all but those of whose incident none answers it: an
 * answer that is not given is no "no". Changes without an incident stay in the denominator, as the few with one would
 * tell of single people.
 */
export function postMortemRate(
  numerator: (sum: ChangesSum) => number,
  answered: (sum: ChangesSum) => number,
): ChangeMeasure {
  return {
    unit: 'ratio',
    settling: SETTLING_WEEKS,
    ofIncidents: true,
    value: (sum, state, reason) => {
      if (sum.incidents > 0 && answered(sum) === 0) {
        return missing('no-data', 'ratio', 'No post-mortem answers this yet.');
      }
      const isLate = answered(sum) < sum.incidents;
      const asked = sum.changes - sum.incidents + answered(sum);
      return rate(
        numerator(sum),
        asked,
        sum.people,
        state,
        reason ?? (isLate ? LATE : undefined),
      );
    },
  };
}
