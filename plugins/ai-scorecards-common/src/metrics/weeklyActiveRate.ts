import { Status } from '../contract';
import { ActiveRateBands } from './bands';
import { MetricDefinition, Target } from './definition';

/** Distinct licensed developers with an AI action, of all licensed developers, over four complete weeks. */
export const weeklyActiveRate: MetricDefinition = {
  id: 'weeklyActiveRate',
  title: 'Weekly active',
  version: 1,
  formula:
    'Licensed developers with at least one AI action in the ISO week, divided by the licensed developers of that week; summed over the last four complete weeks. A developer counts on days on which they are on the roster and licensed.',
  unit: 'ratio',
  direction: 'up',
};

/** The target with its source; a configured number names configuration as its source. */
export function activeRateTarget(
  bands: ActiveRateBands,
  defaults: ActiveRateBands,
): Target {
  const own = bands.onTrackFrom !== defaults.onTrackFrom;
  return {
    value: bands.onTrackFrom,
    text: `≥ ${Math.round(bands.onTrackFrom * 100)} %`,
    source: own
      ? 'Set by your organisation'
      : 'Industry panel 2026: median of weekly active developers',
    sourceDate: '2026-11-01',
  };
}

/** What the rate says: below half is worth a talk with the team lead, from the median on it is on track. */
export function activeRateStatus(
  rate: number,
  bands: ActiveRateBands,
): { status: Status; reason: string } {
  const percent = (ratio: number) => `${Math.round(ratio * 100)} %`;
  if (rate < bands.worthATalkBelow) {
    return {
      status: 'worth-a-talk',
      reason: `Below ${percent(
        bands.worthATalkBelow,
      )}: a talk with the team lead shows what is in the way.`,
    };
  }
  if (rate < bands.onTrackFrom) {
    return {
      status: 'watch',
      reason: `On the way: between ${percent(
        bands.worthATalkBelow,
      )} and the target of ${percent(bands.onTrackFrom)}.`,
    };
  }
  return {
    status: 'on-track',
    reason:
      rate >= bands.leadingFrom
        ? `Leading: ${percent(bands.leadingFrom)} or more.`
        : `At or above the target of ${percent(bands.onTrackFrom)}.`,
  };
}
