import { PublishedFindings } from 'backstage-plugin-ai-scorecards-common';
import { Forest } from '../../scorecards/aggregate/forest';
import {
  countedBelow,
  mayHost,
  PublishedPeople,
} from '../../scorecards/aggregate/publishPeople';
import { DaySpan } from '../../scorecards/aggregate/span';
import { WatchedRepository } from '../FindingLoader';

/** A repository as it stood in the days of a span. */
interface Watched {
  isScanned: boolean;
  isWorkedOn: boolean;
  /** Teams that own it, by index in the forest, with the days as a mask. */
  owners: { team: number; mask: number }[];
  /** Days of its findings as bits, one each. */
  found: number[];
}

/** Whether code scanning is known to have looked at a repository on every day of a span. */
export function isScanned(
  { scanned }: Pick<WatchedRepository, 'scanned'>,
  span: DaySpan,
): boolean {
  return scanned.some(({ from, to }) => from <= span.first && to >= span.end);
}

/** Repositories of every team of a forest and the findings in those that were scanned throughout a span. */
export class RepositoriesOfSpan {
  readonly #forest: Forest;
  readonly #repositories: readonly Watched[];

  constructor(
    span: DaySpan,
    forest: Forest,
    /** The nearest team of a Group that is none, itself for a team; by Group id. */
    teamOf: (groupId: number) => number | undefined,
    repositories: readonly WatchedRepository[],
    workedOn: ReadonlySet<string>,
  ) {
    this.#forest = forest;
    this.#repositories = repositories.map(repository => ({
      isScanned: isScanned(repository, span),
      isWorkedOn: workedOn.has(repository.slug),
      owners: repository.owners.flatMap(({ groupId, from, to }) => {
        const team = teamOf(groupId);
        const mask = span.mask(from, to);
        return team === undefined || mask === 0 ? [] : [{ team, mask }];
      }),
      found: repository.findings.flatMap(day => span.bit(day) || []),
    }));
  }

  /** How many repositories each team has, those of teams below included, by index in the forest. */
  counts(): Pick<PublishedFindings, 'repositories' | 'scanned'>[] {
    const counts = this.#forest.keys.map(() => ({
      repositories: 0,
      scanned: 0,
    }));
    for (const { owners, found, ...repository } of this.#repositories) {
      if (!repository.isWorkedOn && found.length === 0) continue;
      const teams = new Set(owners.flatMap(({ team }) => this.#chain(team)));
      for (const team of teams) {
        counts[team].repositories += 1;
        if (repository.isScanned) counts[team].scanned += 1;
      }
    }
    return counts;
  }

  /**
   * Findings of every team, by index in the forest, each once in a team. A finding goes where the people of the team
   * that owns its repository are counted, so that a team above tells no more of a small team than of its people.
   *
   * @param published - people of the figure that findings stand beside, by these memberships
   */
  found(
    published: PublishedPeople,
    memberships: { team: Int32Array; days: Int32Array },
  ): number[] {
    const forest = this.#forest;
    const rowOf = landings(forest, published, memberships.team);
    const guests = guestsOf(forest, published, memberships.days);
    const sums = forest.keys.map(() => 0);
    for (const { isScanned: counts, owners, found } of this.#repositories) {
      if (!counts) continue;
      for (const bit of found) {
        const teams = new Set<number>();
        for (const { team, mask } of owners) {
          if ((mask & bit) === 0 || rowOf[team] < 0) continue;
          const chain = this.#chain(rowOf[team]);
          chain.forEach(each => teams.add(each));
          for (const { guest, host, days } of guests) {
            if ((days & bit) !== 0 && chain.includes(guest)) teams.add(host);
          }
        }
        for (const team of teams) sums[team] += 1;
      }
    }
    return sums;
  }

  /** A team and those above it. */
  #chain(team: number): number[] {
    const chain: number[] = [];
    for (let at = team; at >= 0; at = this.#forest.parents[at]) chain.push(at);
    return chain;
  }
}

/**
 * By team the one in whose rest its people are counted; without people in the figure the nearest at or above it that
 * shows something. −1 for none.
 */
function landings(
  forest: Forest,
  { plan }: PublishedPeople,
  teamOfMembership: Int32Array,
): number[] {
  const rows = new Map<number, number>();
  teamOfMembership.forEach((team, i) => rows.set(team, plan.rowOf[i]));
  return forest.keys.map((_, team) => {
    const row = rows.get(team);
    if (row !== undefined) return row;
    let at = team;
    while (at >= 0 && plan.shown[at] === 0) at = forest.parents[at];
    return at;
  });
}

/** Teams that are shown with another for some days only, as their people are. */
function guestsOf(
  forest: Forest,
  { plan }: PublishedPeople,
  daysOf: Int32Array,
): { guest: number; host: number; days: number }[] {
  return forest.visits.flatMap(({ host, guest, mask }) => {
    if (!mayHost(plan, host, guest)) return [];
    const people = new Set(
      countedBelow(forest, plan, guest)
        .filter(i => plan.counted[i] === 1 && (daysOf[i] & mask) !== 0)
        .map(i => plan.personOf[i]),
    );
    return people.size < plan.minimum ? [] : [{ host, guest, days: mask }];
  });
}
