import type { Forest } from './forest';
import type { DaySpan } from './span';

/** A person in a Group on the days from `from` up to, but not including, `to`. */
export interface MemberRange {
  personId: number;
  groupId: number;
  from: string;
  to: string;
  /** Counts as a developer. */
  counted: boolean;
  /** Taken from the earliest known roster, because nothing says otherwise. */
  assumed: boolean;
}

/** Every person × team of a period, as columns: membership i is person `person[i]` directly in team `team[i]`. */
export interface Members {
  /** Ids of the people, by person index. */
  personIds: Int32Array;
  /** Person index by id. */
  personOf: ReadonlyMap<number, number>;
  person: Int32Array;
  /** Index in the forest. */
  team: Int32Array;
  /** Days on the roster. */
  roster: Int32Array;
  /** Days on the roster as a developer. */
  counted: Int32Array;
  /** Days of the roster that are assumed. */
  assumed: Int32Array;
  /** First membership of each person, and one past the last: memberships are in the order of people, then of keys. */
  start: Int32Array;
}

const COUNTED = 1;
const ASSUMED = 2;

/**
 * Memberships of a period from dated rosters, in an order that does not depend on that of the rows. Memberships in
 * Groups that the forest does not have (not a team) are left out.
 */
export function membersOf(
  span: DaySpan,
  forest: Forest,
  roster: Iterable<MemberRange>,
): Members {
  // As columns, and sorted once: an object for each of a hundred thousand people would be most of the time.
  const keys: number[] = [];
  const masks: number[] = [];
  const kinds: number[] = [];
  const width = forest.keys.length;
  for (const range of roster) {
    const team = forest.indexOf.get(range.groupId);
    const mask = span.mask(range.from, range.to);
    if (team === undefined || mask === 0) continue;
    // Teams are indexed in the order of their refs, so this is the order in which ties are decided.
    keys.push(range.personId * width + team);
    masks.push(mask);
    kinds.push((range.counted ? COUNTED : 0) | (range.assumed ? ASSUMED : 0));
  }
  const order = Uint32Array.from(keys.keys()).sort((a, b) => keys[a] - keys[b]);

  const column = () => new Int32Array(keys.length);
  const [person, team] = [column(), column()];
  const [rostered, counted, assumed] = [column(), column(), column()];
  const personIds: number[] = [];
  const start: number[] = [];
  let last = -1;
  let before = -1;
  for (const at of order) {
    if (keys[at] !== before) {
      before = keys[at];
      last += 1;
      const id = Math.floor(before / width);
      if (id !== personIds[personIds.length - 1]) {
        personIds.push(id);
        start.push(last);
      }
      person[last] = personIds.length - 1;
      team[last] = before % width;
    }
    rostered[last] |= masks[at];
    if (kinds[at] & COUNTED) counted[last] |= masks[at];
    if (kinds[at] & ASSUMED) assumed[last] |= masks[at];
  }
  const count = last + 1;
  return {
    personIds: Int32Array.from(personIds),
    personOf: new Map(personIds.map((id, index) => [id, index])),
    person: person.slice(0, count),
    team: team.slice(0, count),
    roster: rostered.slice(0, count),
    counted: counted.slice(0, count),
    assumed: assumed.slice(0, count),
    start: Int32Array.from([...start, count]),
  };
}
