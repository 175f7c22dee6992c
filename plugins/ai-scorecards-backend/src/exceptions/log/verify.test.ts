import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { Workflow } from '../__testUtils__/workflow';
import {
  createLog,
  dropGuards,
  fill,
  logEvent,
  range,
} from './__testUtils__/chain';
import { hashOf } from './digest';
import { readRows } from './rows';

jest.setTimeout(60_000);

/** What somebody does to a log of six entries, and the entries that are named. */
const TAMPERINGS: {
  what: string;
  change: (knex: Knex) => Promise<unknown>;
  named: number[];
  says: RegExp;
}[] = [
  ...[
    'at',
    'type',
    'request',
    'exception',
    'team',
    'tool',
    'actor',
    'data',
    'rules',
    'previous',
  ].map(column => ({
    what: `changes ${column}`,
    change: (knex: Knex) =>
      knex('decision_log')
        .where({ sequence: 3 })
        .update({ [column]: 'x' }),
    named: [3],
    says: /Entry 3 was changed/,
  })),
  {
    what: 'changes a hash',
    change: knex =>
      knex('decision_log').where({ sequence: 3 }).update({ hash: 'x' }),
    named: [3, 4],
    says: /Entry 3 was changed/,
  },
  {
    what: 'changes an entry and its hash',
    change: async knex => {
      const [row] = await readRows(knex, {
        after: 2,
        limit: 1,
        order: 'oldest',
      });
      const type = 'approved';
      await knex('decision_log')
        .where({ sequence: 3 })
        .update({ type, hash: hashOf({ ...row, type }) });
    },
    named: [4],
    says: /Entry 4 does not follow entry 3/,
  },
  {
    what: 'deletes an entry',
    change: knex => knex('decision_log').where({ sequence: 3 }).delete(),
    named: [3],
    says: /Entry 3 is missing/,
  },
  {
    what: 'deletes an entry and closes the gap',
    change: async knex => {
      await knex('decision_log').where({ sequence: 3 }).delete();
      for (const sequence of [4, 5, 6]) {
        await knex('decision_log')
          .where({ sequence })
          .update({ sequence: sequence - 1 });
      }
    },
    named: [3, 6],
    says: /Entry 3 was changed or moved/,
  },
  {
    what: 'swaps two entries',
    change: async knex => {
      const move = (from: number, to: number) =>
        knex('decision_log').where({ sequence: from }).update({ sequence: to });
      await move(3, 99);
      await move(4, 3);
      await move(99, 4);
    },
    named: [3, 4],
    says: /Entry 4 was changed or moved/,
  },
  {
    what: 'cuts the end off',
    change: knex => knex('decision_log').where('sequence', '>', 4).delete(),
    named: [5],
    says: /Entries 5 to 6 are missing. The end was cut off/,
  },
  {
    what: 'cuts the end off and sets the head back',
    change: async knex => {
      await knex('decision_log').where('sequence', '>', 4).delete();
      const [{ hash }] = await knex('decision_log').where({ sequence: 4 });
      await knex('decision_log_head').update({ sequence: 4, hash });
    },
    named: [4],
    says: /The head was changed/,
  },
  {
    what: 'empties the log and sets the head back to none',
    change: async knex => {
      await knex('decision_log').delete();
      await knex('decision_log_head').update({
        sequence: 0,
        hash: '0'.repeat(64),
        mac: '',
      });
    },
    named: [6],
    says: /text of entry 6, which is missing/,
  },
  {
    what: 'inserts an entry at the end',
    change: async knex => {
      const [row] = await readRows(knex, { limit: 1, order: 'newest' });
      await knex('decision_log').insert({ ...row, sequence: 7 });
    },
    named: [7],
    says: /Entry 7 stands behind the head/,
  },
  {
    what: 'inserts an entry before the first',
    change: async knex => {
      const [row] = await readRows(knex, { limit: 1, order: 'newest' });
      await knex('decision_log').insert({ ...row, sequence: 0 });
    },
    named: [0],
    says: /Entry 0 was inserted/,
  },
  {
    what: 'changes the signature',
    change: knex => knex('decision_log_head').update({ mac: 'f'.repeat(64) }),
    named: [6],
    says: /The head was changed/,
  },
  {
    what: 'deletes the head',
    change: knex => knex('decision_log_head').delete(),
    named: [0],
    says: /The head is missing/,
  },
  {
    what: 'changes a text',
    change: knex =>
      knex('decision_log_texts').where({ sequence: 3 }).update({ value: 'x' }),
    named: [3],
    says: /Text 1 of entry 3 was changed/,
  },
  {
    what: 'deletes a text',
    change: knex => knex('decision_log_texts').where({ sequence: 3 }).delete(),
    named: [3],
    says: /Text 1 of entry 3 is missing/,
  },
  {
    what: 'inserts a text',
    change: knex =>
      knex('decision_log_texts').insert({
        sequence: 3,
        n: 1,
        salt: 'a',
        value: 'b',
      }),
    named: [3],
    says: /Text 2 of entry 3 is named by no entry: it was inserted/,
  },
  {
    what: 'puts another person behind a pseudonym',
    change: knex =>
      knex('decision_log_people')
        .where({ ref: 'user:default/ada' })
        .update({ ref: 'user:default/eve' }),
    named: [1],
    says: /^Who person:.* of entry 1 stands for was changed/,
  },
];

