import type {
  PullRequestFacts,
  Unknown,
} from 'backstage-plugin-ai-scorecards-common';
import { addDays, notKnown } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { OrgStore } from '../org';
import { ChangeLoader } from './ChangeLoader';
import { PullRequestFactsReader } from './PullRequestFacts';
import { ReportLoader } from './ReportLoader';
import type { UsageGap } from '../usage/UsageGaps';
import { seedOrganisation } from './__testUtils__/organisation';

const TODAY = '2026-11-25';
const ATLAS = 2;
const BETA = 3;
const DIVISION = 1;
const GITHUB = new Set(['github.com/project-slug']);

/** A division with two teams; people 1–8 are in atlas, 9–12 in beta. */
async function seed(knex: Knex) {
  await seedOrganisation(
    knex,
    [
      { id: DIVISION, name: 'division' },
      { id: ATLAS, name: 'atlas', parent: DIVISION },
      { id: BETA, name: 'beta', parent: DIVISION },
    ],
    Array.from({ length: 12 }, (_, index) => (index < 8 ? ATLAS : BETA)),
  );
}

const approvedAfter = ({ soon }: { soon?: boolean }) => (soon ? 90 : 3600);

let number = 0;
async function merge(
  knex: Knex,
  person: number,
  back: number,
  more: {
    ai?: boolean;
    approvals?: number | null;
    lines?: number;
    soon?: boolean;
  } = {},
): Promise<number> {
  number += 1;
  const day = addDays(TODAY, -back);
  await knex('pull_requests').insert({
    day,
    source_id: 1,
    repository: 'acme/api',
    number,
    identity_id: person,
    by_machine: false,
    opened_at: `${day}T06:00:00.000Z`,
    merged_at: `${day}T12:00:00.000Z`,
    additions: more.lines ?? 60,
    deletions: 0,
    approvals: more.approvals === undefined ? 1 : more.approvals,
    approval_seconds: more.approvals === null ? null : approvedAfter(more),
    ai: more.ai ? 'label' : '',
    hot_fix: false,
  });
  return number;
}

