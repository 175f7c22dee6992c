import { ReconciliationLine } from 'backstage-plugin-ai-scorecards-common';
import { expected } from 'expected-truth';
import { linesOf } from './__testUtils__/compare';
import { doorsConfig } from './__testUtils__/doors';
import { Portal } from './__testUtils__/portal';
import { TestWorld, TODAY } from './__testUtils__/world';

jest.setTimeout(240_000);

const MONTH = '2026-10';
const FINANCE = 'user:default/persona-finance';
/** Three whole months. */
const DAYS = 116;

const sum = (list: readonly { micros: number }[]) =>
  list.reduce((all, { micros }) => all + micros, 0);

const keyOf = (line: ReconciliationLine) => `${line.source} ${line.kind}`;

/** Money of a month by source and kind. */
const totals = (lines: readonly ReconciliationLine[]) =>
  new Map(lines.map(line => [keyOf(line), line.totalMicros]));

const ofMonth = (lines: readonly ReconciliationLine[], month: string) =>
  lines.filter(line => line.month === month);

describe('A closed month', () => {
  let world: TestWorld;
  let portal: Portal;

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 300, days: DAYS });
    world.freezeTime();
    portal = await world.portal({
      config: doorsConfig(world.sim.url, { doors: ['cursor'] }),
    });
    await portal.collect();
  });
  afterAll(async () => {
    world.releaseTime();
    await world.close();
  });

  it('stays what it was when its days are restated, and adds up to the truth with what was booked', async () => {
    const truthThen = await expected(
      world.sim.url,
      world.settings({ doors: ['cursor'] }),
    );
    const before = await linesOf(portal, truthThen);
    expect(before.shown).toEqual(before.wanted);
    const closedTotals = totals(ofMonth(await portal.reconciliation(), MONTH));

    const closing = await portal.post(
      '/ingestion/reconciliation/close',
      { month: MONTH },
      FINANCE,
    );
    expect(closing).toMatchObject({ by: FINANCE });
    const team = truthThen.teams[0];
    const chart = `metric=cost&grain=month&from=${MONTH}-01&to=${MONTH}-28`;
    const shownThen = await portal.trends(team, chart);

    const day = `${MONTH}-14`;
    world.sim.world.restate('cursor', day);
    try {
      await portal.post('/ingestion/backfill', {
        source: 'cursor-usage',
        from: day,
        to: day,
      });
      world.advance(portal, { minutes: 60 });
      await portal.tick();
      await portal.collect();

      const lines = await portal.reconciliation();
      const closed = ofMonth(lines, MONTH);
      expect(totals(closed)).toEqual(closedTotals);
      expect((await portal.trends(team, chart)).series).toEqual(
        shownThen.series,
      );
      const booked = ofMonth(lines, TODAY.slice(0, 7)).flatMap(line =>
        line.adjustments.map(each => ({ ...each, key: keyOf(line) })),
      );
      expect(booked.length).toBeGreaterThan(0);
      for (const { totalMicros, teamsMicros, buckets, ...each } of booked) {
        expect(each.ofMonth).toBe(MONTH);
        expect(teamsMicros + sum(buckets)).toBe(totalMicros);
      }

      const truthNow = await expected(
        world.sim.url,
        world.settings({ doors: ['cursor'] }),
      );
      const wanted = truthNow.lines.filter(line => line.month === MONTH);
      expect(closed.length).toBe(wanted.length);
      for (const line of closed) {
        const now = wanted.find(
          ({ source, kind }) => source === line.source && kind === line.kind,
        );
        const all = booked
          .filter(({ key }) => key === keyOf(line))
          .reduce((micros, each) => micros + each.totalMicros, 0);
        expect(all).toBe(line.adjustedLaterMicros);
        expect(BigInt((line.totalMicros ?? 0) + all)).toBe(now?.total);
      }
    } finally {
      world.sim.world.clearRestatements();
    }
  });

  it('opens to teams, to the micro-unit', async () => {
    const { items } = (await portal.get(
      `/ingestion/reconciliation?month=${MONTH}&teams=true`,
      FINANCE,
    )) as { items: ReconciliationLine[] };
    expect(items.some(line => (line.byTeam?.teams.length ?? 0) > 1)).toBe(true);
    for (const { byTeam, buckets, totalMicros } of items) {
      expect(
        sum(byTeam?.teams ?? []) +
          (byTeam?.notShownApartMicros ?? 0) +
          sum(buckets),
      ).toBe(totalMicros ?? 0);
    }
  });
});
