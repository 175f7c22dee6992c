import type { ConditionAsk } from 'backstage-plugin-ai-scorecards-common';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { TEAM, user, Workflow } from '../__testUtils__/workflow';

/** What waits to be sent, with titles that match. */
async function titlesOf(flow: Workflow, pattern: RegExp): Promise<string[]> {
  const waiting = await flow.outbox.waiting(100);
  return waiting
    .map(({ notice }) => notice.title)
    .filter(title => pattern.test(title));
}

describeOnEachDatabase('what is told', init => {
  it('is each of two things of a kind that happen in one run', async () => {
    const flow = new Workflow(await init());
    await flow.running();
    const users = new Map(flow.people.users);
    // Nobody is left to support it or to pay for it.
    for (const name of ['owen', 'lea']) users.delete(user(name));
    flow.people = { ...flow.people, users };
    expect(await flow.service.runDue()).toBe(2);
    // The auditor is told of each, too.
    expect(flow.happened).toEqual(['owner-left', 'owner-left']);
    expect(await titlesOf(flow, /^Name who/)).toEqual([
      'Name who supports Cursor from now on',
      'Name who pays for Cursor from now on',
    ]);
  });

  it('is a breach to the board too, and that a suspended one may go on', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed();
    const vote = (who: string, conditions: ConditionAsk[]) =>
      flow.service.command(id, user(who), {
        type: 'vote',
        revision: 1,
        verdict: 'approve',
        as: null,
        reasonCode: 'fills-a-gap',
        reason: null,
        conditions,
      });
    await vote('ada', [
      { sentence: 'Write it up.', dueOn: null, check: null, graceDays: 14 },
    ]);
    await vote('bob', []);
    await flow.service.command(id, user('owen'), { type: 'accept' });
    const state = (who: string, met: boolean) =>
      flow.service.command(id, user(who), {
        type: 'state-condition',
        n: 0,
        met,
        text: 'I looked',
        link: null,
      });
    await state('ada', false);
    expect(await titlesOf(flow, /breached/)).toEqual([
      'A condition of Cursor is breached',
      'A condition of Cursor is breached: atlas',
    ]);
    await flow.on('2026-12-09').service.runDue();
    expect((await flow.cases.get(id))?.exception?.state).toBe('suspended');
    await state('owen', true);
    expect(await titlesOf(flow, /reinstate/)).toEqual([
      'A condition of Cursor of atlas is met: reinstate it?',
    ]);
  });

  it('is for admins to hear where nobody of the team is left, each thing once', async () => {
    const flow = new Workflow(await init());
    const id = await flow.running();
    const users = new Map(flow.people.users);
    for (const name of ['rita', 'owen', 'lea']) users.delete(user(name));
    const groups = new Map(flow.people.groups);
    groups.set(TEAM, { ...groups.get(TEAM)!, present: false });
    flow.people = { ...flow.people, users, groups };
    await flow.on('2026-11-25').service.runDue();
    const told = (await flow.outbox.waiting(100)).filter(({ notice }) =>
      /^Name /.test(notice.title),
    );
    expect(told.map(({ notice }) => [notice.title, notice.users])).toEqual([
      ['Name the team that takes over Cursor from atlas', [user('root')]],
      ['Name who supports Cursor from now on', [user('root')]],
      ['Name who pays for Cursor from now on', [user('root')]],
    ]);
    await flow.service.command(id, user('ada'), {
      type: 'revoke',
      reason: 'Nobody answers for it',
    });
    expect(await titlesOf(flow, /was revoked/)).toHaveLength(1);
  });

  it('is for nobody else to hear where the team did it by itself', async () => {
    const flow = new Workflow(await init());
    const groups = new Map(flow.people.groups);
    groups.set(TEAM, { ...groups.get(TEAM)!, leads: [] });
    flow.people = { ...flow.people, groups };
    const id = await flow.filed({ supportOwner: user('rita') });
    await flow.service.command(id, user('rita'), { type: 'withdraw' });
    expect(await titlesOf(flow, /./)).toEqual(['You would pay for Cursor']);
  });

  it('is for admins where nobody of the board is left, and for operators once that nobody can decide', async () => {
    const flow = new Workflow(await init());
    const running = await flow.running();
    const open = await flow.filed({
      tool: null,
      newTool: { name: 'Zed', vendor: 'Zed', url: 'https://zed.test' },
    });
    const groups = new Map(flow.people.groups);
    const board = groups.get('group:default/ai-board')!;
    groups.set(board.ref, { ...board, directMembers: [] });
    flow.people = { ...flow.people, groups };
    flow.policy = 'prohibited';
    for (const day of ['2026-12-10', '2026-12-11', '2026-12-12']) {
      await flow.on(day).service.runDue();
    }
    expect((await flow.cases.get(running))?.exception?.state).toBe('suspended');
    const toldTo = async (pattern: RegExp) =>
      (await flow.outbox.waiting(100))
        .filter(({ notice }) => pattern.test(notice.title))
        .map(({ scope, notice }) => [scope, notice.users]);
    expect(await toldTo(/^Cursor of atlas is suspended/)).toEqual([
      [expect.stringMatching(/:deciders$/), [user('root')]],
    ]);
    expect(await toldTo(/nobody can decide/)).toEqual([
      [`${open}:no-eligible-approvers`, [user('dee')]],
    ]);
  });

  it('is nothing to two who save one draft without seeing each other', async () => {
    const flow = new Workflow(await init());
    const { request } = await flow.service.draft(user('rita'), {
      kind: 'team',
      wish: flow.wish(),
      renews: null,
    });
    const edit = (who: string, seats: number, updatedAt: string) =>
      flow.service.edit(request.id, user(who), {
        revision: 1,
        wish: flow.wish({ seats }),
        updatedAt,
      });
    flow.on('2026-11-25');
    const next = await edit('rita', 6, request.updatedAt);
    await expect(edit('mia', 7, request.updatedAt)).rejects.toThrow(
      'was saved by somebody else',
    );
    await edit('mia', 7, next.request.updatedAt);
  });
});
