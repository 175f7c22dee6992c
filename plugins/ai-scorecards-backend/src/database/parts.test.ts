import { describeOnEachDatabase } from '../__testUtils__/databases';
import { join, known, partOf, readPart } from './parts';

const numbers = (from: number) =>
  partOf(
    `select cast(value as varchar) as a, cast(null as varchar) as b, cast(null as varchar) as c, cast(null as varchar) as d
     from settings where key >= ? order by key limit 2`,
    [`n${from}`],
    rows => rows.map(({ a }) => Number(a)),
  );

describeOnEachDatabase('parts', init => {
  it('are read by one statement, each with its own rows', async () => {
    const knex = await init();
    for (const n of [1, 2, 3]) {
      await knex('settings').insert({ key: `n${n}`, value: String(n) });
    }
    let statements = 0;
    knex.on('query', () => {
      statements += 1;
    });
    const part = join(
      [
        numbers(1),
        known('x'),
        join([numbers(3), numbers(4)], (a, b) => [a, b]),
      ],
      (first, word, nested) => ({ first, word, nested }),
    );
    expect(await readPart(knex, part)).toEqual({
      first: [1, 2],
      word: 'x',
      nested: [[3], []],
    });
    expect(statements).toBe(1);
    expect(await readPart(knex, known(7))).toBe(7);
    expect(statements).toBe(1);
  });
});
