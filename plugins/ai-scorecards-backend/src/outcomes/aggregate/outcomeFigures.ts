import {
  CYCLE_HOURS,
  emptyBins,
  NO_FINDINGS,
  PublishedChanges,
  PublishedOutcomeWeek,
  PublishedChangePart,
  PublishedFindings,
  PublishedReports,
  SIZE_LINES,
} from 'backstage-plugin-ai-scorecards-common';
import { partsBeside } from '../../scorecards/aggregate/beside';
import { breathe } from '../../breathe';
import { select } from '../../scorecards/aggregate/facts';
import { Forest } from '../../scorecards/aggregate/forest';
import { Members } from '../../scorecards/aggregate/members';
import {
  NOBODY,
  PublishedPeople,
  publishPeople,
  TeamCounts,
} from '../../scorecards/aggregate/publishPeople';
import { populationOf } from '../../scorecards/aggregate/rates';
import { DaySpan } from '../../scorecards/aggregate/span';
import { Change } from '../ChangeLoader';
import { Report } from '../ReportLoader';
import { RepositoriesOfSpan } from './findingsOfTeams';
import { Work, WorkByPerson } from './workByPerson';

/** What figures of the work over a span are worked out from. */
export interface WorkFacts {
  span: DaySpan;
  forest: Forest;
  members: Members;
  changes: WorkByPerson<Change>;
  reports: WorkByPerson<Report>;
  repositories: RepositoriesOfSpan;
  /** Slugs of the repositories that were scanned on every day. */
  scanned: ReadonlySet<string>;
  /** The smallest number of people a figure may be about. */
  minimum: number;
}

/** Merged changes without the state of their span, which is the same for every team. */
export type ChangeFigures = Omit<PublishedChanges, 'period'>;

/** Of a team in which nobody stands. */
export const NO_ROSTER: PublishedOutcomeWeek['roster'] = {
  ...NOBODY,
  merged: 0,
};

/** The same of its changes. */
export const NO_CHANGES: ChangeFigures = {
  ...NOBODY,
  changes: 0,
  failed: 0,
  reverted: 0,
  incidents: 0,
  aiAnswered: 0,
  aiIncidents: 0,
  reviewAnswered: 0,
  reviewGaps: 0,
  hotFixes: 0,
  reviewKnown: 0,
  reviewed: 0,
  ai: 0,
  cycle: emptyBins(CYCLE_HOURS),
  size: emptyBins(SIZE_LINES),
  parts: null,
  findings: NO_FINDINGS,
  reported: null,
};

/** Developers of the roster and what they merged on its days, by index in the forest. */
export function outputOfTeams(
  facts: WorkFacts,
): PublishedOutcomeWeek['roster'][] {
  const { counted } = facts.members;
  const { teams } = publishWork(
    facts,
    facts.changes,
    i => counted[i],
    1,
    (change, add) => {
      if (change.isOutput) add(0);
    },
  );
  return teams.map(({ counts, assumed }) => ({
    ...populationOf(counts, 0, assumed),
    merged: counts.counts[0],
  }));
}

/** Numbers of changes in the order in which they are added up; bins follow. */
const COUNTED: readonly ((change: Change) => boolean)[] = [
  () => true,
  change => change.hasFailed,
  change => change.isReverted,
  change => change.hasIncident,
  change => change.isHotFix,
  change => change.isReviewed !== null,
  change => change.isReviewed === true,
  change => change.isAi,
  change => change.hasAiIncident,
  change => change.hasReviewGap,
  change => change.isAiAnswered,
  change => change.isReviewAnswered,
];
const CYCLE = COUNTED.length;
const SIZE = CYCLE + CYCLE_HOURS.length + 1;
const END = SIZE + SIZE_LINES.length + 1;

interface ShownPart extends PublishedChangePart {
  shown: boolean;
}

const partOf = ({ people, changes, failed }: ShownPart) => ({
  people,
  changes,
  failed,
});
const shownOf = ({ shown, people }: ShownPart) => ({ shown, people });

/**
 * Merged changes of every team, by index in the forest. The population are the people with a change: where they are too
 * few, nothing is told of the changes although the team's output may be.
 */
