import type { PublishedRate } from 'backstage-plugin-ai-scorecards-common';
import { SpanFacts } from './facts';
import { publishRate, TeamRates } from './rates';

/**
 * Publishes the share of all developers of the roster who acted, beside that of the licensed ones: the difference of the
 * two tells of those without a licence, so where the licensed are shown, the others are added only where they could be
 * shown by themselves, and are else left out. Where the licensed are not shown, everybody is taken together.
 * @param licensedDays - days that put the person of a membership among the licensed
 * @param active - days with an action, by person index
 */
export function rosterRates(
  facts: SpanFacts,
  licensedDays: (membership: number) => number,
  active: Int32Array,
): TeamRates {
  const { counted } = facts.members;
  const onRoster = (i: number) => counted[i];
  const withoutLicence = (i: number) =>
    licensedDays(i) === 0 ? counted[i] : 0;
  const everybody = publishRate(facts, { base: onRoster, active });
  const licensed = publishRate(facts, {
    base: licensedDays,
    acting: onRoster,
    active,
  });
  const others = publishRate(facts, { base: withoutLicence, active });
  const waiting = peopleNotShown(facts, withoutLicence, others);
  const inBoth = peopleInBoth(facts, licensedDays);
  return everybody.map((all, team) =>
    licensed[team].shown
      ? joined(licensed[team], others[team], waiting[team], inBoth[team])
      : all,
  );
}

function joined(
  licensed: PublishedRate,
  others: PublishedRate,
  waiting: number,
  inBoth: boolean,
): PublishedRate {
  return {
    shown: true,
    people: licensed.people + others.people,
    active: licensed.active + others.active,
    leftOut: licensed.leftOut + others.leftOut + waiting,
    countedInEach: licensed.countedInEach || others.countedInEach || inBoth,
    estimated: licensed.estimated || others.estimated,
    assumed: licensed.assumed || others.assumed,
  };
}

/** Distinct people at or below a team that shows none of them. */
function peopleNotShown(
  { forest, members }: SpanFacts,
  base: (membership: number) => number,
  rates: TeamRates,
): number[] {
  const people = forest.keys.map(() => new Set<number>());
  for (let i = 0; i < members.person.length; i++) {
    if (base(i) === 0) continue;
    for (let at = members.team[i]; at >= 0; at = forest.parents[at]) {
      if (rates[at].shown) break;
      people[at].add(members.person[i]);
    }
  }
  return people.map(set => set.size);
}

/** Teams with somebody at or below them who is licensed in one place and not in another. */
function peopleInBoth(
  { forest, members }: SpanFacts,
  licensedDays: (membership: number) => number,
): boolean[] {
  const found = forest.keys.map(() => false);
  const { start, personIds, team, counted } = members;
  for (let person = 0; person < personIds.length; person++) {
    const own = Array.from(
      { length: start[person + 1] - start[person] },
      (_, n) => start[person] + n,
    ).filter(i => counted[i] !== 0);
    const licensed = own.filter(i => licensedDays(i) !== 0).length;
    if (licensed === 0 || licensed === own.length) continue;
    for (const i of own) {
      for (let at = team[i]; at >= 0; at = forest.parents[at]) found[at] = true;
    }
  }
  return found;
}
