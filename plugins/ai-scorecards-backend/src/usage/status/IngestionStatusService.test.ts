import { ConfigReader } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import {
  coverageSchema,
  freshnessSchema,
  ingestionStatusSchema,
  ReconciliationLine,
} from 'backstage-plugin-ai-scorecards-common';
import type { DisabledSource } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { readConfig } from '../../config';
import { StalePeriods } from '../../database';
import { ledgerEntry } from '../__testUtils__/ledger';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { factOf, ORGANISATION, serviceOn } from './__testUtils__/service';
import { sourceOf, storeAccounts, storeSource } from './__testUtils__/store';
import { NOW, TODAY, WHOLE } from './__testUtils__/views';

const DISABLED: DisabledSource = {
  id: 'github-copilot-usage',
  title: 'GitHub Copilot usage',
  configKey: 'github',
  path: 'aiScorecards.sources.github.token',
  reason: 'must be text',
};

describeOnEachDatabase('IngestionStatusService', init => {
  it('tells an empty portal what to do, and nothing of figures', async () => {
    const service = serviceOn(await init(), []);
    const status = await service.status();
    expect(ingestionStatusSchema.parse(status)).toEqual(status);
    expect(status).toMatchObject({
      sentence: expect.stringMatching(/^No source is connected yet/),
      sources: [],
      accounts: {
        total: 0,
        matched: null,
        costMatched: null,
        unresolvedCostMicros: null,
      },
      seatsToReturn: [],
      pendingPeriods: 0,
    });
    expect(status.checklist).toHaveLength(8);
    expect(await service.freshness()).toEqual({
      through: null,
      month: null,
      sources: [],
      progress: null,
      workingOut: false,
    });
    expect(await service.coverage()).toEqual({
      accounts: null,
      cost: null,
      provisional: false,
    });
  });

  it('counts seats to be returned, where enough people want to', async () => {
    const toReturn = jest.fn(async () => [
      { tool: 'resource:default/a', title: 'A', people: 4 },
      { tool: 'resource:default/b', title: 'B', people: 5 },
    ]);
    const service = serviceOn(await init(), [], { seatAnswers: { toReturn } });
    expect((await service.status()).seatsToReturn).toEqual([
      { tool: 'resource:default/a', title: 'A', people: null },
      { tool: 'resource:default/b', title: 'B', people: 5 },
    ]);
    expect(toReturn).toHaveBeenCalledWith(TODAY);
  });

  it('reports a source from its ledger, and one that never ran and a faulty one beside it', async () => {
    const knex = await init();
    const usage = sourceOf();
    const cost = sourceOf({ kind: 'cost', id: 'cursor-cost', title: 'Bill' });
    const { id } = await storeSource(knex, usage, WHOLE);
    await knex('sources')
      .where({ id })
      .update({ last_attempt_at: '2026-11-23T09:45:00.000Z' });
    await new StalePeriods(knex).mark(knex, 'day', ['2026-11-22', TODAY]);

    const status = await serviceOn(knex, [usage, cost], {
      disabled: [DISABLED],
    }).status();

    expect(ingestionStatusSchema.parse(status)).toEqual(status);
    expect(status.sentence).toBe(
      '1 of 3 sources current; GitHub Copilot usage switched off at aiScorecards.sources.github.token: must be text; Bill collecting: 0 of 40 days.',
    );
    expect(status.sources.map(({ state }) => state)).toEqual([
      'current',
      'never-run',
      'disabled',
    ]);
    expect(status.sources[0]).toMatchObject({
      id: 'cursor-usage',
      tool: 'resource:default/cursor',
      sentence: 'Current to 22 Nov; 2 days may still change.',
      lastDay: '2026-11-22',
      lagDays: 0,
      lastAttemptAt: '2026-11-23T09:45:00.000Z',
      nextRunAt: '2026-11-23T10:15:00.000Z',
      backfill: null,
    });
    expect(status.sources[0].strip).toHaveLength(60);
    expect(status.sources[0].strip[59]).toMatchObject({
      day: '2026-11-22',
      state: 'may-change',
      rows: 10,
    });
    expect(status.sources[2]).toMatchObject({ path: DISABLED.path, strip: [] });
    const { heldSnapshot, ...organisation } = ORGANISATION;
    expect(status).toMatchObject({
      heldSnapshot,
      organisation,
      pendingPeriods: 2,
    });
    expect(status.organisation).toEqual(organisation);
  });

  it('says up to when figures speak, and how far the history is', async () => {
    const knex = await init();
    const done = sourceOf();
    const running = sourceOf({ id: 'other', title: 'Other' });
    await storeSource(knex, done, WHOLE);
    await storeSource(knex, running, WHOLE.slice(26));
    const service = serviceOn(knex, [done, running], { disabled: [DISABLED] });

    const freshness = await service.freshness();

    expect(freshnessSchema.parse(freshness)).toEqual(freshness);
    expect(freshness).toEqual({
      through: '2026-11-15',
      month: null,
      sources: [
        {
          id: 'cursor-usage',
          title: 'Cursor',
          state: 'current',
          lastDay: '2026-11-22',
        },
        {
          id: 'other',
          title: 'Other',
          state: 'collecting',
          lastDay: '2026-11-22',
        },
        {
          id: 'github-copilot-usage',
          title: 'GitHub Copilot usage',
          state: 'disabled',
          lastDay: null,
        },
      ],
      progress: { daysDone: 54, daysWanted: 80 },
      workingOut: false,
    });
  });

  it('ends the progress when the history is there, though figures are still worked out', async () => {
    const knex = await init();
    const source = sourceOf();
    await storeSource(knex, source, WHOLE);
    await new StalePeriods(knex).mark(knex, 'card', ['2026-11-16']);
    const service = serviceOn(knex, [source], { keepMs: 0 });
    expect(await service.freshness()).toMatchObject({
      progress: null,
      workingOut: true,
    });
    await knex('stale_periods').delete();
    expect((await service.freshness()).workingOut).toBe(false);
  });

  it('keeps what pages ask for until it is told to forget', async () => {
    const knex = await init();
    const source = sourceOf();
    const { id } = await storeSource(knex, source, WHOLE);
    const service = serviceOn(knex, [source], { keepMs: 600_000 });
    expect((await service.freshness()).sources[0].state).toBe('current');
    await knex('ledger').where({ source_id: id }).delete();
    expect((await service.freshness()).sources[0].state).toBe('current');
    service.invalidate();
    expect((await service.freshness()).sources[0].state).toBe('collecting');
  });

  describe('coverage', () => {
    async function withFacts(knex: Knex) {
      const source = sourceOf();
      const stored = await storeSource(knex, source, [
        ledgerEntry({ day: '2026-10-20', exactUsage: '1000' }),
        ledgerEntry({
          day: '2026-11-19',
          exactUsage: '0.03',
          exactValue: '0.05',
        }),
        ledgerEntry({ day: '2026-11-20', exactUsage: '0.02' }),
        ledgerEntry({ day: '2026-11-21', state: 'empty', rows: 0 }),
      ]);
      const ids = await storeAccounts(knex, {
        ada: 'person',
        bot: 'service-account',
        gone: 'left',
        who: 'unresolved',
        idle: 'unresolved',
      });
      await knex('usage_facts').insert([
        // A day more than 28 before the last collected one, which is 20 November.
        factOf(stored, ids.idle, '2026-10-20', { usage: 1_000_000_000 }),
        factOf(stored, ids.ada, '2026-11-19', { usage: 30_000, value: 30_000 }),
        factOf(stored, ids.who, '2026-11-19', { value: 20_000 }),
        factOf(stored, ids.who, '2026-11-20', { usage: 5_000 }),
        factOf(stored, ids.bot, '2026-11-20', { usage: 15_000 }),
        factOf(stored, ids.gone, '2026-10-24'),
      ]);
      return { source, ids };
    }

    it('counts accounts and money of the 28 days up to the last collected one', async () => {
      const knex = await init();
      const { source } = await withFacts(knex);
      const coverage = await serviceOn(knex, [source]).coverage();
      expect(coverageSchema.parse(coverage)).toEqual(coverage);
      expect(coverage).toEqual({
        accounts: 0.75,
        cost: 0.75,
        provisional: true,
      });
    });

    it('is no longer provisional when enough is matched', async () => {
      const knex = await init();
      const { source, ids } = await withFacts(knex);
      await knex('identities')
        .where({ id: ids.who })
        .update({ state: 'service-account' });
      const service = serviceOn(knex, [source]);
      expect(await service.coverage()).toEqual({
        accounts: 1,
        cost: 1,
        provisional: false,
      });
      expect((await service.status()).accounts).toMatchObject({
        total: 5,
        person: 1,
        serviceAccount: 2,
        left: 1,
        unresolved: 1,
        // The same share as everywhere else, not one over all accounts ever seen.
        matched: 1,
        costMatched: 1,
      });
    });

    it('is provisional for money alone, and tells money in whole per cent only', async () => {
      const knex = await init();
      const { source, ids } = await withFacts(knex);
      await knex('usage_facts')
        .where({ identity_id: ids.who, day: '2026-11-19' })
        .update({ value_micros: 6_499 });
      const service = serviceOn(knex, [source], {
        config: readConfig(
          new ConfigReader({
            aiScorecards: { identity: { minimumCoverage: 0.89 } },
          }),
        ),
      });
      await knex('identities').insert(
        Array.from({ length: 20 }, (_, index) => ({
          namespace: 'cursor',
          account: `a${index}`,
          kind: 'email',
          state: 'left',
          updated_at: NOW.toISOString(),
        })),
      );
      const stored = await knex('sources').first('id', 'tool_id');
      const more = await knex('identities').where({ state: 'left' });
      await knex('usage_facts').insert(
        more.map(row =>
          factOf(
            { id: stored.id, toolId: stored.tool_id },
            row.id,
            '2026-11-18',
          ),
        ),
      );
      expect(await service.coverage()).toEqual({
        accounts: expect.closeTo(23 / 24),
        cost: 0.88,
        provisional: true,
      });
    });

    it('has no share of money where no source reports any', async () => {
      const knex = await init();
      const source = sourceOf();
      const stored = await storeSource(knex, source, [
        ledgerEntry({ day: '2026-11-20' }),
      ]);
      const { ada } = await storeAccounts(knex, { ada: 'person' });
      await knex('usage_facts').insert(factOf(stored, ada, '2026-11-20'));
      expect(await serviceOn(knex, [source]).coverage()).toEqual({
        accounts: 1,
        cost: null,
        provisional: false,
      });
    });
  });

  describe('cost of unresolved accounts', () => {
    const line = (
      kind: 'seat' | 'usage' | 'value',
      buckets: ReconciliationLine['buckets'],
    ): ReconciliationLine => ({
      source: 'cursor',
      sources: ['cursor'],
      month: '2026-10',
      tool: 'resource:default/cursor',
      kind,
      currency: 'USD',
      complete: true,
      state: 'known',
      totalIs: 'The sum',
      totalMicros: 100,
      teamsMicros: 0,
      buckets,
      rounding: '0',
      leftOutMicros: null,
      reportedTwiceMicros: null,
      bySource: [],
      notHeldMicros: null,
      seatsWithoutAssignee: null,
      daysKnown: 31,
      daysOfMonth: 31,
      priceSource: 'list',
      partsPriceSource: 'list',
      closed: null,
      adjustments: [],
      adjustedLaterMicros: null,
      byTeam: null,
    });
    const row = (kind: string, bucket: string, micros: number) => ({
      month: '2026-10',
      tool_id: 1,
      kind,
      bucket,
      micros,
      holders: 6,
    });

    it.each([
      [
        'adds up what the reconciliation shows, value left out',
        [
          row('seat', 'unresolved', 19),
          row('usage', 'unresolved', 4),
          row('value', 'unresolved', 7),
        ],
        [
          line('seat', [{ bucket: 'unresolved', micros: 19 }]),
          line('usage', [{ bucket: 'unresolved', micros: 4 }]),
          line('value', [{ bucket: 'unresolved', micros: 7 }]),
        ],
        23,
      ],
      [
        'says nothing where a part is pooled',
        [row('seat', 'unresolved', 19), row('usage', 'unresolved', 4)],
        [
          line('seat', [{ bucket: 'unresolved', micros: 19 }]),
          line('usage', [{ bucket: 'billed-without-person', micros: 4 }]),
        ],
        null,
      ],
      [
        'is zero where all are known',
        [row('seat', '', 100)],
        [line('seat', [])],
        0,
      ],
      ['is not known before the month was worked out', [], [], null],
    ])('%s', async (_, rows, lines, micros) => {
      const knex = await init();
      await storeSource(knex, sourceOf());
      if (rows.length > 0) await knex('month_money').insert(rows);
      const { accounts } = await serviceOn(knex, [], {
        lines: lines as ReconciliationLine[],
      }).status();
      expect(accounts.unresolvedCostMicros).toBe(micros);
    });
  });

  it('tests a source by its id', async () => {
    const knex = await init();
    const service = serviceOn(knex, [sourceOf()], { disabled: [DISABLED] });
    expect((await service.testSource('cursor-usage')).ok).toBe(true);
    expect(await service.testSource(DISABLED.id)).toEqual({
      ok: false,
      sentence:
        'Switched off at aiScorecards.sources.github.token: must be text.',
    });
    await expect(service.testSource('other')).rejects.toThrow(NotFoundError);
  });
});
