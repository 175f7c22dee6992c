import { SourceError } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { dayState } from '../usage/dayState';
import { createHarness, writesTo } from '../usage/__testUtils__/harness';
import {
  finding,
  incident,
  login,
  outcomeSource,
  pullRequest,
  told,
} from './__testUtils__/records';

const TABLES = ['pull_requests', 'change_links', 'findings', 'incidents'];
const YESTERDAY = '2026-03-09';

/** Everything collected, by names. */
async function stored(knex: Knex) {
  const changes = await knex('pull_requests as p')
    .leftJoin('identities as i', 'i.id', 'p.identity_id')
    .select('p.day', 'p.number', 'i.account')
    .orderBy(['p.day', 'p.number']);
  const links = await knex('change_links')
    .select('kind', 'ref', 'number')
    .orderBy(['kind', 'ref']);
  return {
    changes: changes.map(row => `${row.day} ${row.number} ${row.account}`),
    links: links.map(row => `${row.kind} ${row.ref} ${row.number}`),
  };
}

describeOnEachDatabase('Collection of outcomes', init => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await init();
  });

  const slugsOf = async () => new Set(['acme/api']);
  const signal = () => new AbortController().signal;
  const staleWeeks = async ({ stale }: ReturnType<typeof createHarness>) =>
    (await stale.list('merge', 100)).map(({ period }) => period);

  it('takes a day without any merge for a fact, and is not asked again once settled', async () => {
    const harness = createHarness(knex, undefined, { slugsOf });
    const asked: string[] = [];
    const source = outcomeSource(async day => {
      asked.push(day);
      return told(day === YESTERDAY ? [pullRequest(1, day)] : []);
    });
    expect(await harness.collector.collect(source, signal())).toBe(5);
    const { id, toolId } = await harness.sources.register(source);
    expect(toolId).toBe(0);
    const entries = await harness.ledger.entries(id);
    expect([...entries.values()].map(entry => dayState(entry, source))).toEqual(
      ['complete', 'complete', 'complete', 'complete', 'may-change'],
    );
    asked.length = 0;
    await harness.collector.collect(source, signal());
    expect(asked).toEqual([YESTERDAY]);
    expect(await stored(knex)).toEqual({
      changes: [`${YESTERDAY} 1 ada`],
      links: [],
    });
  });

  it('replaces a day as a whole and marks the weeks of changes that failed', async () => {
    const harness = createHarness(knex, undefined, { slugsOf });
    let rows = [
      pullRequest(2, YESTERDAY, { reverts: [1], author: login('bo') }),
      incident('INC-1', YESTERDAY, {
        kind: 'defect',
        causedBy: [{ repository: 'acme/api', number: 1 }],
      }),
      finding('scan-1', YESTERDAY),
    ];
    const source = outcomeSource(async day =>
      told(
        day === YESTERDAY
          ? rows
          : [pullRequest(1, '2026-03-05')].filter(
              record => record.mergedAt.slice(0, 10) === day,
            ),
      ),
    );
    await harness.collector.collect(source, signal());
    expect(await stored(knex)).toEqual({
      changes: ['2026-03-05 1 ada', `${YESTERDAY} 2 bo`],
      links: [`defect INC-1 1`, 'revert acme/api#2 1'],
    });
    expect(await knex('findings').pluck('key')).toEqual(['scan-1']);

    await knex('stale_periods').delete();
    expect(
      await writesTo(knex, [...TABLES, 'stale_periods'], () =>
        harness.collector.collect(source, signal()),
      ),
    ).toEqual([]);

    rows = [rows[0]];
    await harness.collector.collect(source, signal());
    expect((await stored(knex)).links).toEqual(['revert acme/api#2 1']);
    expect(await staleWeeks(harness)).toEqual([
      '2026-03-30',
      '2026-03-23',
      '2026-03-16',
      '2026-03-09',
      '2026-03-02',
    ]);

    rows = [];
    await harness.collector.collect(source, signal());
    expect(await stored(knex)).toEqual({
      changes: ['2026-03-05 1 ada'],
      links: [],
    });
  });

  it('waits for the catalog to name repositories, and asks for all days again when one joins', async () => {
    let slugs = new Set<string>();
    const harness = createHarness(knex, undefined, {
      slugsOf: async () => slugs,
    });
    const asked: string[] = [];
    const source = outcomeSource(async (day, repositories) => {
      asked.push(`${day} ${[...repositories].join(',')}`);
      return told([]);
    });
    expect(await harness.collector.collect(source, signal())).toBe(0);
    slugs = new Set(['acme/api']);
    expect(await harness.collector.collect(source, signal())).toBe(5);
    slugs = new Set(['acme/api', 'acme/web']);
    asked.length = 0;
    await harness.collector.collect(source, signal());
    expect(asked).toEqual(
      ['09', '08', '07', '06', '05'].map(
        day => `2026-03-${day} acme/api,acme/web`,
      ),
    );
    slugs = new Set(['acme/web']);
    asked.length = 0;
    await harness.collector.collect(source, signal());
    expect(asked).toEqual(['2026-03-09 acme/web']);
  });

  it('asks again for a final day of which the source tells something new', async () => {
    const harness = createHarness(knex, undefined, { slugsOf });
    const cause = { repository: 'acme/api', number: 1 };
    const open = incident('INC-1', '2026-03-05', { causedBy: [cause] });
    let late: typeof open | null = null;
    const asked: string[] = [];
    const looks: unknown[] = [];
    const source = outcomeSource(
      async day => {
        asked.push(day);
        return told([late ?? open].filter(it => it.openedOn === day));
      },
      {
        async changedDays(changes, repositories) {
          looks.push([changes, ...repositories]);
          if (harness.clock.at.startsWith('2026-05-02')) {
            throw new SourceError('unavailable', 'Not now');
          }
          // One that is asked for anyway, one that is not kept, and one that changed.
          return new Set(
            late ? ['2026-05-03', '2025-01-01', late.openedOn] : [],
          );
        },
      },
    );
    const answers = () => knex('incidents').pluck('ai_involved');
    await harness.collector.collect(source, signal());
    expect(looks).toEqual([]);
    expect(await answers()).toEqual(['unknown']);

    late = { ...open, aiInvolved: 'yes' };
    harness.clock.at = '2026-05-02T12:00:00.000Z';
    await harness.collector.collect(source, signal());
    expect(await answers()).toEqual(['unknown']);

    harness.clock.at = '2026-05-04T12:00:00.000Z';
    asked.length = 0;
    await harness.collector.collect(source, signal());
    // What failed is looked for again, with an hour to spare.
    expect(looks[1]).toEqual([
      {
        from: '2026-03-10T11:00:00.000Z',
        to: '2026-05-04T12:00:00.000Z',
        before: '2026-05-03',
      },
      'acme/api',
    ]);
    expect(asked[0]).toBe('2026-03-05');
    expect(asked).not.toContain('2025-01-01');
    expect(await answers()).toEqual(['yes']);

    await harness.collector.collect(source, signal());
    expect(looks[2]).toMatchObject([{ from: '2026-05-04T11:00:00.000Z' }, {}]);
  });

  it('goes on where a run was cut off, and keeps a day that fails', async () => {
    const harness = createHarness(knex, undefined, { slugsOf });
    const abort = new AbortController();
    const source = outcomeSource(async day => {
      if (day === '2026-03-07') abort.abort();
      return told([pullRequest(Number(day.slice(-2)), day)]);
    });
    await harness.collector.collect(source, abort.signal);
    expect((await stored(knex)).changes).toEqual([
      '2026-03-08 8 ada',
      '2026-03-09 9 ada',
    ]);
    const failing = outcomeSource(async () => {
      throw new SourceError('forbidden', 'The token may not read them');
    });
    await harness.collector.collect(failing, signal());
    expect(await harness.sources.byKey(source.id)).toMatchObject({
      lastError: 'The token may not read them',
    });
    await harness.collector.collect(
      outcomeSource(async day =>
        told([pullRequest(Number(day.slice(-2)), day)]),
      ),
      signal(),
    );
    expect((await stored(knex)).changes).toHaveLength(5);
  });
});
