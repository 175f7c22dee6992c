import {
  daysFromTo,
  defaultRules,
} from 'backstage-plugin-ai-scorecards-common';
import type { Source } from 'backstage-plugin-ai-scorecards-node';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { AiScorecardsConfig } from '../../../config';

/** A small organisation and what its accounts did; `to` is always the first day after. */
export interface World {
  groups: { id: number; ref: string; isTeam: boolean; type: string }[];
  edges: { groupId: number; parentId: number; from: string; to: string }[];
  roster: {
    personId: number;
    groupId: number;
    from: string;
    to: string;
    counted: boolean;
  }[];
  people: number;
  identities: {
    id: number;
    state: 'person' | 'service-account' | 'left' | 'unresolved';
    personId: number | null;
  }[];
  seats: { identityId: number; from: string; to: string }[];
  facts: {
    day: string;
    identityId: number;
    toolId: number;
    active: boolean;
    usage: number | null;
    value: number | null;
    credits: number | null;
  }[];
}

/** The tool with seats and credits, one that reports amounts, and one that the catalog does not know. */
export const SEATED = 1;
export const METERED = 2;
export const STRANGE = 3;
export const FIRST = '2026-09-28';
export const LAST = '2026-11-08';
export const TODAY = '2026-11-16';
/** First day of the seat list. */
export const SNAPSHOT = '2026-10-20';
const FOREVER = '9999-12-31';

export const sources: Source[] = [
  { id: 'seated-usage', tool: 'resource:default/seated', kind: 'usage' },
  { id: 'seated-seats', tool: 'resource:default/seated', kind: 'seats' },
  { id: 'metered-usage', tool: 'resource:default/metered', kind: 'usage' },
  { id: 'strange-usage', tool: 'resource:default/strange', kind: 'usage' },
].map(
  source =>
    ({
      ...source,
      title: source.id,
      configKey: source.id.split('-')[0],
      namespace: 'vendor',
      settleDays: 2,
      access: '',
      test: async () => undefined,
      collectDay: async () => ({ state: 'empty', reason: '' }),
      collectSnapshot: async () => ({ state: 'empty', reason: '' }),
    } as Source),
);

export function worldConfig(minimumGroupSize: number): AiScorecardsConfig {
  return {
    teams: { types: ['team'] },
    people: { countedAs: undefined },
    roles: {
      finance: [],
      operators: [],
      admins: [],
      practiceLeads: [],
      auditors: [],
    },
    exceptions: { rules: defaultRules, logKey: null },
    privacy: { minimumGroupSize, individuals: 'self', retentionDays: 800 },
    identity: { minimumCoverage: 0.5, annotations: [] },
    org: { history: {} },
    backfillDays: 48,
    contracts: [
      {
        tool: 'resource:default/seated',
        model: 'per-seat',
        currency: 'USD',
        prices: [
          { from: '2026-01-01', perSeatMonthMicros: 19_000_000 },
          { from: '2026-10-12', perSeatMonthMicros: 21_000_001 },
        ],
        seatsBought: null,
        includedCreditsPerSeat: 2,
        creditPriceMicros: 40_000,
        creditTerms: [],
        renewsOn: null,
        licensedGroups: [],
        commitments: [],
      },
    ],
    costCentres: [],
    precedence: { tools: {}, configured: [] },
    metrics: { organisation: {}, teamTypes: {} },
    calendar: { country: 'none', holidays: [] },
    practices: {
      activeDays: 90,
      minimumLevel: 1,
      sensitivePaths: [],
      stance: null,
      waivers: [],
      checks: {},
      own: [],
    },
  };
}

const GROUPS: World['groups'] = [
  { id: 1, ref: 'group:default/acme', isTeam: true, type: 'team' },
  { id: 2, ref: 'group:default/north', isTeam: true, type: 'team' },
  { id: 3, ref: 'group:default/south', isTeam: true, type: 'team' },
  { id: 4, ref: 'group:default/list', isTeam: false, type: 'list' },
  { id: 5, ref: 'group:default/alpha', isTeam: true, type: 'team' },
  { id: 6, ref: 'group:default/beta', isTeam: true, type: 'team' },
  { id: 7, ref: 'group:default/gamma', isTeam: true, type: 'team' },
];

const days = daysFromTo(FIRST, LAST);
const someDay = fc.constantFrom(...days);
/** Two days in order; often from the beginning or without end. */
const range = fc.tuple(fc.option(someDay), fc.option(someDay)).map(([a, b]) => {
  const [from, to] = [a ?? '0001-01-01', b ?? FOREVER];
  return from < to ? { from, to } : { from: to, to: FOREVER };
});

