import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { addDays, daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { group, tool, user } from '../__testUtils__/catalog';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { readConfig } from '../config';
import { StalePeriods } from '../database';
import { ToolStore } from '../tools/ToolStore';
import { OrgService } from './OrgService';
import { OrgStore } from './OrgStore';

const DAY = '2026-11-01';

describeOnEachDatabase('OrgService', init => {
  let knex: Knex;
  let org: OrgStore;
  let tools: ToolStore;
  let stale: StalePeriods;
  let now: string;
  let folder: string;

  beforeEach(async () => {
    knex = await init();
    stale = new StalePeriods(knex);
    org = new OrgStore(knex);
    tools = new ToolStore(knex, stale);
    now = `${DAY}T08:00:00.000Z`;
    folder = await mkdtemp(join(tmpdir(), 'org-'));
    await knex('ledger').insert({
      source_id: 1,
      day: '2026-10-01',
      state: 'fetched',
    });
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  function service(entities: Entity[], settings: object = {}): OrgService {
    return new OrgService({
      knex,
      org,
      tools,
      stale,
      clock: { now: () => new Date(now) },
      config: readConfig(
        mockServices.rootConfig({ data: { aiScorecards: settings } }),
      ),
      catalog: catalogServiceMock({ entities }),
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      historyFolders: [folder],
    });
  }

  const look = (entities: Entity[], settings?: object) =>
    service(entities, settings).refresh();

  /** The roster in words. */
  async function roster(): Promise<string[]> {
    const people = new Map((await org.people()).map(p => [p.id, p.ref]));
    const groups = new Map((await org.groups()).map(g => [g.id, g.ref]));
    const rows = await org.rosterBetween('0000-01-01', '9999-12-31');
    return rows
      .map(row =>
        [
          people.get(row.personId)?.replace('user:default/', ''),
          groups.get(row.groupId)?.replace('group:default/', ''),
          row.from,
          row.to,
          row.origin,
          row.counted ? 'counted' : 'other',
        ].join(' '),
      )
      .sort();
  }

  async function edges(): Promise<string[]> {
    const groups = new Map((await org.groups()).map(g => [g.id, g.ref]));
    const rows = await org.edgesBetween('0000-01-01', '9999-12-31');
    return rows
      .map(row =>
        [
          groups.get(row.groupId)?.replace('group:default/', ''),
          groups.get(row.parentId)?.replace('group:default/', ''),
          row.from,
          row.to,
          row.origin,
        ].join(' '),
      )
      .sort();
  }

  const staleDays = async () =>
    (await stale.list('day', 1000)).map(({ period }) => period).reverse();

  /** A team large enough that one person's leaving is no mass ending. */
  const crowd = (...groups: string[]) =>
    Array.from({ length: 20 }, (_, index) => user(`p${index}`, groups));

  it('assumes that everybody was where the first look finds them', async () => {
    await look([
      group('a', { parent: 'top' }),
      group('top', { type: 'division' }),
      user('ada', ['a']),
    ]);
    expect(await roster()).toEqual([
      'ada a 0001-01-01 2026-11-01 assumed counted',
      'ada a 2026-11-01 9999-12-31 catalog counted',
    ]);
    expect(await edges()).toEqual([
      'a top 0001-01-01 2026-11-01 assumed',
      'a top 2026-11-01 9999-12-31 catalog',
    ]);
    expect(await org.firstSnapshotDay()).toBe(DAY);
    const ada = await org.personByRef('user:default/ada');
    expect(await org.isAssumed(ada?.id ?? 0, '2026-10-31')).toBe(true);
    expect(await org.isAssumed(ada?.id ?? 0, DAY)).toBe(false);
    expect(await staleDays()).toEqual(daysFromTo('2026-10-01', DAY));
  });

  it('waits for a catalog that holds no Group yet', async () => {
    expect(await look([])).toEqual({ state: 'applied', changed: false });
    expect(await org.firstSnapshotDay()).toBeNull();
    const later = service([group('a'), user('ada', ['a'])]);
    expect(await later.refreshIfDue()).toEqual({
      state: 'applied',
      changed: true,
    });
  });

  it('lets the assumed past follow the first day until it ends', async () => {
    await look([group('a'), group('b')]);
    await look([group('a'), group('b'), ...crowd('a')]);
    await look([group('a'), group('b'), ...crowd('a', 'b')]);
    const onTheDay = await roster();
    expect(onTheDay).toHaveLength(80);
    now = `${addDays(DAY, 1)}T08:00:00.000Z`;
    await look([
      group('a'),
      group('b'),
      ...crowd('a', 'b'),
      user('new', ['a']),
    ]);
    expect(await roster()).toEqual(
      [...onTheDay, 'new a 2026-11-02 9999-12-31 catalog counted'].sort(),
    );
  });

  it('dates a move, an end and a change of job, and marks that day alone', async () => {
    const countedAs = { 'metadata.labels.job': 'dev' };
    const settings = { people: { countedAs } };
    const dev = { labels: { job: 'dev' } };
    await look(
      [
        group('a'),
        group('b'),
        ...crowd('a'),
        user('ada', ['a'], dev),
        user('bob', ['a'], dev),
        user('cyd', ['a'], dev),
      ],
      settings,
    );
    await knex('stale_periods').delete();
    now = '2026-11-05T08:00:00.000Z';
    await look(
      [
        group('a'),
        group('b'),
        ...crowd('a'),
        user('ada', ['b'], dev),
        user('bob', ['a']),
      ],
      settings,
    );
    expect(
      (await roster()).filter(row => /^(ada|bob|cyd) .*catalog/.test(row)),
    ).toEqual([
      'ada a 2026-11-01 2026-11-05 catalog counted',
      'ada b 2026-11-05 9999-12-31 catalog counted',
      'bob a 2026-11-01 2026-11-05 catalog counted',
      'bob a 2026-11-05 9999-12-31 catalog other',
      'cyd a 2026-11-01 2026-11-05 catalog counted',
    ]);
    expect(await org.personByRef('user:default/cyd')).toMatchObject({
      present: false,
    });
    expect(await staleDays()).toEqual(['2026-11-05']);
  });

  it('keeps a Group that is gone, and ends its edges', async () => {
    const rest = [group('top'), ...crowd('top')];
    await look([...rest, group('a', { parent: 'top' })]);
    now = '2026-11-05T08:00:00.000Z';
    await look(rest);
    expect(await org.groupByRef('group:default/a')).toMatchObject({
      present: false,
      isTeam: true,
    });
    expect(await edges()).toContain('a top 2026-11-01 2026-11-05 catalog');
    expect(await org.teamParent('group:default/a', '2026-11-04')).toMatchObject(
      { ref: 'group:default/top' },
    );
    expect(await org.teamParent('group:default/a', '2026-11-05')).toBeNull();
  });

  it('changes nothing and marks nothing when it looks again', async () => {
    const entities = [
      group('a', { parent: 'top', leads: 'p1' }),
      group('top'),
      ...crowd('a'),
      tool('copilot', 'default'),
    ];
    await look(entities);
    await knex('stale_periods').delete();
    const before = [await roster(), await edges(), await org.version()];
    now = '2026-11-02T08:00:00.000Z';
    expect(await look([...entities].reverse())).toEqual({
      state: 'applied',
      changed: false,
    });
    expect([await roster(), await edges(), await org.version()]).toEqual(
      before,
    );
    expect(await staleDays()).toEqual([]);
    expect(await tools.list()).toMatchObject([{ policy: 'default' }]);
  });

  it('marks every day when a type becomes a team type', async () => {
    const entities = [group('a', { type: 'squad' }), user('ada', ['a'])];
    await look(entities);
    await knex('stale_periods').delete();
    await look(entities, { teams: { types: ['squad'] } });
    expect(await staleDays()).toEqual(daysFromTo('2026-10-01', DAY));
  });

  it('changes nothing when the catalog breaks off', async () => {
    await look([group('a'), ...crowd('a')]);
    const before = await roster();
    const broken = catalogServiceMock.mock({
      streamEntities: async function* pages() {
        yield [group('a')];
        throw new Error('connection lost');
      },
    });
    const failing = new OrgService({
      knex,
      org,
      tools,
      stale,
      clock: { now: () => new Date(now) },
      config: readConfig(mockServices.rootConfig({ data: {} })),
      catalog: broken,
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
    });
    await expect(failing.refresh()).rejects.toThrow('connection lost');
    expect(await roster()).toEqual(before);
  });

  describe('a look that would end more than 10 % of memberships', () => {
    const whole = [group('a'), group('b'), ...crowd('a')];
    const half = [group('b'), ...crowd('b').slice(0, 17)];

    beforeEach(async () => {
      await look(whole);
      await knex('stale_periods').delete();
      now = '2026-11-05T08:00:00.000Z';
    });

    it('is held, and nothing of it is applied', async () => {
      const before = await roster();
      expect(await look(half)).toEqual({
        state: 'held',
        memberships: 20,
        ending: 20,
      });
      expect(await roster()).toEqual(before);
      expect(await staleDays()).toEqual([]);
      expect((await service(half).status()).heldSnapshot).toEqual({
        id: expect.any(Number),
        takenAt: '2026-11-05T08:00:00.000Z',
        endsMemberships: 20,
        ofMemberships: 20,
        appliesAt: '2026-11-06T08:00:00.000Z',
      });
    });

    it('is forgotten when the catalog is whole again', async () => {
      await look(half);
      now = '2026-11-05T09:00:00.000Z';
      expect(await look(whole)).toEqual({ state: 'applied', changed: false });
      expect((await service(whole).status()).heldSnapshot).toBeNull();
      expect(
        await knex('org_snapshots').where({ state: 'superseded' }),
      ).toMatchObject([{ payload: null }]);
    });

    it('is applied after 24 hours, counted from the first', async () => {
      await look(half);
      now = '2026-11-06T07:59:00.000Z';
      expect(await look(half)).toMatchObject({ state: 'held' });
      now = '2026-11-06T08:00:00.000Z';
      expect(await look(half)).toEqual({ state: 'applied', changed: true });
      expect(await roster()).toContain(
        'p0 a 2026-11-01 2026-11-06 catalog counted',
      );
      expect((await service(half).status()).heldSnapshot).toBeNull();
    });

    it('is applied on a word, once', async () => {
      await look(half);
      const held = (await service(half).status()).heldSnapshot;
      await service(half).applyHeld(held?.id ?? 0);
      expect(await roster()).toContain(
        'p0 b 2026-11-05 9999-12-31 catalog counted',
      );
      await expect(service(half).applyHeld(held?.id ?? 0)).rejects.toThrow(
        'is applied already',
      );
      await expect(service(half).applyHeld(999)).rejects.toThrow(
        'There is no snapshot 999',
      );
      expect(await look(half)).toEqual({ state: 'applied', changed: false });
    });

    it('is held for another day after it was discarded', async () => {
      await look(half);
      const held = (await service(half).status()).heldSnapshot;
      await service(half).discardHeld(held?.id ?? 0);
      now = '2026-11-06T08:00:00.000Z';
      expect(await look(half)).toMatchObject({ state: 'held' });
      expect((await service(half).status()).heldSnapshot).toMatchObject({
        appliesAt: '2026-11-07T08:00:00.000Z',
      });
    });

    it('does not hold the end of exactly 10 %', async () => {
      const smaller = [group('a'), group('b'), ...crowd('a').slice(0, 18)];
      expect(await look(smaller)).toEqual({ state: 'applied', changed: true });
    });
  });

  describe('with a history', () => {
    const settings = {
      org: { history: { people: 'people.csv', teams: 'teams.csv' } },
    };
    const entities = [
      group('a', { parent: 'top' }),
      group('b', { parent: 'top' }),
      group('top'),
      user('ada', ['a']),
      user('bob', ['a']),
    ];
    const write = (people: string[], teams: string[] = []) =>
      Promise.all([
        writeFile(
          join(folder, 'people.csv'),
          ['person,team,from,to', ...people].join('\n'),
        ),
        writeFile(
          join(folder, 'teams.csv'),
          ['team,parent,from,to', ...teams].join('\n'),
        ),
      ]);

    it('puts the truth in the place of what was assumed', async () => {
      await look(entities);
      await knex('stale_periods').delete();
      await write(
        [
          'user:default/ada,group:default/b,2026-01-01,2026-10-20',
          'user:default/ada,group:default/a,2026-10-20,',
          'user:default/left,group:default/closed,2026-01-01,2026-10-20',
        ],
        ['group:default/b,group:default/a,2026-10-25,'],
      );
      expect(await look(entities, settings)).toEqual({
        state: 'applied',
        changed: true,
      });
      expect(await roster()).toEqual([
        'ada a 2026-10-20 2026-11-01 history counted',
        'ada a 2026-11-01 9999-12-31 catalog counted',
        'ada b 2026-01-01 2026-10-20 history counted',
        'bob a 0001-01-01 2026-11-01 assumed counted',
        'bob a 2026-11-01 9999-12-31 catalog counted',
        'left closed 2026-01-01 2026-10-20 history other',
      ]);
      expect((await edges()).filter(edge => edge.startsWith('b'))).toEqual([
        'b a 2026-10-25 2026-11-01 history',
        'b top 2026-11-01 9999-12-31 catalog',
      ]);
      expect(await org.groupByRef('group:default/closed')).toMatchObject({
        title: 'closed',
        isTeam: true,
        present: false,
      });
      const ada = await org.personByRef('user:default/ada');
      const bob = await org.personByRef('user:default/bob');
      expect(await org.isAssumed(ada?.id ?? 0, '2026-10-01')).toBe(false);
      expect(await org.isAssumed(bob?.id ?? 0, '2026-10-01')).toBe(true);
      expect(await staleDays()).toEqual(daysFromTo('2026-10-01', '2026-10-31'));
    });

    it('imports the same once, and another one in its place, from the day on that differs', async () => {
      await write(['user:default/ada,group:default/b,2026-01-01,2026-10-20']);
      await look(entities, settings);
      now = '2026-11-03T08:00:00.000Z';
      await knex('stale_periods').delete();
      expect(await look(entities, settings)).toMatchObject({ changed: false });
      await write([
        'user:default/ada,group:default/b,2026-01-01,2026-10-20',
        'user:default/ada,group:default/a,2026-10-28,',
      ]);
      expect(await look(entities, settings)).toMatchObject({ changed: true });
      expect(await staleDays()).toEqual(daysFromTo('2026-10-28', '2026-10-31'));
      await look(entities);
      expect(
        (await roster()).filter(row => row.includes('2026-11-01 assumed')),
      ).toHaveLength(2);
    });

    it('keeps what it had when a file has a fault, and says where', async () => {
      await write(['user:default/ada,group:default/b,2026-01-01,']);
      await look(entities, settings);
      const before = await roster();
      await write(
        ['ada,group:default/b,2026-01-01,'],
        ['group:default/top,group:default/a,2026-01-01,'],
      );
      await look(entities, settings);
      expect(await roster()).toEqual(before);
      const { faults } = await service(entities, settings).status();
      expect(faults).toEqual([
        'aiScorecards.org.history.people: line 2: person must be a full entity ref such as user:default/name.',
        'aiScorecards.org.history.teams: group:default/a, group:default/top would have stood in a circle on 2026-01-01.',
      ]);
    });

    it('says which file is missing and does without', async () => {
      expect(await look(entities, settings)).toMatchObject({ changed: true });
      const { faults } = await service(entities, settings).status();
      expect(faults[0]).toMatch(
        /^aiScorecards\.org\.history\.people: there is no file people\.csv; looked for /,
      );
      expect(await roster()).toContain(
        'ada a 0001-01-01 2026-11-01 assumed counted',
      );
    });
  });

  it('looks when it is time: soon while the catalog moves, else every ten minutes', async () => {
    const entities = [group('a'), user('ada', ['a'])];
    const at = async (time: string) => {
      now = `${DAY}T${time}.000Z`;
      return (await service(entities).refreshIfDue()).state;
    };
    expect(await at('08:00:00')).toBe('applied');
    expect(await at('08:00:20')).toBe('not-due');
    expect(await at('08:01:00')).toBe('applied');
    expect(await at('08:10:59')).toBe('not-due');
    expect(await at('08:11:00')).toBe('applied');
  });

  it('refuses to write by a clock that is days behind', async () => {
    await look([group('a'), ...crowd('a')]);
    now = '2026-10-31T08:00:00.000Z';
    await expect(look([group('a')])).rejects.toThrow(
      'The clock says 2026-10-31',
    );
  });

  it('answers who belongs to, leads and stands above what', async () => {
    await look(
      [
        group('top', { type: 'division', leads: 'boss' }),
        group('list', { type: 'list', parent: 'top', leads: 'keeper' }),
        group('a', { parent: 'list' }),
        group('b', { parent: 'a', leads: 'lee' }),
        user('ada', ['b', 'list']),
        user('boss', []),
        user('keeper', []),
        user('lee', []),
      ],
      { teams: { types: ['team', 'division'] } },
    );
    const ref = (name: string) => `group:default/${name}`;
    const names = (list: { ref: string }[]) =>
      list.map(each => each.ref.replace('group:default/', ''));
    expect(names(await org.teamAncestors(ref('b'), DAY))).toEqual(['a', 'top']);
    expect((await org.teamParent(ref('a'), DAY))?.ref).toBe(ref('top'));
    expect(await org.leadsOf(ref('b'), DAY)).toEqual(['user:default/lee']);
    expect(await org.leadsOf(ref('a'), DAY)).toEqual(['user:default/keeper']);
    expect(await org.leadsOf(ref('nobody'), DAY)).toEqual([]);
    expect(names(await org.ledTeams('user:default/boss', DAY))).toEqual([
      'a',
      'b',
      'top',
    ]);
    expect(names(await org.ledTeams('user:default/lee', DAY))).toEqual(['b']);
    expect(names(await org.groupsOf('user:default/ada', DAY))).toEqual([
      'a',
      'b',
      'list',
      'top',
    ]);
    expect(await org.isMember('user:default/ada', ref('top'), DAY)).toBe(true);
    expect(await org.isMember('user:default/lee', ref('top'), DAY)).toBe(false);
    const ada = await org.personByRef('user:default/ada');
    expect(
      (await org.membershipsOf(ada?.id ?? 0)).map(
        row => `${row.group.ref} ${row.from} ${row.origin}`,
      ),
    ).toEqual([
      'group:default/b 2026-11-01 catalog',
      'group:default/list 2026-11-01 catalog',
      'group:default/b 0001-01-01 assumed',
      'group:default/list 0001-01-01 assumed',
    ]);
    const status = await service([]).status();
    expect(status).toMatchObject({
      takenAt: now,
      teams: 3,
      people: 4,
      developers: 1,
      faults: [],
    });
  });

  it('ends in the same rows in whatever order a day was seen', async () => {
    const names = ['p', 'q', 'r'];
    const state = fc.record(
      Object.fromEntries(
        names.map(name => [name, fc.subarray(['a', 'b', 'c'])]),
      ),
    );
    const entitiesOf = (memberships: Record<string, string[]>) => [
      // Enough memberships that no look ends a tenth of them.
      ...['a', 'b', 'c', 'd', 'e', 'f'].map(name => group(name)),
      ...crowd('a', 'b', 'c', 'd', 'e', 'f'),
      ...names.map(name => user(name, memberships[name])),
    ];
    const reset = async () => {
      for (const table of ['roster', 'group_edges', 'org_snapshots']) {
        await knex(table).delete();
      }
      await knex('settings').delete();
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(state, { minLength: 1, maxLength: 3 }),
        fc.array(state, { maxLength: 2 }),
        state,
        async (days, before, last) => {
          const build = async (seenToday: Record<string, string[]>[]) => {
            await reset();
            for (const [index, seen] of days.entries()) {
              now = `${addDays(DAY, index)}T08:00:00.000Z`;
              await look(entitiesOf(seen));
            }
            now = `${addDays(DAY, days.length)}T08:00:00.000Z`;
            for (const seen of seenToday) await look(entitiesOf(seen));
            return roster();
          };
          const straight = await build([last]);
          expect(await build([...before, last, last])).toEqual(straight);
        },
      ),
      { numRuns: 8 },
    );
  });
});
