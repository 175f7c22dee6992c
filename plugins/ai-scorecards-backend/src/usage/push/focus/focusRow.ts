import {
  dayOf,
  dayIndex,
  divideHalfEven,
  formatMicros,
  isDecimal,
  toMicros,
} from 'backstage-plugin-ai-scorecards-common';
import type { CostRecord } from 'backstage-plugin-ai-scorecards-node';
import { toolRef } from '../rows/plainRow';

/** Columns of FOCUS that are read; all others are passed over. */
export const FOCUS_REQUIRED = [
  'BilledCost',
  'BillingCurrency',
  'ChargePeriodStart',
  'ChargePeriodEnd',
] as const;
export const FOCUS_OPTIONAL = [
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ServiceName',
  'SubAccountId',
  'SkuId',
  'x_Tool',
] as const;

/** A charge is spread over no more days than this. */
const LONGEST_PERIOD = 366;
const DAY_MS = 86_400_000;

export interface FocusRules {
  /** UTC days: nothing after the one and before the other is taken. */
  today: string;
  oldest: string;
  /** ISO 4217 of the contracts. */
  currency: string;
  /** Entity refs of tools by `ServiceName` in lower case. */
  services: Readonly<Record<string, string>>;
}

/** A charge as lines of its tool's bill by day, or every fault of it with what can be told of its tool and UTC days. */
export type ReadCharge =
  | { tool: string; lines: CostRecord[] }
  | { faults: string[]; tool?: string; days?: readonly string[] };

/**
 * Reads one row of FOCUS. A charge over several days is spread over them so that its days add up to it; a purchase, as of
 * seats, is no use and stays beside the bill of it, with the days of it that have come. A correction of what was billed
 * before is of the first day of the period that it is billed in: the days that it corrects keep the bill that they have.
 */
export function readFocusRow(
  row: Readonly<Record<string, string>>,
  rules: FocusRules,
): ReadCharge {
  const faults: string[] = [];
  const cost = row.BilledCost ?? '';
  if (!isDecimal(cost)) faults.push('BilledCost must be a decimal number');
  const currency = (row.BillingCurrency ?? '').toUpperCase();
  if (currency !== rules.currency) {
    faults.push(
      `BillingCurrency must be ${rules.currency}, as in the contracts`,
    );
  }
  const days = isCorrection(row)
    ? dayOfCorrection(row.BillingPeriodStart ?? '', rules, faults)
    : daysOf(row, rules, faults);
  const service = row.ServiceName ?? '';
  const tool =
    toolRef(row.x_Tool || undefined) ??
    rules.services[service.toLocaleLowerCase('en-US')] ??
    toolRef(
      service.replace(/[^\w.-]+/g, '-').replace(/^-|-$/g, '') || undefined,
    );
  if (tool === undefined) {
    faults.push('x_Tool or ServiceName must say of which tool the charge is');
  }
  const leftOut = isPurchase(row);
  if (
    !leftOut &&
    days &&
    days[0] <= rules.today &&
    days[days.length - 1] > rules.today
  ) {
    faults.push(
      'ChargePeriodEnd must not be in the future: send the charge when its period is over',
    );
  }
  if (faults.length > 0 || tool === undefined || days === undefined) {
    return { faults, tool, days };
  }
  const description =
    [row.ChargeDescription, row.SkuId].filter(Boolean).join(' · ') || null;
  return {
    tool,
    lines: spread(cost, days)
      .filter(({ day }) => day <= rules.today)
      .map(({ day, exact }) => ({
        type: 'cost',
        day,
        amount: { kind: 'usage', source: 'invoice', exact, currency },
        description,
        workspace: row.SubAccountId || null,
        ...(leftOut && { leftOut }),
      })),
  };
}

function isPurchase(row: Readonly<Record<string, string>>): boolean {
  return (row.ChargeCategory ?? '').toLowerCase() === 'purchase';
}

function isCorrection(row: Readonly<Record<string, string>>): boolean {
  return (
    (row.ChargeClass ?? '').toLowerCase() === 'correction' &&
    Boolean(row.BillingPeriodStart)
  );
}

/** The UTC day that a correction is of; undefined when it cannot be told. */
function dayOfCorrection(
  billingPeriodStart: string,
  rules: FocusRules,
  faults: string[],
): string[] | undefined {
  const start = Date.parse(billingPeriodStart);
  if (Number.isNaN(start)) {
    faults.push('BillingPeriodStart must be a date');
    return undefined;
  }
  const day = Math.floor(start / DAY_MS);
  checkStart('BillingPeriodStart', day, rules, faults);
  return [dayOf(day)];
}

function checkStart(
  column: string,
  day: number,
  rules: FocusRules,
  faults: string[],
): void {
  if (day > dayIndex(rules.today)) {
    faults.push(`${column} must not be in the future`);
  }
  if (day < dayIndex(rules.oldest)) {
    faults.push(`${column} must not be before ${rules.oldest}`);
  }
}

/** UTC days from the start of the charge up to, but not including, its end; undefined when they cannot be told. */
function daysOf(
  row: Readonly<Record<string, string>>,
  rules: FocusRules,
  faults: string[],
): string[] | undefined {
  const start = Date.parse(row.ChargePeriodStart ?? '');
  const end = Date.parse(row.ChargePeriodEnd ?? '');
  if (Number.isNaN(start)) faults.push('ChargePeriodStart must be a date');
  if (Number.isNaN(end)) faults.push('ChargePeriodEnd must be a date');
  if (Number.isNaN(start) || Number.isNaN(end)) return undefined;
  const first = Math.floor(start / DAY_MS);
  const after = Math.max(Math.ceil(end / DAY_MS), first + 1);
  if (end < start || after - first > LONGEST_PERIOD) {
    faults.push('ChargePeriodEnd must be up to a year after its start');
    return undefined;
  }
  checkStart('ChargePeriodStart', first, rules, faults);
  return Array.from({ length: after - first }, (_, i) => dayOf(first + i));
}

/** One day keeps the amount as it was sent; several share its rounded micro-units, rounded cumulatively. */
function spread(
  cost: string,
  days: readonly string[],
): { day: string; exact: string }[] {
  if (days.length === 1) return [{ day: days[0], exact: cost }];
  const total = toMicros(cost);
  const upTo = (count: number) =>
    Number(divideHalfEven(BigInt(total) * BigInt(count), BigInt(days.length)));
  return days.map((day, i) => ({
    day,
    exact: formatMicros(upTo(i + 1) - upTo(i)),
  }));
}
