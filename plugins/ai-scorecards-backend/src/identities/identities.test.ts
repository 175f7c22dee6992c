import { mockServices } from '@backstage/backend-test-utils';
import type { IdentityDecision } from 'backstage-plugin-ai-scorecards-common';
import type {
  AccountRef,
  IdentityResolver,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { fixedClock } from '../clock';
import { Settings, StalePeriods } from '../database';
import { OrgStore } from '../org/OrgStore';
import type { Person } from '../org/types';
import { readDecisionsCsv } from './decisions';
import { IdentityResolution } from './IdentityResolution';
import { IdentityStore } from './IdentityStore';
import { Directory } from './resolve';
import type { Identity } from './types';

const person = (name: string, more: Partial<Person> = {}): Person => ({
  id: name.charCodeAt(0),
  ref: `user:default/${name}`,
  title: null,
  email: null,
  login: null,
  accounts: [],
  present: true,
  ...more,
});

const account = (name: string, more: Partial<Identity> = {}): Identity => ({
  id: 1,
  namespace: 'github',
  account: name,
  kind: 'login',
  email: null,
  login: null,
  vendorId: null,
  state: 'unresolved',
  personId: null,
  method: null,
  leftOn: null,
  ...more,
});

/** Waits for what goes on beside. */
async function until(fits: () => boolean): Promise<void> {
  while (!fits()) await new Promise(setImmediate);
}

/** The operator who decides. */
const BY = 'user:default/ola';

describe('Directory.match', () => {
  const people = [
    person('ada', { email: 'ada@x.com', login: 'ada', accounts: ['k-1'] }),
    person('bob', { email: 'bob@x.com', login: 'octo_acme' }),
    person('cyd', { login: 'octo', accounts: ['shared', 'v9'] }),
    person('dan', { email: 'two@x.com', accounts: ['shared'] }),
    person('eve', { email: 'two@x.com' }),
    person('old', { email: 'moved@x.com', login: 'gone', present: false }),
    person('new', { email: 'moved@x.com' }),
  ];
  const directory = new Directory(people);

  it.each<[string, Identity, string | undefined]>([
    ['an e-mail', account('x', { email: 'ada@x.com' }), 'ada e-mail'],
    [
      'an account that is an e-mail',
      account('bob@x.com', { kind: 'email', namespace: 'anthropic' }),
      'bob e-mail',
    ],
    [
      'the e-mail before the login',
      account('x', { email: 'ada@x.com', login: 'octo' }),
      'ada e-mail',
    ],
    ['a login', account('ada'), 'ada login'],
    ['a login exactly, first', account('octo_acme'), 'bob login'],
    ['a login without its short code', account('ada_acme'), 'ada login'],
    [
      'no login of another vendor',
      account('ada', { namespace: 'cursor' }),
      undefined,
    ],
    [
      'an annotation',
      account('k-1', { namespace: 'cursor', kind: 'id' }),
      'ada annotation',
    ],
    [
      'an annotation that holds the vendor id',
      account('x', { namespace: 'cursor', vendorId: 'V9' }),
      'cyd annotation',
    ],
    [
      'nobody for an address of two',
      account('x', { email: 'two@x.com' }),
      undefined,
    ],
    ['nobody for a name of two', account('shared', { kind: 'id' }), undefined],
    [
      'whoever is still there',
      account('x', { email: 'moved@x.com' }),
      'new e-mail',
    ],
    [
      'somebody who left, when nobody else is meant',
      account('gone'),
      'old login',
    ],
    ['nobody', account('unknown'), undefined],
  ])('finds %s', (_, given, expected) => {
    const match = directory.match(given);
    expect(match && `${match.person.ref.split('/')[1]} ${match.method}`).toBe(
      expected,
    );
  });
});

describe('Directory.suggest', () => {
  const directory = new Directory([
    person('ada.lovelace', { email: 'alove@x.com' }),
    person('bob', { login: 'bob-b_acme' }),
    person('jose', { title: 'José Núñez' }),
    person('sam1', { email: 'sam@x.com' }),
    person('sam2', { email: 'sam@y.com' }),
    person('al'),
    person('who.left', { present: false }),
  ]);

  it.each([
    ['ada.lovelace@old.com', 'ada.lovelace'],
    ['AdaLovelace_acme', 'ada.lovelace'],
    ['alove@private.org', 'ada.lovelace'],
    ['bob_b', 'bob'],
    ['jose-nunez', 'jose'],
    ['sam@z.com', undefined],
    ['al', undefined],
    ['who-left', undefined],
    ['nobody', undefined],
  ])('for %s', (name, expected) => {
    expect(directory.suggest(account(name.toLowerCase()))?.ref).toBe(
      expected && `user:default/${expected}`,
    );
  });
});

describe('readDecisionsCsv', () => {
  it('reads decisions and names all faults by line', () => {
    const { decisions, faults } = readDecisionsCsv(
      [
        'namespace,account,state,person,leftOn',
        'github,octo,person,user:default/ada,',
        'github,bot,service-account,,',
        'github,x,gone,,',
        'github,,left,,',
        'github,y,person,,',
        'github,z,left,,yesterday',
        'github,w,person,ada,',
      ].join('\n'),
    );
    expect(decisions).toEqual([
      {
        place: 'line 2',
        decision: {
          namespace: 'github',
          account: 'octo',
          state: 'person',
          person: 'user:default/ada',
        },
      },
      {
        place: 'line 3',
        decision: {
          namespace: 'github',
          account: 'bot',
          state: 'service-account',
        },
      },
    ]);
    expect(faults).toEqual([
      'line 4: state must be person, service-account, left or unresolved',
      'line 5: account must not be empty',
      'line 6: person must name a user when state is person',
      'line 7: leftOn must be a day such as 2026-11-22',
      'line 8: person must be a full entity ref such as group:default/payments',
    ]);
  });
});

describeOnEachDatabase('identities', init => {
  let knex: Knex;
  let store: IdentityStore;
  let stale: StalePeriods;
  beforeEach(async () => {
    knex = await init();
    stale = new StalePeriods(knex);
    store = new IdentityStore(knex, fixedClock('2026-11-22T10:00:00Z'), stale);
    await knex('people').insert([
      {
        entity_ref: 'user:default/ada',
        email: 'ada@x.com',
        login: 'ada',
        present: true,
      },
      {
        entity_ref: 'user:default/bob',
        email: 'bob@x.com',
        login: 'bob',
        present: true,
      },
    ]);
  });

  const resolutionIn = (
    piece: number | undefined,
    resolvers: IdentityResolver[],
  ) =>
    new IdentityResolution({
      piece,
      knex,
      identities: store,
      org: new OrgStore(knex),
      clock: { now: () => new Date('2026-11-22T09:00:00Z') },
      resolvers,
      logger: mockServices.logger.mock(),
    });
  const resolution = (...resolvers: IdentityResolver[]) =>
    resolutionIn(undefined, resolvers);
  const login = (key: string, more: Partial<AccountRef> = {}): AccountRef => ({
    key,
    kind: 'login',
    login: key,
    ...more,
  });
  const upsert = (...accounts: AccountRef[]) =>
    store.upsertAccounts(knex, 'github', accounts);
  const fact = (identityId: number | undefined, day: string) =>
    knex('usage_facts').insert({
      day,
      identity_id: identityId,
      tool_id: 1,
      source_id: 1,
      active: true,
    });
  const staleDays = async () =>
    (await stale.list('day', 100)).map(({ period }) => period).reverse();
  const stalePeriods = async () => {
    const rows = await knex('stale_periods').orderBy(['grain', 'period']);
    return rows.map(({ grain, period }) => `${grain} ${period}`);
  };
  const states = async () => {
    const people = new Map(
      (await new OrgStore(knex).people()).map(each => [each.id, each.ref]),
    );
    return (await store.all()).map(each =>
      [
        each.account,
        each.state,
        each.personId && people.get(each.personId),
        each.method,
        each.leftOn,
      ]
        .filter(Boolean)
        .join(' '),
    );
  };

  describe('IdentityStore', () => {
    it('gives an account one id, however it is written', async () => {
      const first = await upsert(login('Ada'), login('bob'), login('ADA'));
      const second = await upsert(login('aDa'), login('cyd'));
      expect([...first.keys()]).toEqual(['ada', 'bob']);
      expect(second.get('ada')).toBe(first.get('ada'));
      const other = await store.upsertAccounts(knex, 'cursor', [login('ada')]);
      expect(other.get('ada')).not.toBe(first.get('ada'));
      expect(await store.counts()).toEqual({
        person: 0,
        'service-account': 0,
        left: 0,
        unresolved: 4,
      });
    });

    it('stores accounts in one order, so that sources do not lock each other out', async () => {
      await upsert(login('cyd'), login('Ada'), login('bob'));
      expect((await store.all()).map(each => each.account)).toEqual([
        'ada',
        'bob',
        'cyd',
      ]);
    });

    it('takes keys and services for what they are', async () => {
      await upsert(
        { key: 'key-1', kind: 'api-key' },
        { key: 'robot', kind: 'service' },
      );
      expect(await states()).toEqual([
        'key-1 service-account kind',
        'robot service-account kind',
      ]);
      expect(await resolution().run()).toEqual({ changed: 0, daysAffected: 0 });
    });

    it('keeps what a vendor leaves out later', async () => {
      await upsert(login('ada', { email: 'Ada@X.com', vendorId: '7' }));
      await upsert(login('ada'));
      expect(await store.all()).toMatchObject([
        { email: 'ada@x.com', login: 'ada', vendorId: '7' },
      ]);
    });

    it('asks again who it is when the e-mail changes, unless an operator said so', async () => {
      const ids = await upsert(
        login('x', { email: 'ada@x.com' }),
        login('y', { email: 'ada@x.com' }),
      );
      await fact(ids.get('x'), '2026-11-20');
      await resolution().run();
      await resolution().decide(
        [
          {
            namespace: 'github',
            account: 'y',
            state: 'person',
            person: 'user:default/ada',
          },
        ],
        BY,
      );
      await knex('stale_periods').delete();
      await upsert(
        login('x', { email: 'bob@x.com' }),
        login('y', { email: 'bob@x.com' }),
      );
      expect(await states()).toEqual([
        'x unresolved',
        'y person user:default/ada operator',
      ]);
      expect(await staleDays()).toEqual(['2026-11-20']);
      await resolution().run();
      expect((await states())[0]).toBe('x person user:default/bob e-mail');
    });

    it('follows an account to its new name by the id of the vendor', async () => {
      const before = await upsert(login('ada', { vendorId: '7' }));
      await resolution().run();
      const after = await upsert(login('lovelace', { vendorId: '7' }));
      expect(after.get('lovelace')).toBe(before.get('ada'));
      await resolution().run();
      expect(await states()).toEqual([
        'lovelace person user:default/ada vendor-id',
      ]);
    });

    it('takes a freed name for somebody else', async () => {
      const before = await upsert(login('ada', { vendorId: '7' }));
      await resolution().run();
      const after = await upsert(
        login('ada', { vendorId: '8' }),
        login('lovelace', { vendorId: '7' }),
      );
      expect(after.get('lovelace')).toBe(before.get('ada'));
      expect(after.get('ada')).not.toBe(before.get('ada'));
      expect(await states()).toEqual([
        'lovelace person user:default/ada vendor-id',
        'ada unresolved',
      ]);
    });

    it('keeps the past of who lost a name, and gives it back', async () => {
      const first = await upsert(login('ada', { vendorId: '7' }));
      await resolution().run();
      const second = await upsert(login('ada', { vendorId: '8' }));
      expect(await states()).toEqual([
        'ada#7 person user:default/ada vendor-id',
        'ada unresolved',
      ]);
      const third = await upsert(login('ada', { vendorId: '7' }));
      expect(third.get('ada')).toBe(first.get('ada'));
      const swapped = await upsert(
        login('ada', { vendorId: '8' }),
        login('bob', { vendorId: '7' }),
      );
      expect(swapped.get('ada')).toBe(second.get('ada'));
      expect(swapped.get('bob')).toBe(first.get('ada'));
    });

    it('tells nobody by an id that is given twice', async () => {
      const ids = await upsert(
        login('ada', { vendorId: '7' }),
        login('lovelace', { vendorId: '7' }),
      );
      expect(new Set(ids.values()).size).toBe(2);
    });

    describe('when the catalog changes', () => {
      const matched = async () => {
        const ids = await upsert(
          login('x', { email: 'ada@x.com' }),
          login('said', { email: 'ada@x.com' }),
        );
        await fact(ids.get('x'), '2026-11-20');
        await fact(ids.get('said'), '2026-11-19');
        const said = { namespace: 'github', account: 'said' } as const;
        await resolution().decide(
          [{ ...said, state: 'person', person: 'user:default/ada' }],
          BY,
        );
        await resolution().run();
        await knex('stale_periods').delete();
        return resolution();
      };
      const ada = () =>
        knex('people').where({ entity_ref: 'user:default/ada' });
      const bob = () =>
        knex('people').where({ entity_ref: 'user:default/bob' });

      it.each<[string, () => Promise<unknown>, string]>([
        [
          'lets go of who has another e-mail now',
          () => ada().update({ email: 'new@x.com' }),
          'x unresolved',
        ],
        [
          'follows an e-mail to whoever has it now',
          async () => {
            await ada().update({ email: 'new@x.com' });
            await bob().update({ email: 'ada@x.com' });
          },
          'x person user:default/bob e-mail',
        ],
        [
          'follows somebody to a new name',
          async () => {
            await ada().update({ present: false });
            await knex('people').insert({
              entity_ref: 'user:default/lovelace',
              email: 'ada@x.com',
              present: true,
            });
          },
          'x person user:default/lovelace e-mail',
        ],
      ])('%s, but not against an operator', async (_, change, expected) => {
        const it = await matched();
        await change();
        expect(await it.run()).toEqual({ changed: 1, daysAffected: 1 });
        expect((await states()).sort()).toEqual([
          'said person user:default/ada operator',
          expected,
        ]);
        expect(await staleDays()).toEqual(['2026-11-20']);
        expect(await it.run()).toEqual({ changed: 0, daysAffected: 0 });
      });

      it('leaves the past with somebody who is gone', async () => {
        const it = await matched();
        await ada().update({ present: false });
        expect(await it.run()).toEqual({ changed: 0, daysAffected: 0 });
        expect(await states()).toContain('x person user:default/ada e-mail');
      });

      it('leaves what a resolver said', async () => {
        await upsert(login('y'));
        const resolver = {
          id: 'own',
          resolve: async () => new Map([['y', 'user:default/ada']]),
        };
        await resolution(resolver).run();
        expect(await resolution().run()).toEqual({
          changed: 0,
          daysAffected: 0,
        });
        expect(await states()).toEqual(['y person user:default/ada own']);
      });
    });

    it('lists by state, namespace and words, a page at a time', async () => {
      const ids = await upsert(login('a_1'), login('ab1'), login('c'));
      await store.upsertAccounts(knex, 'cursor', [login('z'), login('ada')]);
      await fact(ids.get('a_1'), '2026-11-20');
      await fact(ids.get('a_1'), '2026-11-21');
      await resolution().run();
      const names = async (query: object) => {
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.list({ limit: 2, cursor, ...query });
          expect(page.items.length).toBeLessThanOrEqual(2);
          found.push(
            ...page.items.map(row => `${row.namespace}/${row.account}`),
          );
          cursor = page.nextCursor ?? undefined;
        } while (cursor);
        return found;
      };
      expect(await names({})).toEqual([
        'cursor/ada',
        'cursor/z',
        'github/a_1',
        'github/ab1',
        'github/c',
      ]);
      expect(await names({ namespace: 'github' })).toHaveLength(3);
      expect(await names({ search: 'A_' })).toEqual(['github/a_1']);
      expect(await names({ state: 'left' })).toEqual([]);
      const { items } = await store.list({ limit: 100, namespace: 'github' });
      expect(items[0]).not.toHaveProperty('days');
      await expect(store.list({ limit: 1, cursor: 'x' })).rejects.toThrow(
        'cursor is not one that this list gave out',
      );
    });
  });

  describe('IdentityResolution', () => {
    it.each([1, 2, 3])(
      'finds the same in pieces of %s, and does not ask a resolver again that failed',
      async piece => {
        await upsert(
          login('ada'),
          login('x', { email: 'ada@x.com' }),
          login('nobody'),
          login('bob'),
          login('nobody-either'),
        );
        const resolve = jest.fn().mockRejectedValue(new Error('down'));
        const { changed } = await resolutionIn(piece, [
          { id: 'hr', resolve },
        ]).run();
        const inPieces = await states();
        await knex('identities').update({
          state: 'unresolved',
          person_id: null,
          method: null,
        });
        const whole = await resolution().run();
        expect(await states()).toEqual(inPieces);
        expect(whole.changed).toBe(changed);
        expect(changed).toBeGreaterThan(1);
        expect(resolve).toHaveBeenCalledTimes(1);
      },
    );

    it("tries those that are nobody's after a collection, and every account once a day", async () => {
      let day = '2026-11-22';
      const asked: string[][] = [];
      const matching = new IdentityResolution({
        knex,
        identities: store,
        org: new OrgStore(knex),
        clock: { now: () => new Date(`${day}T09:00:00Z`) },
        resolvers: [
          {
            id: 'hr',
            async resolve(_, accounts) {
              asked.push(accounts.map(({ key }) => key).sort());
              return new Map([['x-1', 'user:default/ada']]);
            },
          },
        ],
        logger: mockServices.logger.mock(),
      });
      const undecided = jest.spyOn(store, 'undecided');
      await upsert(login('bob'), login('x-1'), login('x-2'));
      await matching.runOpen();
      expect(asked).toEqual([['x-1', 'x-2']]);
      await upsert(login('ada'), login('x-3'));
      expect(await matching.runOpen()).toMatchObject({ changed: 1 });
      expect(asked.slice(1)).toEqual([['x-2', 'x-3']]);
      expect(await states()).toContain('ada person user:default/ada login');

      await matching.run();
      day = '2026-11-23';
      await matching.runOpen();
      await matching.runOpen();
      expect(
        undecided.mock.calls
          .map(([part]) => part)
          .filter(part => 'after' in part && part.after === 0),
      ).toMatchObject(
        [false, true, false, false, true].map(unresolved => ({ unresolved })),
      );
    });

    it.each([
      ['this replica', (it: IdentityResolution) => it],
      ['another replica', () => resolution()],
    ])('tries every account in %s after one that failed', async (_, nextOf) => {
      await upsert(login('ada'), login('bob'));
      const matching = resolution();
      await matching.runOpen();
      await knex('people').where({ login: 'bob' }).update({ login: null });
      await knex('people').where({ login: 'ada' }).update({ login: 'bob' });
      await new Settings().raise(knex, 'org.version');
      const undecided = jest.spyOn(store, 'undecided');
      undecided.mockRejectedValueOnce(new Error('down'));
      await expect(matching.run()).rejects.toThrow('down');
      await nextOf(matching).runOpen();
      expect(await states()).toContain('bob person user:default/ada login');
    });

    it('shares one run between all who ask while accounts are tried', async () => {
      await upsert(login('ada'));
      let answer = () => {};
      const resolve = jest.fn(async () => {
        await new Promise<void>(done => (answer = done));
        return new Map<string, string>();
      });
      await upsert(login('nobody'));
      const matching = resolution({ id: 'hr', resolve });
      const first = matching.run();
      await until(() => resolve.mock.calls.length === 1);
      const others = [matching.run(), matching.run(), matching.run()];
      answer();
      await first;
      await until(() => resolve.mock.calls.length === 2);
      answer();
      const outcomes = await Promise.all(others);
      expect(new Set(outcomes).size).toBe(1);
      expect(resolve).toHaveBeenCalledTimes(2);
    });

    it('resolves and marks the days of facts and of seats', async () => {
      const ids = await upsert(login('ada_acme'), login('bob'), login('cyd'));
      await knex('ledger').insert({
        source_id: 1,
        day: '2026-11-19',
        state: 'fetched',
      });
      await fact(ids.get('ada_acme'), '2026-11-01');
      await fact(ids.get('cyd'), '2026-11-03');
      await knex('seats').insert([
        {
          tool_id: 1,
          identity_id: ids.get('bob'),
          valid_from: '2026-01-01',
          valid_to: '2026-11-21',
        },
        {
          tool_id: 2,
          identity_id: ids.get('bob'),
          valid_from: '2026-11-22',
          valid_to: '9999-12-31',
        },
      ]);
      expect(await resolution().run()).toEqual({ changed: 2, daysAffected: 4 });
      expect(await states()).toEqual([
        'ada_acme person user:default/ada login',
        'bob person user:default/bob login',
        'cyd unresolved',
      ]);
      expect(await staleDays()).toEqual([
        '2026-11-01',
        '2026-11-19',
        '2026-11-20',
        '2026-11-22',
      ]);
      expect(await resolution().run()).toEqual({ changed: 0, daysAffected: 0 });
    });

    it('asks resolvers in order for what is left, and survives one that fails', async () => {
      await upsert(login('one'), login('two'), login('three'));
      const asked: string[][] = [];
      const answer = (id: string, answers: Record<string, string>) => ({
        id,
        resolve: async (_: string, accounts: AccountRef[]) => {
          asked.push(accounts.map(each => each.key));
          return new Map(Object.entries(answers));
        },
      });
      await resolution(
        {
          id: 'broken',
          resolve: async () => {
            throw new Error('no');
          },
        },
        answer('hr', { one: 'User:default/Ada', two: 'user:default/nobody' }),
        answer('last', { two: 'user:default/bob', one: 'user:default/bob' }),
      ).run();
      expect(asked).toEqual([
        ['one', 'three', 'two'],
        ['three', 'two'],
      ]);
      expect(await states()).toEqual([
        'one person user:default/ada hr',
        'three unresolved',
        'two person user:default/bob last',
      ]);
    });

    it('takes the word of operators over every rule, for good', async () => {
      await upsert(login('ada'), login('bob'), login('bot'), login('gone'));
      await resolution().run();
      const csv = [
        'namespace,account,state,person,leftOn',
        'github,ADA,person,user:default/bob,',
        'github,bob,unresolved,,',
        'github,bot,service-account,,',
        'github,gone,left,user:default/ada,2026-10-01',
      ].join('\n');
      const decided = [
        'ada person user:default/bob operator',
        'bob unresolved operator',
        'bot service-account operator',
        'gone left user:default/ada operator 2026-10-01',
      ];
      expect(await resolution().decideCsv(csv, BY)).toMatchObject({
        changed: 4,
      });
      expect(await states()).toEqual(decided);
      await upsert(login('ada'), login('bob'), login('bot'), login('gone'));
      await resolution().run();
      expect(await states()).toEqual(decided);
      expect(await resolution().decideCsv(csv, BY)).toEqual({
        changed: 0,
        daysAffected: 0,
      });
    });

    it('keeps who somebody was when they are marked as left', async () => {
      const ids = await upsert(login('ada'));
      await fact(ids.get('ada'), '2026-11-05');
      await resolution().run();
      await knex('stale_periods').delete();
      expect(
        await resolution().decide(
          [{ namespace: 'github', account: 'ada', state: 'left' }],
          BY,
        ),
      ).toEqual({ changed: 1, daysAffected: 1 });
      expect(await states()).toEqual(['ada left user:default/ada operator']);
      // What they did stays theirs: no day has to be worked out again, only where its money stands.
      expect(await stalePeriods()).toEqual(['month 2026-11-01']);
      await knex('stale_periods').delete();
      expect(
        await resolution().decide(
          [
            {
              namespace: 'github',
              account: 'ada',
              state: 'left',
              leftOn: '2026-11-06',
            },
          ],
          BY,
        ),
      ).toEqual({ changed: 1, daysAffected: 0 });
      expect(await stalePeriods()).toEqual([]);
    });

    it('changes nothing when anything is wrong, and says everything', async () => {
      await upsert(login('ada'), login('bob'));
      const decisions: IdentityDecision[] = [
        { namespace: 'github', account: 'ada', state: 'service-account' },
        { namespace: 'github', account: 'zed', state: 'left' },
        {
          namespace: 'github',
          account: 'bob',
          state: 'person',
          person: 'user:default/nobody',
        },
        { namespace: 'github', account: 'Ada', state: 'left' },
        { namespace: 'github', account: 'bob', state: 'person' },
      ];
      const error = await resolution()
        .decide(decisions, BY)
        .catch((reason: Error) => reason);
      expect((error as Error).message.split('\n')).toEqual([
        'decisions[1]: account zed of github is not known',
        'decisions[2]: person user:default/nobody is not a user of the catalog',
        'decisions[3]: decides on the account of decisions[0]',
        'decisions[4]: person must name a user when state is person',
      ]);
      expect(await states()).toEqual(['ada unresolved', 'bob unresolved']);
      await expect(
        resolution().decideCsv(
          'namespace,account,state\ngithub,bob,left\ngithub,zed,left\ngithub,x',
          BY,
        ),
      ).rejects.toThrow(
        'line 3: account zed of github is not known\nline 4: has 2 values where the header has 3',
      );
    });

    it('lets nobody take an account for their own', async () => {
      await upsert(login('ada'), login('bob'));
      await resolution().run();
      const is = (name: string, state: 'person' | 'left') => ({
        namespace: 'github',
        account: name,
        state,
        person: 'user:default/ada',
      });
      const by = 'user:default/Ada';
      for (const state of ['person', 'left'] as const) {
        await expect(
          resolution().decide([is('bob', state)], by),
        ).rejects.toThrow('another operator');
      }
      await expect(
        resolution().decideCsv(
          'namespace,account,state,person\ngithub,bob,person,user:default/ada',
          by,
        ),
      ).rejects.toThrow('line 2: another operator');
      await resolution().decide([is('ada', 'person')], by);
      expect(await states()).toEqual([
        'ada person user:default/ada operator',
        'bob person user:default/bob login',
      ]);
    });

    it('suggests whom an unresolved account may mean', async () => {
      await upsert(login('b-o-b'), login('ada'), login('zed'));
      await resolution().run();
      const { items } = await resolution().list({ limit: 10 });
      expect(
        items.map(row => [row.account, row.person, row.suggestion]),
      ).toEqual([
        ['ada', 'user:default/ada', null],
        ['b-o-b', null, 'user:default/bob'],
        ['zed', null, null],
      ]);
    });
  });
});
