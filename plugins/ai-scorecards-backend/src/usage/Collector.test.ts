import type { Knex } from 'knex';
import { SourceError, UsageRecord } from 'backstage-plugin-ai-scorecards-node';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { CollectorOptions } from './Collector';
import { dayState } from './dayState';
import {
  answer,
  createHarness,
  dump,
  usageSource,
} from './__testUtils__/harness';
import { usageRecord } from './__testUtils__/records';

jest.setTimeout(60_000);

const on = (day: string, sessions = 1): UsageRecord =>
  usageRecord({ day, counters: { sessions } });
const days = (...numbers: number[]) =>
  numbers.map(number => `2026-03-0${number}`);

/** A collector over a vendor that answers each day as `reply` says; the days asked for are noted. */
async function start(
  knex: Knex,
  reply: (day: string, call: number) => UsageRecord[] | 'empty' | Error,
  options: Partial<CollectorOptions> = {},
) {
  const harness = createHarness(knex, '2026-03-10T12:00:00.000Z', options);
  const asked: string[] = [];
  const source = usageSource(async day => {
    asked.push(day);
    const said = reply(day, asked.length);
    if (said instanceof Error) throw said;
    return said === 'empty' ? { state: 'empty', reason: '204' } : answer(said);
  });
  const stop = new AbortController();
  const run = () => {
    asked.length = 0;
    return harness.collector.collect(source, stop.signal);
  };
  const stored = async () => (await harness.sources.byKey(source.id))!;
  const states = async () => {
    const entries = await harness.ledger.entries((await stored()).id);
    return Object.fromEntries(
      [...entries].map(([day, entry]) => [day, dayState(entry, source)]),
    );
  };
  return { ...harness, source, asked, run, stop, stored, states };
}

