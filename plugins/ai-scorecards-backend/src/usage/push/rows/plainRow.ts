import { isDay, isDecimal } from 'backstage-plugin-ai-scorecards-common';
import type {
  Amount,
  UsageCounters,
  UsageFeature,
} from 'backstage-plugin-ai-scorecards-node';
import { accountOf } from '../account';
import { TOOL_CHARACTERS } from '../pushedSource';
import type { PushedRow } from '../PushStore';
import { usageRecordFault } from '../../usageRecordFault';

const COUNTERS = [
  'interactions',
  'suggestions',
  'acceptances',
  'sessions',
  'linesAdded',
  'linesRemoved',
  'commits',
  'pullRequests',
  'tokensIn',
  'tokensOut',
  'tokensCacheRead',
  'tokensCacheWrite',
] as const satisfies readonly (keyof UsageCounters)[];

const FEATURES: readonly UsageFeature[] = [
  'completion',
  'chat',
  'agent',
  'cli',
  'review',
  'other',
];

const KINDS = ['email', 'login', 'id', 'api-key', 'service'] as const;

/** Names of the plain form, which are the columns of its CSV too. */
export const ROW_REQUIRED = ['tool', 'day', 'account'] as const;
export const ROW_OPTIONAL = [
  'id',
  'accountKind',
  ...COUNTERS,
  'credits',
  'usageAmount',
  'valueAmount',
  'currency',
  'model',
  'features',
  'active',
] as const;

const NAMES: ReadonlySet<string> = new Set([...ROW_REQUIRED, ...ROW_OPTIONAL]);
const ID_CHARACTERS = 200;
/** No row has so many: what is beyond is not looked at one by one. */
const MOST_FIELDS = 100;

/** What rows are checked against. */
export interface RowRules {
  /** UTC days: nothing after the one and before the other is taken. */
  today: string;
  oldest: string;
  /** ISO 4217 of the contracts. */
  currency: string;
  /** The tool of rows that name none. */
  tool?: string;
}

/** A row with its tool's entity ref, or every fault of it. */
export type ReadRow =
  | { row: PushedRow & { tool: string } }
  | { faults: string[] };

/**
 * Reads one row of the plain form. Values may be text, as CSV has them, or what JSON says; a value that is left out,
 * null or empty says nothing, which is not zero.
 */
