import type { PublishedOutcomeWeek } from 'backstage-plugin-ai-scorecards-common';
import {
  addDays,
  teamOutcomesSchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { fixedClock } from '../clock';
import { OrgStore } from '../org';
import { worldConfig } from '../scorecards/refresh/__testUtils__/world';
import { ScoringContext } from '../scorecards/snapshots/ScoringContext';
import { NO_CHANGES, NO_ROSTER } from './aggregate/outcomeFigures';
import { OutcomeInputs } from './OutcomeInputs';
import { OutcomesService } from './OutcomesService';
import { OutcomeWeeks } from './OutcomeWeeks';
import { QualityExplanations } from './QualityExplanations';

const TODAY = '2026-11-25';
const LAST = '2026-11-16';
const TEAM = 'group:default/atlas';
const known = { state: 'ok' as const, days: 28, daysKnown: 28 };

function weekOfTwenty(week: string, settled: boolean): PublishedOutcomeWeek {
  const people = { ...NO_ROSTER, shown: true, people: 20 };
  const changes = {
    ...NO_CHANGES,
    ...people,
    period: known,
    changes: 100,
    failed: 30,
    reverted: 30,
  };
  return {
    week,
    state: settled ? 'ok' : 'collecting',
    days: 7,
    daysKnown: 7,
    settled,
    provisional: false,
    roster: { ...people, merged: 40 },
    window: changes,
    half: changes,
  };
}

async function seed(knex: Knex) {
  for (const [id, name, leads] of [
    [1, 'payments', ['user:default/top']],
    [2, 'atlas', ['user:default/lea']],
    [3, 'beta', ['user:default/other']],
  ] as const) {
    await knex('groups').insert({
      id,
      entity_ref: `group:default/${name}`,
      title: name,
      type: 'team',
      is_team: true,
      leads: JSON.stringify(leads),
    });
  }
  await knex('group_edges').insert({
    group_id: 2,
    parent_id: 1,
    valid_from: '0001-01-01',
    valid_to: '9999-12-31',
    origin: 'catalog',
  });
  await knex('people').insert({
    entity_ref: 'user:default/lea',
    title: 'Lea Lind',
  });
}

async function setUp(knex: Knex, options: { connected?: boolean } = {}) {
  const weeks = new OutcomeWeeks({ knex, minimumSize: 5 });
  const config = worldConfig(5);
  const explanations = new QualityExplanations(knex);
  const serviceOn = (day: string) =>
    new OutcomesService({
      org: new OrgStore(knex),
      inputs: new OutcomeInputs({
        weeks,
        connected: () => options.connected ?? true,
      }),
      explanations,
      context: new ScoringContext({ config, sources: [] }),
      clock: fixedClock(`${day}T08:00:00Z`),
    });
  return { weeks, serviceOn, service: serviceOn(TODAY) };
}

describeOnEachDatabase('OutcomesService', init => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await init();
    await seed(knex);
  });

  const lead = { full: true, user: 'user:default/lea' };
  const outsider = { full: false, user: 'user:default/other' };

  async function fill(weeks: OutcomeWeeks, p75 = 0.15) {
    for (let back = 0; back < 33; back++) {
      const week = addDays(LAST, 7 * (1 - back));
      await weeks.replace(
        knex,
        week,
        new Map([[2, weekOfTwenty(week, back > 0)]]),
        [{ teamType: 'team', teams: 6, p25: 0.1, p50: 0.12, p75 }],
      );
    }
  }

  it('tells all of the last settled week to those who see the team, and the band to everybody', async () => {
    const { weeks, service } = await setUp(knex);
    await fill(weeks);
    const full = await service.get(TEAM, lead);
    expect(teamOutcomesSchema.parse(full)).toEqual(full);
    expect(full).toMatchObject({
      week: LAST,
      population: { people: 20 },
      status: 'on-track',
      quality: { band: 'high', outlier: true, p75: 0.15, teams: 6 },
      notice: null,
      mayExplain: true,
    });
    expect(full.indicators?.map(({ id }) => id)).toContain('cycleTime');
    const less = await service.get(TEAM, outsider);
    expect(less).toEqual({
      ...full,
      indicators: null,
      population: null,
      status: 'not-known-yet',
      mayExplain: false,
    });
  });

  it('says why there is nothing', async () => {
    const { weeks, service } = await setUp(knex);
    expect(await service.get(TEAM, lead)).toMatchObject({
      week: null,
      notice: 'Collecting: no complete week yet.',
      quality: { state: 'collecting', band: null },
    });
    const row = weekOfTwenty(LAST, true);
    await weeks.replace(
      knex,
      LAST,
      new Map([
        [
          2,
          {
            ...row,
            roster: NO_ROSTER,
            window: { ...NO_CHANGES, period: known },
          },
        ],
      ]),
      [],
    );
    const small = await service.get(TEAM, lead);
    expect(small.notice).toMatch(/^Too few developers/);
    expect(small.population?.people).toBeNull();
    const alone = (await setUp(knex, { connected: false })).service;
    expect(await alone.get(TEAM, lead)).toMatchObject({
      notice: expect.stringMatching(/^No code host/),
      quality: { state: 'not-connected' },
    });
  });

  it('serves nothing that another minimum group size published', async () => {
    const { weeks } = await setUp(knex);
    await fill(weeks);
    const other = new OutcomeWeeks({ knex, minimumSize: 8 });
    expect(await other.ofTeam(2, '2026-01-05', LAST)).toEqual([]);
    expect(await other.peers(LAST)).toEqual(new Map());
  });

  it('tells checks whether quality is shown', async () => {
    const { weeks, service } = await setUp(knex);
    const team = { id: 2, type: 'team' };
    expect(await service.qualityPublishedOf(team)).toMatchObject({
      known: false,
      reason: 'No complete week yet.',
    });
    await fill(weeks);
    expect(await service.qualityPublishedOf(team)).toEqual({
      known: true,
      value: true,
    });
    const alone = (await setUp(knex, { connected: false })).service;
    expect(await alone.qualityPublishedOf(team)).toMatchObject({
      known: false,
    });
  });

  it.each([
    ['nothing of enough people is known', 0, { known: true, value: false }],
    ['too few of them merged', 3, { known: false, tooFew: true }],
  ])(
    'tells checks that no quality is shown where %s',
    async (_, merged, told) => {
      const { weeks, service } = await setUp(knex);
      for (let back = 0; back < 33; back++) {
        const week = addDays(LAST, 7 * (1 - back));
        const whole = weekOfTwenty(week, back > 0);
        const nobody = { ...NO_CHANGES, period: known };
        await weeks.replace(
          knex,
          week,
          new Map([
            [
              2,
              {
                ...whole,
                roster: { ...whole.roster, merged },
                window: nobody,
                half: nobody,
              },
            ],
          ]),
          [],
        );
      }
      expect(
        await service.qualityPublishedOf({ id: 2, type: 'team' }),
      ).toMatchObject(told);
    },
  );

  it('takes an explanation from leads up the chain, until it lapses', async () => {
    const { serviceOn, service } = await setUp(knex);
    const request = {
      category: 'legacy' as const,
      text: 'An old code base that is being replaced',
      expiresOn: '2027-03-01',
    };
    await service.explain(TEAM, request, 'user:default/top');
    await service.explain(TEAM, request, 'user:default/lea');
    const { quality } = await service.get(TEAM, outsider);
    expect(quality.explanation).toEqual({
      ...request,
      by: { ref: 'user:default/lea', title: 'Lea Lind' },
      madeOn: TODAY,
    });
    expect(await knex('quality_explanations').select('id')).toHaveLength(2);
    const later = await serviceOn('2027-03-01').get(TEAM, outsider);
    expect(later.quality.explanation).toBeNull();
  });

  it.each([
    ['user:default/other', '2027-03-01', 'NotAllowedError'],
    ['user:default/lea', TODAY, 'InputError'],
    ['user:default/lea', '2027-11-26', 'InputError'],
  ])('refuses %s until %s', async (user, expiresOn, name) => {
    const { service } = await setUp(knex);
    const request = {
      category: 'domain' as const,
      text: 'Regulated, and so slow',
      expiresOn,
    };
    await expect(service.explain(TEAM, request, user)).rejects.toMatchObject({
      name,
    });
    expect(await knex('quality_explanations').select('id')).toEqual([]);
  });

  it('knows no team that is not there', async () => {
    const { service } = await setUp(knex);
    await expect(
      service.get('group:default/nobody', lead),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});
