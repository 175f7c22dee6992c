import {
  addDays,
  Known,
  known,
  medianOf,
  notKnown,
  PullRequestFacts,
  ReviewedChanges,
  SIZE_LINES,
} from 'backstage-plugin-ai-scorecards-common';
import { OrgStore, RosterRange } from '../org';
import { partsBeside } from '../scorecards/aggregate/beside';
import { buildForest, Forest } from '../scorecards/aggregate/forest';
import {
  publishPeople,
  TeamCounts,
} from '../scorecards/aggregate/publishPeople';
import { DaySpan } from '../scorecards/aggregate/span';
import type { UsageGaps } from '../usage/UsageGaps';
import { Work } from './aggregate/workByPerson';
import { Change, ChangeLoader } from './ChangeLoader';
import { CollectedDays, MISSING_DAYS } from './CollectedDays';
import { Report, ReportLoader } from './ReportLoader';

/** Days of merged changes that checks look at. */
const DAYS = 90;
/** Days before them that a team's size of changes is compared with. */
const BASELINE_DAYS = 7 * 26;
/** Days that a change is given to fail. */
const SETTLING_DAYS = 14;
/** A change above so many lines is a large one. */
const LARGE_LINES = 200;
/** An approval this soon is no review. */
const FAST_SECONDS = 120;
/** Bits of a mask; a person's changes are spread over as many masks as they need. */
const BITS = 31;

const TOO_FEW: Known<never> = {
  known: false,
  reason: 'Too few people stand behind the merged changes to tell.',
  tooFew: true,
};

const NO_SIZES = notKnown('There is no baseline of the team yet.');

type Counts = readonly (TeamCounts & { isEmpty: boolean })[];

/** Somebody's work while directly in one team. */
interface Membership {
  person: number;
  team: number;
  /** Numbers of the person's works. */
  works: number[];
}

/**
 * Facts on merged changes that practice checks look at, by team. Checks are seen by everybody, so each number is told
 * only where enough people stand behind it, in a team and in whatever is left of it when teams below are taken away.
 */
export class PullRequestFactsReader {
  readonly #org: OrgStore;
  readonly #changes: ChangeLoader;
  readonly #reports: ReportLoader;
  readonly #collected: Pick<CollectedDays, 'before'>;
  readonly #gaps: Pick<UsageGaps, 'before'>;
  readonly #minimum: number;

  constructor(options: {
    org: OrgStore;
    changes: ChangeLoader;
    reports: ReportLoader;
    collected: Pick<CollectedDays, 'before'>;
    gaps: Pick<UsageGaps, 'before'>;
    minimum: number;
  }) {
    this.#org = options.org;
    this.#changes = options.changes;
    this.#reports = options.reports;
    this.#collected = options.collected;
    this.#gaps = options.gaps;
    this.#minimum = options.minimum;
  }

