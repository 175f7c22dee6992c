import { describeOnEachDatabase } from '../__testUtils__/databases';
import { Settings } from './Settings';
import { Versions } from './Versions';

describeOnEachDatabase('Versions', init => {
  it('answers all who ask at once by one statement, and anew those who ask later', async () => {
    const knex = await init();
    const settings = new Settings();
    const versions = Versions.of(knex);
    await settings.raise(knex, 'a.version');
    let statements = 0;
    knex.on('query', () => {
      statements += 1;
    });
    const ask = () =>
      Promise.all(
        ['a.version', 'b.version', 'a.version'].map(key => versions.get(key)),
      );
    expect(await ask()).toEqual([1, 0, 1]);
    expect(statements).toBe(1);

    await settings.raise(knex, 'b.version');
    expect(await ask()).toEqual([1, 1, 1]);
    expect(Versions.of(knex)).toBe(versions);
  });

  it('does not keep a failure', async () => {
    const knex = await init();
    const versions = Versions.of(knex);
    await knex.schema.renameTable('settings', 'elsewhere');
    await expect(versions.get('a.version')).rejects.toThrow();
    await knex.schema.renameTable('elsewhere', 'settings');
    expect(await versions.get('a.version')).toBe(0);
  });
});
