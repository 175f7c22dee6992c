import type { Figure, HeadlineMetric } from '../../contract';
import { changeFailureRate } from '../../metrics';
import type { Bands } from '../../metrics';
import { hasStatus, hasValue, numeratorOf, populationOf } from '../figure';
import { percent } from '../words';
import { plain, pointOf } from './against';
import { aiFailureRatio, hasRatioBaseline } from './aiRatio';
import { OutcomeInput, SCORED_WEEKS, SETTLING_WEEKS } from './published';
import { MeasuredChanges, measure, measuredPoints, shareOf } from './rates';
import { changesOver, weeksBefore } from './sums';

/** Merged changes, two weeks old and more, that failed. */
export const changeFailure = shareOf(
  sum => sum.failed,
  sum => sum.changes,
  SETTLING_WEEKS,
);

/** The ratio of AI-assisted to other failure, now and in the own baseline; null where it cannot be told. */
export function aiRatios({ now, before }: MeasuredChanges): {
  now: number;
  baseline: number;
} | null {
  const present = aiFailureRatio(now);
  const baseline = hasRatioBaseline(before) ? aiFailureRatio(before) : null;
  return present === null || baseline === null || baseline === 0
    ? null
    : { now: present, baseline };
}

/** The tile of quality. Only the ratio of AI-assisted to other changes gives a verdict, against the own baseline. */
export function scoreChangeFailure(
  input: OutcomeInput,
  bands: Bands['changeFailureRate'],
): HeadlineMetric {
  const measured = measure(input, changeFailure);
  const { figure, baseline, now } = measured;
  const ratios = aiRatios(measured);
  const verdict = verdictOf(figure, baseline, ratios, bands);
  const week = input.week && weeksBefore(input.week, SETTLING_WEEKS);
  const row = input.weeks.find(each => each.week === week);
  return {
    id: changeFailureRate.id,
    title: changeFailureRate.title,
    unit: changeFailureRate.unit,
    direction: changeFailureRate.direction,
    definition: {
      version: changeFailureRate.version,
      formula: changeFailureRate.formula,
    },
    figure,
    status: verdict.status,
    reasons: [verdict.reason, figure.reason].filter(
      (reason): reason is string => reason !== undefined,
    ),
    change: changeOf(input, figure),
    sparkline: measuredPoints(input, changeFailure).map(
      ({ period, ...point }) => pointOf(period, point),
    ),
    inputs:
      figure.value === null
        ? []
        : [
            {
              id: 'failed',
              label: 'Failed changes',
              figure: {
                ...numeratorOf(figure, now.failed, now.changes),
                unit: 'count',
              },
            },
            count('changes', 'Merged changes, two weeks old', now.changes),
            count('weeks', 'Complete weeks', now.weeks),
            { id: 'baseline', label: 'Own baseline', figure: baseline },
            ...(ratios
              ? [
                  ratio('aiRatio', 'AI-assisted ÷ other failure', ratios.now),
                  ratio(
                    'aiRatioBaseline',
                    'The same in the own baseline',
                    ratios.baseline,
                  ),
                ]
              : []),
          ],
    population: row
      ? populationOf(row.window)
      : { people: null, leftOut: 0, countedInEach: false },
    target: null,
    peers: input.peers && {
      p25: input.peers.p25,
      p75: input.peers.p75,
      teams: input.peers.teams,
    },
    nextStep:
      verdict.status === 'watch'
        ? {
            text: 'Look at the review of AI-assisted changes',
            href: '#practices',
          }
        : null,
  };
}

function verdictOf(
  figure: Figure,
  baseline: Figure,
  ratios: ReturnType<typeof aiRatios>,
  { aiRatioWatchAbove }: Bands['changeFailureRate'],
): { status: HeadlineMetric['status']; reason?: string } {
  if (figure.state === 'provisional') return { status: 'provisional' };
  if (figure.value === null || !hasStatus(figure.state)) {
    return { status: 'not-known-yet' };
  }
  if (ratios && ratios.now > aiRatioWatchAbove * ratios.baseline) {
    return {
      status: 'watch',
      reason: `AI-assisted changes fail ${ratios.now} × as often as others; in the own baseline it was ${ratios.baseline} ×.`,
    };
  }
  return {
    status: 'on-track',
    reason:
      baseline.value === null
        ? `${percent(figure)} of changes failed.`
        : `${percent(figure)} of changes failed; own baseline ${percent(
            baseline,
          )}.`,
  };
}

/** Against the four weeks before the scored ones. */
function changeOf(input: OutcomeInput, figure: Figure): number | null {
  if (input.week === null || figure.bound !== null || figure.value === null) {
    return null;
  }
  if (!hasValue(figure.state) || figure.state === 'partial') return null;
  const week = weeksBefore(input.week, SETTLING_WEEKS + SCORED_WEEKS);
  const sum = changesOver(input.weeks, week, SCORED_WEEKS);
  const before = changeFailure.value(sum, 'ok');
  return sum.weeks === SCORED_WEEKS &&
    before.value !== null &&
    before.bound === null
    ? figure.value - before.value
    : null;
}

function count(id: string, label: string, value: number) {
  return { id, label, figure: plain('count', value)('ok') };
}

function ratio(id: string, label: string, value: number) {
  return { id, label, figure: plain('ratio', value)('ok') };
}
