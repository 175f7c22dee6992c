import { createHash } from 'node:crypto';
import { toMicros } from 'backstage-plugin-ai-scorecards-common';
import {
  AccountRef,
  CostRecord,
  UnreadableRecord,
  UsageRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { AggregatedDay, DayAggregator } from './aggregateDay';
import { ExactSum } from './exactSum';
import { Repetitions, SENT_TWICE } from './Repetitions';
import { cleanText, UnreadableRow, UnreadableRows } from './unreadableRows';
import { amountFault, usageRecordFault } from './usageRecordFault';

const DESCRIPTION_CHARACTERS = 500;
const WORKSPACE_CHARACTERS = 255;
const EXACT_CHARACTERS = 60;

/** A line of a vendor's bill. */
export interface CostLine {
  description: string | null;
  workspace: string | null;
  micros: number;
  /** Decimal text in major units, as sent. */
  exact: string;
  /** Billed, but not for the tool. */
  leftOut: boolean;
}

/** A vendor's bill of a day, in the order of its lines' texts whatever the order it came in. Whoever has it closes it. */
export interface AggregatedCostDay {
  /** Lines without an account as they came; what accounts were billed is one line a description and workspace. */
  lines: readonly CostLine[];
  /** What accounts were billed, by account; no account acted by it. */
  named: AggregatedDay;
  /** Whether any line named an account. */
  byAccount: boolean;
  rows: number;
  unreadable: {
    count: number;
    kept: readonly UnreadableRow[];
    tooMany: boolean;
  };
  exactUsage: string | null;
  /** Of lines with an account; null when none said what its use is worth. */
  exactValue: string | null;
  creditsKnown: null;
  /** Whether what any account was billed is an estimate. */
  estimated: boolean;
  checksum: string;
  close(): Promise<void>;
}

/** Lines that name an account: a fact an account, and one line for all accounts of a description and workspace. */
class NamedLines {
  readonly #facts: DayAggregator;
  readonly #lines = new Map<
    string,
    Omit<CostLine, 'exact'> & { exact: ExactSum }
  >();

  constructor(expected: { day: string; currency: string }) {
    this.#facts = new DayAggregator({ ...expected, isBill: true });
  }

  async add(
    record: CostRecord,
    account: AccountRef,
    line: CostLine,
  ): Promise<void> {
    const key = JSON.stringify([line.description, line.workspace]);
    let sum = this.#lines.get(key);
    if (!sum) {
      sum = { ...line, micros: 0, exact: new ExactSum() };
      this.#lines.set(key, sum);
    }
    sum.micros += line.micros;
    sum.exact.add(line.exact);
    this.#facts.add(asUsage(record, account));
    if (this.#facts.isFull) await this.#facts.putAside();
  }

  lines(): CostLine[] {
    return [...this.#lines.values()].map(({ exact, ...line }) => ({
      ...line,
      exact: exact.value ?? '0',
    }));
  }

  finish(): Promise<AggregatedDay> {
    return this.#facts.finish();
  }

  close(): Promise<void> {
    return this.#facts.close();
  }
}

/** A line of a bill as what an account's use came to. */
function asUsage(record: CostRecord, account: AccountRef): UsageRecord {
  const { day, amount, value } = record;
  return {
    type: 'usage',
    account,
    day,
    counters: {},
    features: [],
    flagged: false,
    credits: null,
    amounts: value ? [amount, value] : [amount],
  };
}

/**
 * Reads a day of a bill. Lines without a repetition key are kept as they are, equal ones too: two equal lines are two
 * costs. Rejects when the stream does.
 */
export async function aggregateCostDay(
  records: AsyncIterable<CostRecord | UnreadableRecord>,
  expected: { day: string; currency: string },
): Promise<AggregatedCostDay> {
  const named = new NamedLines(expected);
  try {
    return await readBill(records, expected, named);
  } catch (error) {
    await named.close();
    throw error;
  }
}

async function readBill(
  records: AsyncIterable<CostRecord | UnreadableRecord>,
  expected: { day: string; currency: string },
  named: NamedLines,
): Promise<AggregatedCostDay> {
  const lines: CostLine[] = [];
  const repetitions = new Repetitions();
  const unreadable = new UnreadableRows();
  const sum = new ExactSum();
  let rows = 0;
  for await (const record of records) {
    if (record.type === 'unreadable') {
      unreadable.add(record);
      continue;
    }
    const reason = costRecordFault(record, expected);
    if (reason) {
      unreadable.add({ raw: JSON.stringify(record), reason });
      continue;
    }
    if (record.dedupeKey !== undefined) {
      const look = repetitions.look(record.dedupeKey, record);
      if (look === 'different') {
        unreadable.add({ raw: JSON.stringify(record), reason: SENT_TWICE });
      }
      if (look !== 'first') continue;
    }
    rows += 1;
    const { exact } = record.amount;
    // What the ledger knows of the day is the tool's alone.
    if (!record.leftOut) sum.add(exact);
    const line = {
      description: cut(record.description, DESCRIPTION_CHARACTERS),
      workspace: cut(record.workspace, WORKSPACE_CHARACTERS),
      micros: toMicros(exact),
      exact,
      leftOut: record.leftOut ?? false,
    };
    if (record.account && !record.leftOut) {
      await named.add(record, record.account, line);
    } else {
      lines.push(line);
    }
  }
  lines.push(...named.lines());
  lines.sort(
    (a, b) =>
      compareTexts(a.description, b.description) ||
      compareTexts(a.workspace, b.workspace) ||
      a.micros - b.micros ||
      compareTexts(a.exact, b.exact) ||
      Number(a.leftOut) - Number(b.leftOut),
  );
  const accounts = await named.finish();
  const day = {
    lines,
    named: accounts,
    byAccount: accounts.accounts > 0,
    rows,
    unreadable: {
      count: unreadable.count,
      kept: unreadable.kept,
      tooMany: unreadable.isTooMany(rows),
    },
    exactUsage: sum.value,
    exactValue: accounts.exactValue,
    creditsKnown: null,
    estimated: accounts.estimated,
  };
  const checksum = createHash('sha256')
    .update(JSON.stringify([day.lines, day.unreadable]))
    .update(day.byAccount ? accounts.checksum : '')
    .digest('hex');
  return { ...day, checksum, close: () => accounts.close() };
}

function costRecordFault(
  record: CostRecord,
  expected: { day: string; currency: string },
): string | undefined {
  const { day, amount, value, account } = record;
  if (day !== expected.day) {
    return `The line is of ${day}, and ${expected.day} was asked for`;
  }
  if (amount.kind !== 'usage') {
    return 'A bill holds costs, and this line is a value beside them';
  }
  if (value && value.kind !== 'value') {
    return 'What stands beside a cost is its value, and this is another cost';
  }
  if (
    [amount, value].some(each => (each?.exact.length ?? 0) > EXACT_CHARACTERS)
  ) {
    return 'The amount has more digits than can be stored';
  }
  return account
    ? usageRecordFault(asUsage(record, account), expected)
    : amountFault(amount, expected.currency);
}

function cut(text: string | null, length: number): string | null {
  return text === null ? null : cleanText(text, length);
}

function compareTexts(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
