import type {
  HeadlineMetric,
  Unit,
} from 'backstage-plugin-ai-scorecards-common';
import type { Format, Words } from '../../hooks';

/** Direction and size of a change: "up 6 points", "down 1.20 USD", "no change". */
export function plainChange(
  change: number,
  unit: Unit,
  options: { t: Words; format: Format; currency: string },
): string {
  const { t, format, currency } = options;
  const size = format.changeSize(change, unit, currency);
  const zero = format.changeSize(0, unit, currency);
  if (size === zero) {
    return t('change.none');
  }
  if (unit === 'ratio') {
    return change > 0
      ? t('change.upPoints', { size })
      : t('change.downPoints', { size });
  }
  return change > 0 ? t('change.up', { size }) : t('change.down', { size });
}

/** The change of a headline metric with the period it is taken over. */
export function changeWords(
  metric: Pick<HeadlineMetric, 'id' | 'change' | 'unit'>,
  options: { t: Words; format: Format; currency: string },
): string {
  const { t } = options;
  if (metric.id === 'teamOutput') {
    // The figure itself is the change.
    return t('change.ownBaseline');
  }
  if (metric.change === null) {
    return t('change.unknown');
  }
  const change = plainChange(metric.change, metric.unit, options);
  switch (metric.id) {
    case 'costPerActiveDeveloper':
      return t('change.month', { change });
    case 'changeFailureRate':
      return t('change.baseline', { change });
    default:
      return t('change.fourWeeks', { change });
  }
}
