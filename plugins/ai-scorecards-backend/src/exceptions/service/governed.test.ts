import type {
  CheckedPractice,
  StandingLimits,
} from 'backstage-plugin-ai-scorecards-common';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { TEAM, TOOL, user, Workflow } from '../__testUtils__/workflow';

const BOARD = 'group:default/ai-board';

describeOnEachDatabase('what the board governs', init => {
  const standing: StandingLimits = {
    seats: 10,
    days: 90,
    costPerMonth: 500_000_000,
    data: ['internal'],
    until: '2027-06-30',
  };

  async function standingApproval(flow: Workflow) {
    const { request } = await flow.service.draft(user('cy'), {
      kind: 'standing',
      wish: { ...flow.wish({ team: BOARD, supportOwner: null }), standing },
      renews: null,
    });
    await flow.service.command(request.id, user('cy'), { type: 'submit' });
    await flow.vote(request.id, 'ada');
    await flow.vote(request.id, 'mia');
    return request.id;
  }

  it('grants at once what stays inside a standing approval, until that is taken back', async () => {
    const flow = new Workflow(await init());
    const id = await standingApproval(flow);
    expect(await flow.cases.get(id)).toMatchObject({
      request: { state: 'approved', lane: 'full' },
      exception: null,
    });

    const granted = await flow.cases.get(
      await flow.filed({ supportOwner: user('rita') }),
    );
    expect(granted).toMatchObject({
      request: {
        lane: 'immediate',
        decision: { basis: 'standing-approval', standing: id },
      },
      exception: { state: 'active' },
    });

    await expect(
      flow.service.command(id, user('rita'), {
        type: 'end-standing',
        reason: 'I do not like it',
      }),
    ).rejects.toThrow('Only the board decides');
    await flow.service.command(id, user('bob'), {
      type: 'end-standing',
      reason: 'The vendor changed its terms',
    });
    await flow.service.command(granted!.request.id, user('ada'), {
      type: 'revoke',
      reason: 'The vendor changed its terms',
    });
    const next = await flow.cases.get(await flow.filed());
    expect(next?.request).toMatchObject({ lane: 'full', state: 'in_review' });
  });

  it('has the board look anew at what it revoked inside a standing approval', async () => {
    const flow = new Workflow(await init());
    await standingApproval(flow);
    const granted = await flow.filed();
    await flow.service.command(granted, user('ada'), {
      type: 'revoke',
      reason: 'It was used with client code',
    });
    const again = await flow.cases.get(await flow.filed());
    expect(again?.request).toMatchObject({ lane: 'full', state: 'in_review' });
  });

  it('does not let who asks for a standing approval vote on it', async () => {
    const flow = new Workflow(await init());
    const { request } = await flow.service.draft(user('cy'), {
      kind: 'standing',
      wish: { ...flow.wish({ team: BOARD, supportOwner: null }), standing },
      renews: null,
    });
    await flow.service.command(request.id, user('cy'), { type: 'submit' });
    await expect(flow.vote(request.id, 'cy')).rejects.toThrow('You filed this');
  });

  it('names what a standing approval still misses', async () => {
    const flow = new Workflow(await init());
    const { request } = await flow.service.draft(user('cy'), {
      kind: 'standing',
      wish: { ...flow.wish({ team: BOARD, why: null }), standing: null },
      renews: null,
    });
    await expect(
      flow.service.command(request.id, user('cy'), { type: 'submit' }),
    ).rejects.toThrow(/why must .*; standing must/);
  });

  it('asks a standing approval for a limit of the cost', async () => {
    const flow = new Workflow(await init());
    const { request } = await flow.service.draft(user('cy'), {
      kind: 'standing',
      wish: {
        ...flow.wish({ team: BOARD }),
        standing: { ...standing, costPerMonth: null },
      },
      renews: null,
    });
    await expect(
      flow.service.command(request.id, user('cy'), { type: 'submit' }),
    ).rejects.toThrow('standing.costPerMonth must say');
  });

  it('counts asking again within twelve months as a renewal', async () => {
    const flow = new Workflow(await init());
    const first = await flow.running();
    flow.on('2027-02-22');
    await flow.service.runDue();
    expect((await flow.cases.get(first))?.exception?.state).toBe('expired');

    const again = await flow.running({ until: '2027-05-01' });
    expect((await flow.cases.get(again))?.exception?.renewals).toBe(1);

    flow.on('2028-06-01');
    await flow.service.runDue();
    const late = await flow.running({ until: '2028-08-01' });
    expect((await flow.cases.get(late))?.exception?.renewals).toBe(0);
  });

  it('links a tool that was asked for before the registry held it', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed({
      tool: null,
      newTool: { name: 'cursor', vendor: 'Anysphere', url: 'https://x.test' },
    });
    await flow.service.runDue();
    expect((await flow.cases.get(id))?.request.wish.ask).toMatchObject({
      tool: TOOL,
      newTool: null,
    });
  });

  it('lets lists follow a reorganisation', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed();
    await flow.service.runDue();
    const ofDee = () =>
      flow.cases.count({ states: ['in_review'], awaiting: user('dee') });
    expect(await ofDee()).toBe(0);

    const groups = new Map(flow.people.groups);
    const board = groups.get(BOARD)!;
    groups.set(BOARD, {
      ...board,
      directMembers: [...board.directMembers, user('dee')],
    });
    flow.people = { ...flow.people, groups };
    await flow.service.runDue();
    expect(await ofDee()).toBe(1);
    await flow.vote(id, 'dee');
    expect(await ofDee()).toBe(0);
  });

  it('does not count a vote of somebody who has a part in it by now', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed();
    await flow.vote(id, 'ada');
    const groups = new Map(flow.people.groups);
    const team = groups.get(TEAM)!;
    groups.set(TEAM, {
      ...team,
      directMembers: [...team.directMembers, user('ada')],
    });
    flow.people = { ...flow.people, groups };
    await flow.vote(id, 'bob');
    expect((await flow.cases.get(id))?.request.state).toBe('in_review');
    await flow.vote(id, 'cy');
    expect((await flow.cases.get(id))?.request.state).toBe('approved');
  });

  it('suspends on a breach after its grace period, and is mended by figures', async () => {
    const flow = new Workflow(await init());
    const figures = (cost: number) => ({
      conditions: {
        currency: 'USD',
        costPerActiveDeveloper: {
          state: 'ok' as const,
          value: cost,
          bound: null,
          unit: 'micro-usd' as const,
        },
        seats: null,
        activity: null,
      },
      scorecard: [],
      toolCost: {
        state: 'ok' as const,
        value: 80_000_000,
        bound: null,
        unit: 'micro-usd' as const,
      },
    });
    flow.figures = figures(142_000_000);
    const id = await flow.filed();
    const condition = {
      sentence: 'At most 200 USD per active developer',
      dueOn: null,
      graceDays: 14,
      check: {
        kind: 'cost-per-active-developer' as const,
        limit: 200_000_000,
      },
    };
    for (const who of ['ada', 'bob']) {
      await flow.service.command(id, user(who), {
        type: 'vote',
        revision: 1,
        verdict: 'approve',
        as: null,
        reasonCode: 'fills-a-gap',
        reason: null,
        conditions: [condition],
      });
    }
    await flow.service.command(id, user('owen'), { type: 'accept' });
    const state = async () => {
      await flow.service.runDue();
      const known = await flow.cases.get(id);
      return [known?.exception?.state, known?.exception?.conditions[0].state];
    };
    expect(await state()).toEqual(['active', 'met']);
    flow.figures = figures(250_000_000);
    expect(await state()).toEqual(['active', 'breached']);
    flow.on('2026-12-08');
    expect(await state()).toEqual(['active', 'breached']);
    flow.on('2026-12-09');
    expect(await state()).toEqual(['suspended', 'breached']);
    const reinstate = () =>
      flow.service.command(id, user('ada'), {
        type: 'reinstate',
        reason: 'The cost is down again',
      });
    await expect(reinstate()).rejects.toThrow('still breached');
    flow.figures = figures(190_000_000);
    expect(await state()).toEqual(['suspended', 'met']);
    await reinstate();
    expect(await state()).toEqual(['active', 'met']);
  });

  it('takes a practice that is not known for no breach, and one that fails for one', async () => {
    const flow = new Workflow(await init());
    const missing = { state: 'no-data', value: null, bound: null } as const;
    flow.figures = {
      conditions: {
        currency: 'USD',
        costPerActiveDeveloper: null,
        seats: null,
        activity: null,
      },
      scorecard: [],
      toolCost: { ...missing, unit: 'micro-usd' },
    };
    const id = await flow.filed();
    for (const who of ['ada', 'bob']) {
      await flow.service.command(id, user(who), {
        type: 'vote',
        revision: 1,
        verdict: 'approve',
        as: null,
        reasonCode: 'fills-a-gap',
        reason: null,
        conditions: [
          {
            sentence: 'Secrets are scanned for',
            dueOn: null,
            graceDays: 14,
            check: { kind: 'practice', check: 'secrets.scanning' },
          },
        ],
      });
    }
    await flow.service.command(id, user('owen'), { type: 'accept' });
    const state = async (stands: CheckedPractice['state']) => {
      flow.practices.set('secrets.scanning', {
        title: 'Secrets are scanned for',
        state: stands,
      });
      await flow.service.runDue();
      return (await flow.cases.get(id))?.exception?.conditions[0].state;
    };
    expect(await state('unknown')).toBe('unknown');
    expect(await state('fails')).toBe('breached');
    expect(await state('passes')).toBe('met');
    expect(await state('not-applicable')).toBe('met');
  });

  it('takes no condition on a figure that is held back', async () => {
    const flow = new Workflow(await init());
    flow.figures = {
      conditions: {
        currency: 'USD',
        costPerActiveDeveloper: null,
        seats: {
          state: 'suppressed',
          value: null,
          bound: null,
          unit: 'people',
        },
        activity: null,
      },
      scorecard: [],
      toolCost: {
        state: 'no-data',
        value: null,
        bound: null,
        unit: 'micro-usd',
      },
    };
    const id = await flow.filed();
    await expect(
      flow.service.command(id, user('ada'), {
        type: 'vote',
        revision: 1,
        verdict: 'approve',
        as: null,
        reasonCode: 'fills-a-gap',
        reason: null,
        conditions: [
          {
            sentence: 'At most 8 seats',
            dueOn: null,
            graceDays: 14,
            check: { kind: 'seats', limit: 8 },
          },
        ],
      }),
    ).rejects.toThrow('conditions.0.check');
  });
});

