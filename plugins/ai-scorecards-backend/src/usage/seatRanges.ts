import { addDays } from 'backstage-plugin-ai-scorecards-common';
import { OPEN_END } from '../org/types';

/** A licence on the UTC days from `from` up to, but not including, `to`. */
export interface SeatRange {
  from: string;
  to: string;
  plan: string | null;
}

/** A person's seat as a list names it, several entries of one person already taken together. */
export interface ListedSeat {
  createdOn: string;
  /** The first UTC day on which the seat is gone; null while it lasts. */
  endsOn: string | null;
  plan: string | null;
  /** When the entry was created that says the plan. */
  plannedOn: string;
}

/**
 * The licences of one account after a seat list of `day`. A listed seat lasts from its creation, whatever was known
 * before; one that left the list ends on the day of the list. The same list applied again gives the same ranges.
 * @param mayEnd - false when the list is not known to be whole: then nobody's seat ends by not being on it
 */
export function applySeat(
  known: readonly SeatRange[],
  listed: ListedSeat | undefined,
  day: string,
  mayEnd: boolean,
): SeatRange[] {
  const ranges = [...known].sort((a, b) => (a.from < b.from ? -1 : 1));
  if (!listed) {
    if (!mayEnd) return ranges;
    return ranges
      .map(range => (range.to > day ? { ...range, to: day } : range))
      .filter(range => range.from < range.to);
  }
  const seat: SeatRange = {
    from: listed.createdOn,
    to: listed.endsOn ?? OPEN_END,
    plan: listed.plan,
  };
  // Earlier licences that reach into this one are part of it; those that ended before it stay apart.
  const apart = ranges.filter(range => range.to < seat.from);
  const joined = ranges.filter(range => range.to >= seat.from);
  for (const range of joined) {
    if (range.from < seat.from) seat.from = range.from;
  }
  return seat.from < seat.to ? [...apart, seat] : apart;
}

/**
 * Takes the entries of one person in one list as one seat: earliest creation, latest end, plan of the latest. Entries may
 * be joined in any order.
 */
export function joinSeats(a: ListedSeat, b: ListedSeat): ListedSeat {
  const later =
    b.plannedOn > a.plannedOn ||
    (b.plannedOn === a.plannedOn && (b.plan ?? '') > (a.plan ?? ''))
      ? b
      : a;
  const lasts = a.endsOn === null || b.endsOn === null;
  return {
    createdOn: a.createdOn < b.createdOn ? a.createdOn : b.createdOn,
    endsOn: lasts ? null : maxText(a.endsOn!, b.endsOn!),
    plan: later.plan,
    plannedOn: later.plannedOn,
  };
}

/** Days that are in one list of ranges and not in the other, as half-open ranges. */
export function changedDays(
  before: readonly SeatRange[],
  after: readonly SeatRange[],
): { from: string; to: string }[] {
  const edges = [
    ...new Set([...before, ...after].flatMap(({ from, to }) => [from, to])),
  ].sort();
  const changed: { from: string; to: string }[] = [];
  for (let index = 0; index + 1 < edges.length; index += 1) {
    const [from, to] = [edges[index], edges[index + 1]];
    if (isOn(before, from) === isOn(after, from)) continue;
    const last = changed[changed.length - 1];
    if (last?.to === from) last.to = to;
    else changed.push({ from, to });
  }
  return changed;
}

/** The UTC days after one list up to and including the day of the next: those the next one speaks of. */
export function coveredDays(
  previous: string | null,
  day: string,
): { from: string; to: string } {
  const from = previous !== null && previous < day ? addDays(previous, 1) : day;
  return { from, to: addDays(day, 1) };
}

function isOn(ranges: readonly SeatRange[], day: string): boolean {
  return ranges.some(({ from, to }) => from <= day && day < to);
}

function maxText(a: string, b: string): string {
  return a > b ? a : b;
}
