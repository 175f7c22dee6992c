import { meSchema } from 'backstage-plugin-ai-scorecards-common';
import { AccessWorld, policyNames } from './__testUtils__/access/AccessWorld';
import { disabled } from './__testUtils__/access/policies';

jest.setTimeout(240_000);

/** What is held on a person, read past the plugin. */
async function heldOn(access: AccessWorld, user: string) {
  const { knex } = access;
  const person = { 'people.entity_ref': user };
  const accounts: { namespace: string; account: string }[] = await knex(
    'identities',
  )
    .join('people', 'people.id', 'identities.person_id')
    .where(person)
    .select('identities.namespace', 'identities.account');
  const facts: { day: string; tool: string; sessions: unknown }[] = await knex(
    'usage_facts',
  )
    .join('identities', 'identities.id', 'usage_facts.identity_id')
    .join('people', 'people.id', 'identities.person_id')
    .join('tools', 'tools.id', 'usage_facts.tool_id')
    .where(person)
    .groupBy('usage_facts.day', 'tools.entity_ref')
    .select(knex.raw('cast(usage_facts.day as text) as day'), {
      tool: 'tools.entity_ref',
    })
    .sum({
      // A zero is kept as a bit.
      sessions: knex.raw(
        'coalesce(interactions, case when (reported & 1) <> 0 then 0 end)',
      ),
    });
  return {
    accounts: accounts.map(it => `${it.namespace} ${it.account}`).sort(),
    days: facts
      .map(it => `${it.day} ${it.tool} ${it.sessions ?? 'null'}`)
      .sort(),
  };
}

describe('what is held on the caller', () => {
  let access: AccessWorld;
  let range: string;

  beforeAll(async () => {
    access = await AccessWorld.start({ developers: 60, days: 45 });
    range = `from=${access.world.day(-60)}&to=${access.world.day(0)}`;
  });
  afterAll(() => access.close());

  it.each(policyNames)('is theirs alone, under %s', async policy => {
    const portal = await access.under(policy);
    let days = 0;
    for (const [persona, user] of access.users) {
      // Whoever asks for somebody else is answered about themselves.
      const path = `/me?${range}&user=user:default/persona-lead`;
      const me = meSchema.parse(await access.read(persona, portal, path));
      const shown = {
        user: me.user,
        accounts: me.accounts.map(it => `${it.namespace} ${it.account}`).sort(),
        days: me.days
          .map(it => `${it.day} ${it.tool} ${it.interactions ?? 'null'}`)
          .sort(),
      };
      expect(shown).toEqual({ user, ...(await heldOn(access, user)) });
      expect(new Set(me.reads.map(({ by }) => by))).toEqual(new Set([user]));
      days += me.days.length;
    }
    expect(days).toBeGreaterThan(20);
  });

  it('is nothing about use where no person’s figures are shown', async () => {
    const portal = await access.portal(disabled(), {
      privacy: {
        minimumGroupSize: 5,
        individuals: 'none',
        retentionDays: 800,
      },
    });
    const me = meSchema.parse(
      await access.read('member', portal, `/me?${range}`),
    );
    expect(me).toMatchObject({
      individualFigures: false,
      days: [],
      activeDays28: null,
    });
    expect(me.seats).not.toEqual([]);
    for (const seat of me.seats) {
      expect(seat).toMatchObject({ lastActiveDay: null, idle: false });
    }
    expect(me.accounts).not.toEqual([]);
    expect(me.teams).not.toEqual([]);
  });

  it('cannot be made to hold another’s account by oneself', async () => {
    const portal = await access.under('permissions disabled');
    const [before, account] = await Promise.all([
      access.read('operator', portal, `/me?${range}`),
      access.knex('identities').where({ state: 'unresolved' }).first(),
    ]);
    const { namespace, account: name } = account;
    const self = access.users.get('operator');
    const bodies = [
      {
        decisions: [
          { namespace, account: name, state: 'person', person: self },
        ],
      },
      {
        decisions: [
          {
            namespace,
            account: name,
            state: 'left',
            person: self?.toLocaleUpperCase('en-US').replace('USER', 'user'),
          },
        ],
      },
      {
        csv: `namespace,account,state,person,leftOn\n${namespace},${name},person,${self},\n`,
      },
    ];
    for (const body of bodies) {
      const { status, text } = await access.as(
        'operator',
        portal,
        'POST',
        '/ingestion/identities',
        body,
      );
      expect(`${status} ${text}`).toMatch(/^403 .*another operator/i);
    }
    const after = meSchema.parse(
      await access.read('operator', portal, `/me?${range}`),
    );
    expect(after.days).toEqual(meSchema.parse(before).days);
  });
});
