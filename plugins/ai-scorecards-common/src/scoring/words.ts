import type { Figure, HeadlineMetric } from '../contract';

const SIGNS = { 'at-least': '≥ ', 'at-most': '≤ ', exact: '' } as const;

/** "68 %", "≥ 90 %", "≤ 10 %". */
export function percent(figure: Pick<Figure, 'value' | 'bound'>): string {
  if (figure.value === null) return '';
  return `${SIGNS[figure.bound ?? 'exact']}${Math.round(figure.value * 100)} %`;
}

/** "31 USD": whole units from ten on, cents below. */
export function amount(micros: number, currency: string): string {
  const units = micros / 1e6;
  return `${
    Math.abs(units) < 10 ? units.toFixed(2) : Math.round(units)
  } ${currency}`;
}

/** "up 6 points in four weeks", or nothing where the change is not known. */
export function changeInPoints(metric: HeadlineMetric): string | undefined {
  if (metric.change === null) return undefined;
  const points = Math.round(metric.change * 100);
  if (points === 0) return 'unchanged in four weeks';
  return `${points > 0 ? 'up' : 'down'} ${Math.abs(points)} ${
    Math.abs(points) === 1 ? 'point' : 'points'
  } in four weeks`;
}
