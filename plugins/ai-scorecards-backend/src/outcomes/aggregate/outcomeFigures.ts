import {
  CYCLE_HOURS,
  emptyBins,
  PublishedChanges,
  PublishedOutcomeWeek,
  PublishedChangePart,
  SIZE_LINES,
} from 'backstage-plugin-ai-scorecards-common';
import { partsBeside } from '../../scorecards/aggregate/beside';
import { breathe } from '../../scorecards/aggregate/breathe';
import { select } from '../../scorecards/aggregate/facts';
import { Forest } from '../../scorecards/aggregate/forest';
import { Members } from '../../scorecards/aggregate/members';
import {
  NOBODY,
  publishPeople,
  TeamCounts,
} from '../../scorecards/aggregate/publishPeople';
import { populationOf } from '../../scorecards/aggregate/rates';
import { DaySpan } from '../../scorecards/aggregate/span';
import { Change } from '../ChangeLoader';
import { ChangesByPerson } from './changesByPerson';

/** What figures of the work over a span are worked out from. */
export interface WorkFacts {
  span: DaySpan;
  forest: Forest;
  members: Members;
  changes: ChangesByPerson;
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
  hotFixes: 0,
  reviewKnown: 0,
  reviewed: 0,
  ai: 0,
  cycle: emptyBins(CYCLE_HOURS),
  size: emptyBins(SIZE_LINES),
  parts: null,
};

/** Developers of the roster and what they merged on its days, by index in the forest. */
export function outputOfTeams(
  facts: WorkFacts,
): PublishedOutcomeWeek['roster'][] {
  const { counted } = facts.members;
  const published = publishChanges(
    facts,
    i => counted[i],
    1,
    (change, add) => {
      if (change.isOutput) add(0);
    },
  );
  return published.map(({ counts, assumed }) => ({
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
  const all = publishChanges(
    facts,
    daysWith(facts, () => true),
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
      cycle: numbers.slice(CYCLE, SIZE),
      size: numbers.slice(SIZE, END),
      parts:
        counts.shown && mayAi[team] && mayOther[team]
          ? { ai: partOf(ai[team]), other: partOf(other[team]) }
          : null,
    };
  });
}

/** Changes for which `holds`, by the people who made such ones. */
function publishParts(
  facts: WorkFacts,
  holds: (change: Change) => boolean,
): ShownPart[] {
  return publishChanges(facts, daysWith(facts, holds), 2, (change, add) => {
    if (!holds(change)) return;
    add(0);
    if (change.hasFailed) add(1);
  }).map(({ counts: { shown, people, counts } }) => ({
    shown,
    people,
    changes: counts[0],
    failed: counts[1],
  }));
}

/** Roster days of a membership on which its person merged a change for which `holds`. */
function daysWith(
  { members, changes }: WorkFacts,
  holds: (change: Change) => boolean,
): (membership: number) => number {
  return i => members.counted[i] & changes.days(members.person[i], holds);
}

/**
 * Publishes numbers of changes for every team. `days` gives the days that put a membership into the population; changes
 * of these days are counted, once for somebody who is counted once for several teams.
 */
function publishChanges(
  { members, forest, minimum, changes }: WorkFacts,
  days: (membership: number) => number,
  counts: number,
  count: (change: Change, add: (index: number) => void) => void,
): { counts: TeamCounts; assumed: number }[] {
  const chosen = select(members, i => days(i) !== 0);
  const published = publishPeople({
    forest,
    minimum,
    team: chosen.team,
    person: chosen.person,
    masks: [chosen.column(days), chosen.column(i => members.assumed[i])],
    counts: counts + 1,
    read: ([mask, assumed], person, add) => {
      if (mask === 0) return false;
      for (const change of changes.of(person)) {
        if ((change.bit & mask) !== 0) count(change, index => add(index, 1));
      }
      if ((mask & assumed) !== 0) add(counts, 1);
      return true;
    },
  });
  return forest.keys.map((_, team) => {
    const found = published.team(team);
    return { counts: found, assumed: found.counts[counts] };
  });
}
