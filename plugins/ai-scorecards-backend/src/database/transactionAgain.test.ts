import { describeOnEachDatabase } from '../__testUtils__/databases';
import { Settings } from './Settings';
import { TransactionConflict, transactionAgain } from './transactionAgain';

const settings = new Settings();

describeOnEachDatabase('transactionAgain', (init, id) => {
  it('does a transaction again that the database gave up, and leaves nothing of the first attempt', async () => {
    const knex = await init();
    let attempts = 0;
    const result = await transactionAgain(knex, async trx => {
      attempts += 1;
      await settings.set(trx, `attempt ${attempts}`, true);
      if (attempts < 3) {
        throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
      }
      return 'done';
    });
    expect(result).toBe('done');
    expect(await knex('settings').pluck('key')).toEqual(['attempt 3']);
  });

  it('does one again that found itself out of date', async () => {
    const knex = await init();
    let attempts = 0;
    const result = await transactionAgain(knex, async () => {
      attempts += 1;
      if (attempts === 1) throw new TransactionConflict();
      return 'done';
    });
    expect(result).toBe('done');
    expect(attempts).toBe(2);
  });

  it.each([
    ['another fault at once', '23505', 1],
    ['a conflict without end after some attempts', '40P01', 5],
  ])('throws %s', async (_, code, expected) => {
    const knex = await init();
    let attempts = 0;
    await expect(
      transactionAgain(knex, async () => {
        attempts += 1;
        throw Object.assign(new Error('no'), { code });
      }),
    ).rejects.toThrow('no');
    expect(attempts).toBe(expected);
  });

  if (id !== 'SQLITE_3') {
    it('ends both of two transactions that wait for each other', async () => {
      const knex = await init();
      await settings.set(knex, 'a', 0);
      await settings.set(knex, 'b', 0);
      let holders = 0;
      let go = () => {};
      const bothHold = new Promise<void>(resolve => {
        go = resolve;
      });
      const touch = (first: string, second: string) =>
        transactionAgain(knex, async trx => {
          await settings.raise(trx, first);
          holders += 1;
          if (holders === 2) go();
          await bothHold;
          await settings.raise(trx, second);
        });
      await Promise.all([touch('a', 'b'), touch('b', 'a')]);
      expect(await settings.get(knex, 'a')).toBe(2);
      expect(await settings.get(knex, 'b')).toBe(2);
      expect(holders).toBeGreaterThan(2);
    });
  }
});