  /**
   * Facts of every team by its id and the annotations that name its repositories, over the 90 days before a UTC day. A
   * team that is not in it has too few people. Reads all changes at once: ask once for an evaluation of all teams.
   */
  async all(
    today: string,
  ): Promise<
    (
      groupId: number,
      annotations: ReadonlySet<string>,
    ) => Known<PullRequestFacts>
  > {
    const whyNot = await this.#collected.before(today, DAYS);
    const first = addDays(today, -DAYS);
    const yesterday = addDays(today, -1);
    const oldest = addDays(first, -BASELINE_DAYS);
    const [groups, edges, roster, changes, reports, reportGap] =
      await Promise.all([
        this.#org.groups(),
        this.#org.edgesBetween(today, addDays(today, 1)),
        this.#org.rosterBetween(oldest, today),
        this.#changes.between(oldest, yesterday),
        this.#reports.between(first, yesterday),
        this.#reportGap(today),
      ]);
    // The tree of today: a team takes along what it merged elsewhere in the organisation.
    const forest = buildForest({
      span: new DaySpan(today, today),
      groups,
      edges,
      roster: roster.map(range => ({
        ...range,
        from: today,
        to: addDays(today, 1),
      })),
    });
    const count = (
      holds: (change: Change) => boolean,
      more: Counters<Change> = [],
    ) => this.#count(forest, roster, changes.filter(holds), more);
    const recent = (change: Change) => change.day >= first;
    const old = (change: Change) =>
      recent(change) && change.day <= addDays(today, -SETTLING_DAYS);
    const reviewed: Counters<Change> = [
      change => change.isReviewed !== null,
      change => change.isReviewed === true,
    ];
    const failed: Counters<Change> = [change => change.hasFailed];
    const all = count(recent);
    const ai = count(change => recent(change) && change.isAi, reviewed);
    const rest = count(change => recent(change) && !change.isAi, reviewed);
    const aiLarge = count(
      change =>
        recent(change) &&
        change.isAi &&
        change.size > LARGE_LINES &&
        isApprovalTold(change),
      [
        change =>
          change.approvalSeconds !== null &&
          change.approvalSeconds <= FAST_SECONDS,
      ],
    );
    const aiOld = count(change => old(change) && change.isAi, failed);
    const restOld = count(change => old(change) && !change.isAi, failed);
    const bins = SIZE_LINES.concat(Infinity).map(
      (_, bin) => (change: Change) => change.sizeBin === bin,
    );
    const aiSizes = count(change => recent(change) && change.isAi, bins);
    const aiSizesBefore = count(change => !recent(change) && change.isAi, bins);
    const reported = this.#count<Report>(forest, roster, reports, [
      report => report.pullRequests,
    ]);
    const beside = (part: Counts, whole: Counts) =>
      partsBeside(forest, this.#minimum, whole, part);
    const may = {
      ai: beside(ai, all),
      rest: beside(rest, all),
      aiLarge: beside(aiLarge, ai),
      aiOld: beside(aiOld, ai),
      restOld: beside(restOld, rest),
    };
    return (groupId, annotations) => {
      const unknown = whyNot(annotations);
      if (unknown) return unknown;
      const team = forest.indexOf.get(groupId);
      if (team === undefined || !all[team].shown) return TOO_FEW;
      const part = (of: Counts, isSafe: readonly boolean[]) =>
        of[team].isEmpty || isSafe[team] ? pairOf(of[team]) : null;
      const reviews = (of: Counts, isSafe: readonly boolean[]) =>
        of[team].isEmpty || isSafe[team] ? reviewedOf(of[team]) : null;
      const [ofAi, ofRest] = [reviews(ai, may.ai), reviews(rest, may.rest)];
      if (!ofAi || !ofRest) return TOO_FEW;
      const large = part(aiLarge, may.aiLarge);
      const [settled, restSettled] = [
        part(aiOld, may.aiOld),
        part(restOld, may.restOld),
      ];
      return known({
        ai: ofAi,
        rest: ofRest,
        aiLarge: large && {
          merged: large.merged,
          approvedFast: large.marked,
        },
        aiMedianSize: medianSize(aiSizes[team]),
        aiMedianSizeBefore: medianSize(aiSizesBefore[team]),
        reportedByVendors: reported[team].shown
          ? pairOf(reported[team]).marked
          : null,
        reportGap,
        aiSettled: settled && {
          merged: settled.merged,
          failed: settled.marked,
        },
        restSettled: restSettled && {
          merged: restSettled.merged,
          failed: restSettled.marked,
        },
      });
    };
  }

  /** Why vendors that report pull requests may have opened more of them; null where all days are collected. */
  async #reportGap(today: string): Promise<string | null> {
    const reporting = await this.#reports.sources(
      addDays(today, -DAYS - BASELINE_DAYS),
      addDays(today, -1),
    );
    const gaps = await this.#gaps.before(today, DAYS, MISSING_DAYS);
    return (
      gaps.find(({ sourceId }) => sourceId !== null && reporting.has(sourceId))
        ?.reason ?? null
    );
  }

  /** Publishes how many works there are and what each mark of them adds up to, by index in the forest. */
  #count<T extends Work>(
    forest: Forest,
    roster: readonly RosterRange[],
    works: readonly T[],
    marks: Counters<T>,
  ): Counts {
    const byPerson = new Map<number, T[]>();
    for (const work of works) {
      const list = byPerson.get(work.personId);
      if (list) list.push(work);
      else byPerson.set(work.personId, [work]);
    }
    const people = [...byPerson.keys()];
    const personOf = new Map(people.map((id, person) => [id, person]));
    const memberships = membershipsOf(forest, roster, byPerson, personOf);
    const most = Math.max(0, ...[...byPerson.values()].map(it => it.length));
    const masks = Array.from({ length: Math.ceil(most / BITS) }, (_, m) =>
      Int32Array.from(memberships, membership =>
        maskOf(membership.works, m * BITS),
      ),
    );
    const published = publishPeople({
      forest,
      minimum: this.#minimum,
      team: memberships.map(({ team }) => team),
      person: memberships.map(({ person }) => person),
      masks,
      counts: 1 + marks.length,
      read: (bits, person, add) => {
        let isIn = false;
        byPerson.get(people[person])?.forEach((work, i) => {
          if ((bits[Math.floor(i / BITS)] & (1 << i % BITS)) === 0) return;
          isIn = true;
          add(0, 1);
          marks.forEach((of, mark) => add(1 + mark, Number(of(work))));
        });
        return isIn;
      },
    });
    return forest.keys.map((_, team) => ({
      ...published.team(team),
      isEmpty: published.plan.hiddenBecause[team] === 'empty',
    }));
  }
}

