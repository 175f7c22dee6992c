import { incidentsRequestSchema } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { fixedClock } from '../clock';
import { StalePeriods } from '../database';
import { IdentityStore } from '../identities';
import { aggregateOutcomes } from './aggregateOutcomes';
import { IncidentService } from './IncidentService';
import { OutcomeStore } from './OutcomeStore';
import { pullRequest, streamOf } from './__testUtils__/records';

const DAY = '2026-11-18';

function setUp(knex: Knex) {
  const stale = new StalePeriods(knex);
  const clock = fixedClock('2026-11-25T08:00:00Z');
  const store = new OutcomeStore(new IdentityStore(knex, clock), stale);
  let changes = 0;
  const service = new IncidentService({
    knex,
    store,
    onChange: () => {
      changes += 1;
    },
  });
  const push = (...incidents: object[]) =>
    service.push(incidentsRequestSchema.parse({ incidents }).incidents);
  const merge = async (...numbers: number[]) => {
    const facts = await aggregateOutcomes(
      streamOf(numbers.map(number => pullRequest(number, DAY))),
      { day: DAY, repositories: new Set(['acme/api']) },
    );
    await knex.transaction(trx =>
      store.replaceDay(trx, 1, 'github', DAY, facts),
    );
    await knex('stale_periods').delete();
  };
  const marked = async () =>
    (await stale.list('merge', 10)).map(({ period }) => period).reverse();
  return { push, merge, marked, changes: () => changes };
}

const WEEKS = ['2026-11-16', '2026-11-23', '2026-11-30', '2026-12-07'];
const outage = (...numbers: number[]) => ({
  key: 'INC-1',
  kind: 'incident',
  openedOn: '2026-11-20',
  causedBy: numbers.map(number => ({ repository: 'Acme/API', number })),
});

describeOnEachDatabase('IncidentService', init => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await init();
  });

  const links = async () =>
    (await knex('change_links').orderBy('number')).map(
      row => `${row.kind} ${row.ref} ${row.repository} ${row.number}`,
    );

  it('ties an incident to the changes that caused it and marks their weeks', async () => {
    const { push, merge, marked, changes } = setUp(knex);
    await merge(1, 2);
    expect(await push(outage(1, 9))).toEqual({
      accepted: 1,
      replaced: 0,
      unknownCauses: 1,
    });
    expect(await links()).toEqual([
      'incident INC-1 acme/api 1',
      'incident INC-1 acme/api 9',
    ]);
    expect(await marked()).toEqual(WEEKS);
    expect(changes()).toBe(1);
  });

  it('replaces by key, learns causes later, and notices when nothing is new', async () => {
    const { push, merge, marked } = setUp(knex);
    await merge(1, 2);
    await push(outage());
    expect(await marked()).toEqual([]);
    expect(await push(outage(1))).toMatchObject({ replaced: 1 });
    await knex('stale_periods').delete();
    expect(await push(outage(1))).toMatchObject({
      replaced: 0,
      unknownCauses: 0,
    });
    expect(await marked()).toEqual([]);
    expect(await push({ ...outage(2), kind: 'defect' })).toMatchObject({
      replaced: 1,
    });
    expect(await links()).toEqual(['defect INC-1 acme/api 2']);
    expect(await marked()).toEqual(WEEKS);
    expect(await knex('incidents').select('key', 'kind')).toEqual([
      { key: 'INC-1', kind: 'defect' },
    ]);
  });

  it('marks the weeks again when the post-mortem answers', async () => {
    const { push, merge, marked } = setUp(knex);
    await merge(1);
    await push(outage(1));
    await knex('stale_periods').delete();
    const answered = { ...outage(1), aiInvolved: 'yes', reviewAdequate: 'no' };
    expect(await push(answered)).toMatchObject({ replaced: 1 });
    expect(await marked()).toEqual(WEEKS);
    await knex('stale_periods').delete();
    await push(answered);
    expect(await marked()).toEqual([]);
  });

  it('takes the later one of two with the same key, and keeps no title', async () => {
    const { push } = setUp(knex);
    expect(
      await push(
        { ...outage(1), title: 'Ada broke it' },
        { ...outage(2), resolvedOn: '2026-11-21', aiInvolved: 'yes' },
      ),
    ).toMatchObject({ accepted: 2, unknownCauses: 1 });
    expect(await links()).toEqual(['incident INC-1 acme/api 2']);
    const [row] = await knex('incidents').select('*');
    expect(row).toMatchObject({
      resolved_on: '2026-11-21',
      ai_involved: 'yes',
      review_adequate: 'unknown',
    });
    expect(JSON.stringify(row)).not.toContain('Ada');
  });

  it('is told by a code host without touching what was pushed', async () => {
    const { push, merge } = setUp(knex);
    await push(outage(1));
    await merge(1);
    await merge();
    expect(await links()).toEqual(['incident INC-1 acme/api 1']);
  });
});
