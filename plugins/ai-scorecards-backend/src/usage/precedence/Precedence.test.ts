import fc from 'fast-check';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { ToolStore } from '../../tools';
import { SourceStore } from '../SourceStore';
import { Precedence } from './Precedence';

const TOOL = 'resource:default/claude-code';
const DAY = '2026-11-10';

interface Fact {
  source: string;
  identity: number;
  active?: boolean;
  sessions?: number | null;
  value?: number | null;
}

/**
 * Accounts 1 and 2 are one person's, 3 is another's, 4, 7 and 9 are nobody's, 5 and 8 a machine's, 6 is what names nobody
 * at all.
 */
const IDENTITIES = [
  { id: 1, person_id: 1, state: 'person' },
  { id: 2, person_id: 1, state: 'person' },
  { id: 3, person_id: 2, state: 'left' },
  { id: 4, person_id: null, state: 'unresolved' },
  { id: 5, person_id: null, state: 'service-account' },
  { id: 6, person_id: null, state: 'unresolved', account: 'no-person' },
  { id: 7, person_id: null, state: 'unresolved' },
  { id: 8, person_id: null, state: 'unresolved', kind: 'api-key' },
  { id: 9, person_id: null, state: 'left' },
];

async function seed(knex: Knex) {
  await knex('people').insert(
    [1, 2].map(id => ({ id, entity_ref: `user:default/p${id}` })),
  );
  await knex('identities').insert(
    IDENTITIES.map(identity => ({
      namespace: identity.id % 2 ? 'one' : 'two',
      account: `account-${identity.id}`,
      kind: 'login',
      ...identity,
      updated_at: '2026-11-10T00:00:00Z',
    })),
  );
  const sources = new SourceStore(knex, new ToolStore(knex));
  const ids = new Map<string, { id: number; toolId: number }>();
  for (const [id, configKey, pushed, kind] of [
    ['otlp-claude', 'otlp', true, 'usage'],
    ['rows', 'push', true, 'usage'],
    ['analytics', 'anthropic', false, 'usage'],
    ['analytics-more', 'anthropic', false, 'usage'],
    ['enterprise', 'enterprise', false, 'usage'],
    ['enterprise-bill', 'enterprise', false, 'cost'],
  ] as const) {
    const source = { id, configKey, pushed, tool: TOOL, title: id };
    ids.set(id, await sources.register({ ...source, kind }));
  }
  return ids;
}

async function put(
  knex: Knex,
  ids: Awaited<ReturnType<typeof seed>>,
  facts: readonly Fact[],
) {
  await knex('usage_facts').delete();
  for (const fact of facts) {
    await knex('usage_facts').insert({
      day: DAY,
      identity_id: fact.identity,
      tool_id: ids.get(fact.source)?.toolId,
      source_id: ids.get(fact.source)?.id,
      active: fact.active ?? false,
      sessions: fact.sessions ?? null,
      value_micros: fact.value ?? null,
    });
  }
}

async function taken(knex: Knex): Promise<string[]> {
  const rows = await knex('usage_facts as f')
    .join('sources as s', 's.id', 'f.source_id')
    .where('f.taken', true)
    .select('s.key', 'f.identity_id')
    .orderBy(['f.identity_id', 's.key']);
  return rows.map(row => `${row.key} ${row.identity_id}`);
}

function precedence(tools: Record<string, string[]> = {}) {
  const configured = ['enterprise', 'anthropic'];
  return new Precedence({ precedence: { tools, configured } });
}

