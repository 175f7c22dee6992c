import { InputError } from '@backstage/errors';

/**
 * Teams of a forest from the leaves up: level 0 are teams without children, level h those whose highest child is on
 * level h − 1. Throws InputError for an unknown parent and for a cycle, naming a team.
 */
export function levelsOf(
  teamKeys: readonly string[],
  parents: ArrayLike<number>,
): number[][] {
  const count = teamKeys.length;
  if (parents.length !== count) {
    throw new InputError(`${count} teams have ${parents.length} parents`);
  }
  const waiting = new Int32Array(count);
  for (let team = 0; team < count; team++) {
    const parent = parents[team];
    if (!Number.isInteger(parent) || parent < -1 || parent >= count) {
      throw new InputError(`Team '${teamKeys[team]}' has an unknown parent`);
    }
    if (parent >= 0) {
      waiting[parent] += 1;
    }
  }
  const levels: number[][] = [];
  let level: number[] = [];
  for (let team = 0; team < count; team++) {
    if (waiting[team] === 0) {
      level.push(team);
    }
  }
  let seen = 0;
  while (level.length > 0) {
    levels.push(level);
    seen += level.length;
    const next: number[] = [];
    for (const team of level) {
      const parent = parents[team];
      if (parent >= 0) {
        waiting[parent] -= 1;
        if (waiting[parent] === 0) {
          next.push(parent);
        }
      }
    }
    level = next;
  }
  if (seen < count) {
    const team = waiting.findIndex(children => children > 0);
    throw new InputError(
      `The teams around '${teamKeys[team]}' are each other's parents`,
    );
  }
  return levels;
}