describeOnEachDatabase('verify', init => {
  it.each(TAMPERINGS)('finds it when somebody $what', async tampering => {
    const knex = await init();
    const log = createLog(knex);
    await fill(
      knex,
      log,
      range(6).map(n => logEvent(n)),
    );
    expect(await log.verify()).toEqual({
      intact: true,
      entries: 6,
      faults: [],
    });
    await dropGuards(knex);
    await tampering.change(knex);
    const { intact, faults } = await log.verify();
    expect(intact).toBe(false);
    expect(faults.map(fault => fault.sequence)).toEqual(
      expect.arrayContaining(tampering.named),
    );
    expect(faults.map(fault => fault.sentence).join('\n')).toMatch(
      new RegExp(tampering.says, 'm'),
    );
  });

  it('finds a log that was rewritten with the key, or cut, by an earlier head', async () => {
    const knex = await init();
    const log = createLog(knex);
    await fill(
      knex,
      log,
      range(4).map(n => logEvent(n)),
    );
    const earlier = (await log.head())!;
    await fill(knex, log, [logEvent(5)]);
    expect(await log.verify(earlier)).toMatchObject({ intact: true });
    expect(await log.verify({ ...earlier, mac: 'f'.repeat(64) })).toMatchObject(
      {
        faults: [
          {
            sequence: 4,
            sentence: 'The head given was not signed by this log.',
          },
        ],
      },
    );

    const other = await init();
    const forged = createLog(other);
    await fill(
      other,
      forged,
      range(3).map(n => logEvent(n)),
    );
    expect((await forged.verify(earlier)).faults).toEqual([
      {
        sequence: 4,
        sentence: expect.stringMatching(/^Entry 4, .* is missing/),
      },
    ]);
    await fill(other, forged, [logEvent(4, { type: 'approved' })]);
    expect((await forged.verify(earlier)).faults).toEqual([
      { sequence: 4, sentence: expect.stringMatching(/rewritten/) },
    ]);
  });

  it('finds a log that was set back with an earlier head, which was signed', async () => {
    const knex = await init();
    const flow = new Workflow(knex);
    const id = await flow.filed();
    const earlier = await knex('decision_log_head').first();
    const known = await knex('decision_log_people').pluck('pseudonym');
    await flow.vote(id, 'ada');
    await flow.vote(id, 'bob', 'reject');
    const last = (await flow.log.head())!.sequence;
    expect(await flow.log.verify()).toMatchObject({ intact: true });
    await dropGuards(knex);
    await knex('decision_log').where('sequence', '>', earlier.sequence).del();
    await knex('decision_log_texts')
      .where('sequence', '>', earlier.sequence)
      .del();
    await knex('decision_log_people').whereNotIn('pseudonym', known).del();
    await knex('decision_log_head').update(earlier);
    expect(await flow.log.verify()).toMatchObject({
      intact: false,
      faults: [
        {
          sequence: last,
          sentence: `Entry ${last}, the last of request ${id}, is missing or another one: the end was cut off.`,
        },
      ],
    });
  });

  it.each([
    ['with the requests kept', [], /Request .* is in no entry/],
    ['with the requests', ['exception_deciders', 'exception_requests'], null],
    ['with the people', ['decision_log_people'], /is missing or another one/],
  ])(
    'finds a log that was emptied with its texts, %s',
    async (_, more, says) => {
      const knex = await init();
      const flow = new Workflow(knex);
      await flow.filed();
      // As it was before requests named their last entry.
      if (more.length === 0) {
        await knex('exception_requests').update({ log_entry: null });
      }
      await dropGuards(knex);
      for (const table of ['decision_log', 'decision_log_texts', ...more]) {
        await knex(table).del();
      }
      await knex('decision_log_head').update({
        sequence: 0,
        hash: '0'.repeat(64),
        mac: '',
      });
      const { intact, faults } = await flow.log.verify();
      expect(intact).toBe(false);
      expect(faults.map(({ sentence }) => sentence).join('\n')).toMatch(
        says ?? /people whom entries name: it was emptied/,
      );
    },
  );

  it('does not sign a forged head by appending to it', async () => {
    const knex = await init();
    const log = createLog(knex);
    await fill(
      knex,
      log,
      range(3).map(n => logEvent(n)),
    );
    await knex('decision_log_head').update({ sequence: 2 });
    await expect(fill(knex, log, [logEvent(4)])).rejects.toThrow(
      'The head of the decision log was changed',
    );
    await expect(
      fill(knex, createLog(knex, 'another key'), [logEvent(4)]),
    ).rejects.toThrow('logKey');
  });

  it('calls a log intact that is written to and erased from while it is read', async () => {
    const knex = await init();
    const log = createLog(knex);
    await knex.transaction(trx =>
      log.append(
        trx,
        range(4500).map(n => logEvent(n)),
      ),
    );
    const [verification] = await Promise.all([
      log.verify(),
      fill(
        knex,
        log,
        range(10).map(n => logEvent(n)),
      ),
      knex.transaction(trx =>
        log.erase(trx, {
          person: 'user:default/none',
          names: ['because of 4400'],
          at: '2026-02-01T00:00:00.000Z',
          actor: 'system',
          rules: 'f00d',
        }),
      ),
    ]);
    expect(verification).toMatchObject({ intact: true, faults: [] });
    expect(verification.entries).toBeGreaterThanOrEqual(4500);
    expect(await log.verify()).toMatchObject({ intact: true, entries: 4511 });
  });
});
