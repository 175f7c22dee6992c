import type { Bound, Unit } from 'backstage-plugin-ai-scorecards-common';
import { formatCount } from './count';
import { formatMoney } from './money';
import { formatRatio, withBound } from './ratio';

/** How a number of each unit reads on its own, without words for its state. */
export function formatValue(
  value: number,
  unit: Unit,
  options: { locale: string; currency: string; bound?: Bound },
): string {
  const { locale, currency, bound = null } = options;
  switch (unit) {
    case 'ratio':
      return formatRatio(value, bound, locale);
    case 'micro-usd':
      return withBound(formatMoney(Math.round(value), currency, locale), bound);
    case 'index':
      return withBound(formatCount(value, locale, 0), bound);
    case 'days':
      return withBound(
        new Intl.NumberFormat(locale, {
          style: 'unit',
          unit: 'day',
          unitDisplay: 'long',
          maximumFractionDigits: 1,
        }).format(value),
        bound,
      );
    default:
      return withBound(formatCount(value, locale, 1), bound);
  }
}

/** Size of a change without its sign, in points for ratios: 0.06 is `6`. */
export function formatChangeSize(
  change: number,
  unit: Unit,
  options: { locale: string; currency: string },
): string {
  const size = Math.abs(change);
  return unit === 'ratio'
    ? formatCount(size * 100, options.locale, size < 0.01 ? 1 : 0)
    : formatValue(size, unit, options);
}