export function readPlainRow(value: unknown, rules: RowRules): ReadRow {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { faults: ['a row must be an object'] };
  }
  if (Object.keys(value).length > MOST_FIELDS) {
    return { faults: [`a row must not have more than ${MOST_FIELDS} fields`] };
  }
  const fields = Object.entries(value).filter(
    ([, given]) => given !== null && given !== undefined && given !== '',
  );
  const faults = fields
    .filter(([name]) => !NAMES.has(name))
    .map(([name]) => `${name.slice(0, 40)} is not a field of a row`);
  const given = new Map<string, unknown>(fields);
  const text = (name: string, most: number): string | undefined => {
    const found = given.get(name);
    if (found === undefined) return undefined;
    if (typeof found !== 'string' || found.trim() === '') {
      faults.push(`${name} must be text`);
      return undefined;
    }
    if (found.length > most || found.includes('\u0000')) {
      faults.push(`${name} must not be longer than ${most} characters`);
      return undefined;
    }
    return found.trim();
  };
  const decimal = (name: string): string | null => {
    const found = text(name, 40);
    if (found === undefined) return null;
    if (isDecimal(found)) return found;
    faults.push(`${name} must be decimal text such as "1.25"`);
    return null;
  };
  const count = (name: string): number | null => {
    const found = given.get(name);
    if (found === undefined) return null;
    const number =
      typeof found === 'string' && /^\d{1,16}$/.test(found.trim())
        ? Number(found)
        : found;
    if (
      typeof number === 'number' &&
      Number.isSafeInteger(number) &&
      number >= 0
    ) {
      return number;
    }
    faults.push(`${name} must be a whole number, zero or more`);
    return null;
  };

  const tool = toolRef(text('tool', 200) ?? rules.tool);
  if (tool === undefined) {
    faults.push(
      `tool must name a tool, such as resource:default/claude-code, in up to ${TOOL_CHARACTERS} characters`,
    );
  }
  const day = text('day', 40) ?? '';
  if (!isDay(day)) faults.push('day must be a UTC day such as 2026-11-22');
  else if (day > rules.today) {
    faults.push(`day must not be in the future: today is ${rules.today}, UTC`);
  } else if (day < rules.oldest) {
    faults.push(
      `day must not be before ${rules.oldest}: nothing older is kept`,
    );
  }
  const account = text('account', 255);
  if (account === undefined && !given.has('account')) {
    faults.push('account must name who used the tool');
  }
  const kind = text('accountKind', 20);
  const accountKind = KINDS.find(each => each === kind);
  if (kind !== undefined && accountKind === undefined) {
    faults.push(`accountKind must be one of ${KINDS.join(', ')}`);
  }
  const counters: UsageCounters = {};
  for (const name of COUNTERS) {
    const number = count(name);
    if (number !== null) counters[name] = number;
  }
  const model = text('model', 100);
  const currency = text('currency', 3)?.toUpperCase() ?? rules.currency;
  if (currency !== rules.currency) {
    faults.push(
      `currency must be ${rules.currency}, as in the contracts: amounts of several currencies cannot be added`,
    );
  }
  const amounts = (['usage', 'value'] as const).flatMap((each): Amount[] => {
    const exact = decimal(`${each}Amount`);
    return exact === null
      ? []
      : [
          {
            kind: each,
            source: 'estimate',
            exact,
            currency,
            ...(model && { model }),
          },
        ];
  });
  const features = featuresOf(given.get('features'));
  if (features === undefined) {
    faults.push(`features must be some of ${FEATURES.join(', ')}`);
  }
  const active = booleanOf(given.get('active'));
  if (active === undefined) faults.push('active must be true or false');
  const id = text('id', ID_CHARACTERS);
  const credits = decimal('credits');
  if (faults.length > 0 || tool === undefined || account === undefined) {
    return { faults };
  }
  const record: PushedRow['record'] = {
    type: 'usage',
    account: accountOf(account, accountKind),
    day,
    counters,
    features: features ?? [],
    flagged: active ?? false,
    credits,
    amounts,
    ...(model && {
      models: [
        {
          model,
          tokensIn: counters.tokensIn ?? null,
          tokensOut: counters.tokensOut ?? null,
        },
      ],
    }),
  };
  const fault = usageRecordFault(record, { day, currency });
  if (fault) return { faults: [fault] };
  return { row: { tool, record, ...(id !== undefined && { id }) } };
}

/** `claude-code`, `default/claude-code` and `resource:default/claude-code` are one tool. */
export function toolRef(name: string | undefined): string | undefined {
  const match = /^(?:([\w.-]+):)?(?:([\w.-]+)\/)?([\w.-]+)$/.exec(name ?? '');
  if (!match) return undefined;
  const [, kind = 'resource', namespace = 'default', rest] = match;
  const ref = `${kind}:${namespace}/${rest}`.toLocaleLowerCase('en-US');
  return ref.length <= TOOL_CHARACTERS ? ref : undefined;
}

function featuresOf(value: unknown): UsageFeature[] | undefined {
  if (value === undefined) return [];
  const names =
    typeof value === 'string' ? value.split(/[;\s]+/).filter(Boolean) : value;
  if (!Array.isArray(names)) return undefined;
  const found = FEATURES.filter(each => names.includes(each));
  return found.length === new Set(names).size ? found : undefined;
}

function booleanOf(value: unknown): boolean | undefined {
  if (value === undefined) return false;
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return undefined;
}