describeOnEachDatabase('Precedence', init => {
  let knex: Knex;
  let ids: Awaited<ReturnType<typeof seed>>;
  beforeAll(async () => {
    knex = await init();
    ids = await seed(knex);
  });

  const choose = async (
    facts: Fact[],
    tools: Record<string, string[]> = {},
  ) => {
    await put(knex, ids, facts);
    await precedence(tools).choose(knex, DAY);
    return taken(knex);
  };

  it('takes the first door of a person, whatever the account, and both of its sources', async () => {
    const facts = [
      { source: 'otlp-claude', identity: 2, active: true },
      { source: 'analytics', identity: 1, active: true },
      { source: 'analytics-more', identity: 1, sessions: 2 },
      { source: 'otlp-claude', identity: 3, active: true },
    ];
    expect(await choose(facts)).toEqual([
      'analytics 1',
      'analytics-more 1',
      'otlp-claude 3',
    ]);
    expect(await choose(facts, { [TOOL]: ['otlp'] })).toEqual([
      'otlp-claude 2',
      'otlp-claude 3',
    ]);
  });

  it('passes over a door that counted nothing', async () => {
    expect(
      await choose([
        { source: 'enterprise', identity: 1, sessions: 0, value: 0 },
        { source: 'analytics', identity: 1, value: 5 },
        { source: 'enterprise', identity: 3, sessions: 0 },
      ]),
    ).toEqual(['analytics 1', 'enterprise 3']);
  });

  it('takes a bill that names accounts with the use that its door reports', async () => {
    const facts = [
      { source: 'analytics', identity: 1, value: 5 },
      { source: 'enterprise', identity: 1, sessions: 0 },
      { source: 'enterprise-bill', identity: 2, value: 4 },
      { source: 'enterprise-bill', identity: 3, value: 4 },
    ];
    expect(await choose(facts)).toEqual([
      'enterprise 1',
      'enterprise-bill 2',
      'enterprise-bill 3',
    ]);
    expect(await choose(facts, { [TOOL]: ['anthropic'] })).toEqual([
      'analytics 1',
      'enterprise-bill 3',
    ]);
  });

  it('compares an account of nobody with itself alone', async () => {
    expect(
      await choose([
        { source: 'analytics', identity: 4, active: true },
        { source: 'otlp-claude', identity: 4, active: true },
        { source: 'otlp-claude', identity: 5, active: true },
      ]),
    ).toEqual(['analytics 4', 'otlp-claude 5']);
  });

  it('sets aside what names nobody on days that a vendor reports, whatever the order', async () => {
    const facts = [
      { source: 'otlp-claude', identity: 5, value: 3 },
      { source: 'otlp-claude', identity: 6, value: 3 },
      { source: 'analytics', identity: 4, value: 3 },
    ];
    const answer = (source: string, day: string, state: string) =>
      knex('ledger').insert({ source_id: ids.get(source)?.id, day, state });
    // Another day, a bill, a day that failed, and what is pushed are no report of this one.
    await answer('analytics', '2026-11-09', 'fetched');
    await answer('enterprise-bill', DAY, 'fetched');
    await answer('otlp-claude', DAY, 'fetched');
    await answer('enterprise', DAY, 'failed');
    expect(await choose(facts)).toEqual([
      'analytics 4',
      'otlp-claude 5',
      'otlp-claude 6',
    ]);
    await answer('analytics', DAY, 'fetched');
    const others = ['analytics 4', 'otlp-claude 5'];
    expect(await choose(facts)).toEqual(others);
    expect(await choose(facts, { [TOOL]: ['otlp'] })).toEqual(others);
    await knex('ledger').delete();
  });

  describe('on days that a vendor reports', () => {
    beforeAll(() =>
      knex('ledger').insert({
        source_id: ids.get('analytics')?.id,
        day: DAY,
        state: 'fetched',
      }),
    );
    afterAll(() => knex('ledger').delete());

    const pushed = (...identities: number[]): Fact[] =>
      identities.map(identity => ({
        source: 'otlp-claude',
        identity,
        active: true,
      }));

    it('sets aside what a lower door has of people whom nobody knows, of machines nothing', async () => {
      const facts = [
        ...pushed(5, 7, 8, 9),
        { source: 'analytics', identity: 3, active: true },
      ];
      const machines = ['otlp-claude 5', 'otlp-claude 8'];
      expect(await choose(facts)).toEqual(['analytics 3', ...machines]);
    });

    it('sets it aside where the door stands above that of the vendor, too, whose own counts', async () => {
      const facts = [
        ...pushed(7),
        { source: 'analytics', identity: 3, active: true },
      ];
      for (const doors of [[], ['otlp'], ['enterprise', 'otlp']]) {
        expect(await choose(facts, { [TOOL]: doors })).toEqual(['analytics 3']);
      }
    });

    it('compares an unknown account that a vendor names with itself', async () => {
      const facts = [
        ...pushed(4, 7),
        { source: 'analytics', identity: 4, active: true },
        { source: 'analytics', identity: 7, sessions: 0 },
      ];
      expect(await choose(facts)).toEqual(['analytics 4', 'otlp-claude 7']);
    });

    it('takes it when its person is known, and no other use of them is', async () => {
      await knex('identities')
        .where({ id: 7 })
        .update({ person_id: 2, state: 'person' });
      expect(await choose(pushed(7))).toEqual(['otlp-claude 7']);
      const both = [
        ...pushed(7),
        { source: 'analytics', identity: 3, active: true },
      ];
      expect(await choose(both)).toEqual(['analytics 3']);
      await knex('identities')
        .where({ id: 7 })
        .update({ person_id: null, state: 'unresolved' });
    });
  });

  it.each([
    { doors: ['otlp', 'push'], expected: ['otlp-claude 4', 'rows 8'] },
    { doors: ['push', 'otlp'], expected: ['rows 7', 'rows 8'] },
  ])(
    'takes accounts of unknown people of the first pushed door: $doors',
    async ({ doors, expected }) => {
      const facts = [
        { source: 'otlp-claude', identity: 4, active: true },
        { source: 'rows', identity: 7, active: true },
        { source: 'rows', identity: 8, active: true },
      ];
      expect(await choose(facts, { [TOOL]: doors })).toEqual(expected);
    },
  );

  it('keeps money of unknown people that the first pushed door may not know of', async () => {
    await put(knex, ids, [
      { source: 'otlp-claude', identity: 4, active: true },
      { source: 'rows', identity: 7, active: true },
    ]);
    await knex('usage_facts')
      .where({ identity_id: 7 })
      .update({ usage_micros: 5 });
    await precedence({ [TOOL]: ['otlp', 'push'] }).choose(knex, DAY);
    expect(await taken(knex)).toEqual(['otlp-claude 4', 'rows 7']);
  });

  it('tells the order of doors of tools that have more than one', async () => {
    expect(await precedence().orders(knex)).toEqual({
      [TOOL]: ['enterprise', 'anthropic', 'otlp', 'push'],
    });
  });

  it('takes one door a holder, and chooses the same again', async () => {
    const facts = fc.uniqueArray(
      fc.record({
        // Another pushed door would set unknown people's use aside.
        source: fc.constantFrom(...[...ids.keys()].filter(id => id !== 'rows')),
        identity: fc.constantFrom(1, 2, 3, 4, 5),
        active: fc.boolean(),
        sessions: fc.constantFrom(null, 0, 3),
        value: fc.constantFrom(null, 0, -7),
      }),
      { selector: ({ source, identity }) => `${source} ${identity}` },
    );
    await fc.assert(
      fc.asyncProperty(facts, async drawn => {
        const first = await choose(drawn);
        const doors = new Map<string, Set<string>>();
        for (const name of first) {
          const [source, identity] = name.split(' ');
          const holder = identity === '2' ? '1' : identity;
          const door = source.replace(/-(more|bill)$/, '');
          doors.set(holder, (doors.get(holder) ?? new Set()).add(door));
        }
        for (const found of doors.values()) expect(found.size).toBe(1);
        const holders = drawn.map(({ identity }) =>
          identity === 2 ? 1 : identity,
        );
        expect(doors.size).toBe(new Set(holders).size);
        await precedence().choose(knex, DAY);
        expect(await taken(knex)).toEqual(first);
      }),
      { numRuns: 25 },
    );
  });
});
