import { daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import type { OutcomeSource } from 'backstage-plugin-ai-scorecards-node';
import fc from 'fast-check';
import type { Knex } from 'knex';
import {
  LAST,
  World,
  worldConfig,
  worlds,
} from '../../scorecards/refresh/__testUtils__/world';
import { outcomeSource } from './records';

type Answer = 'yes' | 'no' | 'unknown';

/** A merged change of an account, with its fate. */
export interface WorldChange {
  number: number;
  day: string;
  /** Position among the world's accounts, from 1. */
  identityId: number;
  byMachine: boolean;
  isAi: boolean;
  hotFix: boolean;
  approvals: number | null;
  fate: 'revert' | 'fix' | 'incident' | 'defect' | null;
  /** What the post-mortem says, where there is one: whether AI code was involved, whether the review was adequate. */
  answers: { ai: Answer; review: Answer };
  lines: number;
  hours: number;
}

export interface WorkWorld extends World {
  changes: WorldChange[];
}

/** The first UTC day on which something can have been merged: four weeks before the first week that is looked at. */
export const FIRST_MERGE = '2026-09-28';
const days = daysFromTo(FIRST_MERGE, LAST);

export const source: OutcomeSource = outcomeSource(async () => ({
  state: 'empty',
  reason: '',
}));

/** Organisations of the scorecards' own tests, in which people merge changes. */
export const workWorlds: fc.Arbitrary<WorkWorld> = fc
  .record({
    world: worlds,
    changes: fc.array(
      fc.record({
        day: fc.constantFrom(...days),
        account: fc.nat(17),
        byMachine: fc.integer({ min: 0, max: 5 }).map(n => n === 0),
        isAi: fc.boolean(),
        hotFix: fc.boolean(),
        approvals: fc.constantFrom(null, 0, 1, 2),
        fate: fc.constantFrom(
          null,
          null,
          null,
          'revert' as const,
          'fix' as const,
          'incident' as const,
          'defect' as const,
        ),
        answers: fc.record({
          ai: fc.constantFrom<Answer[]>('yes', 'no', 'unknown'),
          review: fc.constantFrom<Answer[]>('yes', 'no', 'unknown'),
        }),
        lines: fc.integer({ min: 0, max: 6000 }),
        hours: fc.integer({ min: 0, max: 900 }),
      }),
      { minLength: 40, maxLength: 160 },
    ),
  })
  .map(({ world, changes }) => ({
    ...world,
    changes: changes.map(({ account, ...change }, i) => ({
      ...change,
      number: i + 1,
      identityId: 1 + (account % world.identities.length),
    })),
  }));

const SOURCE_ID = 9;

/** Adds the changes of a world to a seeded database, collected whole. */
export async function seedWork(knex: Knex, world: WorkWorld): Promise<void> {
  for (const table of [
    'pull_requests',
    'change_links',
    'incidents',
    'team_outcomes',
    'outcome_peers',
  ]) {
    await knex(table).delete();
  }
  await knex('sources').insert({
    id: SOURCE_ID,
    key: source.id,
    config_key: 'github',
    kind: 'outcomes',
    tool_id: null,
    title: source.title,
  });
  for (const change of world.changes) {
    const merged = Date.parse(`${change.day}T20:00:00Z`);
    await knex('pull_requests').insert({
      day: change.day,
      source_id: SOURCE_ID,
      repository: 'acme/api',
      number: change.number,
      identity_id: change.identityId,
      by_machine: change.byMachine,
      opened_at: new Date(merged - change.hours * 3_600_000).toISOString(),
      merged_at: new Date(merged).toISOString(),
      additions: change.lines,
      deletions: 0,
      approvals: change.approvals,
      approval_seconds: null,
      ai: change.isAi ? 'trailer' : '',
      hot_fix: change.hotFix,
    });
    if (change.fate) {
      await knex('change_links').insert({
        source_id: SOURCE_ID,
        day: change.day,
        kind: change.fate,
        ref: `sign-${change.number}`,
        repository: 'acme/api',
        number: change.number,
      });
    }
    if (change.fate === 'incident' || change.fate === 'defect') {
      await knex('incidents').insert({
        source_id: SOURCE_ID,
        key: `sign-${change.number}`,
        day: change.day,
        kind: change.fate,
        ai_involved: change.answers.ai,
        review_adequate: change.answers.review,
      });
    }
  }
  await knex('ledger').insert(
    days.map(day => ({
      source_id: SOURCE_ID,
      day,
      state: 'fetched',
      fetched_at: '2026-11-16T01:00:00.000Z',
    })),
  );
}

/** With enough history for the days of these worlds. */
export function workConfig(minimum: number) {
  return { ...worldConfig(minimum), backfillDays: 60 };
}
