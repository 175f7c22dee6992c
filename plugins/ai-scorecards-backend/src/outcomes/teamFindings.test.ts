import { mockServices } from '@backstage/backend-test-utils';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { fixedClock } from '../clock';
import { StalePeriods } from '../database';
import { createRefreshWorker } from '../scorecards/refresh';
import { OutcomeWeeks } from './OutcomeWeeks';
import { seedOrganisation } from './__testUtils__/organisation';
import { source, workConfig } from './__testUtils__/work';

const WEEK = '2026-11-02';
const SUNDAY = addDays(WEEK, 6);
const [DIVISION, ATLAS, BETA, SQUAD] = [1, 2, 3, 4];

/** A division with a team of six, a team of three, and a Group that is no team below the first. */
async function seed(knex: Knex) {
  await seedOrganisation(
    knex,
    [
      { id: DIVISION, name: 'division' },
      { id: ATLAS, name: 'atlas', parent: DIVISION },
      { id: BETA, name: 'beta', parent: DIVISION },
      { id: SQUAD, name: 'squad', isTeam: false, parent: ATLAS },
    ],
    Array.from({ length: 9 }, (_, index) => (index < 6 ? ATLAS : BETA)),
  );
  await knex('sources').insert({
    id: 9,
    key: source.id,
    config_key: 'github',
    kind: 'outcomes',
    tool_id: null,
    title: source.title,
  });
  for (let back = 0; back < 35; back++) {
    await knex('ledger').insert({
      source_id: 9,
      day: addDays(SUNDAY, -back),
      state: 'fetched',
      fetched_at: '2026-11-16T01:00:00.000Z',
    });
  }
}

async function repository(
  knex: Knex,
  id: number,
  slug: string,
  owners: number[],
  scannedFrom: string | null,
) {
  await knex('repositories').insert({
    id,
    annotation: source.slugAnnotation,
    slug,
  });
  for (const owner of owners) {
    await knex('repository_owners').insert({
      repository_id: id,
      group_id: owner,
      valid_from: '2026-11-01',
      valid_to: '9999-12-31',
    });
  }
  if (scannedFrom) {
    await knex('scanned_repositories').insert({
      repository_id: id,
      valid_from: scannedFrom,
      valid_to: '9999-12-31',
    });
  }
}

let next = 0;
async function found(knex: Knex, slug: string, back: number) {
  next += 1;
  await knex('findings').insert({
    day: addDays(SUNDAY, -back),
    source_id: 9,
    key: `${slug}${next}`,
    repository: slug,
    severity: 'high',
  });
}

async function merged(knex: Knex, slug: string, people: number[]) {
  for (const person of people) {
    next += 1;
    await knex('pull_requests').insert({
      day: addDays(SUNDAY, -3),
      source_id: 9,
      repository: slug,
      number: next,
      identity_id: person,
      by_machine: false,
      opened_at: '2026-11-01T06:00:00.000Z',
      merged_at: '2026-11-01T12:00:00.000Z',
      additions: 10,
      deletions: 0,
      approvals: 1,
      approval_seconds: 60,
      ai: '',
      hot_fix: false,
    });
  }
}

async function reported(knex: Knex, person: number, pullRequests: number) {
  await knex('usage_facts').insert({
    day: addDays(SUNDAY, -1),
    identity_id: person,
    tool_id: 1,
    source_id: 1,
    active: true,
    pull_requests: pullRequests,
  });
}