describeOnEachDatabase('PullRequestFactsReader', init => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await init();
    await seed(knex);
  });

  const readerOf = (gaps: UsageGap[] = [], unknown: Unknown | null = null) =>
    new PullRequestFactsReader({
      org: new OrgStore(knex),
      changes: new ChangeLoader(knex),
      reports: new ReportLoader(knex),
      collected: {
        before: async () => annotations =>
          annotations === GITHUB ? unknown : null,
      },
      gaps: { before: async () => gaps },
      minimum: 5,
    });
  const read = async (gaps: UsageGap[] = []) => {
    const of = await readerOf(gaps).all(TODAY);
    return (groupId: number) => of(groupId, GITHUB);
  };
  const people = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i);

  it('counts what was merged in ninety days, and what failed of it', async () => {
    for (const person of people(1, 6)) {
      await merge(knex, person, 5, { ai: true, lines: 500, soon: person < 3 });
      await merge(knex, person, 60, {
        ai: true,
        approvals: person === 1 ? 0 : 1,
      });
      await merge(knex, person, 120, { ai: true });
      const failed = await merge(knex, person, 30);
      if (person === 2) {
        await knex('change_links').insert({
          source_id: 1,
          day: TODAY,
          kind: 'revert',
          ref: 'x',
          repository: 'acme/api',
          number: failed,
        });
      }
    }
    const facts = (await read())(ATLAS);
    expect(facts).toEqual({
      known: true,
      value: {
        ai: { merged: 12, told: 12, approved: 11 },
        rest: { merged: 6, told: 6, approved: 6 },
        aiLarge: { merged: 6, approvedFast: 2 },
        aiMedianSize: { known: true, value: 75 },
        aiMedianSizeBefore: { known: true, value: 63 },
        reportedByVendors: null,
        reportGap: null,
        aiSettled: { merged: 6, failed: 0 },
        restSettled: { merged: 6, failed: 1 },
      } satisfies PullRequestFacts,
    });
  });

  it.each([
    [
      'nobody',
      0,
      { known: false, reason: expect.stringContaining('baseline') },
    ],
    ['too few', 4, { known: false, reason: expect.any(String), tooFew: true }],
    ['enough', 5, { known: true, value: 63 }],
  ])('has the baseline of %s', async (_, labelling, wanted) => {
    for (const person of people(1, 6)) {
      await merge(knex, person, 5, { ai: true });
      if (person <= labelling) await merge(knex, person, 120, { ai: true });
    }
    const facts = (await read())(ATLAS);
    expect(facts.known && facts.value.aiMedianSizeBefore).toEqual(wanted);
  });

  it('takes approvals that are not told for neither yes nor no', async () => {
    for (const person of people(1, 6)) {
      await merge(knex, person, 5, { ai: true, lines: 500, approvals: null });
      await merge(knex, person, 6, { ai: true, lines: 500, soon: true });
    }
    expect((await read())(ATLAS)).toMatchObject({
      known: true,
      value: {
        ai: { merged: 12, told: 6, approved: 6 },
        aiLarge: { merged: 6, approvedFast: 6 },
      },
    });
  });

  it('knows that nothing is labelled', async () => {
    for (const person of people(1, 5)) await merge(knex, person, 5);
    expect((await read())(ATLAS)).toMatchObject({
      known: true,
      value: { ai: { merged: 0, told: 0, approved: 0 }, rest: { merged: 5 } },
    });
  });

  it.each<[string, (knex: Knex) => Promise<void>]>([
    [
      'four people merged anything',
      async db => {
        for (const person of people(1, 4)) await merge(db, person, 5);
      },
    ],
    [
      'four of eight use AI',
      async db => {
        for (const person of people(1, 8)) await merge(db, person, 5);
        for (const person of people(1, 4)) {
          await merge(db, person, 5, { ai: true });
        }
      },
    ],
    [
      'one of eight uses none',
      async db => {
        for (const person of people(1, 8)) {
          await merge(db, person, 5, { ai: person > 1 });
        }
      },
    ],
  ])('are not known where %s', async (_, fill) => {
    await fill(knex);
    expect((await read())(ATLAS)).toEqual({
      known: false,
      reason: expect.stringMatching(/^Too few people/),
      tooFew: true,
    });
  });

  it('leave out of a team above those who would be told apart by taking a team away', async () => {
    for (const person of people(1, 12)) await merge(knex, person, 5);
    const facts = await read();
    expect(facts(ATLAS)).toMatchObject({ value: { rest: { merged: 8 } } });
    expect(facts(BETA)).toMatchObject({ known: false });
    expect(facts(DIVISION)).toMatchObject({ value: { rest: { merged: 8 } } });
  });

  it('hold back large changes of too few alone', async () => {
    for (const person of people(1, 6)) {
      await merge(knex, person, 5);
      await merge(knex, person, 5, { ai: true, lines: person < 3 ? 900 : 20 });
    }
    expect((await read())(ATLAS)).toMatchObject({
      known: true,
      value: { ai: { merged: 6 }, aiLarge: null },
    });
  });

  it.each([
    ['of enough people', 5, 15],
    ['not of too few', 4, null],
  ])('add up what vendors report, %s', async (_, reporting, wanted) => {
    for (const person of people(1, 8)) await merge(knex, person, 5);
    for (const person of people(1, reporting)) {
      for (const [back, pullRequests] of [
        [1, 2],
        [90, 1],
        [91, 7],
      ]) {
        await knex('usage_facts').insert({
          day: addDays(TODAY, -back),
          identity_id: person,
          tool_id: 1,
          source_id: 1,
          active: true,
          pull_requests: pullRequests,
        });
      }
    }
    const gap = (sourceId: number) => ({
      sourceId,
      toolId: 1,
      reason: `Source ${sourceId} is down.`,
    });
    expect((await read([gap(2), gap(1)]))(ATLAS)).toMatchObject({
      known: true,
      value: { reportedByVendors: wanted, reportGap: 'Source 1 is down.' },
    });
    expect((await read([gap(2)]))(ATLAS)).toMatchObject({
      value: { reportGap: null },
    });
  });

  it('are not known while the days are not, whatever is stored of them', async () => {
    for (const person of people(1, 8)) await merge(knex, person, 5);
    const unknown = notKnown('3 of 90 days are collected.');
    const of = await readerOf([], unknown).all(TODAY);
    expect(of(ATLAS, GITHUB)).toEqual(unknown);
    expect(of(ATLAS, new Set())).toMatchObject({ known: true });
  });
});
