import { InputError } from '@backstage/errors';

/**
 * Exact decimal arithmetic on the text a vendor sent. Amounts become integer micro-units (a millionth of the currency's
 * major unit) by one rounding, half to even; everything before that rounding is exact, everything after it is integer.
 */

/** value = digits × 10^−scale, scale never negative. */
interface Decimal {
  digits: bigint;
  scale: number;
}

const DECIMAL_PATTERN = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const MAX_LENGTH = 400;
// The range of a double: beyond it a vendor's number is damage, and expanding it would cost memory.
const MAX_EXPONENT = 400;

function tryParse(text: string): Decimal | null {
  const match = text.length <= MAX_LENGTH ? DECIMAL_PATTERN.exec(text) : null;
  if (!match) {
    return null;
  }
  const [, sign, whole, fraction = '', exponentText = '0'] = match;
  const exponent = Number(exponentText);
  if (whole + fraction === '' || Math.abs(exponent) > MAX_EXPONENT) {
    return null;
  }
  const magnitude = BigInt(whole + fraction);
  const scale = fraction.length - exponent;
  const digits = scale < 0 ? magnitude * 10n ** BigInt(-scale) : magnitude;
  return { digits: sign === '-' ? -digits : digits, scale: Math.max(0, scale) };
}

function parse(text: string): Decimal {
  const decimal = tryParse(text);
  if (!decimal) {
    throw new InputError(`'${text.slice(0, 60)}' is not a decimal number`);
  }
  return decimal;
}

function formatDecimal({ digits, scale }: Decimal): string {
  const text = (digits < 0n ? -digits : digits)
    .toString()
    .padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, '');
  return `${digits < 0n ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}

function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return {
    digits:
      a.digits * 10n ** BigInt(scale - a.scale) +
      b.digits * 10n ** BigInt(scale - b.scale),
    scale,
  };
}

function toSafe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    throw new InputError(`${value} micro-units are beyond what can be counted`);
  }
  return number;
}

/** `numerator ÷ denominator` rounded half to even; exact, also for negative numerators. The denominator is positive. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const quotient = magnitude / denominator;
  const twice = 2n * (magnitude % denominator);
  const up =
    twice > denominator || (twice === denominator && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return numerator < 0n ? -rounded : rounded;
}

/** Whether the text is a decimal number: digits, optional sign, point and exponent ("1e-7"). */
export function isDecimal(text: string): boolean {
  return tryParse(text) !== null;
}

/**
 * Decimal text in major units as integer micro-units, rounded once, half to even. Throws InputError when the text is
 * no decimal number or the result is beyond 2^53.
 */
export function toMicros(text: string): number {
  const { digits, scale } = parse(text);
  const micros =
    scale <= 6
      ? digits * 10n ** BigInt(6 - scale)
      : divideHalfEven(digits, 10n ** BigInt(scale - 6));
  return toSafe(micros);
}

/** Micro-units as exact decimal text in major units: 19500000 is "19.5". */
export function formatMicros(micros: number | bigint): string {
  return formatDecimal({ digits: BigInt(micros), scale: 6 });
}

/** Exact sum of decimal texts, as plain decimal text without exponent or trailing zeros; "0" for none. */
export function sumExact(texts: Iterable<string>): string {
  let sum: Decimal = { digits: 0n, scale: 0 };
  for (const text of texts) {
    sum = add(sum, parse(text));
  }
  return formatDecimal(sum);
}

/** Exact sum of two decimal texts. */
export function addExact(a: string, b: string): string {
  return formatDecimal(add(parse(a), parse(b)));
}

/** Exact product of two decimal texts. */
export function multiplyExact(a: string, b: string): string {
  const left = parse(a);
  const right = parse(b);
  return formatDecimal({
    digits: left.digits * right.digits,
    scale: left.scale + right.scale,
  });
}

/** −1, 0 or 1 as `a` is less than, equal to or greater than `b`. */
export function compareExact(a: string, b: string): -1 | 0 | 1 {
  const right = parse(b);
  const { digits } = add(parse(a), { ...right, digits: -right.digits });
  if (digits === 0n) {
    return 0;
  }
  return digits < 0n ? -1 : 1;
}

/** Decimal texts as integers of one common scale, in the same order: what a proportional split needs. */
export function toCommonScale(texts: readonly string[]): {
  digits: bigint[];
  scale: number;
} {
  const decimals = texts.map(parse);
  const scale = decimals.reduce((max, d) => Math.max(max, d.scale), 0);
  return {
    digits: decimals.map(d => d.digits * 10n ** BigInt(scale - d.scale)),
    scale,
  };
}
