import { createHash } from 'node:crypto';
import {
  addDays,
  isDecimal,
  toMicros,
} from 'backstage-plugin-ai-scorecards-common';
import { NOBODY } from '../account';
import { largestOf } from '../../usageRecordFault';
import type { SumField } from '../sumRecords';
import { Observation } from './observations';
import {
  Attributes,
  FieldsOf,
  MetricRule,
  toolTables,
  ToolTable,
} from './tools';

/** Stamps may be ahead of the portal's clock by so much, clocks of laptops being what they are. */
const AHEAD_MS = 10 * 60_000;
/** So many UTC days a data point may be late: as long as those that came are remembered. */
export const DAYS_LATE = 7;
const LATE_NANOS = BigInt(DAYS_LATE) * 86_400_000_000_000n;
const ACCOUNT_CHARACTERS = 255;
const MODEL_CHARACTERS = 100;

/**
 * Who a point is of, the first attribute that is there: an e-mail address, else an id of the vendor's. Not `user.id` and
 * `installation.id`, which tools make up anew for each installation and no vendor knows.
 */
const PERSON = ['user.email', 'user.account_uuid', 'user.account_id'];

/** How telemetry is taken, from `aiScorecards.sources.otlp`. */
export interface OtlpSettings {
  /** Why the door is shut: a sentence on what is wrong with its configuration. */
  fault?: string;
  /** Entity refs of tools by the ids of their tables. */
  tools: Readonly<Record<string, string>>;
  /** Ids of the organisations whose telemetry is taken; empty: of all. */
  organizations: readonly string[];
  /** Whether what names no organisation is rejected, where its tool can name one. */
  organizationRequired: boolean;
  /** What a cost that a tool reports of itself is. */
  costIs: 'usage' | 'value';
}

/** A sum that grows since its start. */
export interface Series {
  digest: string;
  /** Nanoseconds since 1970, with leading zeros. */
  at: string;
  /** It began before anything that is taken today: where it is met for the first time, part of it is of other days. */
  isOld: boolean;
}

/** What counts of an observation. */
export interface Counted {
  tool: string;
  day: string;
  account: string;
  model: string;
  fields: readonly SumField[];
  /** A count, or micro-units. */
  amount: number;
  /** Tells the observation from all others, so that it counts once. */
  digest: number;
  /** Where the amount is a sum since the start of its series: which one, and the time. */
  series: Series | null;
}

/** An observation that counts, one that is nothing we count, or why it is rejected. */
export type ReadResult =
  | { state: 'counted'; counted: Counted }
  | { state: 'ignored' }
  | { state: 'rejected'; reason: string };

const IGNORED: ReadResult = { state: 'ignored' };
const rejected = (reason: string): ReadResult => ({
  state: 'rejected',
  reason,
});

/**
 * Says what an observation counts for.
 * @param now - the moment it arrived: the day of one without a time stamp
 */
export function readObservation(
  observation: Observation,
  signal: 'metric' | 'event',
  settings: OtlpSettings,
  now: Date,
  currency: string,
): ReadResult {
  const { name, attributes, value } = observation;
  const table = toolTables.find(each => each.owns(name, attributes));
  const rule = table && ruleOf(table, name, signal);
  if (!table || !rule || isExcepted(rule, attributes)) return IGNORED;
  const fields = rule.isCost
    ? [costField(settings)]
    : fieldsOf(rule.fields, attributes);
  if (fields.length === 0 || value === null) return IGNORED;

  const organization = attributes.get('organization.id');
  if (
    organization !== undefined &&
    settings.organizations.length > 0 &&
    !settings.organizations.includes(organization)
  ) {
    return rejected('organization.id is of another organisation');
  }
  if (
    organization === undefined &&
    settings.organizationRequired &&
    table.namesOrganization
  ) {
    return rejected('organization.id is missing');
  }
  if (rule.isCost && currency !== 'USD') {
    return rejected(`${name} is in USD, and the contracts are in ${currency}`);
  }
  const amount = amountOf(value, rule.isCost ?? false);
  const largest = Math.min(...fields.map(largestOf));
  if (amount === undefined) {
    return rejected(
      rule.isCost
        ? `${name} is no amount`
        : `${name} is no whole number, zero or more`,
    );
  }
  if (amount > largest) return rejected(`${name} is more than ${largest}`);
  const day = dayOf(observation.time, now);
  const today = now.toISOString().slice(0, 10);
  if (day === undefined) return rejected('timeUnixNano is in the future');
  if (day < addDays(today, -DAYS_LATE)) {
    return rejected(`timeUnixNano is more than ${DAYS_LATE} days ago`);
  }
  const series = seriesText(observation);
  return {
    state: 'counted',
    counted: {
      tool: settings.tools[table.id] ?? table.tool,
      day,
      account: accountName(attributes),
      model: modelOf(table, attributes),
      fields,
      amount,
      digest: shortDigest(
        // Without a time nothing but the value tells two observations apart.
        `${series}\n${observation.time ?? `${day} ${value}`}`,
      ),
      series:
        observation.isCumulative && observation.time !== null
          ? {
              digest: createHash('sha256')
                .update(series)
                .digest('hex')
                .slice(0, 32),
              at: observation.time.padStart(20, '0'),
              isOld: isOld(observation.start, observation.time),
            }
          : null,
    },
  };
}

