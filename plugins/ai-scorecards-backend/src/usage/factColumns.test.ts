import fc from 'fast-check';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import {
  addTo,
  FACT_COLUMNS,
  noCounters,
  storedCounters,
  told,
} from './factColumns';

const counter = fc.option(fc.constantFrom(0, 1, 7, 2_000_000_000));

describe('counters', () => {
  it('adds what is told, and null stays apart from zero', () => {
    const counters = noCounters();
    addTo(counters, 'sessions', null);
    addTo(counters, 'sessions', 0);
    addTo(counters, 'commits', undefined);
    addTo(counters, 'tokens_in', 2);
    addTo(counters, 'tokens_in', 3);
    expect(
      Object.fromEntries(FACT_COLUMNS.map((name, at) => [name, counters[at]])),
    ).toMatchObject({ sessions: 0, commits: null, tokens_in: 5 });
  });

  it('stores a zero as null and a bit', () => {
    const counters = noCounters();
    addTo(counters, 'interactions', 0);
    addTo(counters, 'acceptances', 4);
    expect(storedCounters(counters)).toMatchObject({
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
          for (const [index, row] of rows.entries()) {
            await knex('usage_facts').insert({
              day: '2026-11-22',
              identity_id: index,
              tool_id: 1,
              source_id: 1,
              active: true,
              ...storedCounters(row),
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