describeOnEachDatabase('Findings and reports of teams', init => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await init();
    await seed(knex);
  });

  async function workOut(tellsFindings = true) {
    await new StalePeriods(knex).mark(knex, 'merge', WEEK);
    await createRefreshWorker({
      knex,
      config: workConfig(5),
      clock: fixedClock('2026-11-16T05:00:00Z'),
      logger: mockServices.logger.mock(),
      scheduler: mockServices.scheduler.mock(),
      sources: () => [],
      outcomeSources: () => [{ ...source, tellsFindings }],
    }).runUntilIdle();
    const weeks = new OutcomeWeeks({ knex, minimumSize: 5 });
    return async (team: number) => (await weeks.ofTeam(team, WEEK, WEEK))[0];
  }

  it('count the findings of scanned repositories, through Groups that are no teams', async () => {
    await repository(knex, 1, 'acme/api', [ATLAS], '2026-01-01');
    await repository(knex, 2, 'acme/squad', [SQUAD, ATLAS], '2026-01-01');
    await repository(knex, 3, 'acme/dark', [ATLAS], null);
    await merged(knex, 'acme/api', [1, 2, 3, 4, 5, 6]);
    await merged(knex, 'acme/dark', [1, 2, 3, 4, 5, 6]);
    for (const [slug, back] of [
      ['acme/api', 0],
      ['acme/api', 27],
      ['acme/api', 28],
      ['acme/squad', 20],
      ['acme/dark', 3],
    ] as const) {
      await found(knex, slug, back);
    }
    const atlas = await (await workOut())(ATLAS);
    expect(atlas.window.findings).toEqual({
      repositories: 3,
      scanned: 2,
      counts: { found: 3, changes: 6, people: 6 },
    });
    expect(atlas.half.findings).toEqual({
      repositories: 2,
      scanned: 1,
      counts: { found: 1, changes: 6, people: 6 },
    });
  });

  it('know a repository as scanned from its first finding, and for whole spans alone', async () => {
    await repository(knex, 1, 'acme/api', [ATLAS], '2026-11-16');
    await merged(knex, 'acme/api', [1, 2, 3, 4, 5, 6]);
    await found(knex, 'acme/api', 20);
    const atlas = await (await workOut())(ATLAS);
    expect(atlas.window.findings).toEqual({
      repositories: 1,
      scanned: 0,
      counts: null,
    });
    expect(atlas.half.findings).toEqual({
      repositories: 1,
      scanned: 1,
      counts: { found: 0, changes: 6, people: 6 },
    });
  });

  it('tell no more of a team that is too small than of its people', async () => {
    await repository(knex, 1, 'acme/api', [ATLAS], '2026-01-01');
    await repository(knex, 2, 'acme/beta', [BETA], '2026-01-01');
    await merged(knex, 'acme/api', [1, 2, 3, 4, 5, 6]);
    await merged(knex, 'acme/beta', [7, 8, 9]);
    await found(knex, 'acme/api', 2);
    await found(knex, 'acme/beta', 2);
    const of = await workOut();
    expect((await of(BETA)).window.findings.counts).toBeNull();
    const counts = { found: 1, changes: 6, people: 6 };
    expect((await of(ATLAS)).window.findings.counts).toEqual(counts);
    expect((await of(DIVISION)).window.findings.counts).toEqual(counts);
  });

  it('are not known of a host that tells none by day', async () => {
    await repository(knex, 1, 'acme/api', [ATLAS], '2026-01-01');
    await merged(knex, 'acme/api', [1, 2, 3, 4, 5, 6]);
    const atlas = await (await workOut(false))(ATLAS);
    expect(atlas.window.findings).toEqual({
      repositories: 0,
      scanned: 0,
      counts: null,
    });
  });

  it('add up what vendors report, of enough people', async () => {
    await merged(knex, 'acme/api', [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const person of [1, 2, 3, 4, 5]) await reported(knex, person, 2);
    await reported(knex, 6, 0);
    await reported(knex, 7, 9);
    const of = await workOut();
    const all = { shown: true, pullRequests: 10 };
    expect((await of(ATLAS)).window.reported).toEqual(all);
    expect((await of(DIVISION)).window.reported).toEqual(all);
    expect((await of(BETA)).window.reported).toEqual({
      shown: false,
      pullRequests: 0,
    });
  });

  it('know of nobody whose vendor reports nothing', async () => {
    await merged(knex, 'acme/api', [1, 2, 3, 4, 5, 6]);
    expect((await (await workOut())(ATLAS)).window.reported).toBeNull();
  });
});