/** What a work adds: 1 where a mark holds, or a number. */
type Counters<T> = readonly ((work: T) => boolean | number)[];

/** Somebody's work by the direct teams in which they were developers on its day. */
function membershipsOf(
  forest: Forest,
  roster: readonly RosterRange[],
  byPerson: ReadonlyMap<number, readonly Work[]>,
  personOf: ReadonlyMap<number, number>,
): Membership[] {
  const found = new Map<string, Membership>();
  for (const { personId, groupId, from, to, counted } of roster) {
    const person = personOf.get(personId);
    const team = forest.indexOf.get(groupId);
    if (person === undefined || team === undefined || !counted) continue;
    byPerson.get(personId)?.forEach(({ day }, i) => {
      if (day < from || day >= to) return;
      const key = `${person}/${team}`;
      const membership = found.get(key) ?? { person, team, works: [] };
      membership.works.push(i);
      found.set(key, membership);
    });
  }
  return [...found.values()];
}

function maskOf(works: readonly number[], from: number): number {
  return works.reduce(
    (mask, i) =>
      i >= from && i < from + BITS ? mask | (1 << (i - from)) : mask,
    0,
  );
}

/** Whether it is known when a change was approved, or that it was not. */
function isApprovalTold({ isReviewed, approvalSeconds }: Change): boolean {
  if (isReviewed === null) return false;
  return !isReviewed || approvalSeconds !== null;
}

function pairOf({ counts }: TeamCounts) {
  return { merged: counts[0], marked: counts[1] };
}

function reviewedOf({ counts }: TeamCounts): ReviewedChanges {
  return { merged: counts[0], told: counts[1], approved: counts[2] };
}

/** Of nothing there is no median yet; of too few people none is told. */
function medianSize({ shown, isEmpty, counts }: Counts[number]): Known<number> {
  if (isEmpty) return NO_SIZES;
  if (!shown) return TOO_FEW;
  const median = medianOf(SIZE_LINES, counts.slice(1));
  return median ? known(Math.round(median.value)) : NO_SIZES;
}
