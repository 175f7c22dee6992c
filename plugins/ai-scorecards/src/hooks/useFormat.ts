import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import type { Bound, Unit } from 'backstage-plugin-ai-scorecards-common';
import { useMemo } from 'react';
import * as format from '../format';

/** Formats bound to the reader's language. `today` is the present UTC day. */
export interface Format {
  today: string;
  locale: string;
  money(
    micros: number,
    currency: string,
    precision?: format.MoneyPrecision,
  ): string;
  ratio(value: number, bound?: Bound): string;
  factor(value: number): string;
  /** A plain number, with at most `digits` decimals: none by default. */
  count(value: number, digits?: number): string;
  /** `22 Nov` */
  day(day: string): string;
  /** `Sun 22 Nov` */
  weekday(day: string): string;
  /** `Nov 2026` */
  month(month: string): string;
  /** `Sun 22 Nov, 02:10 UTC` */
  instant(instant: string): string;
  /** A sentence of the backend with its days as people read them. */
  sentence(words: string): string;
  /** `10:42`, where the reader is; milliseconds of the epoch. */
  time(at: number): string;
  value(value: number, unit: Unit, currency: string, bound?: Bound): string;
  changeSize(change: number, unit: Unit, currency: string): string;
}

/** Dates and spelling are British where the portal speaks English. */
const localeOf = (language: string) => (language === 'en' ? 'en-GB' : language);

function createFormat(locale: string, today: string): Format {
  return {
    today,
    locale,
    money: (micros, currency, precision) =>
      format.formatMoney(micros, currency, locale, precision),
    ratio: (value, bound = null) => format.formatRatio(value, bound, locale),
    factor: value => format.formatFactor(value, locale),
    count: (value, digits) => format.formatCount(value, locale, digits),
    day: day => format.formatDay(day, locale, today),
    weekday: day => format.formatWeekday(day, locale, today),
    month: month => format.formatMonth(month, locale),
    instant: instant => format.formatInstant(instant, locale, today),
    sentence: words =>
      words.replace(/\b\d{4}-\d{2}-\d{2}\b/g, day =>
        format.formatWeekday(day, locale, today),
      ),
    time: at =>
      new Date(at).toLocaleTimeString(locale, {
        hour: '2-digit',
        minute: '2-digit',
      }),
    value: (value, unit, currency, bound) =>
      format.formatValue(value, unit, { locale, currency, bound }),
    changeSize: (change, unit, currency) =>
      format.formatChangeSize(change, unit, { locale, currency }),
  };
}

/** How numbers, money and dates read for this reader. */
export function useFormat(): Format {
  const language =
    useApiHolder().get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  const today = new Date().toISOString().slice(0, 10);
  return useMemo(
    () => createFormat(localeOf(language), today),
    [language, today],
  );
}
