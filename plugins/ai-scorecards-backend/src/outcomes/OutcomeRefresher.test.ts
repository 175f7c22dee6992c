import { mockServices } from '@backstage/backend-test-utils';
import {
  addDays,
  daysFromTo,
  PublishedChanges,
  PublishedOutcomeWeek,
} from 'backstage-plugin-ai-scorecards-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { fixedClock } from '../clock';
import { StalePeriods } from '../database';
import { createRefreshWorker } from '../scorecards/refresh';
import { Naive } from '../scorecards/refresh/__testUtils__/naive';
import { seedWorld, TODAY } from '../scorecards/refresh/__testUtils__/world';
import { OutcomeWeeks } from './OutcomeWeeks';
import {
  seedWork,
  source,
  workConfig,
  WorkWorld,
  workWorlds,
  WorldChange,
} from './__testUtils__/work';

const TEAMS = [1, 2, 3, 5, 6, 7];
const WEEKS = ['2026-10-19', '2026-10-26', '2026-11-02'];

async function workOut(knex: Knex, world: WorkWorld, minimum: number) {
  await seedWorld(knex, world);
  await seedWork(knex, world);
  await knex('stale_periods').delete();
  await new StalePeriods(knex).mark(knex, 'merge', WEEKS);
  await createRefreshWorker({
    knex,
    config: workConfig(minimum),
    clock: fixedClock(`${TODAY}T05:00:00Z`),
    logger: mockServices.logger.mock(),
    scheduler: mockServices.scheduler.mock(),
    sources: () => [],
    outcomeSources: () => [source],
  }).runUntilIdle();
  const weeks = new OutcomeWeeks({ knex, minimumSize: minimum });
  return (team: number) => weeks.ofTeam(team, WEEKS[0], WEEKS[2]);
}

/** The definitions once more, change by change: shares no code with what it checks. */
class NaiveWork {
  constructor(private readonly world: WorkWorld) {}

  /** People who were developers of a team, or of one below it, on one of the days. */
  developers(team: number, days: readonly string[]): Set<number> {
    const found = new Set<number>();
    for (let person = 1; person <= this.world.people; person++) {
      if (days.some(day => this.isDeveloper(person, team, day))) {
        found.add(person);
      }
    }
    return found;
  }

  /** Changes of a team's developers of the day. */
  changes(team: number, days: readonly string[]) {
    return this.world.changes.filter(change => {
      const person = this.personOf(change);
      return (
        days.includes(change.day) &&
        person !== null &&
        this.isDeveloper(person, team, change.day)
      );
    });
  }

  personOf(change: WorldChange): number | null {
    const identity = this.world.identities.find(
      ({ id }) => id === change.identityId,
    );
    return identity && ['person', 'left'].includes(identity.state)
      ? identity.personId
      : null;
  }

  private isDeveloper(person: number, team: number, day: string): boolean {
    return this.world.roster.some(
      stay =>
        stay.personId === person &&
        stay.counted &&
        stay.from <= day &&
        day < stay.to &&
        this.world.groups.some(
          group => group.id === stay.groupId && group.isTeam,
        ) &&
        this.isUnder(stay.groupId, team, day),
    );
  }

  private isUnder(group: number, team: number, day: string): boolean {
    if (group === team) return true;
    const above = this.world.edges.find(
      edge => edge.groupId === group && edge.from <= day && day < edge.to,
    );
    return above !== undefined && this.isUnder(above.parentId, team, day);
  }
}

/** For comparisons that not every random world has. */
function isSame(actual: unknown, wanted: unknown) {
  expect(actual).toEqual(wanted);
}

const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);

