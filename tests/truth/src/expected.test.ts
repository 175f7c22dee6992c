import { workOut } from './expected';
import {
  CREW,
  DIVISION,
  PAIR,
  settings,
  tinyWorld,
  use,
  userRef,
} from './__testUtils__/tinyWorld';

const MONDAY = '2026-11-09';

describe('adoption of a tiny world', () => {
  it('scores the last week that is settled', () => {
    expect(workOut(tinyWorld([]), settings).week).toBe(MONDAY);
  });

  it('divides active by licensed developers, week by week', () => {
    const rows = [
      use({ name: 'a', day: '2026-11-09' }),
      use({ name: 'a', day: '2026-11-10' }),
      use({ name: 'b', day: '2026-11-15' }),
      // Without a seat: licensed by use alone.
      use({ name: 'f', day: '2026-11-12' }),
      // Of another tool, and after the week.
      use({ name: 'c', day: '2026-11-11', tool: 'claude' }),
      use({ name: 'd', day: '2026-11-16' }),
    ];
    const { adoption } = workOut(tinyWorld(rows), settings);
    const crew = adoption.get(CREW)!;
    expect(crew.weeks.at(-1)).toEqual({
      week: MONDAY,
      shown: true,
      active: 4,
      people: 6,
      rate: { value: 4 / 6, bound: null },
      rosterRate: { value: 4 / 6, bound: null },
      rosterPeople: 6,
    });
    // Five with seats in each of the three weeks before, nobody active.
    expect(crew.weeklyActiveRate).toEqual({ value: 4 / 21, bound: null });
    expect(crew.rosterActiveRate).toEqual({ value: 4 / 6, bound: null });
    expect(crew.seatToolRate).toEqual({ value: 3 / 21, bound: null });
    // The pair's other member is one person, too few to be added.
    expect(adoption.get(PAIR)!.weeklyActiveRate).toBeNull();
    expect(adoption.get(DIVISION)!.population).toEqual({
      people: 6,
      leftOut: 1,
      countedInEach: false,
    });
  });

  it('leaves a week out of the sum of which a vendor does not tell a day', () => {
    const world = tinyWorld([use({ name: 'a', day: '2026-11-09' })]);
    world.rows = world.rows.filter(
      row => row.day !== '2026-10-25' || !row.tool.endsWith('claude-code'),
    );
    const crew = workOut(world, settings).adoption.get(CREW)!;
    expect(crew.weeklyActiveRate).toEqual({ value: 0.1, bound: 'at-most' });
    expect(crew.seatToolRate).toEqual({ value: 0.1, bound: 'at-most' });
    world.rows.push(
      ...['a', 'b', 'c', 'd', 'e'].map(name =>
        use({ name, day: '2026-10-20' }),
      ),
    );
    const { weeklyActiveRate, seatToolRate } = workOut(
      world,
      settings,
    ).adoption.get(CREW)!;
    expect(weeklyActiveRate).toEqual({ value: 0.1, bound: 'at-most' });
    expect(seatToolRate).toEqual({ value: 6 / 20, bound: null });
  });

  it('sorts everybody into one band', () => {
    const days = (count: number) =>
      Array.from(
        { length: count },
        (_, i) => `2026-11-${String(i + 1).padStart(2, '0')}`,
      );
    const early = '2026-10-05';
    const rows = [
      ...['a', 'b', 'c', 'd'].map(name => use({ name, day: early })),
      ...days(14).map(day => use({ name: 'a', day })),
      ...days(7).map(day => use({ name: 'b', day })),
      ...days(2).map(day => use({ name: 'c', day })),
      ...days(3).map(day => use({ name: 'f', day })),
    ];
    const { adoption } = workOut(tinyWorld(rows), settings);
    expect(adoption.get(CREW)!.tiers).toEqual([
      { id: '14+', people: 1 },
      { id: '7-13', people: 1 },
      { id: '2-6', people: 1 },
      { id: '0-1', people: 2 },
      { id: 'new', people: 1 },
    ]);
    expect(adoption.get(CREW)!.tierParts).toHaveLength(1);
  });

  it('takes a tie of tools for no preference of the default', () => {
    const rows = ['a', 'b', 'c', 'd', 'e'].flatMap(name => [
      use({ name, day: '2026-11-09' }),
      use({ name, day: '2026-11-10', tool: 'claude' }),
    ]);
    rows.push(use({ name: 'a', day: '2026-11-11' }));
    const { adoption } = workOut(tinyWorld(rows), settings);
    expect(adoption.get(CREW)!.defaultToolShare).toEqual({
      // One of five, as none of five would be.
      value: 0.2,
      bound: 'at-most',
    });
    expect(adoption.get(CREW)!.sanctionedShare).toEqual({
      value: 0.9,
      bound: 'at-least',
    });
  });
});