describeOnEachDatabase('what is said on the way', init => {
  it('keeps the question of the board and an appeal among what was said', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed();
    await flow.service.command(id, user('ada'), {
      type: 'request-changes',
      revision: 1,
      text: 'How many would do for a trial?',
    });
    const read = async () => (await flow.cases.get(id))!.request;
    expect((await read()).comments).toMatchObject([
      {
        by: user('ada'),
        audience: 'team',
        text: 'How many would do for a trial?',
      },
    ]);
    await flow.service.edit(id, user('rita'), {
      revision: 1,
      wish: flow.wish({ seats: 3 }),
    });
    await flow.vote(id, 'bob', 'reject', 2);
    await flow.service.command(id, user('rita'), {
      type: 'appeal',
      text: 'Its terms changed on Monday',
    });
    expect((await read()).comments[1]).toMatchObject({
      by: user('rita'),
      text: 'Its terms changed on Monday',
    });
  });

  it.each([
    [user('lea'), [user('lea')]],
    [null, [user('ada'), user('bob'), user('cy'), user('rob')]],
  ])('tells the chair %s that a decision is overdue', async (chair, users) => {
    const flow = new Workflow(await init(), { chair });
    const id = await flow.filed();
    await flow.on('2026-12-02').service.runDue();
    const told = (await flow.outbox.waiting(50)).filter(({ scope }) =>
      scope.startsWith(`${id}:request-escalated`),
    );
    expect(told.map(({ notice }) => notice.users)).toEqual([users]);
  });
});

