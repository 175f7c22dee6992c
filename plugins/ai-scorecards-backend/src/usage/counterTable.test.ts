import fc from 'fast-check';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { CounterTable, FACT_COLUMNS, told } from './counterTable';

const counter = fc.option(fc.constantFrom(0, 1, 7, 2_000_000_000));

describe('CounterTable', () => {
  it('adds what is told, and null stays apart from zero', () => {
    const table = new CounterTable();
    const row = table.addRow();
    table.add(row, 'sessions', null);
    table.add(row, 'sessions', 0);
    table.add(row, 'commits', undefined);
    table.add(row, 'tokens_in', 2);
    table.add(row, 'tokens_in', 3);
    expect(table.get(row, 'sessions')).toBe(0);
    expect(table.get(row, 'commits')).toBeNull();
    expect(table.get(row, 'tokens_in')).toBe(5);
  });

  it('stores a zero as null and a bit', () => {
    const table = new CounterTable();
    const row = table.addRow();
    table.add(row, 'interactions', 0);
    table.add(row, 'acceptances', 4);
    expect(table.stored(row)).toMatchObject({
      reported: 0b101,
      interactions: null,
      suggestions: null,
      acceptances: 4,
    });
  });
});

describeOnEachDatabase('told', init => {
  it('reads each counter as the vendor told it', async () => {
    const knex = await init();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(...FACT_COLUMNS.map(() => counter)), {
          minLength: 1,
          maxLength: 5,
        }),
        async rows => {
          await knex('usage_facts').delete();
          const table = new CounterTable();
          for (const [index, row] of rows.entries()) {
            const at = table.addRow();
            FACT_COLUMNS.forEach((column, c) => table.add(at, column, row[c]));
            await knex('usage_facts').insert({
              day: '2026-11-22',
              identity_id: index,
              tool_id: 1,
              source_id: 1,
              active: true,
              ...table.stored(at),
            });
          }
          const stored: Record<string, unknown>[] = await knex('usage_facts')
            .select(
              FACT_COLUMNS.map(column =>
                knex.raw(`${told('usage_facts', column)} as ??`, [column]),
              ),
            )
            .orderBy('identity_id');
          expect(
            stored.map(row =>
              FACT_COLUMNS.map(column =>
                row[column] === null ? null : Number(row[column]),
              ),
            ),
          ).toEqual(rows);
        },
      ),
      { numRuns: 20 },
    );
  });
});
