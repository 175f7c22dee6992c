import { Members } from '../../scorecards/aggregate/members';
import { DaySpan } from '../../scorecards/aggregate/span';

/** Something that somebody did on a UTC day. */
export interface Work {
  personId: number;
  day: string;
}

/** The same with its day as a bit of the span. */
export type Placed<T extends Work> = T & { bit: number };

/** Work of a span by person, for people who are in its teams. */
export class WorkByPerson<T extends Work> {
  readonly #byPerson = new Map<number, Placed<T>[]>();

  constructor(span: DaySpan, members: Members, work: readonly T[]) {
    for (const each of work) {
      const person = members.personOf.get(each.personId);
      const bit = span.bit(each.day);
      if (person === undefined || bit === 0) continue;
      const list = this.#byPerson.get(person);
      if (list) list.push({ ...each, bit });
      else this.#byPerson.set(person, [{ ...each, bit }]);
    }
  }

  /** By person index. */
  of(person: number): readonly Placed<T>[] {
    return this.#byPerson.get(person) ?? [];
  }

  /** Days with work for which `holds`, by person index. */
  days(person: number, holds: (work: T) => boolean): number {
    return this.of(person).reduce(
      (mask, work) => (holds(work) ? mask | work.bit : mask),
      0,
    );
  }
}
