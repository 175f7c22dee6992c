import type { OutcomeIndicator } from '../../contract';
import { changeFailureRate, teamOutput } from '../../metrics';
import { addDays } from '../../time';
import { missing } from '../figure';
import { plain } from './against';
import { aiFailure, hasRatioBaseline } from './aiRatio';
import { changeFailure } from './changeFailure';
import { newFindings } from './findings';
import { incidentRate, postMortemRate } from './incidents';
import { CYCLE_HOURS, medianOf, SIZE_LINES } from './histogram';
import { outputFigures, outputPoints } from './output';
import { OutcomeInput, SETTLING_WEEKS } from './published';
import { ChangeMeasure, indexedPoints, measure, shareOf } from './rates';
import { reportedPullRequests } from './reported';
import { ChangesSum, weeksBefore } from './sums';

/** What is told of changes beside output, as detail under the headline. */
interface Detail
  extends Pick<OutcomeIndicator, 'id' | 'title' | 'formula' | 'direction'> {
  measure: ChangeMeasure;
}

function medianMeasure(
  unit: 'days' | 'count',
  ends: readonly number[],
  counts: (sum: ChangesSum) => readonly number[],
  scale: number,
): ChangeMeasure {
  return {
    unit,
    settling: 0,
    value: (sum, state, reason) => {
      const median = medianOf(ends, counts(sum));
      if (!median) return missing('no-data', unit, 'No change was merged.');
      const value = Math.round((10 * median.value) / scale) / 10;
      return {
        ...plain(unit, value)(state, reason),
        bound: median.isLeast ? 'at-least' : null,
      };
    },
  };
}

const DETAILS: readonly Detail[] = [
  {
    id: 'changeFailure',
    title: changeFailureRate.title,
    formula: changeFailureRate.formula,
    direction: 'down',
    measure: changeFailure,
  },
  {
    id: 'aiFailureRatio',
    title: 'AI-assisted against other failure',
    formula:
      'Failure rate of AI-assisted changes divided by that of all others, from eight weeks and thirty changes on.',
    direction: 'down',
    measure: aiFailure,
  },
  {
    id: 'cycleTime',
    title: 'Cycle time',
    formula:
      'Median time from the opening of a pull request to its merge, from counts by bins of hours.',
    direction: 'down',
    measure: medianMeasure('days', CYCLE_HOURS, sum => sum.cycle, 24),
  },
  {
    id: 'reviewCoverage',
    title: 'Review coverage',
    formula:
      'Merged changes approved by a person who is not their author, divided by all of which approvals are known.',
    direction: 'up',
    measure: shareOf(
      sum => sum.reviewed,
      sum => sum.reviewKnown,
    ),
  },
  {
    id: 'reverts',
    title: 'Reverts',
    formula:
      'Merged changes at least 14 days old that were taken back, divided by all such changes.',
    direction: 'down',
    measure: shareOf(
      sum => sum.reverted,
      sum => sum.changes,
      SETTLING_WEEKS,
    ),
  },
  {
    id: 'hotFixes',
    title: 'Hot fixes',
    formula: 'Merged changes that are hot fixes, divided by all changes.',
    direction: 'down',
    measure: shareOf(sum => sum.hotFixes),
  },
  {
    id: 'incidents',
    title: 'Incidents and defects',
    formula:
      'Merged changes at least 14 days old that an incident or a defect was traced to, divided by all such changes.',
    direction: 'down',
    measure: incidentRate,
  },
  {
    id: 'aiIncidents',
    title: 'Incidents with AI code',
    formula:
      'Merged changes at least 14 days old that an incident or a defect was traced to of which a post-mortem says that AI code was involved, divided by all such changes but those of which no post-mortem answers this.',
    direction: 'down',
    measure: postMortemRate(
      sum => sum.aiIncidents,
      sum => sum.aiAnswered,
    ),
  },
  {
    id: 'reviewGaps',
    title: 'Incidents past review',
    formula:
      'Merged changes at least 14 days old that an incident or a defect was traced to of which a post-mortem says that the review was not adequate, divided by all such changes but those of which no post-mortem answers this.',
    direction: 'down',
    measure: postMortemRate(
      sum => sum.reviewGaps,
      sum => sum.reviewAnswered,
    ),
  },
  {
    id: 'findings',
    title: 'New findings',
    formula:
      "Findings of code scanning, high and critical, created in the team's scanned repositories, for each hundred changes that its people merged into scanned ones.",
    direction: 'down',
    measure: newFindings,
  },
  {
    id: 'size',
    title: 'Size',
    formula:
      'Median of added and deleted lines of a merged change, from counts by bins. A sign of reviewability, never of output.',
    direction: 'none',
    measure: medianMeasure('count', SIZE_LINES, sum => sum.size, 1),
  },
  {
    id: 'aiShare',
    title: 'AI-labelled share',
    formula:
      'Merged changes with a co-author trailer, an agent as author or a label of AI, divided by all changes.',
    direction: 'none',
    measure: shareOf(sum => sum.ai),
  },
  {
    id: 'aiReported',
    title: 'Opened with AI, as vendors report',
    formula:
      'Pull requests that vendors report their tools to have opened for people of the team, for each hundred merged changes. Not each of them is merged; where far more are reported than labelled, labels are missing.',
    direction: 'none',
    measure: reportedPullRequests,
  },
];

/** Every indicator of a team's work, against its own baseline; output first, then quality. */
export function outcomeIndicators(input: OutcomeInput): OutcomeIndicator[] {
  const output = outputFigures(input);
  const { week } = input;
  const sundayOf = (settling: number) =>
    week === null ? null : addDays(weeksBefore(week, settling), 6);
  return [
    {
      id: 'output',
      title: teamOutput.title,
      formula: teamOutput.formula,
      direction: 'none',
      to: sundayOf(0),
      figure: output.figure,
      baseline: output.baseline,
      index: output.index,
      weeks: outputPoints(input, output.baseline),
    },
    ...DETAILS.map(({ measure: of, ...detail }) => {
      const measured = measure(input, of);
      const { figure } = measured;
      const isTold = of !== aiFailure || hasRatioBaseline(measured.before);
      const baseline = isTold
        ? measured.baseline
        : missing('collecting', of.unit, 'The own baseline is too short yet.');
      return {
        ...detail,
        to: sundayOf(of.settling),
        figure,
        baseline,
        index: isTold
          ? measured.index
          : missing('collecting', 'index', baseline.reason),
        weeks: indexedPoints(input, of, baseline),
      };
    }),
  ];
}
