import {
  DownloadedLine,
  SourceError,
} from 'backstage-plugin-ai-scorecards-node';
import { parse } from 'csv-parse/sync';
import { BillingLine } from './billingLine';

const REQUIRED = [
  'date',
  'username',
  'product',
  'sku',
  'gross_amount',
  'net_amount',
] as const;

/** A line of a report: what it says, or that it could not be read. */
export type CsvLine =
  | { state: 'line'; raw: string; line: BillingLine }
  | { state: 'malformed'; raw: string; reason: string };

/**
 * Reads the lines of one file of a billing report; columns are found by their names in its header, in any order. Throws
 * a {@link SourceError}: `unavailable` for a file that was cut off within a line, `unexpected` for one without the columns
 * that the amounts stand in.
 */
export async function* parseBillingCsv(
  lines: AsyncIterable<DownloadedLine>,
  what: string,
): AsyncGenerator<CsvLine, void, void> {
  let header: string[] | undefined;
  for await (const { text, terminated } of lines) {
    const values = valuesOf(text);
    if (!terminated && values?.length !== (header?.length ?? NaN)) {
      throw new SourceError('unavailable', `${what} was cut off within a line`);
    }
    if (!header) {
      header = headerOf(values, what);
    } else if (!values || values.length !== header.length) {
      yield {
        state: 'malformed',
        raw: text,
        reason: values
          ? `The line has ${values.length} values where the header has ${header.length}`
          : 'The line is not CSV',
      };
    } else {
      yield lineOf(text, header, values);
    }
  }
  if (!header) throw new SourceError('unavailable', `${what} is empty`);
}

/** Undefined for what is not one line of CSV. */
function valuesOf(text: string): string[] | undefined {
  try {
    const records: string[][] = parse(text, { relax_column_count: true });
    return records.length === 1 ? records[0] : undefined;
  } catch {
    // The parser's message quotes the line, which names people; its raw text is kept for operators.
    return undefined;
  }
}

function headerOf(values: string[] | undefined, what: string): string[] {
  const header = (values ?? []).map(name => name.trim().toLowerCase());
  const missing = REQUIRED.filter(name => !header.includes(name));
  if (missing.length > 0) {
    throw new SourceError(
      'unexpected',
      `${what} has no column ${missing.join(', ')}`,
    );
  }
  return header;
}

function lineOf(
  raw: string,
  header: readonly string[],
  values: readonly string[],
): CsvLine {
  const valueOf = (name: string) => {
    const index = header.indexOf(name);
    return index < 0 ? '' : values[index].trim();
  };
  const day = valueOf('date').slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) {
    return { state: 'malformed', raw, reason: 'date is not a day' };
  }
  return {
    state: 'line',
    raw,
    line: {
      day,
      username: valueOf('username'),
      product: valueOf('product'),
      sku: valueOf('sku'),
      model: valueOf('model'),
      gross: valueOf('gross_amount'),
      net: valueOf('net_amount'),
      organization: valueOf('organization'),
      distinct: [valueOf('repository'), valueOf('cost_center_name')],
    },
  };
}
