import type { DatabaseService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import {
  dayText,
  inList,
  openDatabase,
  Settings,
  StalePeriods,
  updateRows,
  writeRows,
} from '.';
import { copyText } from './copy';

const TOOL_COLUMNS = {
  id: 'integer',
  entity_ref: 'text',
  title: 'text',
  spec: 'text',
  present: 'boolean',
} as const;

const tool = (id: number, title = `Tool ${id}`) => ({
  id,
  entity_ref: `resource:default/tool-${id}`,
  title,
  spec: '{}',
  present: id % 2 === 0,
});

describeOnEachDatabase('writeRows', init => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await init();
  });

  it.each([3, 12_345])('writes %i rows and reads them back', async count => {
    const rows = Array.from({ length: count }, (_, index) => tool(index + 1));
    rows[0].title = 'tab\there, "quotes", back\\slash,\nnew line, Zoë';
    const written = await knex.transaction(trx =>
      writeRows(trx, 'tools', TOOL_COLUMNS, rows),
    );
    expect(written).toBe(count);
    const stored = await knex('tools').select('*').orderBy('id');
    expect(
      stored.map(row => ({ ...row, present: Boolean(row.present) })),
    ).toEqual(rows);
  });

  it('keeps null, big integers and booleans apart', async () => {
    await writeRows(
      knex,
      'usage_facts',
      {
        day: 'day',
        identity_id: 'integer',
        tool_id: 'integer',
        source_id: 'integer',
        active: 'boolean',
        interactions: 'integer',
        value_micros: 'integer',
      },
      [
        {
          day: '2026-11-22',
          identity_id: 1,
          tool_id: 1,
          source_id: 1,
          active: false,
          interactions: null,
          value_micros: 9_007_199_254_740_991n,
        },
      ],
    );
    const row = await knex('usage_facts')
      .select('*', dayText(knex, 'day', 'day'))
      .first();
    expect(row.day).toBe('2026-11-22');
    expect(Boolean(row.active)).toBe(false);
    expect(row.interactions).toBeNull();
    expect(Number(row.value_micros)).toBe(9_007_199_254_740_991);
  });

  it('writes only what differs when rows are there already', async () => {
    const conflict = { keys: ['entity_ref'], update: ['title', 'present'] };
    const rows = [tool(1), tool(2), tool(3)];
    await writeRows(knex, 'tools', TOOL_COLUMNS, rows);
    expect(
      await writeRows(knex, 'tools', TOOL_COLUMNS, rows, { conflict }),
    ).toBe(0);
    const changed = [tool(1), tool(2, 'New name'), tool(4)];
    expect(
      await writeRows(knex, 'tools', TOOL_COLUMNS, changed, { conflict }),
    ).toBe(2);
    expect(
      (await knex('tools').select('title').orderBy('id')).map(row => row.title),
    ).toEqual(['Tool 1', 'New name', 'Tool 3', 'Tool 4']);
  });

  it('keeps the stored row where nothing is to be updated', async () => {
    await writeRows(knex, 'tools', TOOL_COLUMNS, [tool(1)]);
    const options = { conflict: { keys: ['entity_ref'] } };
    const renamed = [tool(1, 'Other')];
    expect(await writeRows(knex, 'tools', TOOL_COLUMNS, renamed, options)).toBe(
      0,
    );
    expect((await knex('tools').first()).title).toBe('Tool 1');
  });

  it('throws on a repeated key, and the transaction leaves nothing behind', async () => {
    const rows = Array.from({ length: 6_000 }, (_, index) => tool(index + 1));
    rows[5_999] = { ...rows[5_999], id: 1 };
    await expect(
      knex.transaction(trx => writeRows(trx, 'tools', TOOL_COLUMNS, rows)),
    ).rejects.toThrow(/unique|duplicate/i);
    expect(await knex('tools').first()).toBeUndefined();
  });

  it('changes many rows at once, and null is a value', async () => {
    await writeRows(knex, 'tools', TOOL_COLUMNS, [tool(1), tool(2), tool(3)]);
    await knex('sources').insert(
      [1, 2, 3].map(id => ({
        id,
        key: `s${id}`,
        config_key: 's',
        kind: 'usage',
        tool_id: 1,
        title: 'S',
        last_error: 'broken',
      })),
    );
    const found = await updateRows(
      knex,
      'sources',
      'id',
      { id: 'integer', title: 'text', tool_id: 'integer', last_error: 'text' },
      [
        { id: 1, title: 'One', tool_id: 2, last_error: null },
        { id: 3, title: 'Three', tool_id: 3, last_error: 'new' },
        { id: 9, title: 'Nobody', tool_id: 1, last_error: null },
      ],
    );
    expect(found).toBe(2);
    expect(
      (await knex('sources').select('*').orderBy('id')).map(
        row => `${row.title} ${row.tool_id} ${row.last_error} ${row.key}`,
      ),
    ).toEqual(['One 2 null s1', 'S 1 broken s2', 'Three 3 new s3']);
    const columns = { id: 'integer', title: 'text' } as const;
    expect(await updateRows(knex, 'sources', 'id', columns, [])).toBe(0);
  });

  it('finds rows by a list longer than any limit on parameters', async () => {
    await writeRows(
      knex,
      'tools',
      TOOL_COLUMNS,
      Array.from({ length: 100 }, (_, index) => tool(index + 1)),
    );
    const ids = Array.from({ length: 70_000 }, (_, index) => index + 51);
    const byId = await knex('tools')
      .select('id')
      .where(inList(knex, 'id', ids));
    expect(byId).toHaveLength(50);
    const byRef = await knex('tools')
      .select('id')
      .where(inList(knex, 'tools.entity_ref', ['resource:default/tool-7']));
    expect(byRef).toEqual([{ id: 7 }]);
    expect(await knex('tools').where(inList(knex, 'id', []))).toEqual([]);
    expect(await knex('tools').where(inList(knex, 'entity_ref', []))).toEqual(
      [],
    );
  });
});

