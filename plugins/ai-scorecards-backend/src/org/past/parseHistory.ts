import { isDay } from 'backstage-plugin-ai-scorecards-common';
import { CsvLine, CsvResult, faultText, parseCsv } from '../../csv/parseCsv';
import { OPEN_END } from '../types';

/** A line of the people file: somebody in a team from a day up to, but not including, another. */
export interface PastMembership {
  person: string;
  team: string;
  from: string;
  to: string;
  /** Null where the file does not say who counts as a developer. */
  counted: boolean | null;
}

/** A line of the teams file. Without a parent the team stood at the top. */
export interface PastEdge {
  team: string;
  parent: string | null;
  from: string;
  to: string;
}

export interface Parsed<T> {
  rows: T[];
  /** Sentences that start with the line they speak of. */
  faults: string[];
}

const COUNTED: Record<string, boolean | null> = {
  '': null,
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

/**
 * Reads the people file: header `person,team,from,to` and, if wanted, `counted`; full entity refs; `to` is the first day
 * after, empty while it lasts. Two lines of one person and team must not share a day.
 */
export function parsePeopleHistory(text: string): Parsed<PastMembership> {
  const csv = parseCsv(text, ['person', 'team', 'from', 'to'], ['counted']);
  return collect(csv, (line, fault) => {
    const person = readRef(line, 'person', 'user', fault);
    const team = readRef(line, 'team', 'group', fault);
    const range = readRange(line, fault);
    const counted = COUNTED[(line.values.counted ?? '').toLowerCase()];
    if (counted === undefined) {
      fault('counted', 'must be true, false or empty');
    }
    if (!person || !team || !range || counted === undefined) return null;
    return {
      key: `${person} in ${team}`,
      row: { person, team, ...range, counted },
    };
  });
}

/**
 * Reads the teams file: header `team,parent,from,to`; full entity refs; an empty parent is a team at the top. A team has
 * one parent a day.
 */
export function parseTeamsHistory(text: string): Parsed<PastEdge> {
  const csv = parseCsv(text, ['team', 'parent', 'from', 'to']);
  return collect(csv, (line, fault) => {
    const team = readRef(line, 'team', 'group', fault);
    const top = line.values.parent === '';
    const parent = top ? null : readRef(line, 'parent', 'group', fault);
    const range = readRange(line, fault);
    if (team !== null && team === parent) {
      fault('parent', 'must not be the team itself');
      return null;
    }
    if (!team || (!top && !parent) || !range) return null;
    return { key: team, row: { team, parent, ...range } };
  });
}

type Fault = (column: string, words: string) => void;

function collect<T extends { from: string; to: string }>(
  csv: CsvResult,
  read: (line: CsvLine, fault: Fault) => { key: string; row: T } | null,
): Parsed<T> {
  const faults = [...csv.faults];
  const rows: T[] = [];
  const seen = new Map<string, { row: T; line: number }[]>();
  for (const line of csv.lines) {
    const found = read(line, (column, words) =>
      faults.push({ line: line.line, words: `${column} ${words}` }),
    );
    if (!found) continue;
    const { key, row } = found;
    const others = seen.get(key) ?? [];
    const clash = others.find(
      other => other.row.from < row.to && row.from < other.row.to,
    );
    if (clash) {
      faults.push({
        line: line.line,
        words: `shares days with line ${clash.line} of ${key}`,
      });
    } else {
      rows.push(row);
      seen.set(key, [...others, { row, line: line.line }]);
    }
  }
  return {
    rows,
    faults: faults.sort((a, b) => a.line - b.line).map(faultText),
  };
}

function readRef(
  { values }: CsvLine,
  column: string,
  kind: string,
  fault: Fault,
): string | null {
  const ref = values[column].toLocaleLowerCase('en-US');
  if (/^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/.test(ref) && ref.startsWith(`${kind}:`)) {
    return ref;
  }
  fault(column, `must be a full entity ref such as ${kind}:default/name`);
  return null;
}

function readRange(
  { values }: CsvLine,
  fault: Fault,
): { from: string; to: string } | null {
  const { from, to } = values;
  const fromIsDay = isDay(from);
  const toIsDay = to === '' || isDay(to);
  if (!fromIsDay) fault('from', 'must be a day such as 2026-11-22');
  if (!toIsDay) fault('to', 'must be a day such as 2026-11-22, or empty');
  if (!fromIsDay || !toIsDay) return null;
  if (to !== '' && to <= from) {
    fault('to', 'must be after from: it is the first day after');
    return null;
  }
  return { from, to: to === '' ? OPEN_END : to };
}
