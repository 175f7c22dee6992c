import type { Figure } from 'backstage-plugin-ai-scorecards-common';
import type { Format, Words } from '../../hooks';

/** A figure in words: what to read, and what to know about it. */
export interface FigureWords {
  /** The value, or the words for why there is none. */
  main: string;
  /** Whether `main` is a value. */
  hasValue: boolean;
  /** What limits the value: "Estimate", "as of 18 Nov"; null for a final value. */
  note: string | null;
}

/**
 * How a figure reads. A figure without a value never reads as zero or as a dash: it says why. `asOf` is the last day
 * that a failing source has given.
 */
export function figureWords(
  figure: Pick<Figure, 'state' | 'value' | 'bound' | 'unit'>,
  options: { t: Words; format: Format; currency: string; asOf?: string | null },
): FigureWords {
  const { t, format, currency, asOf } = options;
  const { state, value, bound, unit } = figure;
  if (value === null && unit === 'level') {
    // Nothing is missing from a team that nobody could assess.
    const main =
      state === 'failed' ? t('level.unknown') : t('level.notAssessed');
    return { main, hasValue: false, note: null };
  }
  if (value === null) {
    const reason = state === 'ok' ? 'no-data' : state;
    return { main: t(`state.${reason}`), hasValue: false, note: null };
  }
  let note: string | null = null;
  if (state === 'failed' && asOf) {
    note = t('common.asOf', { day: format.day(asOf) });
  } else if (state !== 'ok') {
    note = t(`state.${state}`);
  }
  return {
    main:
      unit === 'level'
        ? t('level.short', { level: format.count(value) })
        : format.value(value, unit, currency, bound),
    hasValue: true,
    note,
  };
}
