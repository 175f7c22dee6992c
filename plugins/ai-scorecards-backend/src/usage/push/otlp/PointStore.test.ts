import fc from 'fast-check';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../../__testUtils__/databases';
import { createPushHarness } from '../__testUtils__/pushes';
import { OTLP_DOOR } from '../pushedSource';
import { Counted } from './readObservation';

const TOOL = 'resource:default/claude-code';

function point(parts: Partial<Counted>): Counted {
  return {
    tool: TOOL,
    day: '2026-11-20',
    account: 'ada@example.com',
    model: '',
    fields: ['tokensIn'],
    amount: 1,
    digest: 1,
    series: null,
    ...parts,
  };
}

/** A sum since the start of a series, at a minute. */
const since = (
  minute: number,
  amount: number,
  series = 'series',
  isOld = false,
) =>
  point({
    amount,
    digest: minute * 1000 + amount,
    series: { digest: series, at: String(minute).padStart(20, '0'), isOld },
  });

async function sumsOf(knex: Knex) {
  const rows = await knex('pushed_sums').orderBy(['day', 'account', 'field']);
  return rows.map(row => [row.day, row.account, row.field, Number(row.amount)]);
}

describeOnEachDatabase('PointStore', init => {
  async function start() {
    const harness = createPushHarness(await init());
    const { id } = await harness.intake.source(OTLP_DOOR, TOOL);
    return {
      ...harness,
      add: (...points: Counted[]) => harness.points.add(id, points),
    };
  }

  it('keeps a sum that can be counted, however much is sent', async () => {
    const { knex, add } = await start();
    const most = Number.MAX_SAFE_INTEGER;
    await add(
      point({ amount: most, digest: 1 }),
      point({ amount: most, digest: 2 }),
    );
    await add(point({ amount: most, digest: 3 }));
    expect(await sumsOf(knex)).toEqual([
      ['2026-11-20', 'ada@example.com', 'tokensIn', most],
    ]);
  });

  it('adds a point once, in one push or in several at the same time', async () => {
    const { knex, add } = await start();
    const first = point({ amount: 5, digest: 1 });
    const second = point({
      amount: 7,
      digest: 2,
      fields: ['tokensIn', 'feature.agent'],
    });
    expect(await add(first, first, second)).toBe(2);
    expect(await add(second, first)).toBe(0);
    const third = point({ digest: 3, amount: 10 });
    const fresh = await Promise.all([add(third), add(third), add(third)]);
    expect(fresh.sort()).toEqual([0, 0, 1]);
    expect(await sumsOf(knex)).toEqual([
      ['2026-11-20', 'ada@example.com', 'feature.agent', 7],
      ['2026-11-20', 'ada@example.com', 'tokensIn', 22],
    ]);
  });

  it('adds what a sum since its start grew by, over restarts and late arrivals', async () => {
    const { knex, add } = await start();
    await add(since(1, 10), since(2, 25));
    await add(since(4, 60));
    // Late: part of what is known.
    await add(since(3, 40));
    // Began anew without saying so.
    await add(since(5, 3));
    // Another start is another series.
    await add(since(6, 100, 'restarted'));
    expect(await sumsOf(knex)).toEqual([
      ['2026-11-20', 'ada@example.com', 'tokensIn', 163],
    ]);
  });

  it('counts an old sum from where it is met, also after it was forgotten', async () => {
    const { knex, add, points } = await start();
    const old = (minute: number, amount: number) =>
      since(minute, amount, 'old', true);
    await add(old(1, 900), old(2, 905));
    await points.forget('2026-11-16', new Date('2026-11-23T12:00:00Z'));
    await add(old(3, 950));
    await add(old(4, 951));
    // It began anew without saying so.
    await add(old(5, 20));
    expect(await sumsOf(knex)).toEqual([
      ['2026-11-20', 'ada@example.com', 'tokensIn', 5 + 1 + 20],
    ]);
  });

  it('forgets points that are taken no more and series that fell silent', async () => {
    const { knex, add, points } = await start();
    await add(point({ day: '2026-11-10', digest: 4 }), since(1, 10));
    await points.forget('2026-11-16', new Date('2026-11-23T12:00:00Z'));
    expect(await knex('pushed_points').pluck('day')).toEqual(['2026-11-20']);
    expect(await knex('pushed_series')).toEqual([]);
    expect(await sumsOf(knex)).toHaveLength(2);
  });

  it('makes facts of sums', async () => {
    const { knex, add, aggregator } = await start();
    const of = (parts: Partial<Counted>, digest: number) =>
      point({ ...parts, digest, model: 'opus' });
    await add(
      of({ amount: 1200 }, 1),
      of({ fields: ['tokensOut'], amount: 300 }, 2),
      of({ fields: ['valueMicros'], amount: 420_000 }, 3),
      point({ fields: ['sessions', 'feature.agent'], amount: 2, digest: 4 }),
    );
    await aggregator.run();
    const [fact] = await knex('usage_facts');
    expect({
      active: Boolean(fact.active),
      features: fact.features,
      sessions: fact.sessions,
      tokens: [Number(fact.tokens_in), Number(fact.tokens_out)],
      value: Number(fact.value_micros),
      usage: fact.usage_micros,
    }).toEqual({
      active: true,
      features: 4,
      sessions: 2,
      tokens: [1200, 300],
      value: 420_000,
      usage: null,
    });
    const [model] = await knex('usage_models');
    expect([
      model.model,
      Number(model.tokens_in),
      Number(model.value_micros),
    ]).toEqual(['opus', 1200, 420_000]);
  });

  it('comes to the same sums whatever comes twice and in whatever pieces', async () => {
    const { knex, add } = await start();
    const points = fc.uniqueArray(
      fc.record({
        digest: fc.nat(50),
        amount: fc.nat(9),
        day: fc.constantFrom('2026-11-19', '2026-11-20'),
      }),
      { selector: each => each.digest, minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(
        points.chain(list =>
          fc.tuple(
            fc.constant(list),
            fc.array(fc.shuffledSubarray(list), { maxLength: 3 }),
          ),
        ),
        async ([list, retries]) => {
          for (const table of ['pushed_points', 'pushed_sums'])
            await knex(table).delete();
          for (const some of [...retries, list]) await add(...some.map(point));
          const wanted = new Map<string, number>();
          for (const { day, amount } of list) {
            wanted.set(day, (wanted.get(day) ?? 0) + amount);
          }
          expect(
            (await sumsOf(knex)).map(([day, , , amount]) => [day, amount]),
          ).toEqual([...wanted].sort());
        },
      ),
      { numRuns: 10 },
    );
  });
});
