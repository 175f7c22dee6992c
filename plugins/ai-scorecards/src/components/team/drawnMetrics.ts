import type {
  HeadlineMetric,
  Scorecard,
} from 'backstage-plugin-ai-scorecards-common';

/**
 * The headline metrics that get a tile. What a later version measures is not drawn; where a notice says why there are
 * no figures, only figures that are there after all are drawn, so that the reason stands once.
 */
export function drawnMetrics(
  scorecard: Pick<Scorecard, 'headline' | 'notice'>,
): HeadlineMetric[] {
  return scorecard.headline.filter(
    ({ figure }) =>
      figure.state !== 'not-yet-collected' &&
      (scorecard.notice === null || figure.value !== null),
  );
}
