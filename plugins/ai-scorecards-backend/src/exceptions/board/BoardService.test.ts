import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { user, Workflow } from '../__testUtils__/workflow';
import { Digest } from '../notices/Digest';
import { BoardService } from './BoardService';
import { GovernanceWatch } from './GovernanceWatch';

/** Nobody may: any other error is a fault. */
function refused(error: Error): null {
  expect(['NotAllowedError', 'ConflictError']).toContain(error.name);
  return null;
}

describeOnEachDatabase('the board', init => {
  async function start(rules = {}) {
    const knex = await init();
    const flow = new Workflow(knex, rules);
    const boards = new BoardService({ ...flow, knex, toolUse: async () => [] });
    return { knex, flow, boards };
  }

  it('sees who sits on it, what ends next and what was decided', async () => {
    const { flow, boards } = await start();
    await flow.running();
    const board = await boards.board(user('ada'), false);
    expect(board).toMatchObject({
      state: 'ok',
      you: { member: true, voices: [], admin: false },
      nextExpiry: { team: 'atlas', tool: 'Cursor', until: '2027-02-21' },
      reasons: [{ category: 'capability-gap', count: 1 }],
      history: {
        decided: 1,
        medianDays: 0,
        byLane: [{ lane: 'full', count: 1 }],
        lapsed: 0,
        liveCost: [{ currency: 'USD', amount: 100_000_000 }],
      },
    });
    expect(board.members.map(({ ref }) => ref)).toContain(user('ada'));
  });

  it.each([
    ['no board', { boardGroup: null }, undefined, 'no-board', /Name one in/],
    [
      'a board of one',
      { boardGroup: 'group:default/rho' },
      'group:default/elsewhere',
      'no-eligible-approvers',
      /has 1 member, and most requests need 2 approvals.*Small requests/,
    ],
    [
      'a board of the team that asks',
      { boardGroup: 'group:default/atlas' },
      'group:default/atlas',
      'no-eligible-approvers',
      /without a conflict of interest/,
    ],
  ])(
    'says to everybody what to do with %s, and nothing passes',
    async (_, rules, team, state, sentence) => {
      const { boards, flow } = await start(rules);
      const found = await boards.readiness(user('rita'), team);
      expect(found.state).toBe(state);
      expect(found.sentence).toMatch(sentence);
      // Of two approvals that are needed, none can be had.
      const id = await flow.filed({ seats: 50 }).catch(refused);
      for (const who of ['rob', 'mia', 'owen', 'lea', 'ada']) {
        if (id) await flow.vote(id, who).catch(refused);
      }
      const cases = await flow.cases.list({});
      expect(cases.map(({ request }) => request.state)).toEqual([
        id ? 'in_review' : 'draft',
      ]);
      expect(cases.every(({ exception }) => exception === null)).toBe(true);
    },
  );

  it('says nothing of a board that can decide', async () => {
    const { boards } = await start();
    expect(await boards.readiness(user('rita'))).toEqual({
      state: 'ok',
      sentence: null,
    });
  });

  it.each([
    [{ boardGroup: null }, 'no-board', 'No board is configured'],
    [
      { boardGroup: 'group:default/rho' },
      'no-eligible-approvers',
      'The board has 1 member',
    ],
  ])('says what to do with %j', async (rules, state, sentence) => {
    const { boards } = await start(rules);
    const board = await boards.board(user('root'), true);
    expect(board.state).toBe(state);
    expect(board.sentence).toContain(sentence);
  });

  it('answers for what it let lapse, and not for what the team did', async () => {
    const { flow, boards } = await start();
    const history = async () =>
      (await boards.board(user('ada'), false)).history;
    const id = await flow.filed();
    await flow.service.command(id, user('ada'), {
      type: 'request-changes',
      revision: 1,
      text: 'How many would do for a trial?',
    });
    flow.on('2026-12-26');
    await flow.service.runDue();
    const first = await flow.cases.get(id);
    expect(first?.request.state).toBe('lapsed');
    expect(await history()).toMatchObject({ decided: 0, lapsed: 0 });

    await flow.filed({ until: '2027-03-01' });
    flow.on('2027-02-10');
    await flow.service.runDue();
    expect(await history()).toMatchObject({ decided: 0, lapsed: 1 });
    const told = (await flow.outbox.waiting(50)).filter(
      ({ notice }) => notice.users[0] === user('root'),
    );
    expect(told).toHaveLength(1);
  });

  it('counts as renewed what was asked for again within a year too', async () => {
    const { flow, boards } = await start();
    const first = await flow.running();
    await flow.service.command(first, user('owen'), {
      type: 'retire',
      reason: 'The trial is over',
    });
    flow.on('2026-12-24');
    await flow.running({ until: '2027-05-01' });
    const { history } = await boards.board(user('ada'), false);
    expect(history).toMatchObject({ decided: 2, renewed: 1 });
  });

  it('lets a deputy vote in the place of a member, on the days named', async () => {
    const { flow, boards } = await start();
    await boards.nameDeputy(user('ada'), {
      user: user('dee'),
      from: '2026-11-24',
      to: '2026-11-30',
    });
    const id = await flow.filed();
    await flow.vote(id, 'dee');
    expect((await flow.cases.get(id))?.request.votes).toMatchObject([
      { by: user('dee'), onBehalfOf: user('ada') },
    ]);
    await expect(flow.vote(id, 'ada')).rejects.toThrow('cast already');
    const { items } = await flow.log.read({ limit: 50, reveal: true });
    expect(items.map(({ type }) => type)).toContain('deputy-named');

    await boards.nameDeputy(user('ada'), {
      user: null,
      from: '2026-11-24',
      to: '2026-11-30',
    });
    await expect(
      boards.nameDeputy(user('rita'), {
        user: user('dee'),
        from: '2026-11-24',
        to: '2026-11-30',
      }),
    ).rejects.toThrow('Only members of the board');
  });

  it('that a rule of routing names has deputies as well', async () => {
    const { flow, boards } = await start({
      routing: [
        {
          when: { data: ['confidential'] },
          board: 'group:default/security-board',
        },
      ],
    });
    const groups = new Map(flow.people.groups);
    groups.set('group:default/security-board', {
      ...groups.get('group:default/ai-board')!,
      ref: 'group:default/security-board',
      title: 'Security board',
      directMembers: [user('root'), user('bob'), user('cy')],
    });
    flow.people = { ...flow.people, version: 'routed', groups };
    const days = { from: '2026-11-24', to: '2026-11-30' };
    await boards.nameDeputy(user('root'), { user: user('dee'), ...days });
    const { you, members } = await boards.board(user('root'), false);
    expect(you.member).toBe(true);
    expect(members.find(({ ref }) => ref === user('root'))).toMatchObject({
      boards: [{ title: 'Security board' }],
      deputy: { user: user('dee') },
    });
    expect(members.find(({ ref }) => ref === user('bob'))?.boards).toEqual([
      { ref: 'group:default/ai-board', title: 'ai-board' },
      { ref: 'group:default/security-board', title: 'Security board' },
    ]);

    const id = await flow.filed({ data: 'confidential' });
    await flow.vote(id, 'dee');
    expect((await flow.cases.get(id))?.request.votes).toMatchObject([
      { by: user('dee'), onBehalfOf: user('root') },
    ]);
    const { items } = await flow.log.read({ limit: 50, reveal: true });
    expect(items.find(({ type }) => type === 'deputy-named')).toMatchObject({
      team: 'group:default/security-board',
      actor: user('root'),
    });
    // Of the board that another request goes to, nobody is stood in for.
    await flow.service.command(id, user('rita'), { type: 'withdraw' });
    const other = await flow.filed();
    await expect(flow.vote(other, 'dee')).rejects.toThrow(
      'Only the board decides',
    );
  });

  it('is told once a day how much waits', async () => {
    const { knex, flow } = await start();
    await flow.filed();
    const digest = new Digest({ ...flow, knex });
    flow.at = '2026-11-25T06:59:00.000Z';
    expect(await digest.prepare()).toBe(0);
    flow.at = '2026-11-25T07:00:00.000Z';
    // Ada, Bob, Cy and Rob may vote; Dora and Mia have a part in it.
    expect(await digest.prepare()).toBe(4);
    await digest.prepare();
    const waiting = await flow.outbox.waiting(100);
    const digests = waiting.filter(({ scope }) => scope.startsWith('digest:'));
    expect(digests).toHaveLength(4);
    expect(digests[0].notice.title).toBe('1 request to decide');
    flow.at = '2026-11-28T09:00:00.000Z';
    expect(await digest.prepare()).toBe(0);
  });

  it('has what governs it on record, with before and after', async () => {
    const { knex, flow } = await start();
    const watch = new GovernanceWatch({ ...flow, knex });
    await watch.look();
    expect(await watch.look()).toBe(0);
    flow.policy = 'prohibited';
    expect(await watch.look()).toBe(1);
    const { items } = await flow.log.read({ limit: 1, reveal: true });
    expect(items[0]).toMatchObject({
      type: 'tool-policy-changed',
      tool: 'resource:default/cursor',
      data: { before: 'exception-required', after: 'prohibited' },
    });
    expect(await flow.log.verify()).toMatchObject({ intact: true });
    const rho = flow.people.groups.get('group:default/rho')!;
    flow.people = {
      ...flow.people,
      groups: new Map(flow.people.groups).set(rho.ref, {
        ...rho,
        directMembers: [...rho.directMembers, user('dee')],
      }),
    };
    expect(await watch.look()).toBe(0);
    const other = new Workflow(knex, { fallbackApprovers: [rho.ref] });
    other.people = flow.people;
    await new GovernanceWatch({ ...other, knex }).look();
    const ofRho = (await flow.log.read({ limit: 5, reveal: true })).items;
    expect(ofRho).toContainEqual(
      expect.objectContaining({
        type: 'board-changed',
        team: rho.ref,
        data: { before: null, after: [user('dee'), user('rob')] },
      }),
    );
  });

  it('forgets a person in the log and in the cases alike', async () => {
    const { flow } = await start();
    const id = await flow.running({ why: 'Rita Sample knows it well' });
    await flow.service.erase(user('rita'), ['Rita Sample'], user('root'));
    const known = await flow.cases.get(id);
    expect(JSON.stringify(known)).not.toMatch(/rita/i);
    expect(known?.request.wish.ask.category).toBeNull();
    expect(known).toMatchObject({
      request: { state: 'approved' },
      exception: { state: 'active' },
    });
    expect(await flow.log.verify()).toMatchObject({ intact: true });
  });
});
