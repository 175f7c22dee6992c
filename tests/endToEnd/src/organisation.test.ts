import {
  organisationScorecardSchema,
  OrganisationSpend,
  organisationSpendSchema,
  trendsResponseSchema,
} from 'backstage-plugin-ai-scorecards-common';
import { Expected, expected } from 'expected-truth';
import { Portal } from './__testUtils__/portal';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(240_000);

const FIELDS = {
  seat: 'seatMicros',
  usage: 'usageMicros',
  value: 'valueMicros',
} as const;
type Kind = keyof typeof FIELDS;

describe('everybody', () => {
  // A whole month, and twelve weeks before the last settled one.
  const DAYS = 90;
  let world: TestWorld;
  let portal: Portal;
  let truth: Expected;

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 120, days: DAYS });
    portal = await world.portal();
    await portal.collect();
    truth = await expected(world.sim.url, world.settings());
  });
  afterAll(() => world.close());

  const spend = async (query: string): Promise<OrganisationSpend> =>
    organisationSpendSchema.parse(
      await portal.get(`/organisation/spend?${query}`),
    );

  /** What the truth says of a month and kind, all tools together; null where it says nothing. */
  const wanted = (month: string, kind: Kind) => {
    const lines = truth.lines.filter(
      line => line.month === month && line.kind === kind,
    );
    return lines.length === 0
      ? null
      : Number(lines.reduce((sum, line) => sum + line.total, 0n));
  };

  it.each(['team', 'tool', 'model'] as const)(
    'costs by %s what the truth says, to the micro-unit',
    async groupBy => {
      const { months } = await spend(
        `groupBy=${groupBy}&from=2026-09&to=2026-10`,
      );
      expect(months.map(({ month }) => month)).toEqual(['2026-09', '2026-10']);
      for (const month of months) {
        expect(month.parts.length).toBeGreaterThan(1);
        for (const [kind, field] of Object.entries(FIELDS)) {
          const sum = month[field];
          expect(sum).toBe(wanted(month.month, kind as Kind));
          const parts = month.parts.reduce(
            (all, part) => all + (part[field] ?? 0),
            0,
          );
          expect(parts).toBe(sum ?? 0);
        }
      }
    },
  );

  it('is told of its last three months unless others are asked for, and of no others', async () => {
    expect((await spend('')).months.map(({ month }) => month)).toEqual([
      '2026-08',
      '2026-09',
      '2026-10',
    ]);
    for (const [query, words] of [
      ['from=2026-10&to=2026-09', 'from must not be after to'],
      ['from=2020-01', 'months at most'],
      ['from=soon', 'from'],
      ['groupBy=person', 'groupBy'],
    ]) {
      await expect(spend(query)).rejects.toThrow(
        new RegExp(`: 400 .*${words}`, 's'),
      );
    }
  });

  it('has a scorecard whose cost is what people with a team cost, the buckets beside', async () => {
    const card = organisationScorecardSchema.parse(
      await portal.get('/organisation/scorecard'),
    );
    expect(card.week).toBe(truth.week);
    expect(card.sentence).toMatch(
      /^\d+ of \d+ licensed developers were active in the week of \S+ \(\d of \d tools, \d+ % matched\)\.$/,
    );
    expect(card.headline.map(({ figure }) => figure.value)).toEqual([
      expect.any(Number),
      expect.any(Number),
      null,
      null,
    ]);
    const month = card.cost?.months.find(each => each.month === '2026-10');
    const [teams, ...buckets] = card.spend?.parts ?? [];
    expect(card.spend?.month).toBe('2026-10');
    expect(teams.title).toBe('People with a team');
    expect(buckets.map(({ kind }) => kind)).toContain('bucket');
    expect(card.spend?.seatMicros).toBe(wanted('2026-10', 'seat'));
    const lines = truth.lines.filter(line => line.month === '2026-10');
    const ofTeams = (kind: Kind) =>
      Number(
        lines
          .filter(line => line.kind === kind)
          .reduce((sum, line) => sum + line.teams, 0n),
      );
    expect([teams.seatMicros, teams.usageMicros]).toEqual([
      ofTeams('seat'),
      ofTeams('usage'),
    ]);
    // No more than what every division shows for itself, so that no subtraction tells of a few.
    const divisions = truth.teams.filter(team =>
      ['2026-10-01', '2026-10-31'].every(
        day => truth.history.parentOf(team, day) === undefined,
      ),
    );
    const shown = await Promise.all(
      divisions.map(async team => {
        const { cost } = await portal.scorecard(team);
        return cost?.months.find(each => each.month === '2026-10')?.total.value;
      }),
    );
    expect(month?.total.value).toBe(
      shown.reduce<number>((sum, value) => sum + (value ?? 0), 0),
    );
    const before = organisationScorecardSchema.parse(
      await portal.get(`/organisation/scorecard?asOf=${world.day(-20)}`),
    );
    expect(before.week! < card.week!).toBe(true);
  });

  const trends = async (query: string, of = '/organisation') =>
    trendsResponseSchema.parse(await portal.get(`${of}/trends?${query}`));

  it('is told over time what the scorecard tells: cost by what the teams at the top show', async () => {
    const card = organisationScorecardSchema.parse(
      await portal.get('/organisation/scorecard'),
    );
    const points = async (query: string) =>
      (await trends(query)).series[0].points;
    const cost = await points('metric=cost&from=2026-09-01&to=2026-10-31');
    expect(cost.map(({ period, value }) => [period, value])).toEqual(
      ['2026-09', '2026-10'].map(month => [
        `${month}-01`,
        card.cost?.months.find(each => each.month === month)?.total.value,
      ]),
    );
    const rates = await points(`metric=weeklyActiveRate&to=${card.week}`);
    expect(rates.at(-1)).toEqual(card.headline[0].sparkline.at(-1));
  });

  it('is told over time by tool, or by the teams at the top as each of them shows itself', async () => {
    const week = truth.week;
    const query = `metric=activeDevelopers&to=${week}`;
    const [total, ...tools] = (await trends(query)).series;
    expect([total.id, total.title]).toEqual(['total', 'Any tool']);
    expect(tools.length).toBeGreaterThan(1);
    const byTeam = (await trends(`${query}&by=team`)).series;
    expect(byTeam[0]).toEqual(total);
    const tops = truth.teams.filter(
      team => truth.history.parentOf(team, world.day(-1)) === undefined,
    );
    expect(
      byTeam
        .slice(1)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...tops].sort());
    for (const { id, points } of byTeam.slice(1)) {
      const [, name] = id.split('/');
      const own = await trends(query, `/teams/default/${name}`);
      expect(points).toEqual(
        own.series.find(each => each.id === 'total')?.points,
      );
    }
    await expect(trends('metric=cost&by=team')).rejects.toThrow(
      /: 400 .*by=team goes with/s,
    );
    await expect(trends('metric=cost&by=person')).rejects.toThrow(
      /: 400 .*by/s,
    );
  });
});
