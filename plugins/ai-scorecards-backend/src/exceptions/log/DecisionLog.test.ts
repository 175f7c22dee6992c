import { describeOnEachDatabase } from '../../__testUtils__/databases';
import {
  ADA,
  BOB,
  createLog,
  fill,
  logEvent,
  range,
} from './__testUtils__/chain';
import { formatHead, parseHead } from './DecisionLog';

jest.setTimeout(60_000);

describeOnEachDatabase('DecisionLog', init => {
  it('stores no person and no free text in an entry, and puts both back for those who may see them', async () => {
    const knex = await init();
    const log = createLog(knex);
    await fill(knex, log, [
      logEvent(1, {
        data: {
          reason: 'Ask user:default/bob.',
          answers: { retention: ['none', 'at all'] },
          note: 'sent to user:default/bob.',
          votes: { [BOB]: 1, [ADA]: null },
          before: { reason: '' },
        },
      }),
    ]);
    const [row] = await knex('decision_log').select();
    expect(JSON.stringify(row)).not.toMatch(/user:|none|at all|Ask/);
    expect(row.actor).toMatch(/^person:[0-9a-f]{32}$/);

    const hidden = await log.read({ limit: 10, reveal: false });
    expect(hidden.items[0].data).toEqual(JSON.parse(row.data));
    const shown = await log.read({ limit: 10, reveal: true });
    expect(shown.items[0]).toMatchObject({
      sequence: 1,
      actor: ADA,
      data: {
        reason: 'Ask user:default/bob.',
        answers: { retention: ['none', 'at all'] },
        note: 'sent to user:default/bob.',
        votes: { [BOB]: 1, [ADA]: null },
        before: { reason: '' },
      },
    });
    expect(await log.verify()).toEqual({
      intact: true,
      entries: 1,
      faults: [],
    });
  });

  it('reads pages in either order, of all or of one request', async () => {
    const knex = await init();
    const log = createLog(knex);
    await knex.transaction(trx =>
      log.append(
        trx,
        range(7).map(n => logEvent(n)),
      ),
    );
    const walk = async (query: { order?: 'oldest'; request?: string }) => {
      const pages: number[][] = [];
      let cursor: number | undefined;
      do {
        const page = await log.read({
          limit: 3,
          reveal: false,
          cursor,
          ...query,
        });
        pages.push(page.items.map(item => item.sequence));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return pages;
    };
    expect(await walk({})).toEqual([[7, 6, 5], [4, 3, 2], [1]]);
    expect(await walk({ order: 'oldest' })).toEqual([
      [1, 2, 3],
      [4, 5, 6],
      [7],
    ]);
    expect(await walk({ request: 'r1' })).toEqual([[7, 4, 1]]);
  });

  it('makes one unbroken chain of fifty appends at once', async () => {
    const knex = await init();
    const log = createLog(knex);
    await Promise.all(
      range(50).map(n =>
        knex.transaction(trx =>
          log.append(trx, [logEvent(n, { actor: `user:default/p${n % 5}` })]),
        ),
      ),
    );
    expect(await log.verify()).toEqual({
      intact: true,
      entries: 50,
      faults: [],
    });
    const { items } = await log.read({ limit: 60, reveal: true });
    expect(
      items
        .map(item => (item.data as { revision: number }).revision)
        .sort((a, b) => a - b),
    ).toEqual(range(50));
    expect(await knex('decision_log_people').pluck('ref')).toHaveLength(6);
  });

  it('leaves nothing of a transaction that fails', async () => {
    const knex = await init();
    const log = createLog(knex);
    await fill(knex, log, [logEvent(1)]);
    await expect(
      knex.transaction(async trx => {
        await log.append(trx, [logEvent(2)]);
        throw new Error('the command failed');
      }),
    ).rejects.toThrow('the command failed');
    expect(await log.verify()).toMatchObject({ intact: true, entries: 1 });
  });

  it('keeps what no engine could store, such as half a character, as something that verifies', async () => {
    const knex = await init();
    const log = createLog(knex);
    await fill(knex, log, [
      logEvent(1, {
        team: 'a\0b',
        data: {
          reason: 'nul \0 half \ud800',
          plain: 'nul \0 half \udc00',
          '\0': 1,
        },
      }),
    ]);
    expect((await log.read({ limit: 1, reveal: true })).items[0]).toMatchObject(
      {
        team: 'a\ufffdb',
        data: {
          reason: 'nul \ufffd half \ufffd',
          plain: 'nul \ufffd half \ufffd',
        },
      },
    );
    expect(await log.verify()).toMatchObject({ intact: true });
  });

  it('is refused by the engine to whoever changes or deletes an entry', async () => {
    const knex = await init();
    const log = createLog(knex);
    await fill(knex, log, [logEvent(1), logEvent(2)]);
    for (const table of [
      'decision_log',
      'decision_log_texts',
      'decision_log_people',
    ]) {
      await expect(knex(table).delete()).rejects.toThrow(/append only/);
    }
    await expect(knex('decision_log').update({ type: 'x' })).rejects.toThrow(
      /append only/,
    );
    await expect(
      knex('decision_log_texts').update({ value: 'x' }),
    ).rejects.toThrow(/append only/);
    await expect(
      knex('decision_log_people').update({ ref: ADA }),
    ).rejects.toThrow(/append only/);
    expect(await log.verify()).toMatchObject({ intact: true, entries: 2 });
  });

  it('exports lines that end with the head, with texts and people beside for those who may see them', async () => {
    const knex = await init();
    const log = createLog(knex);
    await fill(knex, log, [logEvent(1), logEvent(2)]);
    const lines = async (reveal: boolean) => {
      const parsed = [];
      for await (const line of log.exportLines({ reveal })) {
        expect(line.endsWith('\n')).toBe(true);
        parsed.push(JSON.parse(line));
      }
      return parsed;
    };
    const plain = await lines(false);
    expect(plain.slice(0, 2)).toEqual(
      (await log.read({ limit: 5, order: 'oldest', reveal: false })).items,
    );
    expect(plain[2]).toEqual({ head: await log.head() });
    expect(JSON.stringify(plain)).not.toMatch(/because|user:/);
    const revealed = await lines(true);
    expect(revealed[0].texts).toEqual([
      { salt: expect.any(String), value: 'because of 1' },
    ]);
    expect(Object.values(revealed[0].people).sort()).toEqual([ADA, BOB]);
  });

  it('refuses events that would read as something else, and writes none of them', async () => {
    const knex = await init();
    const log = createLog(knex);
    const pseudonym = `person:${'0'.repeat(32)}`;
    for (const event of [
      logEvent(1, { type: 'person-erased' }),
      logEvent(1, { actor: pseudonym }),
      logEvent(1, { data: { $text: 'x' } }),
      logEvent(1, { data: { [pseudonym]: 'x' } }),
      logEvent(1, { data: { [ADA]: 1, 'User:default/Ada': 2 } }),
      logEvent(1, { data: { x: Number.NaN } }),
      logEvent(1, { at: 'yesterday' }),
    ]) {
      await expect(
        knex.transaction(trx => log.append(trx, [event])),
      ).rejects.toMatchObject({ name: 'InputError' });
    }
    // What a person typed is kept, and is nobody's name.
    await fill(knex, log, [logEvent(1, { data: { link: pseudonym } })]);
    expect(await log.verify()).toMatchObject({ intact: true, entries: 1 });
  });
});

describe('heads', () => {
  it('are read back as they are written', () => {
    const head = { sequence: 12, hash: 'a'.repeat(64), mac: 'b'.repeat(64) };
    expect(parseHead(formatHead(head))).toEqual(head);
    expect(() => parseHead('12:abc')).toThrow('head must be sequence:hash:mac');
  });
});
