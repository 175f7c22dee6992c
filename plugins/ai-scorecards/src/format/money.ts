const MICROS = 1_000_000n;
const NO_BREAK_SPACE = '\u00a0';
const MINUS = '\u2212';

/**
 * Digits of an amount: `short` is for reading (cents below 100, whole units from there on), `whole` for axes, `exact`
 * hides nothing.
 */
export type MoneyPrecision = 'short' | 'whole' | 'exact';

function decimalSeparator(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  return parts.find(part => part.type === 'decimal')?.value ?? '.';
}

/** Half away from zero, as people expect of a rounded price; scoring never uses it. */
function roundTo(micros: bigint, digits: number): bigint {
  const step = 10n ** BigInt(6 - digits);
  return ((micros + step / 2n) / step) * step;
}

/**
 * An amount for people: `1,312 USD`, `19.42 USD`, with a true minus sign. Integer arithmetic throughout, so that
 * `exact` shows every micro-unit there is and never a float's tail.
 */
export function formatMoney(
  micros: number,
  currency: string,
  locale: string,
  precision: MoneyPrecision = 'short',
): string {
  const amount = BigInt(micros);
  const size = amount < 0n ? -amount : amount;
  const digits = precision === 'short' && size < 100n * MICROS ? 2 : 0;
  const shown = precision === 'exact' ? size : roundTo(size, digits);

  const whole = new Intl.NumberFormat(locale).format(shown / MICROS);
  const all = (shown % MICROS).toString().padStart(6, '0');
  const fraction =
    precision === 'exact'
      ? all.slice(0, 2) + all.slice(2).replace(/0+$/, '')
      : all.slice(0, digits);

  const sign = amount < 0n && shown > 0n ? MINUS : '';
  const point = fraction ? `${decimalSeparator(locale)}${fraction}` : '';
  return `${sign}${whole}${point}${NO_BREAK_SPACE}${currency}`;
}