/** Teams that move, people who move or stand in several teams, people who left, accounts of nobody. */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    alphaMoves: fc.option(someDay),
    betaParent: fc.constantFrom(2, 3, 4),
    southMoves: fc.option(someDay),
    people: fc.integer({ min: 4, max: 14 }),
    memberships: fc.array(
      fc.record({
        person: fc.nat(13),
        groupId: fc.constantFrom(1, 2, 4, 5, 5, 6, 6, 7, 7),
        range,
        counted: fc.boolean(),
      }),
      { minLength: 8, maxLength: 24 },
    ),
    accounts: fc.array(
      fc.record({
        state: fc.constantFrom(
          'person' as const,
          'person' as const,
          'person' as const,
          'left' as const,
          'unresolved' as const,
          'service-account' as const,
        ),
        person: fc.nat(13),
      }),
      { minLength: 6, maxLength: 18 },
    ),
    seats: fc.array(fc.record({ account: fc.nat(17), range }), {
      maxLength: 16,
    }),
    facts: fc.array(
      fc.record({
        day: someDay,
        account: fc.nat(17),
        toolId: fc.constantFrom(SEATED, SEATED, METERED, METERED, STRANGE),
        active: fc.boolean(),
        amount: fc.nat(3_000_000),
      }),
      { maxLength: 150 },
    ),
  })
  .map(drawn => {
    const edges: World['edges'] = [
      { groupId: 2, parentId: 1, from: '0001-01-01', to: FOREVER },
      { groupId: 4, parentId: 2, from: '0001-01-01', to: FOREVER },
      { groupId: 7, parentId: 3, from: '0001-01-01', to: FOREVER },
      {
        groupId: 6,
        parentId: drawn.betaParent,
        from: '0001-01-01',
        to: FOREVER,
      },
      {
        groupId: 5,
        parentId: 2,
        from: '0001-01-01',
        to: drawn.alphaMoves ?? FOREVER,
      },
      {
        groupId: 3,
        parentId: 1,
        from: '0001-01-01',
        to: drawn.southMoves ?? FOREVER,
      },
    ];
    if (drawn.alphaMoves) {
      edges.push({
        groupId: 5,
        parentId: 3,
        from: drawn.alphaMoves,
        to: FOREVER,
      });
    }
    const roster = new Map<string, World['roster'][number]>();
    drawn.memberships.forEach(({ person, groupId, range: dates, counted }) => {
      const personId = 1 + (person % drawn.people);
      roster.set(`${personId}/${groupId}`, {
        personId,
        groupId,
        ...dates,
        counted,
      });
    });
    const identities = drawn.accounts.map(({ state, person }, i) => ({
      id: i + 1,
      state,
      personId:
        state === 'person' || (state === 'left' && person % 2 === 0)
          ? 1 + (person % drawn.people)
          : null,
    }));
    const idOf = (account: number) => 1 + (account % identities.length);
    const seats = new Map<string, World['seats'][number]>();
    drawn.seats.forEach(({ account, range: { from, to } }) => {
      seats.set(`${idOf(account)}`, {
        identityId: idOf(account),
        from: from === '0001-01-01' ? '2026-09-01' : from,
        to,
      });
    });
    const facts = new Map<string, World['facts'][number]>();
    drawn.facts.forEach(({ day, account, toolId, active, amount }) => {
      const isSeated = toolId === SEATED;
      facts.set(`${day}/${idOf(account)}/${toolId}`, {
        day,
        identityId: idOf(account),
        toolId,
        active,
        usage: isSeated ? null : amount,
        value: amount,
        credits: isSeated ? amount * 100 : null,
      });
    });
    return {
      groups: GROUPS,
      edges,
      roster: [...roster.values()],
      people: drawn.people,
      identities,
      seats: [...seats.values()],
      facts: [...facts.values()],
    };
  });

const DERIVED = [
  'stale_periods',
  'identity_months',
  'identity_first_days',
  'cost_adjustments',
  'team_adjustments',
  'booked_team_money',
  'closed_team_money',
  'closed_contracts',
  'closed_money',
  'closed_lines',
  'closed_months',
  'team_money',
  'money_days',
  'month_money',
  'team_days',
  'team_weeks',
  'team_months',
  'week_peers',
  'scorecards',
  'settings',
];

