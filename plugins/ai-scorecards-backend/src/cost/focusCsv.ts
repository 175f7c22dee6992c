import {
  addMonths,
  firstDay,
  formatMicros,
} from 'backstage-plugin-ai-scorecards-common';
import { CsvValue, Decimal, decimalCell, writeCsv } from '../csv/writeCsv';
import { Allocation } from './allocations';

/** What is public of a tool. */
export interface FocusTool {
  title: string;
  vendor: string | null;
}

/** A tool nobody named a vendor of. */
const UNKNOWN_VENDOR = 'Unknown';

/** Columns of FOCUS 1.2 that cost of AI tools has something to say in, and our own behind `x_`. */
const HEADER = [
  'BilledCost',
  'BillingAccountId',
  'BillingAccountName',
  'BillingAccountType',
  'BillingCurrency',
  'BillingPeriodStart',
  'BillingPeriodEnd',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ChargeFrequency',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'ConsumedQuantity',
  'ConsumedUnit',
  'ContractedCost',
  'EffectiveCost',
  'InvoiceId',
  'InvoiceIssuerName',
  'ListCost',
  'PricingCurrency',
  'PricingQuantity',
  'PricingUnit',
  'ProviderName',
  'PublisherName',
  'ResourceId',
  'ServiceCategory',
  'ServiceName',
  'SkuId',
  'SkuPriceId',
  'SubAccountId',
  'Tags',
  'x_Tool',
  'x_Team',
  'x_CostCentre',
  'x_Bucket',
  'x_PriceSource',
  'x_Closed',
  'x_AdjustmentOf',
];

/** Start of a month as FOCUS writes times. */
const startOf = (month: string) => `${firstDay(month)}T00:00:00Z`;

/**
 * All cost of a month as FOCUS 1.2: rows of seats and rows of usage by team and bucket, adjustments of closed months as
 * corrections. It holds no usage value, which is no cost, no day, which may speak of one person, and no person.
 */
export function focusCsv(
  allocations: readonly Allocation[],
  toolOf: (ref: string) => FocusTool,
): string {
  return writeCsv(
    HEADER,
    allocations
      .filter(({ line }) => line.kind !== 'value')
      .map(part => rowOf(part, toolOf(part.line.tool))),
  );
}

function rowOf(part: Allocation, tool: FocusTool): (CsvValue | Decimal)[] {
  const { line, adjustmentOf } = part;
  const isSeat = line.kind === 'seat';
  const cost = decimalCell(formatMicros(part.micros));
  const vendor = tool.vendor ?? UNKNOWN_VENDOR;
  const charged = adjustmentOf ?? line.month;
  const what = isSeat ? 'Seats' : 'Usage';
  const tags = {
    ...(part.team && { team: part.team }),
    ...(part.costCentre && { costCentre: part.costCentre }),
    ...(part.bucket && { bucket: part.bucket }),
  };
  const values: Record<string, CsvValue | Decimal> = {
    BilledCost: cost,
    BillingAccountId: line.source,
    BillingAccountName: line.source,
    BillingAccountType: 'Source',
    BillingCurrency: line.currency,
    BillingPeriodStart: startOf(line.month),
    BillingPeriodEnd: startOf(addMonths(line.month, 1)),
    ChargeCategory: isSeat ? 'Purchase' : 'Usage',
    ChargeClass: adjustmentOf === null ? null : 'Correction',
    ChargeDescription: `${what} of ${tool.title}`,
    ChargeFrequency: isSeat ? 'Recurring' : 'Usage-Based',
    ChargePeriodStart: startOf(charged),
    ChargePeriodEnd: startOf(addMonths(charged, 1)),
    ContractedCost: cost,
    EffectiveCost: cost,
    InvoiceIssuerName: vendor,
    ListCost: cost,
    ProviderName: vendor,
    PublisherName: vendor,
    ServiceCategory: 'AI and Machine Learning',
    ServiceName: tool.title,
    SkuId: `${line.tool}#${line.kind}`,
    Tags: JSON.stringify(tags),
    x_Tool: line.tool,
    x_Team: part.team,
    x_CostCentre: part.costCentre,
    x_Bucket: part.bucket,
    x_PriceSource: part.priceSource,
    x_Closed: line.closed ? 'true' : 'false',
    x_AdjustmentOf: adjustmentOf,
  };
  return HEADER.map(column => values[column] ?? null);
}