describe('copyText', () => {
  it.each([
    [null, '\\N'],
    [undefined, '\\N'],
    [true, 't'],
    [false, 'f'],
    [0, '0'],
    [12n, '12'],
    ['', ''],
    ['a\tb\nc\rd\\e', 'a\\tb\\nc\\rd\\\\e'],
  ])('%p becomes %p', (value, text) => {
    expect(copyText(value)).toBe(text);
  });
});

describeOnEachDatabase('StalePeriods', init => {
  let knex: Knex;
  let stale: StalePeriods;
  beforeEach(async () => {
    knex = await init();
    stale = new StalePeriods(knex);
  });

  const collected = (day: string) =>
    knex('ledger').insert({ source_id: 1, day, state: 'fetched' });

  it('lists newest first, a grain at a time', async () => {
    await stale.mark(knex, 'day', ['2026-11-20', '2026-11-22', '2026-11-21']);
    await stale.mark(knex, 'week', '2026-11-16');
    expect((await stale.list('day', 2)).map(({ period }) => period)).toEqual([
      '2026-11-22',
      '2026-11-21',
    ]);
    expect(await stale.list('month', 10)).toEqual([]);
    expect(await stale.count()).toBe(4);
  });

  it('does not clear a period that was marked again meanwhile', async () => {
    await stale.mark(knex, 'day', '2026-11-22');
    const [before] = await stale.list('day', 1);
    await stale.mark(knex, 'day', ['2026-11-22', '2026-11-22']);
    expect(await stale.clearIfUnchanged(knex, before)).toBe(false);
    const [after] = await stale.list('day', 1);
    expect(await stale.clearIfUnchanged(knex, after)).toBe(true);
    expect(await stale.count()).toBe(0);
  });

  it('does not clear a mark that is younger than the one that was listed', async () => {
    await stale.mark(knex, 'day', '2026-11-22');
    const [first] = await stale.list('day', 1);
    await stale.clearIfUnchanged(knex, first);
    await stale.mark(knex, 'day', '2026-11-22');
    expect(await stale.clearIfUnchanged(knex, first)).toBe(false);
  });

  it('says whether facts changed, and forgets it of no day that waits', async () => {
    await collected('2026-11-20');
    await stale.mark(knex, 'day', '2026-11-20');
    await stale.markDays(knex, '2026-11-20', '9999-12-31', '2026-11-22');
    await stale.mark(knex, 'day', '2026-11-21');
    expect(
      (await stale.list('day', 9)).map(({ period, facts }) => [period, facts]),
    ).toEqual([
      ['2026-11-22', false],
      ['2026-11-21', true],
      ['2026-11-20', true],
    ]);
  });

  it('marks nothing before anything is collected', async () => {
    expect(
      await stale.markDays(knex, '0001-01-01', '9999-12-31', '2026-11-22'),
    ).toBe(0);
  });

  it.each([
    ['0001-01-01', '9999-12-31', ['2026-11-22', '2026-11-21', '2026-11-20']],
    ['2026-11-21', '2026-11-22', ['2026-11-21']],
    ['2026-11-22', '9999-12-31', ['2026-11-22']],
    ['2026-11-23', '9999-12-31', []],
    ['2026-10-01', '2026-11-20', []],
  ])(
    'from %s to %s marks the days with something in them',
    async (from, to, days) => {
      await collected('2026-11-20');
      const marked = await stale.markDays(knex, from, to, '2026-11-22');
      expect(marked).toBe(days.length);
      expect((await stale.list('day', 10)).map(({ period }) => period)).toEqual(
        days,
      );
    },
  );
});