describeOnEachDatabase('Collector', init => {
  it('collects the history newest first, says when there is something new, and then keeps to the settle time', async () => {
    const onCollected = jest.fn();
    const { run, asked, states, clock, stored } = await start(
      await init(),
      day => [on(day)],
      { onCollected },
    );
    expect(await run()).toBe(5);
    expect(asked).toEqual(days(9, 8, 7, 6, 5));
    expect(onCollected).toHaveBeenCalledTimes(5);
    expect(await states()).toEqual({
      '2026-03-05': 'complete',
      '2026-03-06': 'complete',
      '2026-03-07': 'may-change',
      '2026-03-08': 'may-change',
      '2026-03-09': 'may-change',
    });
    clock.at = '2026-03-10T12:30:00.000Z';
    await run();
    expect(asked).toEqual(days(9, 8, 7));
    expect(onCollected).toHaveBeenCalledTimes(5);
    expect((await stored()).lastAttemptAt).toBe('2026-03-10T12:30:00.000Z');
  });

  it.each([
    ['unauthorised', 'failed'],
    ['forbidden', 'failed'],
  ] as const)(
    'stops at once when it is %s, and is well again on the next answer',
    async (kind, state) => {
      let revoked = true;
      const { run, asked, states, stored, clock } = await start(
        await init(),
        day =>
          revoked
            ? new SourceError(kind, '401: the key is revoked.')
            : [on(day)],
      );
      await run();
      expect(asked).toEqual(days(9));
      expect(await states()).toEqual({ '2026-03-09': state });
      expect(await stored()).toMatchObject({
        failingSince: '2026-03-10T12:00:00.000Z',
        lastError: '401: the key is revoked.',
      });
      clock.at = '2026-03-10T12:30:00.000Z';
      await run();
      expect((await stored()).failingSince).toBe('2026-03-10T12:00:00.000Z');
      revoked = false;
      expect(await run()).toBe(5);
      expect(await stored()).toMatchObject({
        failingSince: null,
        lastError: null,
      });
    },
  );

  it('goes on past a day that fails, and asks for it again after a while', async () => {
    let broken = true;
    const { run, asked, states, stored, clock } = await start(
      await init(),
      day =>
        broken && day === '2026-03-08'
          ? new SourceError('unavailable', '500')
          : [on(day)],
    );
    await run();
    expect(asked).toEqual(days(9, 8, 7, 6, 5));
    expect((await states())['2026-03-08']).toBe('failed');
    expect((await stored()).failingSince).toBeNull();
    broken = false;
    clock.at = '2026-03-10T12:10:00.000Z';
    await run();
    expect(asked).not.toContain('2026-03-08');
    clock.at = '2026-03-10T12:15:00.000Z';
    await run();
    expect(asked).toContain('2026-03-08');
    expect((await states())['2026-03-08']).toBe('may-change');
  });

  it('leaves a vendor alone that is down, without asking for every day', async () => {
    const { run, asked, stored } = await start(
      await init(),
      () => new SourceError('unavailable', 'Timed out'),
    );
    expect(await run()).toBe(0);
    expect(asked).toEqual(days(9, 8, 7));
    expect((await stored()).lastError).toBe('Timed out');
  });

  it('sits out a short wait that the vendor asks for and goes on with the same day', async () => {
    const wait = jest.fn(async () => undefined);
    const { run, asked, stored } = await start(
      await init(),
      (day, call) =>
        call === 2
          ? new SourceError('rate-limited', '429', { retryAfterSeconds: 7 })
          : [on(day)],
      { wait },
    );
    expect(await run()).toBe(5);
    expect(asked).toEqual(days(9, 8, 8, 7, 6, 5));
    expect(wait).toHaveBeenCalledWith(7000, expect.anything());
    expect((await stored()).failingSince).toBeNull();
  });

  it('comes back after a long wait, and not before', async () => {
    let limited = true;
    const { run, asked, stored, clock, states } = await start(
      await init(),
      day =>
        limited
          ? new SourceError('rate-limited', 'The limit is reached', {
              retryAfterSeconds: 3600,
            })
          : [on(day)],
    );
    await run();
    expect(await stored()).toMatchObject({
      resumeAfter: '2026-03-10T13:00:00.000Z',
      lastError: 'The limit is reached',
      failingSince: null,
    });
    expect(await states()).toEqual({});
    limited = false;
    clock.at = '2026-03-10T12:59:59.000Z';
    expect(await run()).toBe(0);
    expect(asked).toEqual([]);
    clock.at = '2026-03-10T13:00:00.000Z';
    expect(await run()).toBe(5);
    expect((await stored()).resumeAfter).toBeNull();
  });

  it.each([1e9, 1e300, Infinity])(
    'never rests longer than a day, told %s seconds',
    async retryAfterSeconds => {
      const { run, stored } = await start(
        await init(),
        () => new SourceError('rate-limited', '429', { retryAfterSeconds }),
      );
      await run();
      expect((await stored()).resumeAfter).toBe('2026-03-11T12:00:00.000Z');
    },
  );

  it('gives up waiting on a vendor that never lets it in', async () => {
    const wait = jest.fn(async () => undefined);
    const { run, stored } = await start(
      await init(),
      () => new SourceError('rate-limited', '429'),
      { wait },
    );
    await run();
    expect(wait).toHaveBeenCalledTimes(5);
    expect((await stored()).resumeAfter).toBe('2026-03-10T12:01:00.000Z');
  });

  it('takes an empty answer as not ready, and as no data once the day has settled', async () => {
    const { run, asked, states } = await start(await init(), () => 'empty');
    await run();
    expect(await states()).toEqual({
      '2026-03-05': 'no-data',
      '2026-03-06': 'no-data',
      '2026-03-07': 'not-ready',
      '2026-03-08': 'not-ready',
      '2026-03-09': 'not-ready',
    });
    await run();
    expect(asked).toEqual(days(9, 8, 7));
  });

  it('counts an answer that cannot be read as a failure of the day', async () => {
    const { run, stored, states } = await start(await init(), day => [
      on(day),
      on('2020-01-01'),
    ]);
    expect(await run()).toBe(0);
    expect(await states()).toEqual({
      '2026-03-07': 'failed',
      '2026-03-08': 'failed',
      '2026-03-09': 'failed',
    });
    expect((await stored()).lastError).toMatch(/1 of 2 rows could not be read/);
  });

  it('leaves a day as it was when its stream breaks off', async () => {
    const knex = await init();
    const { run, harness } = await (async () => {
      const made = createHarness(knex, '2026-03-10T12:00:00.000Z', {
        backfillDays: 1,
      });
      let cut = false;
      const source = usageSource(async day => ({
        state: 'data',
        records: (async function* stream() {
          yield on(day, cut ? 9 : 1);
          if (cut)
            throw new SourceError('unavailable', 'The answer was cut off');
        })(),
      }));
      return {
        harness: made,
        run: (breaks: boolean) => {
          cut = breaks;
          return made.collector.collect(source, new AbortController().signal);
        },
      };
    })();
    await run(false);
    const { facts } = await dump(knex);
    await run(true);
    expect((await dump(knex)).facts).toEqual(facts);
    expect((await harness.sources.byKey('copilot-usage'))?.lastError).toBe(
      'The answer was cut off',
    );
  });

  /** A vendor whose pages expire so many times, each time after some rows. */
  async function startExpiring(knex: Knex, times: number) {
    const made = createHarness(knex, '2026-03-10T12:00:00.000Z', {
      backfillDays: 1,
    });
    let left = times;
    const collectDay = jest.fn(async (day: string) => ({
      state: 'data' as const,
      records: (async function* stream() {
        yield on(day, 2);
        left -= 1;
        if (left >= 0) throw new SourceError('expired', 'Pages expired');
        yield on(day, 3);
      })(),
    }));
    const source = usageSource(collectDay);
    await made.collector.collect(source, new AbortController().signal);
    const stored = (await made.sources.byKey(source.id))!;
    const entries = await made.ledger.entries(stored.id);
    return { collectDay, stored, entry: entries.get('2026-03-09') };
  }

  it('begins a day anew whose pages expired, and counts no row twice', async () => {
    const knex = await init();
    const { collectDay, entry } = await startExpiring(knex, 3);
    expect(collectDay).toHaveBeenCalledTimes(4);
    expect(entry).toMatchObject({ state: 'fetched', rows: 2, error: null });
    expect(await knex('usage_facts').select('sessions')).toEqual([
      { sessions: 5 },
    ]);
  });

  it('leaves a day for later whose pages expire again and again', async () => {
    const knex = await init();
    const { collectDay, entry, stored } = await startExpiring(knex, Infinity);
    expect(collectDay).toHaveBeenCalledTimes(4);
    expect(entry).toMatchObject({ state: 'failed', attempts: 1, rows: 0 });
    expect(stored.lastError).toBe('Pages expired');
    expect(await knex('usage_facts').select('sessions')).toEqual([]);
  });

  it('passes on nothing of an unforeseen error, which may hold a credential', async () => {
    const knex = await init();
    const { run, logger, stored } = await start(
      knex,
      () => new TypeError('fetch https://x/?token=s3cret failed'),
    );
    await run();
    expect((await stored()).lastError).toBe(
      'The source module stopped with an unforeseen TypeError',
    );
    const said = JSON.stringify([
      logger.warn.mock.calls,
      logger.error.mock.calls,
      await knex('ledger').select('error'),
    ]);
    expect(said).not.toContain('s3cret');
  });

  it('asks first for what an operator wants, also in the middle of a run', async () => {
    const knex = await init();
    const { collector, ledger, sources } = createHarness(knex);
    const asked: string[] = [];
    let said = false;
    const source = usageSource(async day => {
      asked.push(day);
      if (asked.length === 2 && !said) {
        said = true;
        const { id } = (await sources.byKey('copilot-usage'))!;
        await ledger.askAgain(id, '2026-02-01', '2026-02-02');
      }
      return answer([on(day)]);
    });
    const run = () => collector.collect(source, new AbortController().signal);
    await run();
    expect(asked).toEqual([
      ...days(9, 8),
      '2026-02-02',
      '2026-02-01',
      ...days(7, 6, 5),
    ]);
    asked.length = 0;
    await run();
    expect(asked).toEqual(days(9, 8, 7));
  });

  it('stops between days when it is told to, and takes up where it was', async () => {
    const knex = await init();
    const stop = new AbortController();
    const made = createHarness(knex, '2026-03-10T12:00:00.000Z', {
      onCollected: () => stop.abort(),
    });
    const asked: string[] = [];
    const source = usageSource(async day => {
      asked.push(day);
      return answer([on(day)]);
    });
    expect(await made.collector.collect(source, stop.signal)).toBe(1);
    expect(asked).toEqual(days(9));
    asked.length = 0;
    await made.collector.collect(source, new AbortController().signal);
    expect(asked).toEqual(days(9, 8, 7, 6, 5));
  });

  it('records nothing of a call that was aborted on the way', async () => {
    const knex = await init();
    const { run, stop, asked, states } = await start(knex, (day, call) => {
      if (call === 2) {
        stop.abort();
        return new Error('aborted');
      }
      return [on(day)];
    });
    expect(await run()).toBe(1);
    expect(asked).toEqual(days(9, 8));
    expect(await states()).toEqual({ '2026-03-09': 'may-change' });
  });
});