/** Puts a world into an emptied database, without anything worked out. */
export async function seedWorld(knex: Knex, world: World): Promise<void> {
  for (const table of [
    ...DERIVED,
    'ledger',
    'usage_facts',
    'seats',
    'seat_snapshots',
    'roster',
    'group_edges',
    'identities',
    'sources',
    'tool_policies',
    'tools',
    'groups',
    'people',
  ]) {
    await knex(table).delete();
  }
  const insert = async (table: string, rows: object[]) => {
    for (const row of rows) await knex(table).insert(row);
  };
  await insert(
    'people',
    Array.from({ length: world.people }, (_, i) => ({
      id: i + 1,
      entity_ref: `user:default/p${i + 1}`,
      present: true,
    })),
  );
  await insert(
    'groups',
    world.groups.map(group => ({
      id: group.id,
      entity_ref: group.ref,
      title: group.ref,
      type: group.type,
      is_team: group.isTeam,
      present: true,
    })),
  );
  await insert(
    'tools',
    ['seated', 'metered', 'strange'].map((name, i) => ({
      id: i + 1,
      entity_ref: `resource:default/${name}`,
      title: name,
      spec: '{}',
      present: i < 2,
    })),
  );
  await insert('tool_policies', [
    {
      tool_id: SEATED,
      policy: 'default',
      valid_from: '0001-01-01',
      valid_to: FOREVER,
    },
    {
      tool_id: METERED,
      policy: 'approved',
      valid_from: '0001-01-01',
      valid_to: '2026-10-25',
    },
    {
      tool_id: METERED,
      policy: 'exception-required',
      valid_from: '2026-10-25',
      valid_to: FOREVER,
    },
  ]);
  await insert(
    'sources',
    sources.map((source, i) => ({
      id: i + 1,
      key: source.id,
      config_key: source.configKey,
      kind: source.kind,
      tool_id: [SEATED, SEATED, METERED, STRANGE][i],
      title: source.title,
    })),
  );
  await insert(
    'roster',
    world.roster.map(stay => ({
      person_id: stay.personId,
      group_id: stay.groupId,
      valid_from: stay.from,
      valid_to: stay.to,
      counted: stay.counted,
      origin: 'catalog',
    })),
  );
  await insert(
    'group_edges',
    world.edges.map(edge => ({
      group_id: edge.groupId,
      parent_id: edge.parentId,
      valid_from: edge.from,
      valid_to: edge.to,
      origin: 'catalog',
    })),
  );
  await insert(
    'identities',
    world.identities.map(identity => ({
      id: identity.id,
      namespace: 'vendor',
      account: `a${identity.id}`,
      kind: 'login',
      state: identity.state,
      person_id: identity.personId,
      updated_at: '2026-11-01T00:00:00Z',
    })),
  );
  await insert(
    'seats',
    world.seats.map(seat => ({
      tool_id: SEATED,
      identity_id: seat.identityId,
      valid_from: seat.from,
      valid_to: seat.to,
    })),
  );
  await insert('seat_snapshots', [
    {
      day: SNAPSHOT,
      source_id: 2,
      tool_id: SEATED,
      total: world.seats.length,
      without_assignee: 0,
    },
  ]);
  await insert(
    'usage_facts',
    world.facts.map(fact => ({
      day: fact.day,
      identity_id: fact.identityId,
      tool_id: fact.toolId,
      source_id: [1, 3, 4][fact.toolId - 1],
      active: fact.active,
      usage_micros: fact.usage,
      value_micros: fact.value,
      credits_micros: fact.credits,
    })),
  );
  await insert(
    'ledger',
    daysFromTo(FIRST, LAST).flatMap(day =>
      [1, 3, 4].map(sourceId => ({
        source_id: sourceId,
        day,
        state: 'fetched',
        fetched_at: `${TODAY}T01:00:00.000Z`,
        exact_usage: sourceId === 1 ? null : '1',
        exact_value: '1',
        credits_known: sourceId === 1 ? true : null,
      })),
    ),
  );
}

/** Everything worked out, without when it was. */
export async function derivedRows(
  knex: Knex,
): Promise<Record<string, unknown[]>> {
  const result: Record<string, unknown[]> = {};
  for (const table of DERIVED.filter(name => name !== 'settings')) {
    const rows = await knex(table).select('*');
    result[table] = rows
      .map(row =>
        JSON.stringify(
          Object.entries(row)
            .filter(([name]) => !['computed_at', 'revision'].includes(name))
            .map(([name, value]) => [
              name,
              typeof value === 'string'
                ? value.replace(/"computedAt":"[^"]*"/, '')
                : Number(value),
            ])
            .sort(),
        ),
      )
      .sort();
  }
  return result;
}