describeOnEachDatabase('the term of a decision', init => {
  const confidential = { data: 'confidential' } as const;

  it('follows the class of data, on the clock that runs already', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed();
    const read = async () => (await flow.cases.get(id))!.request;
    // A Tuesday: five business days.
    expect((await read()).dueOn).toBe('2026-12-01');
    await flow.on('2026-11-26').service.edit(id, user('rita'), {
      revision: 1,
      wish: flow.wish({ seats: 6 }),
    });
    expect((await read()).dueOn).toBe('2026-12-01');
    await flow.service.edit(id, user('rita'), {
      revision: 2,
      wish: flow.wish(confidential),
    });
    expect((await read()).dueOn).toBe('2026-12-08');
    await flow.service.edit(id, user('rita'), {
      revision: 3,
      wish: flow.wish(),
    });
    expect((await read()).dueOn).toBe('2026-12-01');
  });

  it('is over for nobody at once, and is escalated again when the longer one is over', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed();
    const read = async () => (await flow.cases.get(id))!.request;
    await flow.on('2026-12-02').service.runDue();
    expect((await read()).escalatedAt).not.toBeNull();
    await flow.service.edit(id, user('rita'), {
      revision: 1,
      wish: flow.wish(confidential),
    });
    expect(await read()).toMatchObject({
      dueOn: '2026-12-08',
      escalatedAt: null,
    });
    await flow.on('2026-12-04').service.edit(id, user('rita'), {
      revision: 2,
      wish: flow.wish(),
    });
    // The next business day, a Monday.
    expect((await read()).dueOn).toBe('2026-12-07');
    await flow.on('2026-12-08').service.runDue();
    expect((await read()).escalatedAt).not.toBeNull();
  });

  it('is the one of what a renewal asks, not of what it renews', async () => {
    const flow = new Workflow(await init(), {
      routing: [
        { when: { data: ['confidential'] }, voice: 'group:default/rho' },
      ],
    });
    const first = (await flow.cases.get(await flow.running()))!;
    const { request } = await flow.service.draft(user('rita'), {
      kind: 'team',
      wish: flow.wish({ until: '2027-05-01' }),
      renews: first.exception!.id,
    });
    await flow.service.edit(request.id, user('rita'), {
      revision: 1,
      wish: flow.wish({ ...confidential, until: '2027-05-01' }),
    });
    await flow.service.command(request.id, user('rita'), { type: 'submit' });
    expect((await flow.cases.get(request.id))?.request).toMatchObject({
      datesOnly: false,
      lane: 'full',
      dueOn: '2026-12-08',
    });
    await flow.vote(request.id, 'ada');
    await flow.vote(request.id, 'bob');
    // The voice that this data takes is heard too.
    expect((await flow.cases.get(request.id))?.request.state).toBe('in_review');
  });

  it('begins anew with an appeal', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed();
    await flow.on('2026-11-27').service.command(id, user('ada'), {
      type: 'request-changes',
      revision: 1,
      text: 'How many would do for a trial?',
    });
    await flow.service.edit(id, user('rita'), {
      revision: 1,
      wish: flow.wish({ seats: 3 }),
    });
    await flow.vote(id, 'bob', 'reject', 2);
    await flow.service.command(id, user('rita'), {
      type: 'appeal',
      text: 'Its terms changed on Monday',
    });
    expect((await flow.cases.get(id))?.request).toMatchObject({
      daysUsed: 0,
      dueOn: '2026-12-04',
    });
  });
});

