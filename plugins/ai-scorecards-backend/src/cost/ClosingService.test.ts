import { mockServices } from '@backstage/backend-test-utils';
import {
  daysFromTo,
  firstDay,
  monthOf,
  ReconciliationLine,
} from 'backstage-plugin-ai-scorecards-common';
import type { DisabledSource } from 'backstage-plugin-ai-scorecards-node';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { fixedClock } from '../clock';
import { AiScorecardsConfig } from '../config';
import { parseCsv } from '../csv/parseCsv';
import { Settings, StalePeriods } from '../database';
import { OrgStore } from '../org';
import {
  FIRST,
  LAST,
  METERED,
  SEATED,
  STRANGE,
  seedWorld,
  sources,
  TODAY,
  World,
  worldConfig,
  worlds,
} from '../scorecards/refresh/__testUtils__/world';
import { createRefreshWorker } from '../scorecards/refresh';
import { TeamPeriods } from '../scorecards/store';
import { ToolStore } from '../tools';
import { createCost } from './createCost';
import { MonthLines } from './MonthLines';

const MONTH = '2026-10';
const FINANCE = 'user:default/frank';

const config: AiScorecardsConfig = {
  ...worldConfig(2),
  costCentres: [
    { group: 'group:default/acme', costCentre: '1000', from: null, to: null },
    {
      group: 'group:default/beta',
      costCentre: '=2000',
      from: '2026-10-01',
      to: null,
    },
    {
      group: 'group:default/gamma',
      costCentre: '3000',
      from: null,
      to: '2026-10-01',
    },
  ],
};

function parts(
  knex: Knex,
  day = TODAY,
  own = config,
  disabled: readonly DisabledSource[] = [],
) {
  const clock = fixedClock(`${day}T05:00:00Z`);
  const common = { knex, config: own, clock, sources: () => sources };
  const stale = new StalePeriods(knex);
  return {
    ...createCost({
      ...common,
      disabled: () => disabled,
      org: new OrgStore(knex),
      tools: new ToolStore(knex),
      stale,
      periods: new TeamPeriods({ knex, minimumSize: 2 }),
    }).routes,
    now: new MonthLines(common),
    stale,
    work: () =>
      createRefreshWorker({
        ...common,
        outcomeSources: () => [],
        logger: mockServices.logger.mock(),
        scheduler: mockServices.scheduler.mock(),
      }).runUntilIdle(),
  };
}

async function seed(knex: Knex, world: World) {
  await seedWorld(knex, world);
  const { stale, work } = parts(knex);
  await stale.mark(knex, 'day', daysFromTo(FIRST, LAST));
  await work();
}

/** Restates what is known of the metered tool's use. */
async function restate(
  knex: Knex,
  rows: readonly { day: string; identityId: number; micros: number }[],
) {
  for (const { day, identityId, micros } of rows) {
    await knex('usage_facts')
      .insert({
        day,
        identity_id: identityId,
        tool_id: METERED,
        source_id: 3,
        active: true,
        usage_micros: micros,
        value_micros: micros,
      })
      .onConflict(['day', 'identity_id', 'tool_id', 'source_id'])
      .merge();
    await new StalePeriods(knex).mark(knex, 'day', day);
  }
}

const monthRows = (knex: Knex) =>
  knex('team_months')
    .where({ period: firstDay(MONTH) })
    .orderBy(['tool_id', 'group_id']);

const sum = (list: readonly { micros: number }[]) =>
  list.reduce((all, { micros }) => all + micros, 0);

/** Teams, what none shows apart, and buckets add up. */
function isWhole(line: ReconciliationLine): boolean {
  const teams =
    line.byTeam === null
      ? line.teamsMicros ?? 0
      : sum(line.byTeam.teams) + line.byTeam.notShownApartMicros;
  return (
    teams === (line.teamsMicros ?? 0) &&
    teams + sum(line.buckets) === (line.totalMicros ?? 0) &&
    line.adjustments.every(
      each => each.teamsMicros + sum(each.buckets) === each.totalMicros,
    )
  );
}

/** Sums of a file's column by tool and kind, as text of micro-units. */
function sumsOf(
  csv: string,
  columns: { tool: string; kind: string; micros: string; of: string },
) {
  const { lines, faults } = parseCsv(
    csv,
    Object.values(columns),
    [],
    'passed-over',
  );
  const sums = new Map<string, number>();
  for (const { values } of lines) {
    const key = [columns.tool, columns.kind].map(name => values[name]).join();
    const own = values[columns.of] === '' ? 'own' : 'adjusted';
    const micros = Math.round(Number(values[columns.micros]) * 1e6) / 1e6;
    sums.set(
      `${key} ${own}`,
      Math.round(((sums.get(`${key} ${own}`) ?? 0) + micros) * 1e6) / 1e6,
    );
  }
  expect(faults).toEqual([]);
  return Object.fromEntries([...sums].filter(([, micros]) => micros !== 0));
}

