import type { Format, Words } from '../../hooks';

/** The team's own baseline, where an index stands at it. */
const BASELINE = 100;

/** A direction as a sign to see and in words to hear, without saying which one is good. */
export interface Direction {
  sign: string;
  spoken: string;
}

/** How far an index lies from the own baseline: "↑ 4 %" and "up 4 %". */
export function againstBaseline(
  index: number,
  options: { t: Words; format: Format },
): Direction {
  const { t, format } = options;
  const share = (index - BASELINE) / BASELINE;
  const size = format.ratio(Math.abs(share));
  if (Math.round(Math.abs(share) * 100) === 0) {
    return { sign: `→ ${t('change.none')}`, spoken: t('change.none') };
  }
  return share > 0
    ? { sign: `↑ ${size}`, spoken: t('change.up', { size }) }
    : { sign: `↓ ${size}`, spoken: t('change.down', { size }) };
}