describeOnEachDatabase('What is published of the work', init => {
  it('equals the definitions, worked out change by change', async () => {
    const knex = await init();
    const compared = { output: 0, changes: 0, parts: 0 };
    await fc.assert(
      fc.asyncProperty(workWorlds, async world => {
        const rowsOf = await workOut(knex, world, 1);
        const naive = new NaiveWork(world);
        const people = new Naive(world);
        const rows = new Map<number, PublishedOutcomeWeek[]>();
        for (const team of TEAMS) rows.set(team, await rowsOf(team));
        const isWhole = (
          published: {
            shown: boolean;
            leftOut: number;
            countedInEach: boolean;
          },
          team: number,
          days: string[],
        ) =>
          published.shown &&
          published.leftOut === 0 &&
          !published.countedInEach &&
          !people.isNested(team, days);
        const isBelow = (
          team: number,
          days: string[],
          week: string,
          of: (row: PublishedOutcomeWeek) => { shown: boolean },
        ) =>
          people.teamsBelow(team, days).every(below => {
            const row = rows.get(below)?.find(each => each.week === week);
            return !row || of(row).shown;
          });
        for (const team of TEAMS) {
          for (const row of rows.get(team) ?? []) {
            const sunday = addDays(row.week, 6);
            const days = daysFromTo(row.week, sunday);
            expect([row.state, row.settled]).toEqual(['ok', true]);
            if (
              isWhole(row.roster, team, days) &&
              isBelow(team, days, row.week, each => each.roster)
            ) {
              compared.output += 1;
              isSame(
                [row.roster.people, row.roster.merged],
                [
                  naive.developers(team, days).size,
                  naive.changes(team, days).filter(it => !it.byMachine).length,
                ],
              );
            }
            for (const [back, key] of [
              [27, 'window'],
              [13, 'half'],
            ] as const) {
              const span = daysFromTo(addDays(sunday, -back), sunday);
              const published = row[key];
              if (
                isWhole(published, team, span) &&
                isBelow(team, span, row.week, each => each[key])
              ) {
                compared.changes += 1;
                expectSame(published, naive.changes(team, span), naive);
                if (published.parts) compared.parts += 1;
              }
            }
          }
        }
      }),
      // Seeded, so that every kind of figure occurs in these worlds.
      { numRuns: 8, seed: 20261127 },
    );
    expect(Math.min(...Object.values(compared))).toBeGreaterThan(0);
  }, 240_000);

  it('tells nothing that follows of fewer than five people', async () => {
    const knex = await init();
    let told = 0;
    let subtracted = 0;
    await fc.assert(
      fc.asyncProperty(workWorlds.map(withoutMoves), async world => {
        const rowsOf = await workOut(knex, world, 5);
        const naive = new NaiveWork(world);
        const rows = new Map<number, PublishedOutcomeWeek[]>();
        for (const team of TEAMS) rows.set(team, await rowsOf(team));
        subtracted += expectSafeRests(world, rows);
        for (const team of TEAMS) {
          for (const row of rows.get(team) ?? []) {
            const sunday = addDays(row.week, 6);
            for (const [days, published] of [
              [daysFromTo(row.week, sunday), row.roster],
              [daysFromTo(addDays(sunday, -27), sunday), row.window],
              [daysFromTo(addDays(sunday, -13), sunday), row.half],
            ] as const) {
              if (published.shown) told += 1;
              expectProtected(published, naive.developers(team, days).size);
            }
          }
        }
      }),
      // Seeded, so that some teams of these worlds can be taken away from others.
      { numRuns: 25, seed: 7 },
    );
    expect(Math.min(told, subtracted)).toBeGreaterThan(0);
  }, 240_000);

  it('writes nothing, and no snapshot, where nothing changed', async () => {
    const knex = await init();
    const [world] = fc.sample(workWorlds, { numRuns: 1, seed: 7 });
    await workOut(knex, world, 1);
    const stale = new StalePeriods(knex);
    await stale.mark(knex, 'merge', WEEKS);
    const before = await knex('team_outcomes').select('*');
    await createRefreshWorker({
      knex,
      config: workConfig(1),
      clock: fixedClock(`${TODAY}T06:00:00Z`),
      logger: mockServices.logger.mock(),
      scheduler: mockServices.scheduler.mock(),
      sources: () => [],
      outcomeSources: () => [source],
    }).runUntilIdle();
    expect(await knex('team_outcomes').select('*')).toEqual(before);
    expect(await stale.count()).toBe(0);
  }, 60_000);
});

const isTraced = ({ fate }: WorldChange) =>
  fate === 'incident' || fate === 'defect';

