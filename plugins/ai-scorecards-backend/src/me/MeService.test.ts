import { NotFoundError } from '@backstage/errors';
import { addDays, daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { fixedClock } from '../clock';
import { OrgStore } from '../org';
import { MeService } from './MeService';
import { MeStore } from './MeStore';
import { SeatAnswerStore } from './SeatAnswerStore';

const ADA = 'user:default/ada';
const COPILOT = 'resource:default/copilot';
/** A Monday; the last whole week ended the day before. */
const NOW = '2026-11-23T09:00:00Z';
const SUNDAY = '2026-11-22';

/** Ada and Bob, each with an account and a seat since September; of Bob there is use, of Ada none. */
async function seed(knex: Knex) {
  await knex('people').insert([
    { id: 1, entity_ref: ADA },
    { id: 2, entity_ref: 'user:default/bob' },
  ]);
  await knex('tools').insert({
    id: 1,
    entity_ref: COPILOT,
    title: 'Copilot',
    spec: '{}',
  });
  await knex('sources').insert({
    id: 1,
    key: 'github-usage',
    config_key: 'github',
    kind: 'usage',
    tool_id: 1,
    title: 'GitHub',
  });
  for (const id of [1, 2]) {
    await knex('identities').insert({
      id,
      namespace: 'github',
      account: `account-${id}`,
      kind: 'login',
      state: 'person',
      person_id: id,
      method: 'login',
      updated_at: NOW,
    });
    await knex('seats').insert({
      identity_id: id,
      tool_id: 1,
      valid_from: '2026-09-01',
      valid_to: '9999-12-31',
    });
  }
}

async function know(knex: Knex, from: string, to: string) {
  await knex('ledger').insert(
    daysFromTo(from, to).map(day => ({ source_id: 1, day, state: 'fetched' })),
  );
}

function serviceOf(knex: Knex, individuals: 'self' | 'none' = 'self') {
  return new MeService({
    nudgesOf: async () => [],
    statementsOf: async () => ({
      attestations: [],
      acknowledgements: [],
      stance: null,
    }),
    org: new OrgStore(knex),
    store: new MeStore(knex),
    answers: new SeatAnswerStore(knex),
    roles: {
      finance: [],
      operators: [],
      admins: [],
      practiceLeads: [],
      auditors: [],
      board: [],
    },
    config: {
      privacy: { minimumGroupSize: 5, individuals, retentionDays: 800 },
    },
    clock: fixedClock(NOW),
  });
}

const ada = { user: ADA, claims: [ADA] };

describeOnEachDatabase('MeService', init => {
  it('calls a seat idle after 28 known days without use', async () => {
    const knex = await init();
    await seed(knex);
    await know(knex, addDays(SUNDAY, -27), SUNDAY);
    const me = await serviceOf(knex).describe(ada, {});
    expect(me).toMatchObject({
      through: SUNDAY,
      activeDays28: 0,
      seats: [{ tool: COPILOT, idle: true, lastActiveDay: null }],
      accounts: [{ account: 'account-1' }],
    });
  });

  it('lists merged changes, where single people have figures', async () => {
    const knex = await init();
    await seed(knex);
    const change = {
      source_id: 1,
      repository: 'acme/api',
      identity_id: 1,
      by_machine: false,
      opened_at: `${SUNDAY}T08:00:00.000Z`,
      merged_at: `${SUNDAY}T09:00:00.000Z`,
      additions: 1,
      deletions: 0,
      hot_fix: false,
    };
    await knex('pull_requests').insert([
      { ...change, day: SUNDAY, number: 7, ai: 'label,trailer' },
      { ...change, day: addDays(SUNDAY, -3), number: 6, ai: '' },
      { ...change, day: addDays(SUNDAY, -90), number: 5, ai: '' },
      { ...change, day: SUNDAY, number: 8, ai: '', identity_id: 2 },
    ]);
    const { changes } = await serviceOf(knex).describe(ada, {});
    expect(changes).toEqual([
      {
        day: SUNDAY,
        repository: 'acme/api',
        number: 7,
        openedByMachine: false,
        ai: ['label', 'trailer'],
      },
      {
        day: addDays(SUNDAY, -3),
        repository: 'acme/api',
        number: 6,
        openedByMachine: false,
        ai: [],
      },
    ]);
    const less = await serviceOf(knex, 'none').describe(ada, {});
    expect(less.changes).toEqual([]);
  });

  it('lists a seat once, whatever sources and accounts it is listed under', async () => {
    const knex = await init();
    await seed(knex);
    await knex('identities').where({ id: 2 }).update({ person_id: 1 });
    const seat = { identity_id: 1, tool_id: 1 };
    await knex('seats').insert([
      {
        ...seat,
        source_id: 2,
        valid_from: '2026-03-01',
        valid_to: '2026-09-20',
        plan: 'business',
      },
      {
        ...seat,
        source_id: 1,
        valid_from: '2026-01-01',
        valid_to: '2026-02-01',
        plan: null,
      },
    ]);
    const { seats } = await serviceOf(knex).describe(ada, {});
    expect(seats.map(({ from, to, plan }) => [from, to, plan])).toEqual([
      ['2026-03-01', null, 'business'],
      ['2026-01-01', '2026-02-01', null],
    ]);
  });

  it('shows what was billed in place of what was reckoned, and use beside it', async () => {
    const knex = await init();
    await seed(knex);
    await knex('sources').insert({
      id: 2,
      key: 'github-billing',
      config_key: 'github',
      kind: 'cost',
      tool_id: 1,
      title: 'GitHub billing',
    });
    const [billed, unbilled] = [SUNDAY, addDays(SUNDAY, -1)];
    await know(knex, unbilled, billed);
    await knex('ledger').insert({
      source_id: 2,
      day: billed,
      state: 'fetched',
      by_account: true,
    });
    const fact = { identity_id: 1, tool_id: 1, features: 0 };
    const reckoned = { ...fact, source_id: 1, active: true, interactions: 3 };
    await knex('usage_facts').insert([
      { ...reckoned, day: unbilled, value_micros: 5 },
      { ...reckoned, day: billed, value_micros: 5 },
    ]);
    await knex('usage_facts').insert({
      ...fact,
      source_id: 2,
      active: false,
      day: billed,
      usage_micros: 2,
      value_micros: 7,
    });
    const days = await new MeStore(knex).days(1, unbilled, billed);
    expect(days).toMatchObject([
      {
        day: billed,
        active: true,
        interactions: 3,
        usageMicros: 2,
        valueMicros: 7,
      },
      { day: unbilled, usageMicros: null, valueMicros: 5 },
    ]);
  });

  it('says nothing of use before the days are collected', async () => {
    const knex = await init();
    await seed(knex);
    expect(await serviceOf(knex).describe(ada, {})).toMatchObject({
      through: null,
      activeDays28: null,
      seats: [{ idle: false }],
    });
    await know(knex, addDays(SUNDAY, -6), SUNDAY);
    expect(await serviceOf(knex).describe(ada, {})).toMatchObject({
      through: SUNDAY,
      seats: [{ idle: false }],
    });
  });

  it('calls no seat idle where figures of individuals are off', async () => {
    const knex = await init();
    await seed(knex);
    await know(knex, addDays(SUNDAY, -27), SUNDAY);
    expect(await serviceOf(knex, 'none').describe(ada, {})).toMatchObject({
      individualFigures: false,
      activeDays28: null,
      days: [],
      seats: [{ idle: false }],
    });
  });

  describe('a word on a seat', () => {
    const COPILOT_SEAT = { tool: COPILOT, title: 'Copilot' };
    const today = NOW.slice(0, 10);

    it('is kept for the caller alone, the last one counting', async () => {
      const knex = await init();
      await seed(knex);
      const service = serviceOf(knex);
      expect(await service.describe(ada, {})).toMatchObject({
        seats: [{ answer: null }],
      });
      await service.answerSeat(ADA, { tool: COPILOT, answer: 'keep' });
      await service.answerSeat('User:default/Ada', {
        tool: 'Resource:default/copilot',
        answer: 'return',
      });
      expect(await service.describe(ada, {})).toMatchObject({
        seats: [{ answer: { answer: 'return', on: today } }],
      });
      const bob = 'user:default/bob';
      expect(
        await service.describe({ user: bob, claims: [bob] }, {}),
      ).toMatchObject({ seats: [{ answer: null }] });
      expect(await new SeatAnswerStore(knex).toReturn(today)).toEqual([
        { ...COPILOT_SEAT, people: 1 },
      ]);
    });

    it('is refused where no seat is held', async () => {
      const knex = await init();
      await seed(knex);
      const service = serviceOf(knex);
      const refused = (user: string, tool: string) =>
        expect(
          service.answerSeat(user, { tool, answer: 'keep' }),
        ).rejects.toThrow(NotFoundError);
      await refused(ADA, 'resource:default/other');
      await refused('user:default/nobody', COPILOT);
      await knex('seats').update({ valid_to: today });
      await refused(ADA, COPILOT);
      expect(await knex('seat_answers').select()).toEqual([]);
    });

    it('counts people, not accounts, and lapses with the seat', async () => {
      const knex = await init();
      await seed(knex);
      await knex('identities').where({ id: 2 }).update({ person_id: 1 });
      await serviceOf(knex).answerSeat(ADA, {
        tool: COPILOT,
        answer: 'return',
      });
      const store = new SeatAnswerStore(knex);
      expect(await store.toReturn(today)).toMatchObject([{ people: 1 }]);
      await knex('seats').update({ valid_to: '2026-11-25' });
      expect(await store.toReturn('2026-11-24')).toHaveLength(1);
      expect(await store.toReturn('2026-11-25')).toEqual([]);
      // A seat that is given again is another one.
      await knex('seats').insert({
        identity_id: 1,
        tool_id: 1,
        valid_from: '2026-12-01',
        valid_to: '9999-12-31',
      });
      expect(await store.of(1, '2026-12-02')).toEqual(new Map());
    });

    it.each([
      ['return', 0],
      ['keep', 1],
    ] as const)('of %s, after use, leaves %s answers', async (answer, left) => {
      const knex = await init();
      await seed(knex);
      await serviceOf(knex).answerSeat(ADA, { tool: COPILOT, answer });
      const store = new SeatAnswerStore(knex);
      const fact = { identity_id: 1, tool_id: 1, source_id: 1 };
      await knex('usage_facts').insert([
        { ...fact, day: today, active: true },
        { ...fact, day: '2026-11-24', active: false },
      ]);
      expect((await store.of(1, '2026-11-26')).size).toBe(1);
      await knex('usage_facts').insert({
        ...fact,
        day: '2026-11-25',
        active: true,
      });
      expect((await store.of(1, '2026-11-26')).size).toBe(left);
    });
  });

  it('shows a day once that two doors report, and who else reports it', async () => {
    const knex = await init();
    await seed(knex);
    await knex('sources').insert({
      id: 7,
      key: 'otlp:copilot',
      config_key: 'otlp',
      kind: 'usage',
      tool_id: 1,
      title: 'OpenTelemetry of copilot',
      pushed: true,
    });
    await knex('usage_facts').delete();
    const fact = {
      day: '2026-11-20',
      identity_id: 1,
      tool_id: 1,
      active: true,
      sessions: 3,
    };
    await knex('usage_facts').insert([
      { ...fact, source_id: 1, taken: true },
      { ...fact, source_id: 7, taken: false },
    ]);
    const { days } = await serviceOf(knex).describe(
      { user: ADA, claims: [ADA] },
      { from: '2026-11-20', to: '2026-11-20' },
    );
    expect(days).toMatchObject([
      { sessions: 3, alsoReportedBy: ['OpenTelemetry of copilot'] },
    ]);
  });
});
