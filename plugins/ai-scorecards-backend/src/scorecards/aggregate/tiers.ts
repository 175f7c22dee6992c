import {
  PublishedPart,
  publishParts,
  TreePlan,
} from 'backstage-plugin-ai-scorecards-common';
import type { Forest } from './forest';
import { countedBelow, mayHost } from './publishPeople';

/**
 * Publishes a breakdown of people into exclusive parts for every team of a plan, small parts pooled.
 * `tierOf` gives the part of a membership when only these days count, null for none.
 */
export function publishTiers<Id extends string>(input: {
  forest: Forest;
  minimum: number;
  plan: TreePlan;
  tierOf(membership: number, days: number): Id | null;
  tiers: readonly Id[];
}): (team: number) => PublishedPart[] {
  const { forest, minimum, plan, tiers } = input;
  const memberships: number[] = [];
  const parts: number[] = [];
  for (let i = 0; i < plan.rowOf.length; i++) {
    const tier = input.tierOf(i, -1);
    if (tier !== null) {
      memberships.push(i);
      parts.push(tiers.indexOf(tier));
    }
  }
  const blocks = publishParts(plan, { partKeys: tiers, memberships, parts });
  const result = forest.keys.map((_, team) =>
    blocks
      .team(team)
      .map(({ parts: ids, people }) => ({
        ids: ids.map(part => tiers[part] as string),
        people,
      }))
      .filter(part => part.people > 0),
  );

  for (const { host, guest, mask } of forest.visits) {
    if (!mayHost(plan, host, guest)) continue;
    const counts = new Map<string, number>();
    const seen = new Set<number>();
    for (const i of countedBelow(forest, plan, guest)) {
      const tier = plan.counted[i] === 1 ? input.tierOf(i, mask) : null;
      if (tier !== null && !seen.has(plan.personOf[i])) {
        seen.add(plan.personOf[i]);
        counts.set(tier, (counts.get(tier) ?? 0) + 1);
      }
    }
    if (seen.size >= minimum) {
      result[host] = addGuest(result[host], counts, minimum, tiers);
    }
  }
  return team => result[team];
}

/** Adds a guest's people to a host's parts; nothing is shown where that would tell of too few of them. */
function addGuest(
  host: PublishedPart[],
  guest: ReadonlyMap<string, number>,
  minimum: number,
  tiers: readonly string[],
): PublishedPart[] {
  const blocks =
    host.length > 0 ? host : tiers.map(tier => ({ ids: [tier], people: 0 }));
  const placed = new Set(blocks.flatMap(block => block.ids));
  const added = blocks.map(({ ids, people }) => {
    const more = ids.reduce((sum, id) => sum + (guest.get(id) ?? 0), 0);
    return { ids, people: people + more, more };
  });
  const fits =
    [...guest.keys()].every(tier => placed.has(tier)) &&
    added.every(({ more }) => more === 0 || more >= minimum);
  return fits
    ? added
        .filter(({ people }) => people > 0)
        .map(({ ids, people }) => ({ ids, people }))
    : [];
}
