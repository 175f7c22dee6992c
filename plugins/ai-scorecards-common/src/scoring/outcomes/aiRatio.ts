import { missing } from '../figure';
import { clampRate } from '../../privacy';
import { LEAST_BASELINE_WEEKS, SETTLING_WEEKS } from './published';
import { plain } from './against';
import type { ChangeMeasure } from './rates';
import type { ChangesSum } from './sums';

/** With fewer changes a ratio says nothing. */
const LEAST_CHANGES = 30;

const TOO_FEW_CHANGES = `Told from ${LEAST_BASELINE_WEEKS} weeks and ${LEAST_CHANGES} changes on, AI-assisted and other ones by enough people each.`;

/** The failure rate of AI-assisted changes ÷ that of the others, in hundredths; null where either is not told. */
export function aiFailureRatio({ parts }: ChangesSum): number | null {
  if (parts.weeks === 0) return null;
  const [ai, other] = [parts.ai, parts.other].map(part =>
    clampRate({
      numerator: part.failed,
      denominator: part.changes,
      people: part.people,
    }),
  );
  // A rate whose end is not told would follow from the ratio.
  if (!ai || !other || ai.bound !== null || other.bound !== null) return null;
  return other.value === 0
    ? null
    : Math.round((100 * ai.value) / other.value) / 100;
}

/** How AI-assisted changes fail beside the others. */
export const aiFailure: ChangeMeasure = {
  unit: 'ratio',
  settling: SETTLING_WEEKS,
  weeks: sum => sum.parts.weeks,
  value: (sum, state, reason) => {
    const ratio = aiFailureRatio(sum);
    return ratio === null
      ? missing('suppressed', 'ratio', TOO_FEW_CHANGES)
      : plain('ratio', ratio)(state, reason);
  },
};

/** Whether a baseline of the ratio can be told: from eight weeks and thirty changes on. */
export function hasRatioBaseline({ parts }: ChangesSum): boolean {
  return (
    parts.weeks >= LEAST_BASELINE_WEEKS &&
    parts.ai.changes + parts.other.changes >= LEAST_CHANGES
  );
}
