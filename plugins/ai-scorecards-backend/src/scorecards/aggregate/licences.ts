import type { Members } from './members';
import type { DaySpan } from './span';

/** A seat of a person on the days from `from` up to, but not including, `to`. */
export interface SeatRange {
  toolId: number;
  personId: number;
  from: string;
  to: string;
}

export interface LicenceInput {
  span: DaySpan;
  members: Members;
  /** Tools whose licences can be known, ascending: those with a seat snapshot, and those with licensed Groups. */
  toolIds: readonly number[];
  /** First UTC day of a seat snapshot, by tool; without one the tool reports no seats. */
  firstSnapshot: ReadonlyMap<number, string>;
  seats: Iterable<SeatRange>;
  /** Days on which a person was in one of the tool's licensed Groups or in a Group below, by tool and person index. */
  groupDays: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** Days with an AI action, by tool and person index. */
  active: ReadonlyMap<number, Int32Array>;
}

/** Licensed days, by person index. */
export interface Licences {
  /** By tool id. */
  byTool: ReadonlyMap<number, Int32Array>;
  /** Days licensed for any tool. */
  any: Int32Array;
  /** Licensed days before the first snapshot of the tool's seats: who had one and lost it is not known there. */
  estimatedByTool: ReadonlyMap<number, Int32Array>;
  estimatedAny: Int32Array;
}

/**
 * Who was licensed on which day. A seat counts from the day of its creation until it leaves the list; before the first
 * list also days with an AI action of that tool count, and every licensed day is marked as estimated. Tools without
 * seats and without licensed Groups license nobody.
 */
export function licencesOf(input: LicenceInput): Licences {
  const { span, members } = input;
  const people = members.personIds.length;
  const byTool = new Map<number, Int32Array>();
  const estimatedByTool = new Map<number, Int32Array>();
  for (const toolId of input.toolIds) {
    byTool.set(toolId, new Int32Array(people));
    estimatedByTool.set(toolId, new Int32Array(people));
  }
  for (const seat of input.seats) {
    const licensed = byTool.get(seat.toolId);
    const person = members.personOf.get(seat.personId);
    if (
      licensed &&
      person !== undefined &&
      input.firstSnapshot.has(seat.toolId)
    ) {
      licensed[person] |= span.mask(seat.from, seat.to);
    }
  }
  for (const [toolId, licensed] of byTool) {
    const first = input.firstSnapshot.get(toolId);
    if (first !== undefined) {
      const before = span.mask(span.first, first);
      const active = input.active.get(toolId);
      const estimated = estimatedByTool.get(toolId)!;
      if (before !== 0) {
        for (let person = 0; person < people; person++) {
          if (active) licensed[person] |= active[person] & before;
          estimated[person] = licensed[person] & before;
        }
      }
    }
    input.groupDays.get(toolId)?.forEach((mask, person) => {
      licensed[person] |= mask;
    });
  }
  const union = (parts: Iterable<Int32Array>) => {
    const all = new Int32Array(people);
    for (const part of parts) {
      for (let person = 0; person < people; person++) {
        all[person] |= part[person];
      }
    }
    return all;
  };
  return {
    byTool,
    any: union(byTool.values()),
    estimatedByTool,
    estimatedAny: union(estimatedByTool.values()),
  };
}
