import type { AccountRef } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { unchangedAccounts } from './unchangedAccounts';

const NAMESPACE = 'cursor';

async function store(
  knex: Knex,
  accounts: readonly { account: string; email?: string; login?: string }[],
): Promise<Record<string, number>> {
  await knex('identities').insert(
    accounts.map(each => ({
      namespace: NAMESPACE,
      kind: 'email',
      state: 'unresolved',
      updated_at: '2026-11-23T00:00:00.000Z',
      ...each,
    })),
  );
  const rows = await knex('identities').select('id', 'account');
  return Object.fromEntries(rows.map(row => [row.account, Number(row.id)]));
}

describeOnEachDatabase('unchangedAccounts', init => {
  const ask = (knex: Knex, given: Record<string, Partial<AccountRef>>) =>
    knex.transaction(trx =>
      unchangedAccounts(
        trx,
        NAMESPACE,
        new Map(
          Object.entries(given).map(([key, rest]) => [
            key,
            { key, kind: 'email', ...rest },
          ]),
        ),
      ),
    );

  it('returns the ids of accounts of which nothing new is said', async () => {
    const knex = await init();
    const ids = await store(knex, [
      { account: 'ada@example.com', email: 'ada@example.com', login: 'ada' },
      { account: 'bob@example.com' },
      { account: 'cyd@example.com' },
    ]);
    expect(
      await ask(knex, {
        'ada@example.com': { email: ' Ada@example.com', login: 'ADA' },
        'bob@example.com': {},
      }),
    ).toEqual(
      new Map([
        ['ada@example.com', ids['ada@example.com']],
        ['bob@example.com', ids['bob@example.com']],
      ]),
    );
  });

  it.each([
    ['is not stored', { 'eve@example.com': {} }],
    ['has another login', { 'ada@example.com': { login: 'lovelace' } }],
    ['has an e-mail now', { 'bob@example.com': { email: 'b@example.com' } }],
    ['has an id now', { 'bob@example.com': { vendorId: '7' } }],
  ])('leaves one out that %s, and no other', async (_, given) => {
    const knex = await init();
    await store(knex, [
      { account: 'ada@example.com', email: 'ada@example.com', login: 'ada' },
      { account: 'bob@example.com' },
      { account: 'cyd@example.com' },
    ]);
    const found = await ask(knex, { 'cyd@example.com': {}, ...given });
    expect([...found.keys()]).toEqual(['cyd@example.com']);
  });

  it('returns none of none', async () => {
    const knex = await init();
    expect(await ask(knex, {})).toEqual(new Map());
  });

  it('looks each given account up by its name, and goes through nothing for each', async () => {
    const knex = await init();
    await store(knex, [{ account: 'ada@example.com' }]);
    const asked: { sql: string; bindings: Knex.Value[] }[] = [];
    knex.on('query', ({ sql, bindings }) => asked.push({ sql, bindings }));
    await ask(knex, { 'ada@example.com': {} });
    const { sql, bindings } = asked.find(query =>
      /identities/.test(query.sql),
    )!;
    if (knex.client.config.client === 'pg') return;
    const plan = await knex.raw(`explain query plan ${sql}`, bindings);
    const steps: string[] = plan.map((step: { detail: string }) => step.detail);
    expect(steps.filter(step => /^SCAN/.test(step))).toEqual([
      expect.stringMatching(/json_each/),
    ]);
    expect(steps).toContainEqual(
      expect.stringMatching(
        /^SEARCH identities USING .*namespace=\? AND account=\?/,
      ),
    );
  });
});
