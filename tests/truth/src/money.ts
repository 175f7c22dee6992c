/** Money as exact fractions of a currency unit, and as whole micro-units. */

/** `top` ÷ `bottom`; `bottom` is above zero. */
export interface Fraction {
  top: bigint;
  bottom: bigint;
}

export const ZERO: Fraction = { top: 0n, bottom: 1n };

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisor(b, a % b);
}

/** A fraction in lowest terms. */
export function fraction(top: bigint, bottom: bigint): Fraction {
  const common = divisor(top < 0n ? -top : top, bottom) || 1n;
  return { top: top / common, bottom: bottom / common };
}

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { top: -b.top, bottom: b.bottom });
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.top, a.bottom * b.bottom);
}

export function isAbove(a: Fraction, b: Fraction): boolean {
  return a.top * b.bottom > b.top * a.bottom;
}

/** Reads plain decimal text such as `-12.345`. */
export function decimal(text: string): Fraction {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) {
    throw new Error(`'${text}' is not a decimal number`);
  }
  const digits = BigInt(match[2] + (match[3] ?? ''));
  const bottom = 10n ** BigInt((match[3] ?? '').length);
  return fraction(match[1] ? -digits : digits, bottom);
}

/** Writes a fraction whose bottom divides a power of ten as plain decimal text, without trailing zeros. */
export function decimalText({ top, bottom }: Fraction): string {
  let scale = 0;
  while (10n ** BigInt(scale) % bottom !== 0n) {
    scale += 1;
  }
  const digits = (top * 10n ** BigInt(scale)) / bottom;
  const text = (digits < 0n ? -digits : digits)
    .toString()
    .padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const rest = text.slice(text.length - scale);
  return `${digits < 0n ? '-' : ''}${whole}${rest ? `.${rest}` : ''}`;
}

/** The nearest whole number, a half going to the even neighbour. */
export function roundHalfEven({ top, bottom }: Fraction): bigint {
  const floor = top >= 0n ? top / bottom : -((-top + bottom - 1n) / bottom);
  const twice = 2n * (top - floor * bottom);
  if (twice > bottom || (twice === bottom && floor % 2n !== 0n)) {
    return floor + 1n;
  }
  return floor;
}

/** An amount in currency units as whole micro-units. */
export function toMicros(amount: Fraction): bigint {
  return roundHalfEven(times(amount, { top: 1_000_000n, bottom: 1n }));
}

/**
 * Divides a whole amount by weights: everybody gets the whole part of their
 * exact share, what is left goes one by one to the largest remainders, and of
 * equal remainders to the smaller key first.
 */
export function split(
  amount: bigint,
  shares: { key: string; weight: bigint }[],
): Map<string, bigint> {
  const sign = amount < 0n ? -1n : 1n;
  const whole = amount * sign;
  const allZero = shares.every(share => share.weight === 0n);
  const weights = shares.map(({ key, weight }) => ({
    key,
    weight: allZero ? 1n : weight,
  }));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0n);
  const parts = weights.map(({ key, weight }) => ({
    key,
    part: (whole * weight) / total,
    remainder: (whole * weight) % total,
  }));
  let left = whole - parts.reduce((sum, { part }) => sum + part, 0n);
  parts.sort((a, b) => {
    if (a.remainder !== b.remainder) {
      return a.remainder > b.remainder ? -1 : 1;
    }
    return a.key < b.key ? -1 : 1;
  });
  const result = new Map<string, bigint>();
  for (const { key, part } of parts) {
    result.set(key, sign * (left > 0n ? part + 1n : part));
    left -= left > 0n ? 1n : 0n;
  }
  return result;
}
