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

/**
 * Memberships of a period from dated rosters, in an order that does not depend on that of the rows. Memberships in
 * Groups that the forest does not have (not a team) are left out.
 */
export function membersOf(
  span: DaySpan,
  forest: Forest,
  roster: Iterable<MemberRange>,
): Members {
  interface Entry {
    roster: number;
    counted: number;
    assumed: number;
  }
  const byPerson = new Map<number, Map<number, Entry>>();
  let count = 0;
  for (const range of roster) {
    const team = forest.indexOf.get(range.groupId);
    const mask = span.mask(range.from, range.to);
    if (team === undefined || mask === 0) continue;
    let teams = byPerson.get(range.personId);
    if (!teams) {
      teams = new Map();
      byPerson.set(range.personId, teams);
    }
    let entry = teams.get(team);
    if (!entry) {
      entry = { roster: 0, counted: 0, assumed: 0 };
      teams.set(team, entry);
      count += 1;
    }
    entry.roster |= mask;
    if (range.counted) entry.counted |= mask;
    if (range.assumed) entry.assumed |= mask;
  }

  const personIds = Int32Array.from(byPerson.keys()).sort();
  const members: Members = {
    personIds,
    personOf: new Map(Array.from(personIds, (id, index) => [id, index])),
    person: new Int32Array(count),
    team: new Int32Array(count),
    roster: new Int32Array(count),
    counted: new Int32Array(count),
    assumed: new Int32Array(count),
    start: new Int32Array(personIds.length + 1),
  };
  let at = 0;
  personIds.forEach((id, person) => {
    members.start[person] = at;
    const teams = [...byPerson.get(id)!];
    // Teams are indexed in the order of their refs, so this is the order in which ties are decided.
    if (teams.length > 1) teams.sort(([a], [b]) => a - b);
    for (const [team, entry] of teams) {
      members.person[at] = person;
      members.team[at] = team;
      members.roster[at] = entry.roster;
      members.counted[at] = entry.counted;
      members.assumed[at] = entry.assumed;
      at += 1;
    }
  });
  members.start[personIds.length] = at;
  return members;
}
