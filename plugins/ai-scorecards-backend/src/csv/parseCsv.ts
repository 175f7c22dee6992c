/** A line of a CSV file by its header's names. */
export interface CsvLine {
  /** Line of the file on which it starts, the header being line 1. */
  line: number;
  values: Record<string, string>;
}

/** What is wrong with a line. */
export interface CsvFault {
  line: number;
  /** "has 1 values where the header has 3" */
  words: string;
}

export interface CsvResult {
  lines: CsvLine[];
  faults: CsvFault[];
  /** There are more lines than were to be read; the others are those that came before. */
  tooMany?: true;
}

/** A fault as a sentence that starts with its line. */
export function faultText({ line, words }: CsvFault): string {
  return `line ${line}: ${words}`;
}

/**
 * Reads CSV (RFC 4180: quotes, doubled quotes, line breaks in quotes; a byte order mark and blank lines are passed
 * over). Names of columns are compared without case, values are trimmed. The header must hold all `required` names and
 * none but those and the `optional` ones, unless others are passed over; a line must have as many values as the header.
 * Holds what it returns and never all values of the text.
 * @param mostLines - how many lines with a value to read below the header
 */
export function parseCsv(
  text: string,
  required: readonly string[],
  optional: readonly string[] = [],
  others: 'refused' | 'passed-over' = 'refused',
  mostLines = Infinity,
): CsvResult {
  const records = recordsOf(text.replace(/^\uFEFF/, ''));
  const header = records.next().value;
  const wanted = {
    line: 1,
    words: `the header must be ${required.join(',')}${optional
      .map(name => `[,${name}]`)
      .join('')}`,
  };
  if (!header || 'words' in header) return { lines: [], faults: [wanted] };
  const byLowerCase = new Map(
    [...required, ...optional].map(name => [name.toLowerCase(), name]),
  );
  const names = header.values.map(value =>
    byLowerCase.get(value.toLowerCase()),
  );
  const known = names.filter((name): name is string => name !== undefined);
  if (
    (known.length !== names.length && others === 'refused') ||
    new Set(known).size !== known.length ||
    required.some(name => !known.includes(name))
  ) {
    return { lines: [], faults: [wanted] };
  }
  const lines: CsvLine[] = [];
  const faults: CsvFault[] = [];
  let count = 0;
  for (const record of records) {
    if ('words' in record) {
      faults.push(record);
      continue;
    }
    count += 1;
    if (count > mostLines) return { lines, faults, tooMany: true };
    const { line, values } = record;
    if (values.length !== names.length) {
      faults.push({
        line,
        words: `has ${values.length} values where the header has ${names.length}`,
      });
      continue;
    }
    lines.push({
      line,
      values: Object.fromEntries(
        names.flatMap((name, index) =>
          name === undefined ? [] : [[name, values[index]]],
        ),
      ),
    });
  }
  return { lines, faults };
}

/** No form has so many columns: what says otherwise is not read on. */
const MOST_VALUES = 1_000;

interface CsvRecord {
  line: number;
  values: string[];
}

/** Reads a quoted value from its quote on, and where the blanks after it end; undefined where no quote closes it. */
function readQuoted(
  text: string,
  start: number,
): { value: string; end: number } | undefined {
  let value = '';
  let at = start + 1;
  // Not by a pattern, which would run out of stack in a value of some megabytes.
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    value += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    value += '"';
    at += 1;
  }
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return { value, end: at };
}

function linesIn(value: string): number {
  let lines = 0;
  for (
    let at = value.indexOf('\n');
    at >= 0;
    at = value.indexOf('\n', at + 1)
  ) {
    lines += 1;
  }
  return lines;
}

/** Records one by one, blank lines left out; ends with a fault where it cannot go on. */
function* recordsOf(text: string): Generator<CsvRecord | CsvFault, undefined> {
  let line = 1;
  let position = 0;
  while (position < text.length) {
    const record: CsvRecord = { line, values: [] };
    let endOfRecord = false;
    while (!endOfRecord) {
      const blank = /[ \t]*/y;
      blank.lastIndex = position;
      blank.exec(text);
      if (text[blank.lastIndex] === '"') {
        const quoted = readQuoted(text, blank.lastIndex);
        const next = quoted && text[quoted.end];
        if (!quoted || (next !== undefined && !/[,\r\n]/.test(next))) {
          yield { line: record.line, words: 'a quote is not closed' };
          return;
        }
        record.values.push(quoted.value.trim());
        line += linesIn(quoted.value);
        position = quoted.end;
      } else {
        const plain = /[^,\r\n]*/y;
        plain.lastIndex = position;
        record.values.push((plain.exec(text)?.[0] ?? '').trim());
        position = plain.lastIndex;
      }
      if (record.values.length > MOST_VALUES) {
        yield {
          line: record.line,
          words: `has more than ${MOST_VALUES} values`,
        };
        return;
      }
      if (text[position] === ',') {
        position += 1;
      } else {
        const end = /\r\n|\n|\r|$/y;
        end.lastIndex = position;
        end.exec(text);
        position = end.lastIndex;
        line += 1;
        endOfRecord = true;
      }
    }
    const isBlank = record.values.length === 1 && record.values[0] === '';
    if (!isBlank) yield record;
  }
}
