import type { PublishedRate } from 'backstage-plugin-ai-scorecards-common';
import { SpanFacts } from './facts';
import { NOBODY } from './publishPeople';
import { publishRate, TeamRates } from './rates';

/**
 * Publishes the share of all developers of the roster who acted, beside that of the licensed ones. The difference of the
 * two tells of those without a licence, so these are added only where they could be shown by themselves, and are else
 * left out. Nothing is shown where some are licensed, but too few: a share of the others alone would mislead.
 * @param licensedDays - days that put the person of a membership among the licensed
 * @param active - days with an action, by person index
 */
export function rosterRates(
  facts: SpanFacts,
  licensedDays: (membership: number) => number,
  active: Int32Array,
): TeamRates {
  const { counted } = facts.members;
  const withoutLicence = (i: number) =>
    licensedDays(i) === 0 ? counted[i] : 0;
  const licensed = publishRate(facts, {
    base: licensedDays,
    acting: i => counted[i],
    active,
  });
  const others = publishRate(facts, { base: withoutLicence, active });
  const hiddenLicensed = peopleNotShown(facts, licensedDays, licensed);
  const hiddenOthers = peopleNotShown(facts, withoutLicence, others);
  const missed = missedVisitors(facts, licensedDays);
  const inBoth = peopleInBoth(facts, licensedDays);
  return others.map((rest, team) => {
    if (licensed[team].shown) {
      const waiting = hiddenOthers[team] + missed[team];
      return joined(licensed[team], rest, waiting, inBoth[team]);
    }
    return hiddenLicensed[team] === 0
      ? { ...rest, leftOut: rest.leftOut + (rest.shown ? missed[team] : 0) }
      : { ...NOBODY, active: 0 };
  });
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

/**
 * People whose team stood below a host for some days, on none of which they were licensed as they were at home: they
 * are among the licensed, whose figures those days do not have.
 */
function missedVisitors(
  { forest, members }: SpanFacts,
  licensedDays: (membership: number) => number,
): number[] {
  const missed = forest.keys.map(() => 0);
  for (const { host, guest, mask } of forest.visits) {
    const people = new Set<number>();
    for (let i = 0; i < members.person.length; i++) {
      const days = licensedDays(i);
      const isThere = days !== 0 && (members.counted[i] & mask) !== 0;
      if (isThere && (days & mask) === 0 && isAtOrBelow(forest, i, guest)) {
        people.add(members.person[i]);
      }
    }
    missed[host] += people.size;
  }
  return missed;

  function isAtOrBelow(
    { parents }: SpanFacts['forest'],
    membership: number,
    top: number,
  ) {
    for (let at = members.team[membership]; at >= 0; at = parents[at]) {
      if (at === top) return true;
    }
    return false;
  }
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
