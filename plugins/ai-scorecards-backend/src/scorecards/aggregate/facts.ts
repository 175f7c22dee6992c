import type { Forest } from './forest';
import type { Licences } from './licences';
import type { Members } from './members';
import type { DaySpan } from './span';

/** What is known of people and tools on the days of a span. */
export interface SpanFacts {
  span: DaySpan;
  forest: Forest;
  members: Members;
  /** Days with an AI action, by tool id, then by person index. */
  active: ReadonlyMap<number, Int32Array>;
  licences: Licences;
  /** The smallest number of people a figure may be about. */
  minimum: number;
}

/** Days with an action of any tool, by person index. */
export function activeAny(facts: Pick<SpanFacts, 'active' | 'members'>) {
  const any = new Int32Array(facts.members.personIds.length);
  for (const days of facts.active.values()) {
    for (let person = 0; person < any.length; person++) {
      any[person] |= days[person];
    }
  }
  return any;
}

/** A choice of memberships, as columns that {@link publishPeople} reads. */
export class Selection {
  readonly index: number[] = [];
  readonly team: number[] = [];
  readonly person: number[] = [];

  constructor(private readonly members: Members) {}

  add(membership: number) {
    this.index.push(membership);
    this.team.push(this.members.team[membership]);
    this.person.push(this.members.person[membership]);
  }

  /** A mask of each chosen membership. */
  column(of: (membership: number) => number): Int32Array {
    return Int32Array.from(this.index, of);
  }
}

/** Every membership for which `holds`. */
export function select(
  members: Members,
  holds: (membership: number) => boolean,
): Selection {
  const selection = new Selection(members);
  for (let i = 0; i < members.person.length; i++) {
    if (holds(i)) selection.add(i);
  }
  return selection;
}