describeOnEachDatabase('Settings', init => {
  it('keeps values by name and counts', async () => {
    const knex = await init();
    const settings = new Settings();
    expect(await settings.get(knex, 'day')).toBeNull();
    await settings.set(knex, 'day', '2026-11-22');
    await settings.set(knex, 'day', { list: [1, null] });
    expect(await settings.get(knex, 'day')).toEqual({ list: [1, null] });
    expect(await settings.raise(knex, 'n')).toBe(1);
    expect(await settings.raise(knex, 'n')).toBe(2);
    expect(await settings.get(knex, 'n')).toBe(2);
  });
});

describeOnEachDatabase('openDatabase', init => {
  it('goes down and up again', async () => {
    const knex = await init();
    const directory = `${__dirname}/../../migrations`;
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('people')).toBe(false);
    await openDatabase(
      mockServices.database.mock({ getClient: async () => knex }),
    );
    expect(await knex.schema.hasTable('people')).toBe(true);
  });

  it('leaves the schema alone where migrations are skipped', async () => {
    const knex = await init();
    const directory = `${__dirname}/../../migrations`;
    await knex.migrate.rollback({ directory }, true);
    const service: DatabaseService = {
      getClient: async () => knex,
      migrations: { skip: true },
    };
    await openDatabase(service);
    expect(await knex.schema.hasTable('people')).toBe(false);
  });

  it('lets no error tell a value', async () => {
    const knex = await openDatabase(
      mockServices.database.mock({ getClient: init }),
    );
    const ann = { entity_ref: 'user:default/ann', accounts: '[]' };
    await knex('people').insert(ann);
    for (const insert of [
      () => knex('people').insert(ann),
      () => knex.transaction(trx => trx('people').insert(ann)),
    ]) {
      const error = await insert().then(
        () => undefined,
        (thrown: Error) => thrown,
      );
      const said = [error?.message, error?.stack, JSON.stringify(error)].join();
      expect(said).toContain('people');
      expect(said).not.toContain('default/ann');
    }
  });
});
