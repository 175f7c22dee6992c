import { formatMicros } from 'backstage-plugin-ai-scorecards-common';
import type {
  AccountRef,
  UsageCounters,
  UsageFeature,
  UsageRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { accountOf } from './account';

/**
 * What data points add up to: a counter, an amount in micro-units, or that a feature was used. `tokensInOrCached` is input
 * that what was read from the cache is part of, as some tools count it.
 */
export type SumField =
  | keyof UsageCounters
  | 'tokensInOrCached'
  | 'usageMicros'
  | 'valueMicros'
  | `feature.${UsageFeature}`;

/** A sum as it is stored; numbers come as text from one engine. */
export interface StoredSum {
  account: string;
  model: string;
  field: string;
  amount: number | string;
}

/** Records of a day's sums, one for each account and model. */
export function* sumRecords(
  day: string,
  currency: string,
  sums: readonly StoredSum[],
): Generator<UsageRecord> {
  let record: UsageRecord | undefined;
  let last: string | undefined;
  let inOrCached: number | null = null;
  for (const { account, model, field, amount } of sums) {
    const key = `${account}\n${model}`;
    if (!record || key !== last) {
      if (record) yield withInput(record, inOrCached);
      record = emptyRecord(day, account, model);
      last = key;
      inOrCached = null;
    }
    if (field === 'tokensInOrCached') inOrCached = Number(amount);
    else addSum(record, model, currency, field, Number(amount));
  }
  if (record) yield withInput(record, inOrCached);
}

/** The account of a sum: an e-mail address, or an id of the vendor. */
export function sumAccount(account: string): AccountRef {
  return account.includes('@') ? accountOf(account) : accountOf(account, 'id');
}

function emptyRecord(day: string, account: string, model: string): UsageRecord {
  return {
    type: 'usage',
    account: sumAccount(account),
    day,
    counters: {},
    features: [],
    flagged: false,
    credits: null,
    amounts: [],
    ...(model !== '' && { models: [{ model }] }),
  };
}

/** Input without what was read from the cache. Of a part of a batch more may be known to be cached than came in. */
function withInput(
  record: UsageRecord,
  inOrCached: number | null,
): UsageRecord {
  if (inOrCached === null) return record;
  const { tokensIn, tokensCacheRead } = record.counters;
  const fresh = Math.max(0, inOrCached - (tokensCacheRead ?? 0));
  record.counters.tokensIn = (tokensIn ?? 0) + fresh;
  for (const entry of record.models ?? []) {
    entry.tokensIn = record.counters.tokensIn;
  }
  return record;
}

function addSum(
  record: UsageRecord,
  model: string,
  currency: string,
  field: string,
  amount: number,
): void {
  if (field.startsWith('feature.')) {
    record.features.push(field.slice('feature.'.length) as UsageFeature);
  } else if (field === 'usageMicros' || field === 'valueMicros') {
    record.amounts.push({
      kind: field === 'usageMicros' ? 'usage' : 'value',
      source: 'estimate',
      exact: formatMicros(amount),
      currency,
      ...(model !== '' && { model }),
    });
  } else {
    record.counters[field as keyof UsageCounters] = amount;
    const entry = record.models?.[0];
    if (entry && field === 'tokensIn') entry.tokensIn = amount;
    if (entry && field === 'tokensOut') entry.tokensOut = amount;
  }
}