/** The same of the reconciliation. */
function wantedSums(
  lines: readonly ReconciliationLine[],
  scale: number,
  kindOf: (line: ReconciliationLine) => string,
) {
  const sums = new Map<string, number>();
  for (const line of lines) {
    const key = `${line.tool},${kindOf(line)}`;
    const adjusted = line.adjustments.reduce(
      (all, { totalMicros }) => all + totalMicros,
      0,
    );
    sums.set(`${key} own`, (line.totalMicros ?? 0) / scale);
    sums.set(`${key} adjusted`, adjusted / scale);
  }
  return Object.fromEntries([...sums].filter(([, micros]) => micros !== 0));
}

const restatements = fc.array(
  fc.record({
    day: fc.constantFrom('2026-10-02', '2026-10-20', '2026-10-31'),
    identityId: fc.constantFrom(1, 2, 3, 4, 5, 6),
    micros: fc.integer({ min: 0, max: 5_000_000 }),
  }),
  { minLength: 1, maxLength: 6 },
);

/** An account of nobody holds a seat from October on. */
async function holdSeat(knex: Knex) {
  await knex('seats').insert({
    tool_id: SEATED,
    identity_id: 999,
    valid_from: '2026-10-01',
    valid_to: '9999-12-31',
  });
  await new StalePeriods(knex).mark(knex, 'day', daysFromTo(FIRST, LAST));
  await parts(knex).work();
}

/** A bill of the metered tool, that says 5 USD of a day of October and was pushed after it. */
async function pushBill(knex: Knex, line: { left_out: boolean }) {
  const id = 9;
  await knex('sources').insert({
    id,
    key: 'focus',
    config_key: 'focus',
    kind: 'cost',
    tool_id: METERED,
    title: 'FOCUS bill',
    pushed: true,
  });
  await knex('ledger').insert({
    source_id: id,
    day: '2026-10-01',
    state: 'fetched',
    fetched_at: '2026-11-10T01:00:00.000Z',
    exact_usage: line.left_out ? null : '5',
  });
  await knex('cost_facts').insert({
    day: '2026-10-01',
    source_id: id,
    tool_id: METERED,
    line: 0,
    micros: 5e6,
    exact: '5',
    ...line,
  });
}

