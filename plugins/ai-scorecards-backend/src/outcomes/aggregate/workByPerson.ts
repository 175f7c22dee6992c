import { Members } from '../../scorecards/aggregate/members';
import { DaySpan } from '../../scorecards/aggregate/span';
import { Change } from '../ChangeLoader';

/** A change with its day as a bit of the span. */
export interface PlacedChange extends Change {
  bit: number;
}

const NONE: readonly PlacedChange[] = [];

/** Changes of a span by person, for people who are in its teams. */
export class ChangesByPerson {
  readonly #byPerson = new Map<number, PlacedChange[]>();

  constructor(span: DaySpan, members: Members, changes: readonly Change[]) {
    for (const change of changes) {
      const person = members.personOf.get(change.personId);
      const bit = span.bit(change.day);
      if (person === undefined || bit === 0) continue;
      const list = this.#byPerson.get(person);
      if (list) list.push({ ...change, bit });
      else this.#byPerson.set(person, [{ ...change, bit }]);
    }
  }

  /** By person index. */
  of(person: number): readonly PlacedChange[] {
    return this.#byPerson.get(person) ?? NONE;
  }

  /** Days with a change for which `holds`, by person index. */
  days(person: number, holds: (change: Change) => boolean): number {
    return this.of(person).reduce(
      (mask, change) => (holds(change) ? mask | change.bit : mask),
      0,
    );
  }
}
