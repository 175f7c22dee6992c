import { CodeTruth, IncidentTruth, PullRequestTruth } from './code';
import { daysFrom, plus } from './days';
import { TeamHistory } from './organisation';
import { Report } from './vendorReports';
import { Counted, Place, Published, publish, treeOf } from './publish';

/** A merged change of somebody, with what became of it. */
export interface Change extends PullRequestTruth {
  person: string;
  reverted: boolean;
  /** an incident or a defect names it as a cause */
  hurt: boolean;
  /** a post-mortem of it answers whether AI code was involved, whether the review was adequate */
  answeredAi: boolean;
  answeredReview: boolean;
  /** by what a post-mortem of it says: AI code was involved, the review was not adequate */
  hurtByAi: boolean;
  hurtPastReview: boolean;
  failed: boolean;
}

/** Some changes as a team shows them. */
export interface ShownChanges {
  shown: boolean;
  /** people behind them */
  people: number;
  /** too few to show anything of */
  isTooFew: boolean;
  changes: Change[];
  /** direct teams and days whose work stands in the team's figures */
  places: Place[];
}

/** Something that somebody did on a UTC day. */
interface Work {
  person: string;
  day: string;
}

const keyOf = (repository: string, number: number) =>
  `${repository.toLowerCase()}#${number}`;

/** Who merged what as a developer of which team, looked up by loops. */
export class Changes {
  private readonly byPerson = new Map<string, Change[]>();

  constructor(
    code: CodeTruth,
    private readonly history: TeamHistory,
    private readonly minimum: number,
  ) {
    const reverted = new Set<string>();
    const fixed = new Set<string>();
    for (const it of code.pullRequests) {
      it.reverts.forEach(n => reverted.add(keyOf(it.repository, n)));
      if (it.hotFix) {
        it.fixes.forEach(n => fixed.add(keyOf(it.repository, n)));
      }
    }
    // Issues of GitHub alone are read.
    const traced = (keep: (incident: IncidentTruth) => boolean) =>
      new Set(
        code.incidents
          .filter(it => it.host === 'github' && keep(it))
          .flatMap(({ causedBy }) =>
            causedBy.map(it => keyOf(it.repository, it.number)),
          ),
      );
    const hurt = traced(() => true);
    const answeredAi = traced(it => it.aiInvolved !== 'unknown');
    const answeredReview = traced(it => it.reviewAdequate !== 'unknown');
    const byAi = traced(it => it.aiInvolved === 'yes');
    const pastReview = traced(it => it.reviewAdequate === 'no');
    for (const it of code.pullRequests) {
      const { person } = it;
      if (person !== null) {
        const key = keyOf(it.repository, it.number);
        const list = this.byPerson.get(person) ?? [];
        this.byPerson.set(person, list);
        list.push({
          ...it,
          person,
          reverted: reverted.has(key),
          hurt: hurt.has(key),
          answeredAi: answeredAi.has(key),
          answeredReview: answeredReview.has(key),
          hurtByAi: byAi.has(key),
          hurtPastReview: pastReview.has(key),
          failed: reverted.has(key) || fixed.has(key) || hurt.has(key),
        });
      }
    }
  }

  /**
   * Changes of some days by team, published by the people who made them.
   *
   * @param treeDays - days that the tree of teams is that of
   */
  published(
    days: string[],
    treeDays: string[],
    keep: (change: Change) => boolean = () => true,
  ): Map<string, ShownChanges> {
    return this.work(days, treeDays, this.byPerson, keep);
  }

  /** The same of other work than changes; `changes` are then what was given. */
  reports(
    days: string[],
    treeDays: string[],
    reports: ReadonlyMap<string, Report[]>,
  ): Map<string, Omit<ShownChanges, 'changes'> & { changes: Report[] }> {
    return this.work(days, treeDays, reports, () => true);
  }