describeOnEachDatabase('A closed month', init => {
  it('keeps its figures; what is found later is booked, and nothing is lost', async () => {
    const knex = await init();
    await fc.assert(
      fc.asyncProperty(
        worlds,
        restatements,
        restatements,
        async (world, first, second) => {
          await seed(knex, world);
          const { closing, reconciliation } = parts(knex);
          const before = await reconciliation.lines({
            month: MONTH,
            teams: true,
          });
          expect(before.every(isWhole)).toBe(true);
          await closing.close(MONTH, FINANCE);
          const teams = await monthRows(knex);
          for (const [day, rows] of [
            [TODAY, first],
            ['2026-12-03', second],
          ] as const) {
            await restate(knex, rows);
            const then = parts(knex, day);
            await then.work();
            const lines = await then.reconciliation.lines({ teams: true });
            expect(lines.every(isWhole)).toBe(true);
            const closed = lines.filter(line => line.month === MONTH);
            expect(
              closed.map(({ closed: _, adjustedLaterMicros, ...line }) => line),
            ).toEqual(
              before.map(({ closed: _, adjustedLaterMicros, ...line }) => ({
                ...line,
                complete: true,
              })),
            );
            expect(await monthRows(knex)).toEqual(teams);
            const known = await then.now.lines(MONTH);
            for (const line of closed) {
              const same = known.find(
                ({ tool, kind }) => tool === line.tool && kind === line.kind,
              );
              const booked = lines
                .filter(
                  ({ tool, kind }) => tool === line.tool && kind === line.kind,
                )
                .flatMap(({ adjustments }) => adjustments);
              const all = booked.reduce((s, each) => s + each.totalMicros, 0);
              expect(all).toBe(line.adjustedLaterMicros);
              expect((line.totalMicros ?? 0) + all).toBe(
                sum(same?.places ?? []),
              );
              expect(
                booked.every(each => monthOf(each.bookedOn) <= monthOf(day)),
              ).toBe(true);
            }
          }
        },
      ),
      { numRuns: process.env.FULL ? 12 : 3 },
    );
  });

  it('is in files as in the reconciliation, to the micro-unit', async () => {
    const knex = await init();
    await fc.assert(
      fc.asyncProperty(worlds, restatements, async (world, rows) => {
        await seed(knex, world);
        const { closing, reconciliation, exports, work } = parts(knex);
        await closing.close(MONTH, FINANCE);
        await restate(knex, rows);
        await work();
        for (const month of [MONTH, monthOf(TODAY)]) {
          const lines = await reconciliation.lines({ month });
          const chargeback = await exports.chargeback(month);
          expect(chargeback).not.toMatch(/(^|,)=/m);
          expect(
            sumsOf(chargeback, {
              tool: 'tool',
              kind: 'kind',
              micros: 'microUnits',
              of: 'adjustmentOf',
            }),
          ).toEqual(wantedSums(lines, 1, line => line.kind));
          const { csv } = await exports.focus(month);
          expect(csv).not.toMatch(/user:/);
          expect(
            sumsOf(csv, {
              tool: 'x_Tool',
              kind: 'ChargeCategory',
              micros: 'BilledCost',
              of: 'x_AdjustmentOf',
            }),
          ).toEqual(
            wantedSums(
              lines.filter(line => line.kind !== 'value'),
              1e6,
              line => (line.kind === 'seat' ? 'Purchase' : 'Usage'),
            ),
          );
        }
      }),
      { numRuns: process.env.FULL ? 12 : 3 },
    );
  });

  it('says who closed it and when, and is closed once', async () => {
    const knex = await init();
    const [world] = fc.sample(worlds, { numRuns: 1, seed: 7 });
    await seed(knex, world);
    const { closing, reconciliation, stale } = parts(knex);
    await expect(closing.close('2026-11', FINANCE)).rejects.toThrow(
      '2026-11 is not over yet',
    );
    await expect(closing.close('2026-01', FINANCE)).rejects.toThrow(
      '2026-01 has no cost to close',
    );
    await stale.mark(knex, 'day', '2026-10-12');
    await expect(closing.close(MONTH, FINANCE)).rejects.toThrow(
      '2026-10 is being worked out again',
    );
    await parts(knex).work();
    await closing.close(MONTH, FINANCE);
    await expect(closing.close(MONTH, FINANCE)).rejects.toThrow(
      '2026-10 is closed already',
    );
    const lines = await reconciliation.lines({ month: MONTH });
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line).toMatchObject({
        complete: true,
        closed: { at: `${TODAY}T05:00:00.000Z`, by: FINANCE },
        adjustedLaterMicros: 0,
      });
    }
  });

  it('keeps what seats cost when their contract is gone from the configuration', async () => {
    const knex = await init();
    const [world] = fc.sample(worlds, { numRuns: 1, seed: 7 });
    await seed(knex, world);
    await holdSeat(knex);
    await parts(knex).closing.close(MONTH, FINANCE);
    const seats = async () =>
      (await parts(knex).reconciliation.lines({ month: MONTH })).find(
        line => line.kind === 'seat',
      );
    const before = await seats();
    expect(before?.totalMicros).toBeGreaterThan(0);
    await parts(knex, TODAY, { ...config, contracts: [] }).work();
    expect(await seats()).toEqual(before);
    expect(await knex('cost_adjustments').where({ kind: 'seat' })).toEqual([]);
  });

  it('books what a bill of seats is restated by, though no contract prices them', async () => {
    const knex = await init();
    const [world] = fc.sample(worlds, { numRuns: 1, seed: 7 });
    await seed(knex, world);
    await pushBill(knex, { left_out: true });
    await parts(knex).closing.close(MONTH, FINANCE);
    const seats = async () =>
      (await parts(knex).reconciliation.lines({ month: MONTH })).find(
        line =>
          line.kind === 'seat' && line.tool === 'resource:default/metered',
      );
    expect(await seats()).toMatchObject({ totalMicros: 5e6 });
    await knex('cost_facts').update({ micros: 4e6, exact: '4' });
    const { stale, work } = parts(knex);
    await stale.mark(knex, 'day', '2026-10-01');
    await work();
    expect(await seats()).toMatchObject({
      totalMicros: 5e6,
      adjustedLaterMicros: -1e6,
    });
  });

  it('keeps what was used beyond a pool when its contract is gone, and books what the vendor restates', async () => {
    const knex = await init();
    const [world] = fc.sample(worlds, { numRuns: 1, seed: 7 });
    await seed(knex, world);
    await holdSeat(knex);
    const usage = async () => {
      const { reconciliation } = parts(knex);
      const [line] = (await reconciliation.lines({ month: MONTH })).filter(
        each =>
          each.kind === 'usage' && each.tool === 'resource:default/seated',
      );
      return line;
    };
    const before = await usage();
    expect(before.totalIs).toMatch(/beyond the included pool/);
    expect(before.totalMicros).toBeGreaterThan(0);
    await parts(knex).closing.close(MONTH, FINANCE);
    const gone = { ...config, contracts: [] };
    const { work, stale } = parts(knex, TODAY, gone);
    await work();
    expect((await usage()).adjustedLaterMicros).toBe(0);
    expect(await knex('cost_adjustments').whereNot({ micros: 0 })).toEqual([]);
    // The vendor takes a seat back that was closed: that is still news.
    await knex('seats').delete();
    await stale.mark(knex, 'day', daysFromTo(FIRST, LAST));
    await parts(knex, TODAY, gone).work();
    const seats: number = await knex('cost_adjustments')
      .where({ kind: 'seat' })
      .sum({ all: 'micros' })
      .then(([{ all }]) => Number(all));
    expect(seats).toBeLessThan(0);
    // An open month is worked out by what the configuration says.
    const open = await parts(knex, TODAY, gone).now.lines(monthOf(TODAY));
    expect(open.filter(({ kind }) => kind === 'seat')).toEqual([]);
  });

  it('names the teams of an adjustment of which enough people cost something else', async () => {
    const knex = await init();
    const [world] = fc.sample(worlds, { numRuns: 1, seed: 7 });
    const all = [1, 2, 3, 4];
    await seed(knex, {
      ...world,
      people: all.length,
      roster: all.map(personId => ({
        personId,
        groupId: 6,
        from: '0001-01-01',
        to: '9999-12-31',
        counted: true,
      })),
      identities: all.map(id => ({ id, state: 'person', personId: id })),
      seats: [],
      facts: [SEATED, METERED, STRANGE].flatMap(toolId =>
        all.map(identityId => ({
          day: '2026-10-20',
          identityId,
          toolId,
          active: true,
          usage: identityId,
          value: identityId,
          credits: null,
        })),
      ),
    });
    await parts(knex).closing.close(MONTH, FINANCE);
    await restate(
      knex,
      all.map(identityId => ({
        day: '2026-10-20',
        identityId,
        micros: 1_000_000 + identityId,
      })),
    );
    const { work, reconciliation, exports } = parts(knex);
    await work();
    const lines = await reconciliation.lines({ month: monthOf(TODAY) });
    const adjustments = lines
      .filter(({ kind }) => kind === 'usage')
      .flatMap(line => line.adjustments);
    const teams = adjustments.flatMap(each => each.teams);
    expect(teams.map(each => each.team)).toEqual(['group:default/beta']);
    const chargeback = await exports.chargeback(monthOf(TODAY));
    expect(chargeback).toMatch(
      /^2026-11,'=2000,,resource:default\/\w+,usage,\w+,\d+,[\d.]+,USD,no,2026-10\r$/m,
    );
    // One person more is no team's to be told.
    await restate(knex, [
      { day: '2026-10-21', identityId: all[0], micros: 7_000_007 },
    ]);
    await parts(knex, '2026-12-03').work();
    const later = await parts(knex, '2026-12-03').reconciliation.lines({
      month: '2026-12',
    });
    expect(later.flatMap(line => line.adjustments).length).toBeGreaterThan(0);
    expect(
      later.flatMap(line => line.adjustments.flatMap(each => each.teams)),
    ).toEqual([]);
  });

  it('asks whether figures wait to be worked out after it has read them', async () => {
    const knex = await init();
    const [world] = fc.sample(worlds, { numRuns: 1, seed: 7 });
    await seed(knex, world);
    const asked: string[] = [];
    const note = ({ sql }: { sql: string }) => {
      const table = ['month_money', 'ledger', 'cost_facts', 'stale_periods'];
      if (!/^select/i.test(sql)) return;
      asked.push(...table.filter(name => sql.includes(`${name}`)));
    };
    knex.on('query', note);
    await parts(knex).closing.close(MONTH, FINANCE);
    knex.removeListener('query', note);
    const waiting = asked.indexOf('stale_periods');
    expect(waiting).toBeGreaterThan(0);
    expect(asked.slice(waiting)).not.toContain('cost_facts');
    expect(asked.slice(waiting)).not.toContain('month_money');
  });

  it('has what everybody spent made again once it is worked out or closed, and no sooner', async () => {
    const knex = await init();
    const [world] = fc.sample(worlds, { numRuns: 1, seed: 7 });
    await seed(knex, world);
    const { spend, closing, work } = parts(knex);
    const first = await spend.madeFrom();
    const isSame = async () =>
      (await spend.madeFrom()).every((each, n) => each === first[n]);
    expect(await isSame()).toBe(true);
    await restate(knex, [{ day: '2026-10-20', identityId: 1, micros: 7 }]);
    expect(await isSame()).toBe(true);
    await work();
    expect(await isSame()).toBe(false);
    const second = await spend.madeFrom();
    await closing.close(MONTH, FINANCE);
    expect(await spend.madeFrom()).not.toEqual(second);
  });

  it('closes by itself once it is settled, when its teams were known from the start', async () => {
    const knex = await init();
    const [world] = fc.sample(worlds, { numRuns: 1, seed: 7 });
    await seed(knex, world);
    const { closing, reconciliation } = parts(knex);
    const reasons = async () =>
      (
        await closing.openMonths(await reconciliation.lines({ month: MONTH }))
      ).flatMap(each => each.reasons);
    expect(await closing.closeSettled()).toEqual([]);
    await new Settings().set(knex, 'org.firstDay', '2026-10-02');
    expect(await closing.closeSettled()).toEqual([]);
    expect((await reasons())[0]).toMatch(/^It began before the catalog/);
    await new Settings().set(knex, 'org.firstDay', '2026-10-01');
    await knex('ledger')
      .where({ day: '2026-10-31' })
      .update({ fetched_at: '2026-11-01T01:00:00.000Z' });
    expect(await closing.closeSettled()).toEqual([]);
    await knex('ledger').update({ fetched_at: '2026-11-10T01:00:00.000Z' });
    // A source that failed all month has no line that could say so.
    const failing = await knex('ledger').where({ source_id: 4 });
    await knex('ledger').where({ source_id: 4 }).delete();
    expect(await closing.closeSettled()).toEqual([]);
    expect(await reasons()).toEqual([
      'strange-usage has not answered for good for 31 days of it.',
    ]);
    for (const row of failing) await knex('ledger').insert(row);
    // Nor has one that cannot run.
    const off = parts(knex, TODAY, config, [
      {
        id: 'cursor',
        title: 'Cursor',
        configKey: 'cursor',
        path: 'aiScorecards.sources.cursor.apiKey',
        reason: 'Write a key.',
      },
    ]);
    expect(await off.closing.closeSettled()).toEqual([]);
    expect(
      await off.closing.openMonths(
        await off.reconciliation.lines({ month: MONTH }),
      ),
    ).toEqual([
      {
        month: MONTH,
        reasons: [
          'Cursor is off, because its configuration is wrong: aiScorecards.sources.cursor.apiKey.',
        ],
      },
    ]);
    expect(await reasons()).toEqual(['It closes within the hour.']);
    expect(await closing.closeSettled()).toEqual([MONTH]);
    expect(await closing.closeSettled()).toEqual([]);
    const [line] = await reconciliation.lines({ month: MONTH });
    expect(line.closed).toMatchObject({ by: null });
    expect(await reasons()).toEqual([]);
  });

  it.each([false, true])(
    'closes by itself where bills alone tell of it, purchases alone: %s',
    async purchases => {
      const knex = await init();
      const [world] = fc.sample(worlds, { numRuns: 1, seed: 7 });
      await seedWorld(knex, { ...world, facts: [], seats: [] });
      await knex('ledger').update({
        state: 'no-data',
        exact_usage: null,
        exact_value: null,
        credits_known: null,
      });
      // Seats were listed later, so that nothing says what they cost before.
      await knex('seat_snapshots').update({ day: '2026-11-02' });
      await pushBill(knex, { left_out: purchases });
      const { stale, work, closing, reconciliation } = parts(knex);
      await stale.mark(knex, 'day', daysFromTo(FIRST, LAST));
      await work();
      expect(await knex('month_money').where({ month: MONTH })).toEqual([]);
      await new Settings().set(knex, 'org.firstDay', '2026-10-01');
      expect(await closing.closeSettled()).toEqual([MONTH]);
      expect(await closing.closeSettled()).toEqual([]);
      const [line] = await reconciliation.lines({ month: MONTH });
      expect(line).toMatchObject({ totalMicros: 5e6, closed: { by: null } });
    },
  );
});
