/** People whose figures would be published together as one new piece of knowledge. */
export interface PeopleGroup {
  /** How many people stand in this group and can never stand in another. */
  exclusive: number;
  /** Other people of the group, ascending. */
  shared: readonly number[];
  /** People whose amounts are in the group although they are not counted in it, ascending. They protect nobody. */
  bystanders: readonly number[];
}

/** Work spent on one group and on all groups, in people looked at, before a group counts as unsafe. */
const STEPS_PER_GROUP = 20_000;
const STEPS_IN_ALL = 1_000_000;

/**
 * Decides which overlapping groups of people may be published side by side. Whoever knows the figures of two groups
 * knows their difference too: of two teams of ten with nine people in common it is about two people. So a group is
 * admitted only when, for every choice of admitted groups together with it, at least `minimum` people stand in exactly
 * one of the chosen: whatever multiples of published figures somebody adds and subtracts, those people cannot cancel
 * out. Groups without people in common need no search; where the search would take too long, the group is refused.
 */
export class OverlapGuard {
  private readonly groups: PeopleGroup[] = [];
  private readonly groupsOf = new Map<number, number[]>();
  private stepsLeft = STEPS_IN_ALL;

  constructor(private readonly minimum: number) {}

  /** Whether the group may be published beside all admitted before; if so, it is admitted. */
  admit(group: PeopleGroup): boolean {
    if (group.exclusive + group.shared.length < this.minimum) {
      return false;
    }
    const unshared = group.shared.filter(person => !this.groupsOf.has(person));
    const id = this.groups.length;
    this.groups.push(group);
    this.eachPerson(group, person => {
      const groups = this.groupsOf.get(person);
      if (groups) {
        groups.push(id);
      } else {
        this.groupsOf.set(person, [id]);
      }
    });
    if (group.exclusive + unshared.length >= this.minimum || this.isSafe(id)) {
      return true;
    }
    this.groups.pop();
    this.eachPerson(group, person => {
      const groups = this.groupsOf.get(person);
      if (groups?.length === 1) {
        this.groupsOf.delete(person);
      } else {
        groups?.pop();
      }
    });
    return false;
  }

  private eachPerson(
    group: PeopleGroup,
    visit: (person: number, counted: boolean) => void,
  ) {
    group.shared.forEach(person => visit(person, true));
    group.bystanders.forEach(person => visit(person, false));
  }

  /** Searches a choice of groups around `id` in which fewer than `minimum` people stand in exactly one. */
  private isSafe(id: number): boolean {
    const chosen = new Set<number>();
    const blocked = new Map<number, number>();
    const cover = new Map<number, number>();
    const budget = Math.min(STEPS_PER_GROUP, this.stepsLeft);
    let steps = 0;
    let exclusive = 0;

    const change = (group: number, by: 1 | -1) => {
      exclusive += by * this.groups[group].exclusive;
      this.eachPerson(this.groups[group], person =>
        cover.set(person, (cover.get(person) ?? 0) + by),
      );
      if (by === 1) {
        chosen.add(group);
      } else {
        chosen.delete(group);
      }
    };
    const block = (group: number, by: 1 | -1) =>
      blocked.set(group, (blocked.get(group) ?? 0) + by);
    const isOpen = (group: number) => !chosen.has(group) && !blocked.get(group);

    const explore = (): boolean => {
      // People in exactly one chosen group: settled ones stay so whatever is chosen next, open ones may not.
      let settled = exclusive;
      const open: number[] = [];
      for (const group of chosen) {
        steps +=
          1 +
          this.groups[group].shared.length +
          this.groups[group].bystanders.length;
        for (const person of this.groups[group].shared) {
          if (cover.get(person) === 1) {
            if (this.groupsOf.get(person)?.some(isOpen)) {
              open.push(person);
            } else {
              settled += 1;
            }
          }
        }
      }
      if (settled >= this.minimum) {
        return true;
      }
      if (settled + open.length < this.minimum || steps > budget) {
        return false;
      }
      // A worse choice has to cover one of these people a second time; the first of them that it covers is branched on.
      const branches = open.slice(0, this.minimum - settled);
      const closed: number[] = [];
      let safe = true;
      for (const person of branches) {
        const groups = this.groupsOf.get(person)?.filter(isOpen) ?? [];
        for (const group of groups) {
          change(group, 1);
          safe = explore();
          change(group, -1);
          if (!safe) {
            break;
          }
        }
        if (!safe) {
          break;
        }
        groups.forEach(group => {
          block(group, 1);
          closed.push(group);
        });
      }
      closed.forEach(group => block(group, -1));
      return safe;
    };

    change(id, 1);
    const safe = explore();
    this.stepsLeft -= steps;
    return safe;
  }
}