describeOnEachDatabase('where nobody can decide', init => {
  it('keeps drafts without a board, and tells operators once', async () => {
    const flow = new Workflow(await init(), { boardGroup: null });
    await expect(flow.filed()).rejects.toThrow('No board is configured');
    await expect(flow.filed()).rejects.toThrow('No board is configured');
    const told = (await flow.outbox.waiting(10)).filter(
      ({ scope }) => scope === 'no-board',
    );
    expect(told.map(({ notice }) => notice.users)).toEqual([[user('dee')]]);
    // Operators may not read the request itself.
    expect(told[0].notice.link).toBe('/ai-scorecards/requests');
  });

  it.each([
    ['a board of one', ['ada'], 'ada'],
    ['a board that has a part in it', ['mia', 'dora', 'lea'], 'mia'],
  ])('lets nothing pass with %s', async (_, members, voter) => {
    const flow = new Workflow(await init());
    const groups = new Map(flow.people.groups);
    const board = groups.get(BOARD)!;
    groups.set(BOARD, { ...board, directMembers: members.map(user) });
    flow.people = { ...flow.people, groups };
    const id = await flow.filed();
    await expect(flow.vote(id, voter)).rejects.toThrow();
    expect((await flow.cases.get(id))?.request.state).toBe('in_review');
    const told = (await flow.outbox.waiting(10)).filter(({ scope }) =>
      scope.endsWith('no-eligible-approvers'),
    );
    expect(told).toHaveLength(1);
  });
});

