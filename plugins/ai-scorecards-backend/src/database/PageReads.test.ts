import { describeOnEachDatabase } from '../__testUtils__/databases';
import { Settings } from './Settings';
import { PageReads } from './PageReads';
import { partOf } from './parts';

describeOnEachDatabase('PageReads', init => {
  it('answers all who ask at once by one statement, and anew those who ask later', async () => {
    const knex = await init();
    const settings = new Settings();
    const reads = PageReads.of(knex);
    await settings.raise(knex, 'a.version');
    let statements = 0;
    knex.on('query', () => {
      statements += 1;
    });
    const ask = () =>
      Promise.all(
        ['a.version', 'b.version', 'a.version'].map(key => reads.version(key)),
      );
    expect(await ask()).toEqual([1, 0, 1]);
    expect(statements).toBe(1);

    await settings.raise(knex, 'b.version');
    expect(await ask()).toEqual([1, 1, 1]);
    expect(PageReads.of(knex)).toBe(reads);
  });

  it('reads versions and parts of everybody together, each with its own text', async () => {
    const knex = await init();
    const settings = new Settings();
    await settings.set(knex, 'colour', 'red');
    await settings.raise(knex, 'a.version');
    const valueOf = (key: string) =>
      partOf(
        `select value as a, cast(null as varchar) as b, cast(null as varchar) as c, cast(null as varchar) as d
         from settings where key = ?`,
        [key],
        ([row]) => (row?.a ? JSON.parse(row.a) : null),
      );
    const reads = PageReads.of(knex);
    let statements = 0;
    knex.on('query', () => {
      statements += 1;
    });
    const [red, version, nothing, again] = await Promise.all([
      reads.fetch(valueOf('colour')),
      reads.version('a.version'),
      reads.fetch(valueOf('sound')),
      reads.fetch(valueOf('colour')),
    ]);
    expect(statements).toBe(1);
    expect([red.read(), version, nothing.read()]).toEqual(['red', 1, null]);
    expect(again.text).toBe(red.text);
    expect(nothing.text).not.toBe(red.text);
  });

  it('reads a crowd in as many statements as the database takes', async () => {
    const knex = await init();
    const reads = PageReads.of(knex);
    const numbers = Array.from({ length: 1_200 }, (_, n) => n);
    const numberOf = (n: number) =>
      partOf(
        `select cast(? as varchar) as a, cast(null as varchar) as b, cast(null as varchar) as c, cast(null as varchar) as d`,
        [String(n)],
        ([row]) => Number(row.a),
      );
    const found = await Promise.all(
      numbers.map(async n => (await reads.fetch(numberOf(n))).read()),
    );
    expect(found).toEqual(numbers);
  });

  it('does not keep a failure', async () => {
    const knex = await init();
    const reads = PageReads.of(knex);
    await knex.schema.renameTable('settings', 'elsewhere');
    await expect(reads.version('a.version')).rejects.toThrow();
    await knex.schema.renameTable('elsewhere', 'settings');
    expect(await reads.version('a.version')).toBe(0);
  });
});