describe('cost of a tiny world', () => {
  it('shares a seat between two teams and prices days as they were', () => {
    const { cost, lines } = workOut(tinyWorld([]), settings);
    const crew = cost.get('2026-10')!.get(CREW)!;
    // 11 days at 19 and 20 at 21 USD of a month of 31 days.
    const seat = 20_290_323n;
    if (crew.seat === null) throw new Error('Nothing is shown');
    // Of the shared seat each day's odd micro-unit goes to the crew.
    expect(crew.seat).toBeGreaterThanOrEqual(seat * 4n + seat / 2n);
    expect(crew.seat).toBeLessThanOrEqual(seat * 4n + seat / 2n + 31n);
    expect(crew.idleSeat).toBe(crew.seat);
    const line = lines.find(
      it => it.month === '2026-10' && it.kind === 'seat',
    )!;
    expect(line.total).toBe(seat * 6n);
    expect(line.buckets).toEqual(
      new Map([['billed-without-person', seat * 6n - crew.seat]]),
    );
  });

  it('divides the cost of developers by their months', () => {
    const rows = ['a', 'b', 'c', 'd', 'e'].map(name =>
      use({ name, day: '2026-10-06' }),
    );
    const { cost } = workOut(tinyWorld(rows), settings);
    const { developers, seat } = cost.get('2026-10')!.get(CREW)!;
    if (!developers || seat === null) throw new Error('Nothing is shown');
    expect(developers.activePeople).toBe(5);
    expect(developers.activePersonMonths).toEqual({ top: 9n, bottom: 2n });
    expect(developers.cost).toBe(seat);
    expect(developers.perActive).toBe((seat * 2n + 4n) / 9n);
  });

  it('bills credits beyond the pool to those who used them that day', () => {
    const rows = [
      use({ name: 'b', day: '2026-10-06', credits: '8990' }),
      use({ name: 'b', day: '2026-10-07', credits: '20' }),
      use({ name: 'c', day: '2026-10-07', credits: '10' }),
      use({ name: 'c', day: '2026-10-08', credits: '0.0001' }),
    ];
    const { lines, cost } = workOut(tinyWorld(rows), settings);
    // A pool of 6 × 1500, as of October; 20 beyond it on the second day.
    const line = lines.find(
      it => it.month === '2026-10' && it.kind === 'usage',
    )!;
    expect(line.total).toBe(240_001n);
    expect(line.prices).toEqual({ total: 'estimate', parts: 'estimate' });
    expect(cost.get('2026-10')!.get(CREW)!.usage).toBe(240_001n);
    expect(cost.get('2026-10')!.get(CREW)!.value).toBe(90_200_001n);
  });

  it('sets estimates beside the bill, with a bucket that may be negative', () => {
    const rows = [
      use({ name: 'b', day: '2026-10-06', tool: 'claude', cents: '200' }),
      ...['u1', 'u2', 'u3', 'u4', 'u5'].map(name =>
        use({
          name,
          day: '2026-10-06',
          tool: 'claude',
          cents: '10',
          standing: 'nobody',
        }),
      ),
      use({
        name: 'key',
        day: '2026-10-06',
        tool: 'claude',
        cents: '30',
        standing: 'service-account',
        kind: 'api-key',
      }),
    ];
    const world = tinyWorld(rows);
    world.costs = [
      {
        day: '2026-10-06',
        revealed: [
          { description: 'Tokens', workspace: null, amount: '250.00004' },
        ],
      },
    ];
    const line = workOut(world, settings).lines.find(
      it =>
        it.source === 'anthropic' &&
        it.month === '2026-10' &&
        it.kind === 'usage',
    )!;
    expect(line.total).toBe(2_500_000n);
    expect(line.teams).toBe(2_000_000n);
    expect(line.prices).toEqual({ total: 'invoice', parts: 'estimate' });
    // One key is too few to be shown: its 0.30 is pooled with −0.30.
    expect(line.buckets).toEqual(new Map([['unresolved', 500_000n]]));
    expect(line.rounding).toBe('0.0000004');
  });

  it('gives the past money of people who left to the team of that day', () => {
    const names = ['g1', 'g2', 'g3', 'g4', 'g5'];
    const world = tinyWorld(
      names.map(name =>
        use({
          name,
          day: '2026-10-06',
          tool: 'claude',
          cents: '100',
          standing: 'left',
        }),
      ),
    );
    const usage = (count: number) => {
      world.organisation.roster.push({
        person: userRef(names[count]),
        team: CREW,
        from: '2025-01-01',
        to: '2026-10-10',
        counted: false,
        assumed: false,
      });
      const verdicts = Object.fromEntries(
        names.slice(0, count + 1).map(name => [name, 'left' as const]),
      );
      return workOut(world, { ...settings, verdicts })
        .cost.get('2026-10')!
        .get(CREW)!;
    };
    // Developers and others are told apart, so four others are not shown.
    const [, , , four, five] = names.map((_, count) => usage(count));
    expect(four).toMatchObject({ usage: 0n, others: null });
    expect(five).toMatchObject({ usage: 5_000_000n, others: 5_000_000n });
  });
});
