import { createHash } from 'node:crypto';
import { toMicros } from 'backstage-plugin-ai-scorecards-common';
import {
  CostRecord,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { ExactSum } from './exactSum';
import { cleanText, UnreadableRow, UnreadableRows } from './unreadableRows';
import { amountFault } from './usageRecordFault';

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

/** A vendor's bill of a day, in the order of its lines' texts whatever the order it came in. */
export interface AggregatedCostDay {
  lines: readonly CostLine[];
  rows: number;
  unreadable: {
    count: number;
    kept: readonly UnreadableRow[];
    tooMany: boolean;
  };
  exactUsage: string | null;
  exactValue: null;
  creditsKnown: null;
  checksum: string;
}

/** Reads a day of a bill. Lines are kept as they are, equal ones too: two equal lines are two costs. */
export async function aggregateCostDay(
  records: AsyncIterable<CostRecord | UnreadableRecord>,
  expected: { day: string; currency: string },
): Promise<AggregatedCostDay> {
  const lines: CostLine[] = [];
  const unreadable = new UnreadableRows();
  const sum = new ExactSum();
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
    const { exact } = record.amount;
    // What the ledger knows of the day is the tool's alone.
    if (!record.leftOut) sum.add(exact);
    lines.push({
      description: cut(record.description, DESCRIPTION_CHARACTERS),
      workspace: cut(record.workspace, WORKSPACE_CHARACTERS),
      micros: toMicros(exact),
      exact,
      leftOut: record.leftOut ?? false,
    });
  }
  lines.sort(
    (a, b) =>
      compareTexts(a.description, b.description) ||
      compareTexts(a.workspace, b.workspace) ||
      a.micros - b.micros ||
      compareTexts(a.exact, b.exact) ||
      Number(a.leftOut) - Number(b.leftOut),
  );
  const day = {
    lines,
    rows: lines.length,
    unreadable: {
      count: unreadable.count,
      kept: unreadable.kept,
      tooMany: unreadable.isTooMany(lines.length),
    },
    exactUsage: sum.value,
    exactValue: null,
    creditsKnown: null,
  };
  const checksum = createHash('sha256')
    .update(JSON.stringify([day.lines, day.unreadable]))
    .digest('hex');
  return { ...day, checksum };
}

function costRecordFault(
  { day, amount }: CostRecord,
  expected: { day: string; currency: string },
): string | undefined {
  if (day !== expected.day) {
    return `The line is of ${day}, and ${expected.day} was asked for`;
  }
  if (amount.kind !== 'usage') {
    return 'A bill holds costs, and this line is a value beside them';
  }
  if (amount.exact.length > EXACT_CHARACTERS) {
    return 'The amount has more digits than can be stored';
  }
  return amountFault(amount, expected.currency);
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
