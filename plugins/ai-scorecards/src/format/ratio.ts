import type { Bound } from 'backstage-plugin-ai-scorecards-common';

const NO_BREAK_SPACE = '\u00a0';

/** `≥ 17` or `≤ 2` for the end of something that is not told exactly. */
export function withBound(text: string, bound: Bound): string {
  if (bound === 'at-least') {
    return `≥${NO_BREAK_SPACE}${text}`;
  }
  return bound === 'at-most' ? `≤${NO_BREAK_SPACE}${text}` : text;
}

/**
 * A ratio for people: 0.68 is `68 %`; the ends of rates over few people read `≥ 90 %` and `≤ 10 %`. Whole per cent,
 * except that a true 0 or 100 is never what rounding made of something else: `99.6 %` stays so.
 */
export function formatRatio(
  ratio: number,
  bound: Bound,
  locale: string,
): string {
  const percent = ratio * 100;
  const rounded = Math.round(percent);
  const misleading =
    (rounded === 0 && percent > 0) || (rounded === 100 && percent < 100);
  const number = new Intl.NumberFormat(locale, {
    maximumFractionDigits: misleading ? 1 : 0,
    // A share of 99.96 % must not read 100.
    ...(misleading ? { roundingMode: 'trunc' } : {}),
  } as Intl.NumberFormatOptions).format(percent);
  return withBound(`${number}${NO_BREAK_SPACE}%`, bound);
}

/** A factor for people: 1.5 is `1.5 ×`. */
export function formatFactor(factor: number, locale: string): string {
  const number = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: factor < 10 ? 2 : 1,
  }).format(factor);
  return `${number}${NO_BREAK_SPACE}×`;
}