export async function changesOfTeams(
  facts: WorkFacts,
): Promise<ChangeFigures[]> {
  const { forest, minimum } = facts;
  const { teams: all } = publishWork(
    facts,
    facts.changes,
    daysWith(facts, facts.changes, () => true),
    END,
    (change, add) => {
      COUNTED.forEach((holds, count) => {
        if (holds(change)) add(count);
      });
      add(CYCLE + change.cycleBin);
      add(SIZE + change.sizeBin);
    },
  );
  await breathe();
  const ai = publishParts(facts, change => change.isAi);
  await breathe();
  const other = publishParts(facts, change => !change.isAi);
  const whole = all.map(({ counts }) => counts);
  const mayAi = partsBeside(forest, minimum, whole, ai.map(shownOf));
  const mayOther = partsBeside(forest, minimum, whole, other.map(shownOf));
  await breathe();
  const findings = findingsOf(facts, whole);
  const reported = reportsOf(facts);
  return all.map(({ counts, assumed }, team) => {
    const numbers = counts.counts;
    const [changes, failed, reverted, incidents, hotFixes] = numbers;
    return {
      ...populationOf(counts, 0, assumed),
      changes,
      failed,
      reverted,
      incidents,
      hotFixes,
      reviewKnown: numbers[5],
      reviewed: numbers[6],
      ai: numbers[7],
      aiIncidents: numbers[8],
      reviewGaps: numbers[9],
      aiAnswered: numbers[10],
      reviewAnswered: numbers[11],
      cycle: numbers.slice(CYCLE, SIZE),
      size: numbers.slice(SIZE, END),
      parts:
        counts.shown && mayAi[team] && mayOther[team]
          ? { ai: partOf(ai[team]), other: partOf(other[team]) }
          : null,
      findings: findings[team],
      reported: reported[team],
    };
  });
}

/** Findings beside the changes to scanned repositories, where enough people made these and no others can be told apart. */
function findingsOf(
  facts: WorkFacts,
  whole: readonly TeamCounts[],
): PublishedFindings[] {
  const { forest, minimum, repositories, scanned } = facts;
  const counts = repositories.counts();
  if (scanned.size === 0) {
    return counts.map(of => ({ ...of, counts: null }));
  }
  const { teams, published, memberships } = publishWork(
    facts,
    facts.changes,
    daysWith(facts, facts.changes, ({ repository }) => scanned.has(repository)),
    1,
    ({ repository }, add) => {
      if (scanned.has(repository)) add(0);
    },
  );
  const mayShow = partsBeside(
    forest,
    minimum,
    whole,
    teams.map(team => team.counts),
  );
  const found = repositories.found(published, memberships);
  return teams.map(({ counts: { shown, people, counts: numbers } }, team) => ({
    ...counts[team],
    counts:
      shown && mayShow[team]
        ? { found: found[team], changes: numbers[0], people }
        : null,
  }));
}

/** What vendors report of pull requests, by the people of whom they do. */
function reportsOf(facts: WorkFacts): (PublishedReports | null)[] {
  const { teams, published } = publishWork(
    facts,
    facts.reports,
    daysWith(facts, facts.reports, () => true),
    1,
    ({ pullRequests }, add) => add(0, pullRequests),
  );
  return teams.map(({ counts: { shown, counts } }, team) =>
    !shown && published.plan.hiddenBecause[team] === 'empty'
      ? null
      : { shown, pullRequests: counts[0] },
  );
}

/** Changes for which `holds`, by the people who made such ones. */
function publishParts(
  facts: WorkFacts,
  holds: (change: Change) => boolean,
): ShownPart[] {
  return publishWork(
    facts,
    facts.changes,
    daysWith(facts, facts.changes, holds),
    2,
    (change, add) => {
      if (!holds(change)) return;
      add(0);
      if (change.hasFailed) add(1);
    },
  ).teams.map(({ counts: { shown, people, counts } }) => ({
    shown,
    people,
    changes: counts[0],
    failed: counts[1],
  }));
}

/** Days as a developer of a membership on which its person did something for which `holds`. */
function daysWith<T extends Work>(
  { members }: WorkFacts,
  work: WorkByPerson<T>,
  holds: (work: T) => boolean,
): (membership: number) => number {
  return i => members.counted[i] & work.days(members.person[i], holds);
}

/**
 * Publishes numbers of what people did for every team. `days` gives the days that put a membership into the population;
 * work of these days is counted, once for somebody who is counted once for several teams.
 */
function publishWork<T extends Work>(
  { members, forest, minimum }: WorkFacts,
  work: WorkByPerson<T>,
  days: (membership: number) => number,
  counts: number,
  count: (work: T, add: (index: number, value?: number) => void) => void,
): {
  teams: { counts: TeamCounts; assumed: number }[];
  published: PublishedPeople;
  memberships: { team: Int32Array; days: Int32Array };
} {
  const chosen = select(members, i => days(i) !== 0);
  const mask = chosen.column(days);
  const published = publishPeople({
    forest,
    minimum,
    team: chosen.team,
    person: chosen.person,
    masks: [mask, chosen.column(i => members.assumed[i])],
    counts: counts + 1,
    read: ([ofPerson, assumed], person, add) => {
      if (ofPerson === 0) return false;
      for (const each of work.of(person)) {
        if ((each.bit & ofPerson) !== 0) {
          count(each, (index, value = 1) => add(index, value));
        }
      }
      if ((ofPerson & assumed) !== 0) add(counts, 1);
      return true;
    },
  });
  return {
    teams: forest.keys.map((_, team) => {
      const found = published.team(team);
      return { counts: found, assumed: found.counts[counts] };
    }),
    published,
    memberships: { team: Int32Array.from(chosen.team), days: mask },
  };
}
