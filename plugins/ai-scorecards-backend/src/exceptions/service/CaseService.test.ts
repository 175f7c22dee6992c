import { defaultRules, replay } from 'backstage-plugin-ai-scorecards-common';
import type { Ask, CaseEvent } from 'backstage-plugin-ai-scorecards-common';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { TEAM, user, Workflow } from '../__testUtils__/workflow';

const settled = async (work: Promise<unknown>[]) => {
  const outcomes = await Promise.allSettled(work);
  return outcomes.map(each =>
    each.status === 'fulfilled' ? 'done' : String(each.reason),
  );
};

describeOnEachDatabase('CaseService', init => {
  it('lets a request live from filing to a running exception, on the record', async () => {
    const flow = new Workflow(await init());
    const id = await flow.running();
    const known = await flow.cases.get(id);
    expect(known).toMatchObject({
      request: { state: 'approved', decision: { basis: 'votes' } },
      exception: { state: 'active', until: '2027-02-21' },
    });
    const { items } = await flow.log.read({
      limit: 100,
      order: 'oldest',
      reveal: true,
    });
    expect(items.map(item => item.type)).toEqual([
      'request-drafted',
      'request-submitted',
      'vote-cast',
      'vote-cast',
      'request-decided',
      'exception-made',
      'exception-accepted',
      'exception-activated',
    ]);
    // The log alone makes the same case.
    const events = items.map(
      item =>
        ({
          type: item.type,
          at: item.at,
          by: item.actor,
          data: item.data,
        } as unknown as CaseEvent),
    );
    expect(replay(events)).toEqual(known);
    expect(await flow.log.verify()).toMatchObject({ intact: true, entries: 8 });
  });

  it('refuses who has a part in it, with the reason, and takes who has none', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed();
    const refusals = await settled(
      ['rita', 'owen', 'lea', 'mia', 'dora', 'dan'].map(who =>
        flow.vote(id, who),
      ),
    );
    expect(refusals).toEqual([
      expect.stringContaining('You filed this request'),
      expect.stringContaining('You would support the tool'),
      expect.stringContaining('You would pay for the tool'),
      expect.stringContaining('You are in the team that asks'),
      expect.stringContaining('above the team that asks'),
      expect.stringContaining('above the team that asks'),
    ]);
    // Of a sibling team.
    expect((await flow.vote(id, 'rob')).request.votes).toHaveLength(1);
  });

  it('makes one decision of many decisive votes at once', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed();
    await flow.vote(id, 'ada');
    const voters = Array.from(
      { length: 50 },
      (_, i) => ['bob', 'cy', 'rob'].at(i % 3)!,
    );
    const outcomes = await settled(voters.map(who => flow.vote(id, who)));
    expect(outcomes.filter(each => each === 'done')).toHaveLength(1);
    const decided = /Approved by .*ada and .* on 2026-11-24[.] It is approved/;
    expect(outcomes.filter(each => decided.test(each))).toHaveLength(49);
    const { items } = await flow.log.read({ limit: 200, reveal: false });
    expect(items.filter(({ type }) => type === 'request-decided')).toHaveLength(
      1,
    );
  });

  it('never counts a vote for what it did not see', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed();
    await flow.vote(id, 'ada');
    await settled([
      flow.service.edit(id, user('mia'), {
        revision: 1,
        wish: flow.wish({ seats: 500 }),
      }),
      flow.vote(id, 'bob'),
    ]);
    const known = await flow.cases.get(id);
    const { request } = known!;
    const counted = request.votes.filter(vote => vote.counts);
    expect(counted.every(vote => vote.revision === request.revision)).toBe(
      true,
    );
    // Whichever came first: what was approved is what was seen.
    expect([
      ['approved', 5],
      ['in_review', 500],
    ]).toContainEqual([request.state, request.wish.ask.seats]);
  });

  it('lets no answer be written anew between what was read and the vote', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed();
    await flow.vote(id, 'ada');
    await flow.service.edit(id, user('mia'), {
      revision: 1,
      wish: flow.wish({ security: 'The vendor trains on our code' }),
    });
    await expect(flow.vote(id, 'bob')).rejects.toThrow('Revision 2 is there');
    const { request } = (await flow.cases.get(id))!;
    expect(request).toMatchObject({ state: 'in_review', revision: 2 });
    expect(request.before?.ask.security).toBe('Nothing is kept');
    expect(request.votes.map(({ counts }) => counts)).toEqual([false]);
  });

  it('takes no second request, and none for a team that is not one’s own', async () => {
    const flow = new Workflow(await init());
    await flow.filed();
    await expect(flow.filed()).rejects.toThrow('has an open request');
    await expect(
      flow.service.draft(user('rob'), {
        kind: 'team',
        wish: flow.wish(),
        renews: null,
      }),
    ).rejects.toThrow('Only members of the team');
  });

  it('names every field that is missing', async () => {
    const flow = new Workflow(await init());
    await expect(
      flow.filed({ why: null, seats: null, exit: '' }),
    ).rejects.toThrow(
      'why must say why the default does not fit; seats must say how many seats; exit must say how you would leave the tool',
    );
  });

  it.each<[string, Partial<Ask>, string]>([
    ['nobody registered', { tool: 'resource:default/nowhere' }, 'tool must be'],
    [
      'is only provisional',
      { tool: 'resource:provisional/cursor' },
      'tool must be a tool of the registry; name one that is not in it as a new tool',
    ],
  ])(
    'keeps a draft for a tool that %s, and does not send it',
    async (_, change, sentence) => {
      const flow = new Workflow(await init());
      const { request } = await flow.service.draft(user('rita'), {
        kind: 'team',
        wish: flow.wish(change),
        renews: null,
      });
      await expect(
        flow.service.command(request.id, user('rita'), { type: 'submit' }),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(sentence),
      });
      expect((await flow.cases.get(request.id))?.request.state).toBe('draft');
    },
  );

  it('sends a request for a new tool by its name, and takes no unknown one in its place', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed({
      tool: null,
      newTool: { name: 'Zed', vendor: 'Zed', url: 'https://zed.test' },
    });
    expect((await flow.cases.get(id))?.request.state).toBe('in_review');
    await expect(
      flow.service.edit(id, user('rita'), {
        revision: 1,
        wish: flow.wish({ tool: 'resource:default/nowhere' }),
      }),
    ).rejects.toThrow('tool must be a tool of the registry');
  });

  it('tells whom it concerns, in the same transaction and never themselves', async () => {
    const flow = new Workflow(await init());
    await flow.running();
    const waiting = await flow.outbox.waiting(10);
    expect(
      waiting.map(({ notice: { title, users } }) => [title, users]),
    ).toEqual([
      ['atlas asks for Cursor', [user('lea'), user('owen')]],
      ['You would pay for Cursor', [user('lea')]],
      ['Cursor was approved', [user('lea'), user('owen'), user('rita')]],
      ['Accept support of Cursor', [user('owen')]],
      ['You pay for Cursor', [user('lea')]],
      ['atlas may use Cursor until 2027-02-21', [user('lea'), user('rita')]],
    ]);
  });

  it('lets happen what is due, once, whatever was missed', async () => {
    const flow = new Workflow(await init());
    const id = await flow.running();
    expect(await flow.service.runDue()).toBe(0);
    await flow.on('2027-02-10').service.runDue();
    await flow.on('2027-02-10').service.runDue();
    await flow.on('2027-02-22').service.runDue();
    const { exception } = (await flow.cases.get(id))!;
    expect(exception).toMatchObject({ state: 'expired', reminded: [14] });
    expect(await flow.service.runDue()).toBe(0);
    const { items } = await flow.log.read({ limit: 20, reveal: true });
    expect(items.slice(0, 2).map(item => [item.type, item.actor])).toEqual([
      ['exception-ended', 'system'],
      ['exception-reminded', 'system'],
    ]);
  });

  it.each([
    ['was prohibited', 'prohibited', 'tool is prohibited'],
    ['left the registry', null, 'not in the registry any more'],
  ] as const)(
    'grants nothing for a tool that %s meanwhile, and closes the request',
    async (_, policy, sentence) => {
      const flow = new Workflow(await init());
      const id = await flow.filed();
      await flow.vote(id, 'ada');
      flow.policy = policy;
      await expect(flow.vote(id, 'bob')).rejects.toThrow(sentence);
      await flow.service.runDue();
      expect((await flow.cases.get(id))?.request).toMatchObject({
        state: 'lapsed',
        decision: { waitedFor: 'nobody' },
      });
      const titles = (await flow.outbox.waiting(100)).map(
        ({ notice }) => notice.title,
      );
      expect(titles).toContain('The request for Cursor is closed');
      expect(titles.filter(title => title.includes('in time'))).toEqual([]);
    },
  );

  it('closes exceptions when the tool is approved for everybody, and suspends them when it is prohibited', async () => {
    const flow = new Workflow(await init());
    const id = await flow.running();
    flow.policy = 'prohibited';
    await flow.service.runDue();
    expect((await flow.cases.get(id))?.exception?.state).toBe('suspended');
    flow.policy = 'approved';
    await flow.service.runDue();
    expect((await flow.cases.get(id))?.exception?.state).toBe('graduated');
  });

  it('runs and begins nothing while its tool is not in the registry, and goes on as the board says', async () => {
    const flow = new Workflow(await init());
    const running = await flow.running();
    const rho = {
      team: 'group:default/rho',
      supportOwner: user('rob'),
      from: '2026-11-25',
    };
    const { request } = await flow.service.draft(user('rob'), {
      kind: 'team',
      wish: flow.wish(rho),
      renews: null,
    });
    await flow.service.command(request.id, user('rob'), { type: 'submit' });
    await flow.vote(request.id, 'ada');
    await flow.vote(request.id, 'bob');
    const stateOf = async (id: string) =>
      (await flow.cases.get(id))?.exception?.state;
    flow.policy = null;
    const accept = () =>
      flow.service.command(request.id, user('rob'), { type: 'accept' });
    await expect(accept()).rejects.toThrow('not in the registry any more');
    await flow.service.runDue();
    expect((await flow.cases.get(running))?.exception).toMatchObject({
      state: 'suspended',
      suspended: {
        because: 'The tool is not in the registry any more',
        by: 'removed',
      },
    });
    const reinstate = () =>
      flow.service.command(running, user('ada'), {
        type: 'reinstate',
        reason: 'It is back',
      });
    await expect(reinstate()).rejects.toThrow('not in the registry any more');
    flow.policy = 'exception-required';
    await accept();
    flow.policy = null;
    await flow.on('2026-11-25').service.runDue();
    expect(await stateOf(request.id)).toBe('scheduled');
    flow.policy = 'exception-required';
    await flow.service.runDue();
    expect(await stateOf(request.id)).toBe('active');
    expect(await stateOf(running)).toBe('suspended');
    await reinstate();
    expect(await stateOf(running)).toBe('active');
  });

  it('waits for a new tool that was never registered: nothing is closed', async () => {
    const flow = new Workflow(await init());
    const id = await flow.running({
      tool: null,
      newTool: { name: 'Zed', vendor: 'Zed', url: 'https://zed.dev' },
    });
    expect(await flow.service.runDue()).toBe(0);
    expect((await flow.cases.get(id))?.exception?.state).toBe('active');
  });

  it.each([
    [
      'too few left',
      { quorum: { ...defaultRules.quorum, full: 9 } },
      'Too few people without a conflict',
    ],
  ])('decides nothing with %s', async (_, rules, sentence) => {
    const flow = new Workflow(await init(), rules);
    const id = await flow.filed();
    const outcomes = await settled([flow.vote(id, 'ada')]);
    expect(outcomes[0]).toMatch(new RegExp(sentence));
    expect((await flow.cases.get(id))?.request.state).toBe('in_review');
  });

  it('lists cases by what a caller may see, and by the day they are due', async () => {
    const flow = new Workflow(await init());
    const first = await flow.filed();
    const states = ['in_review'];
    const ids = async (
      visible: Parameters<typeof flow.cases.list>[0]['visible'],
    ) =>
      (await flow.cases.list({ visible, states })).map(each => each.request.id);
    expect(await ids({ type: 'asker', user: user('rita') })).toEqual([first]);
    // Who pays sees it as who supports it does.
    expect(await ids({ type: 'asker', user: user('lea') })).toEqual([first]);
    expect(await ids({ type: 'asker', user: user('rob') })).toEqual([]);
    expect(await ids({ type: 'teams', teams: [TEAM] })).toEqual([first]);
    expect(
      await ids({ type: 'decider', claims: ['group:default/ai-board'] }),
    ).toEqual([first]);
    expect(
      await ids({
        anyOf: [
          { type: 'asker', user: user('rob') },
          { not: { type: 'teams', teams: [TEAM] } },
        ],
      }),
    ).toEqual([]);
  });

  it('lets a deputy vote for a member, under the same conflicts', async () => {
    const flow = new Workflow(await init());
    const day = { from: '2026-11-20', to: '2026-11-30' };
    await flow.deputies.name({
      member: user('ada'),
      deputy: user('dee'),
      ...day,
    });
    await flow.deputies.name({
      member: user('bob'),
      deputy: user('lea'),
      ...day,
    });
    const id = await flow.filed();
    const { request } = await flow.vote(id, 'dee');
    expect(request.votes[0]).toMatchObject({ onBehalfOf: user('ada') });
    await expect(flow.vote(id, 'lea')).rejects.toThrow('You would pay');
  });
});