function expectSame(
  published: PublishedChanges,
  changes: readonly WorldChange[],
  naive: NaiveWork,
) {
  const count = (holds: (change: WorldChange) => boolean) =>
    changes.filter(holds).length;
  expect({
    people: published.people,
    changes: published.changes,
    failed: published.failed,
    reverted: published.reverted,
    incidents: published.incidents,
    aiAnswered: published.aiAnswered,
    aiIncidents: published.aiIncidents,
    reviewAnswered: published.reviewAnswered,
    reviewGaps: published.reviewGaps,
    hotFixes: published.hotFixes,
    reviewKnown: published.reviewKnown,
    reviewed: published.reviewed,
    ai: published.ai,
    cycle: sum(published.cycle),
    size: sum(published.size),
  }).toEqual({
    people: new Set(changes.map(change => naive.personOf(change))).size,
    changes: changes.length,
    failed: count(({ fate }) => fate !== null),
    reverted: count(({ fate }) => fate === 'revert'),
    incidents: count(isTraced),
    aiAnswered: count(
      change => isTraced(change) && change.answers.ai !== 'unknown',
    ),
    reviewAnswered: count(
      change => isTraced(change) && change.answers.review !== 'unknown',
    ),
    aiIncidents: count(
      change => isTraced(change) && change.answers.ai === 'yes',
    ),
    reviewGaps: count(
      change => isTraced(change) && change.answers.review === 'no',
    ),
    hotFixes: count(({ hotFix }) => hotFix),
    reviewKnown: count(({ approvals }) => approvals !== null),
    reviewed: count(({ approvals }) => (approvals ?? 0) > 0),
    ai: count(({ isAi }) => isAi),
    cycle: changes.length,
    size: changes.length,
  });
}

/** Teams stay where they first were, so that it is plain what stands below what. */
function withoutMoves(world: WorkWorld): WorkWorld {
  return {
    ...world,
    edges: world.edges
      .filter(edge => edge.from === '0001-01-01')
      .map(edge => ({ ...edge, to: '9999-12-31' })),
  };
}

/**
 * What is left of a team when the nearest teams below that show the same are taken away is about nobody or enough.
 * Returns how often that could be asked.
 */
function expectSafeRests(
  world: WorkWorld,
  rows: ReadonlyMap<number, PublishedOutcomeWeek[]>,
): number {
  let asked = 0;
  const kinds = ['roster', 'window', 'half'] as const;
  for (const week of WEEKS) {
    for (const kind of kinds) {
      const of = (team: number) =>
        rows.get(team)?.find(row => row.week === week)?.[kind];
      const peopleBelow = (group: number): number =>
        world.edges
          .filter(edge => edge.parentId === group)
          .reduce((people, { groupId }) => {
            const published = of(groupId);
            return (
              people +
              (published?.shown ? published.people : peopleBelow(groupId))
            );
          }, 0);
      for (const team of TEAMS) {
        const published = of(team);
        if (!published?.shown) continue;
        asked += 1;
        const rest = published.people - peopleBelow(team);
        expect(rest === 0 || rest >= 5).toBe(true);
      }
    }
  }
  return asked;
}

/** A figure that is shown is about enough people, its parts too; one that is not carries no number. */
function expectProtected(
  published: PublishedOutcomeWeek['roster'] | PublishedChanges,
  people: number,
) {
  const { leftOut: _, ...numbers } = published;
  if (published.shown) {
    expect(published.people).toBeGreaterThanOrEqual(5);
    expect(people).toBeGreaterThanOrEqual(5);
  } else {
    const flat = Object.values(numbers).flat(2);
    expect(
      flat.filter(value => typeof value === 'number' && value !== 0),
    ).toEqual([]);
  }
  if ('parts' in published && published.parts) {
    const { ai, other } = published.parts;
    expect(Math.min(ai.people, other.people)).toBeGreaterThanOrEqual(5);
    for (const part of [ai, other]) {
      const rest = published.people - part.people;
      expect(rest === 0 || rest >= 5).toBe(true);
    }
  }
}