describeOnEachDatabase('what somebody could try', init => {
  const yes = {
    type: 'vote' as const,
    revision: 1,
    verdict: 'approve' as const,
    as: null,
    reasonCode: 'fills-a-gap' as const,
    reason: null,
    conditions: [],
  };

  it('does not stop the clock of others by a condition that is due before anybody accepts', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed();
    const condition = {
      sentence: 'Tell us how it went',
      dueOn: '2026-11-25',
      check: null,
      graceDays: 14,
    };
    for (const who of ['ada', 'bob']) {
      await flow.service.command(id, user(who), {
        ...yes,
        conditions: [condition],
      });
    }
    flow.on('2026-11-27');
    expect(await flow.service.runDue()).toBe(0);
    expect((await flow.cases.get(id))?.exception).toMatchObject({
      state: 'pending',
      conditions: [{ state: 'pending' }],
    });
  });

  it('does not lower what a renewal takes by editing it after it was sent', async () => {
    const flow = new Workflow(await init());
    const first = await flow.cases.get(await flow.running());
    const { request } = await flow.service.draft(user('rita'), {
      kind: 'team',
      wish: flow.wish({ until: '2027-05-01' }),
      renews: first!.exception!.id,
    });
    await flow.service.command(request.id, user('rita'), { type: 'submit' });
    expect((await flow.cases.get(request.id))?.request.datesOnly).toBe(true);
    await flow.service.edit(request.id, user('rita'), {
      revision: 1,
      wish: flow.wish({ until: '2027-05-01', seats: 500 }),
    });
    await flow.vote(request.id, 'ada', 'approve', 2);
    expect((await flow.cases.get(request.id))?.request).toMatchObject({
      state: 'in_review',
      datesOnly: false,
    });
  });

  it('renews nothing that is another tool’s, or renewed already', async () => {
    const flow = new Workflow(await init());
    const first = await flow.cases.get(await flow.running());
    const renew = (change: object = {}) =>
      flow.service.draft(user('rita'), {
        kind: 'team',
        wish: flow.wish({ until: '2027-05-01', ...change }),
        renews: first!.exception!.id,
      });
    await expect(renew({ tool: 'resource:default/other' })).rejects.toThrow(
      'renews must name',
    );
    const { request } = await renew();
    await flow.service.command(request.id, user('rita'), { type: 'submit' });
    await flow.vote(request.id, 'ada');
    await expect(renew()).rejects.toThrow('renewed already');
  });

  it('keeps one live exception when one that was granted for later meets one of today', async () => {
    const flow = new Workflow(await init());
    const later = await flow.running({ from: '2026-12-20' });
    expect((await flow.cases.get(later))?.exception?.state).toBe('scheduled');
    const today = await flow.running();
    flow.on('2026-12-21');
    await flow.service.runDue();
    expect((await flow.cases.get(today))?.exception?.state).toBe('active');
    expect((await flow.cases.get(later))?.exception?.state).toBe('scheduled');
    expect(flow.failures).toEqual([]);
    await flow.service.command(today, user('rita'), {
      type: 'retire',
      reason: 'The other one goes on',
    });
    await flow.service.runDue();
    expect((await flow.cases.get(later))?.exception?.state).toBe('active');
  });

  it('has the days on record on which an exception was active', async () => {
    const flow = new Workflow(await init());
    const id = await flow.running({ until: '2026-12-31' });
    const day = { from: '2026-11-01', to: '2027-06-01' };
    const spans = () => flow.spans.between(day.from, day.to);
    const open = { team: TEAM, tool: TOOL, subteams: false };
    expect(await spans()).toEqual([
      { ...open, from: '2026-11-24', to: '9999-12-31' },
    ]);
    flow.on('2026-12-01');
    await flow.service.command(id, user('ada'), {
      type: 'suspend',
      reason: 'A leak is looked into',
    });
    flow.on('2026-12-10');
    await flow.service.command(id, user('ada'), {
      type: 'reinstate',
      reason: 'There was none',
    });
    // Nobody looked for a week: it ended on its day all the same.
    flow.on('2027-01-07');
    await flow.service.runDue();
    expect(await spans()).toEqual([
      { ...open, from: '2026-11-24', to: '2026-12-02' },
      { ...open, from: '2026-12-10', to: '2027-01-01' },
    ]);
  });

  it('takes one vote of one person, also of a deputy of two members', async () => {
    const flow = new Workflow(await init());
    const days = { from: '2026-11-24', to: '2026-11-30' };
    const id = await flow.filed();
    await flow.deputies.name({
      member: user('ada'),
      deputy: user('dee'),
      ...days,
    });
    await flow.vote(id, 'dee');
    await flow.deputies.remove(user('ada'));
    await flow.deputies.name({
      member: user('bob'),
      deputy: user('dee'),
      ...days,
    });
    await expect(flow.vote(id, 'dee')).rejects.toThrow('cast already');
  });

  it('counts no vote for a member who stepped aside', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed();
    await flow.deputies.name({
      member: user('ada'),
      deputy: user('dee'),
      from: '2026-11-24',
      to: '2026-11-30',
    });
    await flow.vote(id, 'dee');
    await flow.service.command(id, user('ada'), {
      type: 'recuse',
      reason: null,
    });
    await flow.vote(id, 'bob');
    expect((await flow.cases.get(id))?.request.state).toBe('in_review');
  });

  it('keeps emergencies to requests of teams', async () => {
    const flow = new Workflow(await init());
    const { request } = await flow.service.draft(user('cy'), {
      kind: 'standing',
      wish: {
        ...flow.wish({ team: BOARD, supportOwner: null }),
        standing: {
          seats: 5,
          days: 30,
          costPerMonth: 500_000_000,
          data: ['internal'],
          until: '2027-03-01',
        },
      },
      renews: null,
    });
    await flow.service.command(request.id, user('cy'), { type: 'submit' });
    await expect(
      flow.service.command(request.id, user('root'), {
        type: 'break-glass',
        revision: 1,
        reason: 'It is urgent',
      }),
    ).rejects.toThrow('no emergency');
  });
});
