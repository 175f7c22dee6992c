import { describeOnEachDatabase } from '../../__testUtils__/databases';
import {
  ADA,
  ANN,
  BOB,
  createLog,
  fill,
  logEvent,
} from './__testUtils__/chain';

jest.setTimeout(60_000);

const erasure = {
  person: ADA,
  at: '2026-02-01T00:00:00.000Z',
  actor: BOB,
  rules: 'f00d',
};

describeOnEachDatabase('erasing a person', init => {
  it('leaves a chain that verifies and entries that say erased', async () => {
    const knex = await init();
    const log = createLog(knex);
    await fill(knex, log, [
      logEvent(1, { actor: ADA, request: 'r', data: { reason: 'mine' } }),
      logEvent(2, {
        actor: BOB,
        request: 'r',
        data: { before: { reason: 'mine' }, after: { reason: 'his' } },
      }),
      logEvent(3, { actor: BOB, request: 'other', data: { reason: 'mine' } }),
      logEvent(4, {
        actor: BOB,
        data: { reason: 'as user:default/Ada. said', to: ADA },
      }),
      logEvent(5, {
        actor: BOB,
        data: { reason: 'as user:default/ada-lovelace said' },
      }),
      logEvent(6, { actor: ANN, data: { reason: 'as Ada L. said' } }),
      logEvent(7, { actor: 'system', data: { covers: { [ADA]: 1 } } }),
    ]);
    const before = await log.head();
    expect(
      await knex.transaction(trx =>
        log.erase(trx, { ...erasure, names: ['ada l.'] }),
      ),
    ).toMatchObject({ texts: 4, head: { sequence: 8 } });

    expect(await log.verify(before ?? undefined)).toEqual({
      intact: true,
      entries: 8,
      faults: [],
    });
    const { items } = await log.read({
      limit: 20,
      order: 'oldest',
      reveal: true,
    });
    expect(
      items.map(({ actor, data }) => ({ actor, data })).slice(0, 6),
    ).toEqual([
      { actor: 'erased', data: { reason: 'erased' } },
      {
        actor: BOB,
        data: { before: { reason: 'erased' }, after: { reason: 'his' } },
      },
      { actor: BOB, data: { reason: 'mine' } },
      { actor: BOB, data: { reason: 'erased', to: 'erased' } },
      { actor: BOB, data: { reason: 'as user:default/ada-lovelace said' } },
      { actor: ANN, data: { reason: 'erased' } },
    ]);
    expect(items[7]).toMatchObject({ type: 'person-erased', actor: BOB });
    const kept = JSON.stringify([
      await knex('decision_log'),
      await knex('decision_log_people'),
      await knex('decision_log_texts').where('value', 'like', '%ada%'),
    ]);
    expect(kept).not.toMatch(/default\/ada(?!-lovelace)/i);
  });

  it('gives a person who comes back another pseudonym', async () => {
    const knex = await init();
    const log = createLog(knex);
    await fill(knex, log, [logEvent(1, { actor: ADA })]);
    await knex.transaction(trx => log.erase(trx, erasure));
    await fill(knex, log, [logEvent(2, { actor: ADA })]);
    const { items } = await log.read({
      limit: 9,
      order: 'oldest',
      reveal: false,
    });
    expect(items[2].actor).not.toBe(items[0].actor);
    expect(await log.verify()).toMatchObject({ intact: true, entries: 3 });
  });

  it('lets a person erase themselves, and writes nothing of one that it does not know', async () => {
    const knex = await init();
    const log = createLog(knex);
    await fill(knex, log, [logEvent(1, { actor: ADA })]);
    expect(
      await knex.transaction(trx =>
        log.erase(trx, { ...erasure, person: ANN }),
      ),
    ).toMatchObject({ texts: 0, head: { sequence: 1 } });
    await knex.transaction(trx => log.erase(trx, { ...erasure, actor: ADA }));
    expect(await log.verify()).toMatchObject({ intact: true, entries: 2 });
    expect(await knex('decision_log_people').pluck('ref')).not.toContain(ADA);
  });

  it('is not feigned by emptying a text or a name in the database', async () => {
    const knex = await init();
    const log = createLog(knex);
    await fill(knex, log, [
      logEvent(1, { actor: ADA }),
      logEvent(2, { actor: BOB }),
    ]);
    await knex('decision_log_texts')
      .where({ sequence: 2 })
      .update({ salt: null, value: null });
    await knex('decision_log_people')
      .where({ ref: ADA })
      .update({ salt: null, ref: null });
    expect((await log.verify()).faults).toEqual([
      {
        sequence: 2,
        sentence: 'A text of entry 2 was removed without an erasure.',
      },
      {
        sequence: 1,
        sentence: expect.stringMatching(
          /^person:.* of entry 1 was removed without an erasure\.$/,
        ),
      },
    ]);
  });
});
