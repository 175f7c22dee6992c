import { TEAMS, TeamPlan } from './blueprint';

export const DEVELOPERS_PER_BLOCK = 300;

/**
 * How many developers each team of each block has. Fixed teams keep their
 * number; the rest is divided by weight (largest remainder), so that all
 * blocks together have exactly the developers asked for.
 *
 * @param developers - at least 60, so that no persona lacks a place
 */
export function teamSizes(developers: number): Array<Map<TeamPlan, number>> {
  if (!Number.isInteger(developers) || developers < 60) {
    throw new RangeError(
      `developers must be a whole number from 60 on, not ${developers}`,
    );
  }
  const blocks = Math.max(1, Math.round(developers / DEVELOPERS_PER_BLOCK));
  return Array.from({ length: blocks }, (_, block) => {
    const share =
      Math.floor((developers * (block + 1)) / blocks) -
      Math.floor((developers * block) / blocks);
    return sizesOfBlock(share);
  });
}

function sizesOfBlock(developers: number): Map<TeamPlan, number> {
  const sizes = new Map<TeamPlan, number>();
  const flexible = TEAMS.filter(team => !team.fixed);
  const fixed = TEAMS.filter(team => team.fixed).reduce(
    (sum, team) => sum + team.developers,
    0,
  );
  const weight = flexible.reduce((sum, team) => sum + team.developers, 0);
  const rest = developers - fixed;
  const shares = flexible.map(team => {
    const exact = (rest * team.developers) / weight;
    return { team, size: Math.floor(exact), remainder: exact % 1 };
  });
  let missing = rest - shares.reduce((sum, share) => sum + share.size, 0);
  for (const share of [...shares].sort((a, b) => b.remainder - a.remainder)) {
    if (missing > 0) {
      share.size += 1;
      missing -= 1;
    }
  }
  const flexibleSizes = new Map(shares.map(share => [share.team, share.size]));
  for (const team of TEAMS) {
    sizes.set(team, flexibleSizes.get(team) ?? team.developers);
  }
  return sizes;
}