function ruleOf(
  table: ToolTable,
  name: string,
  signal: 'metric' | 'event',
): MetricRule | undefined {
  if (signal === 'metric') {
    return Object.hasOwn(table.metrics, name) ? table.metrics[name] : undefined;
  }
  return Object.hasOwn(table.events, name)
    ? { fields: table.events[name] }
    : undefined;
}

function isExcepted({ unless }: MetricRule, attributes: Attributes): boolean {
  return (
    unless !== undefined && attributes.get(unless.attribute) === unless.value
  );
}

function fieldsOf(of: FieldsOf, attributes: Attributes): readonly SumField[] {
  if (!('attribute' in of)) return of;
  const value = attributes.get(of.attribute) ?? '';
  return Object.hasOwn(of.values, value) ? of.values[value] : [];
}

function costField({ costIs }: OtlpSettings): SumField {
  return costIs === 'usage' ? 'usageMicros' : 'valueMicros';
}

function amountOf(value: string, isCost: boolean): number | undefined {
  if (!isDecimal(value)) return undefined;
  if (isCost) {
    try {
      const micros = toMicros(value);
      return micros >= 0 ? micros : undefined;
    } catch {
      return undefined;
    }
  }
  const count = Number(value);
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/** The UTC day of a time in nanoseconds; that of the arrival without one, undefined for a time to come. */
function dayOf(time: string | null, now: Date): string | undefined {
  if (time === null) return now.toISOString().slice(0, 10);
  const at = Number(BigInt(time) / 1_000_000n);
  if (at > now.getTime() + AHEAD_MS) return undefined;
  // A stamp of a laptop that is ahead over midnight is of today all the same.
  return new Date(Math.min(at, now.getTime())).toISOString().slice(0, 10);
}

function isOld(start: string | null, time: string): boolean {
  return start !== null && BigInt(time) - BigInt(start) > LATE_NANOS;
}

function accountName(attributes: Attributes): string {
  const found = PERSON.map(name => attributes.get(name)?.trim()).find(Boolean);
  return found === undefined ||
    found.length > ACCOUNT_CHARACTERS ||
    found.includes('\u0000')
    ? NOBODY
    : found.toLocaleLowerCase('en-US');
}

function modelOf(table: ToolTable, attributes: Attributes): string {
  const found = table.model.map(name => attributes.get(name)).find(Boolean);
  return (found ?? '').replaceAll('\u0000', '').slice(0, MODEL_CHARACTERS);
}

/** Everything that makes a series what it is, whatever the order of its attributes. */
function seriesText({ name, attributes, start }: Observation): string {
  return JSON.stringify([
    name,
    start,
    [...attributes].sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}

/** 53 bits, which both databases and JSON hold as a number. */
function shortDigest(text: string): number {
  const hash = createHash('sha256').update(text).digest();
  return Number(hash.readBigUInt64BE(0) >> 11n);
}
