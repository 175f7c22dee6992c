import { isDecimal, toMicros } from 'backstage-plugin-ai-scorecards-common';
import { Amount, UsageRecord } from 'backstage-plugin-ai-scorecards-node';

/** Columns of counts are four bytes wide, those of tokens and money hold what a number can count exactly. */
const LARGEST_COUNT = 2 ** 31 - 1;
const ACCOUNT_CHARACTERS = 255;

/**
 * Why a row cannot become a fact, as one sentence; undefined when it can. Sources hand over what they parsed; this
 * is the last look before numbers are added up.
 */
export function usageRecordFault(
  record: UsageRecord,
  expected: { day: string; currency: string },
): string | undefined {
  if (record.day !== expected.day) {
    return `The row is of ${record.day}, and ${expected.day} was asked for`;
  }
  const { key } = record.account;
  if (key.trim() === '') return 'The row names no account';
  if (key.length > ACCOUNT_CHARACTERS || key.includes('\u0000')) {
    return 'The name of the account cannot be stored';
  }
  for (const [name, value] of Object.entries(record.counters)) {
    if (isBadCount(value, largestOf(name))) return `${name} is ${value}`;
  }
  for (const { model, tokensIn, tokensOut } of record.models ?? []) {
    for (const tokens of [tokensIn, tokensOut]) {
      if (isBadCount(tokens, Number.MAX_SAFE_INTEGER)) {
        return `The tokens of ${model} are ${tokens}`;
      }
    }
  }
  if (record.credits !== null) {
    const fault = decimalFault(record.credits);
    if (fault) return `credits: ${fault}`;
  }
  for (const amount of record.amounts) {
    const fault = amountFault(amount, expected.currency);
    if (fault) return fault;
  }
  return undefined;
}

/** The largest figure of a counter, a token count or an amount in micro-units that is kept, by its name in any case. */
export function largestOf(name: string): number {
  return name.startsWith('tokens') || /micros$/i.test(name)
    ? Number.MAX_SAFE_INTEGER
    : LARGEST_COUNT;
}

/** Why an amount cannot be counted in a currency, as one sentence; undefined when it can. */
export function amountFault(
  { exact, currency }: Amount,
  expected: string,
): string | undefined {
  if (currency.toUpperCase() !== expected) {
    return `The amount is in ${currency}, and the tool's contract is in ${expected}`;
  }
  const fault = decimalFault(exact);
  return fault && `amount: ${fault}`;
}

function decimalFault(text: string): string | undefined {
  if (!isDecimal(text)) return `"${text.slice(0, 40)}" is not a number`;
  try {
    toMicros(text);
    return undefined;
  } catch {
    return `${text.slice(0, 40)} is beyond what can be counted`;
  }
}

function isBadCount(
  value: number | null | undefined,
  largest: number,
): boolean {
  if (value === null || value === undefined) return false;
  return !Number.isInteger(value) || value < 0 || value > largest;
}