  private work<T extends Work>(
    days: string[],
    treeDays: string[],
    byPerson: ReadonlyMap<string, T[]>,
    keep: (work: T) => boolean,
  ): Map<string, Omit<ShownChanges, 'changes'> & { changes: T[] }> {
    const of = (place: Place) =>
      (byPerson.get(place.person) ?? []).filter(
        it => place.days.includes(it.day) && keep(it),
      );
    const { of: published } = publish(
      treeOf(this.history, treeDays, this.placesOf(days)),
      this.minimum,
      place => of(place).length > 0,
    );
    return mapped(published, counted => [
      ...new Set(counted.places.flatMap(of)),
    ]);
  }

  /** The parent of a team on all days of a period. */
  parents(days: string[]): ReadonlyMap<string, string | undefined> {
    return treeOf(this.history, days, []).parentOf;
  }

  /** What the developers of a week's roster merged themselves. */
  output(days: string[]): Map<string, ShownChanges> {
    const { of: published } = publish(
      treeOf(this.history, days, this.placesOf(days)),
      this.minimum,
    );
    return mapped(published, counted => [
      ...new Set(
        counted.places.flatMap(place => this.of(place).filter(it => !it.bot)),
      ),
    ]);
  }

  /** Whether anybody was ever in a team, or in one that is below it on a day. */
  hasPeople(team: string, day: string): boolean {
    return this.history.people.some(person =>
      this.history
        .teamsEver(person)
        .some(it => [it, ...this.history.chainOf(it, day)].includes(team)),
    );
  }

  /** Teams whose own developers merged something on some days. */
  teamsThatMerged(
    days: string[],
    keep: (change: Change) => boolean,
  ): Set<string> {
    return new Set(
      this.placesOf(days)
        .filter(place => this.of(place).some(keep))
        .map(({ team }) => team),
    );
  }

  private of({ person, days }: Place): Change[] {
    return (this.byPerson.get(person) ?? []).filter(it =>
      days.includes(it.day),
    );
  }

  private placesOf(days: string[]): Place[] {
    return this.history.people.flatMap(person =>
      this.history.teamsEver(person).flatMap(team => {
        const held = days.filter(day =>
          this.history.isDeveloper(person, team, day),
        );
        return held.length > 0 ? [{ person, team, days: held }] : [];
      }),
    );
  }
}

function mapped<T>(
  published: Map<string, Published>,
  changesOf: (counted: Counted) => T[],
): Map<string, Omit<ShownChanges, 'changes'> & { changes: T[] }> {
  return new Map(
    [...published].map(([team, { shown, counted, places, waiting }]) => [
      team,
      {
        shown,
        isTooFew: !shown && waiting > 0,
        people: counted.length,
        changes: counted.flatMap(changesOf),
        places,
      },
    ]),
  );
}

/** So many UTC days that end with one. */
export const daysUpTo = (last: string, count: number): string[] =>
  daysFrom(plus(last, 1 - count), last);

/** Upper ends of the bins that medians are taken from: hours that a change was open, and its lines. */
export const HOURS = [
  0.5, 1, 2, 4, 8, 12, 16, 24, 36, 48, 72, 96, 120, 168, 240, 336, 504, 720,
];
export const LINES = [
  5, 10, 20, 35, 50, 75, 100, 150, 200, 300, 400, 600, 800, 1000, 1500, 2500,
  5000,
];

/** The median of values of which the bin alone is known; null without any. */
export function binnedMedian(ends: number[], values: number[]): number | null {
  const upTo = (end: number) => values.filter(value => value <= end).length;
  const half = values.length / 2;
  if (half === 0) return null;
  const bin = ends.findIndex(end => upTo(end) >= half);
  const high = ends[bin] ?? ends[ends.length - 1];
  const low = bin > 0 ? ends[bin - 1] : 0;
  const below = bin > 0 ? upTo(low) : 0;
  return bin < 0
    ? high
    : low + ((high - low) * (half - below)) / (upTo(high) - below);
}

export const linesOf = (change: Change): number =>
  change.additions + change.deletions;

/** Hours between the opening and the merge. */
export const hoursOf = (change: Change): number =>
  (Date.parse(change.mergedAt) - Date.parse(change.openedAt)) / 3_600_000;
