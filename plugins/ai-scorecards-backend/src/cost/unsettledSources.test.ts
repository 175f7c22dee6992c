import { daysOfMonth } from 'backstage-plugin-ai-scorecards-common';
import type { DisabledSource } from 'backstage-plugin-ai-scorecards-node';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { ledgerEntry } from '../usage/__testUtils__/ledger';
import { sourceOf, storeSource } from '../usage/status/__testUtils__/store';
import {
  isBilled,
  readToldBySources,
  unsettledSources,
} from './unsettledSources';

const MONTH = '2026-10';
const AFTER = '2026-11-05T00:00:00.000Z';

const answered = daysOfMonth(MONTH).map(day =>
  ledgerEntry({ day, fetchedAt: AFTER }),
);
const seats = {
  ...sourceOf({ id: 'seats', title: 'Seats' }),
  kind: 'seats',
} as ReturnType<typeof sourceOf>;

/** Each source and its sentence, without the source. */
const unsettled = async (
  month: string,
  known: Omit<Parameters<typeof readToldBySources>[0], 'disabled'> & {
    disabled?: readonly DisabledSource[];
  },
) =>
  unsettledSources(
    month,
    await readToldBySources({ disabled: [], ...known }),
  ).map(({ source, sentence }) => [source, sentence.slice(source.length + 1)]);

describeOnEachDatabase('unsettledSources', init => {
  it('names every configured source that has not answered for good', async () => {
    const knex = await init();
    const source = (title: string, parts = {}) => ({
      ...sourceOf({ id: title, title }),
      ...parts,
    });
    const all = {
      good: source('good'),
      failing: source('failing'),
      young: source('young'),
      never: source('never'),
      short: source('short', { earliestDay: '2026-10-20' }),
    };
    await storeSource(knex, all.good, answered);
    await storeSource(knex, all.failing, [
      ledgerEntry({ day: '2026-10-01', state: 'failed', fetchedAt: null }),
    ]);
    await storeSource(knex, all.young, [
      ...answered.slice(1),
      ledgerEntry({
        day: '2026-10-01',
        fetchedAt: '2026-10-02T00:00:00.000Z',
      }),
    ]);
    await storeSource(
      knex,
      all.short,
      answered.filter(({ day }) => day >= '2026-10-20'),
    );
    const known = {
      knex,
      configured: Object.values(all),
      backfillDays: 400,
      today: '2026-11-16',
    };
    expect(await unsettled(MONTH, known)).toEqual([
      ['failing', 'fails for 1 day of it.'],
      ['young', 'has not answered for good for 1 day of it.'],
      ['never', 'has not answered yet.'],
    ]);
    // Nobody asks for days as old as that any more.
    expect(await unsettled(MONTH, { ...known, backfillDays: 10 })).toEqual([
      ['never', 'has not answered yet.'],
    ]);
  });

  it('waits for one that cannot run, while it could still be asked for days of the month', async () => {
    const knex = await init();
    const off = (id: string, tellsCost?: boolean) => ({
      id,
      title: id,
      configKey: 'cursor',
      path: 'aiScorecards.sources.cursor.apiKey',
      reason: 'Write the key of an administrator.',
      ...(tellsCost !== undefined && { tellsCost }),
    });
    const known = {
      knex,
      configured: [],
      disabled: [off('Cursor usage'), off('GitLab', false)],
      backfillDays: 400,
      today: '2026-11-16',
    };
    expect(await unsettled(MONTH, known)).toEqual([
      [
        'Cursor usage',
        'is off, because its configuration is wrong: aiScorecards.sources.cursor.apiKey.',
      ],
    ]);
    expect(await unsettled(MONTH, { ...known, backfillDays: 10 })).toEqual([]);
  });

  it.each<[string, string[], string[]]>([
    ['no list at all', [], ['Seats']],
    ['a list of the month', ['2026-09-01', '2026-10-31'], []],
    ['lists of other months', ['2026-09-01', '2026-11-01'], ['Seats']],
    ['lists of later months alone', ['2026-11-01'], []],
  ])('looks at seats with %s', async (_, days, open) => {
    const knex = await init();
    const { id, toolId } = await storeSource(knex, seats);
    for (const day of days) {
      await knex('seat_snapshots').insert({
        day,
        source_id: id,
        tool_id: toolId,
        total: 1,
        without_assignee: 0,
      });
    }
    const found = await unsettled(MONTH, {
      knex,
      configured: [seats],
      backfillDays: 400,
      today: '2026-11-16',
    });
    expect(found.map(([source]) => source)).toEqual(open);
  });

  it('waits for a bill that is pushed', async () => {
    const knex = await init();
    const focus = {
      ...sourceOf({ id: 'focus:cursor', title: 'FOCUS', kind: 'cost' }),
      pushed: true,
    };
    await storeSource(knex, focus, [ledgerEntry({ day: '2026-09-30' })]);
    const known = { knex, configured: [], backfillDays: 400 };
    const today = '2026-11-16';
    expect(await unsettled(MONTH, { ...known, today })).toEqual([
      ['FOCUS', 'has not been pushed for it since it ended.'],
    ]);
    expect(await unsettled('2026-11', { ...known, today })).toEqual([]);
  });
});

describe('isBilled', () => {
  it.each<[string, [string, string][], string, boolean]>([
    ['was never pushed', [], '2026-11-16', true],
    ['ended long ago', [['2026-08-31', '2026-09-02']], '2026-11-16', true],
    ['is to be expected', [['2026-09-30', '2026-10-02']], '2026-11-16', false],
    [
      'was pushed within it',
      [['2026-10-20', '2026-10-21']],
      '2026-11-16',
      false,
    ],
    ['was pushed after it', [['2026-10-20', '2026-11-02']], '2026-11-16', true],
    [
      'may be pushed again',
      [['2026-10-20', '2026-11-02']],
      '2026-11-02',
      false,
    ],
  ])('when the bill %s', (_, pushed, today, billed) => {
    const entries = new Map(
      pushed.map(([day, at]) => [
        day,
        ledgerEntry({ day, fetchedAt: `${at}T08:00:00.000Z` }),
      ]),
    );
    expect(isBilled(MONTH, entries, today)).toBe(billed);
  });
});
