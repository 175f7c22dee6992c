import type { DataClass } from 'backstage-plugin-ai-scorecards-common';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { user, Workflow } from '../__testUtils__/workflow';
import type { LiveExceptions } from '../LiveExceptions';
import { RequestReads } from '../RequestReads';

const SECURITY = 'group:default/security';
const rules = { routing: [{ when: {}, voice: SECURITY }] };

/** An organisation with a Group that has to be heard. */
function withSecurity(flow: Workflow, ...members: string[]): Workflow {
  flow.people = {
    ...flow.people,
    version: `security of ${members.join()}`,
    groups: new Map([
      ...flow.people.groups,
      [
        SECURITY,
        {
          ref: SECURITY,
          title: 'Security',
          isTeam: true,
          present: true,
          parents: ['group:default/acme'],
          directMembers: members.map(user),
          leads: [],
        },
      ],
    ]),
  };
  return flow;
}

const readsOf = (flow: Workflow) =>
  new RequestReads({
    cases: flow.cases,
    facts: flow.facts,
    live: { ofTeam: async () => new Map() } as unknown as LiveExceptions,
    log: flow.log,
    pricePerSeat: () => null,
  });

async function seen(flow: Workflow, id: string, who: string) {
  return readsOf(flow).request((await flow.cases.get(id))!, user(who));
}

const speak = (
  flow: Workflow,
  id: string,
  who: string,
  verdict: 'approve' | 'reject' = 'approve',
) =>
  flow.service.command(id, user(who), {
    type: 'vote',
    revision: 1,
    verdict,
    as: SECURITY,
    reasonCode: verdict === 'approve' ? 'fills-a-gap' : null,
    reason: verdict === 'reject' ? 'It sends code out' : null,
    conditions: [],
  });

describeOnEachDatabase('a voice that has to be heard', init => {
  it.each([
    ['has no members', []],
    ['is the team that asks', ['mia', 'owen']],
  ])(
    'is missed by everybody where its Group %s, and operators are told once',
    async (_, members) => {
      const flow = withSecurity(new Workflow(await init(), rules), ...members);
      const id = await flow.filed();
      const { voters, stuck } = await seen(flow, id, 'ada');
      expect(voters).toMatchObject({
        state: 'no-voice',
        sentence: expect.stringMatching(/^Security must be heard, and nobody/),
      });
      expect(stuck).toBe(voters.sentence);
      await flow.vote(id, 'ada');
      const told = (await flow.outbox.waiting(100)).filter(({ notice }) =>
        notice.users.includes(user('dee')),
      );
      expect(told.map(({ notice }) => notice.description)).toEqual([
        voters.sentence,
      ]);
    },
  );

  it('is missed once the last of its Group stepped aside', async () => {
    const flow = withSecurity(new Workflow(await init(), rules), 'dee');
    const id = await flow.filed();
    expect((await seen(flow, id, 'ada')).voters.state).toBe('ok');
    await flow.service.command(id, user('dee'), {
      type: 'recuse',
      reason: null,
    });
    expect((await seen(flow, id, 'ada')).voters.state).toBe('no-voice');
  });

  it('is given by a member of the board too, beside their own vote', async () => {
    const flow = withSecurity(new Workflow(await init(), rules), 'ada');
    const id = await flow.filed();
    await flow.vote(id, 'ada');
    const { mayVote, done, voters } = await seen(flow, id, 'ada');
    expect({ mayVote, done }).toEqual({ mayVote: true, done: false });
    expect(voters.you.seats).toEqual([{ as: SECURITY, title: 'Security' }]);
    await speak(flow, id, 'ada');
    await flow.vote(id, 'bob');
    expect((await flow.cases.get(id))?.request.state).toBe('approved');
  });

  it('is heard on an appeal by somebody else of its Group, or again where there is nobody else', async () => {
    const flow = withSecurity(new Workflow(await init(), rules), 'dee', 'dan');
    const id = await flow.filed();
    await speak(flow, id, 'dee', 'reject');
    await flow.service.command(id, user('rita'), {
      type: 'appeal',
      text: 'Read again',
    });
    // Who leads above the team has a part in it.
    await speak(flow, id, 'dee');
    const other = withSecurity(new Workflow(await init(), rules), 'dee', 'ada');
    const next = await other.filed();
    await speak(other, next, 'dee', 'reject');
    await other.service.command(next, user('rita'), {
      type: 'appeal',
      text: 'Read again',
    });
    await expect(speak(other, next, 'dee')).rejects.toThrow('do not speak for');
    await speak(other, next, 'ada');
  });

  it('is heard on a standing approval for its data, and on what stays inside one as well', async () => {
    const flow = withSecurity(
      new Workflow(await init(), {
        routing: [{ when: { data: ['confidential'] }, voice: SECURITY }],
      }),
      'dee',
    );
    const { request } = await flow.service.draft(user('cy'), {
      kind: 'standing',
      wish: {
        ...flow.wish({ team: 'group:default/ai-board', data: null }),
        standing: {
          seats: 10,
          days: 90,
          costPerMonth: 500_000_000,
          data: ['internal', 'confidential'],
          until: '2027-06-30',
        },
      },
      renews: null,
    });
    await flow.service.command(request.id, user('cy'), { type: 'submit' });
    await flow.vote(request.id, 'ada');
    await flow.vote(request.id, 'bob');
    // The longer term, and nothing granted before Security spoke.
    expect((await flow.cases.get(request.id))?.request).toMatchObject({
      state: 'in_review',
      dueOn: '2026-12-08',
    });
    await speak(flow, request.id, 'dee');
    expect((await flow.cases.get(request.id))?.request.state).toBe('approved');

    const reads = readsOf(flow);
    const ahead = (data: DataClass) =>
      reads.preview(flow.wish({ data }).ask, user('rita'), 'none');
    expect(await ahead('confidential')).toMatchObject({
      lane: 'full',
      voices: [{ ref: SECURITY }],
    });
    expect(await ahead('internal')).toMatchObject({
      lane: 'immediate',
      voices: [],
    });
    const inside = await flow.filed({ data: 'confidential' });
    expect((await flow.cases.get(inside))?.request).toMatchObject({
      state: 'in_review',
      lane: 'full',
    });
    await flow.service.command(inside, user('rita'), { type: 'withdraw' });
    const harmless = await flow.filed({ data: 'internal' });
    expect((await flow.cases.get(harmless))?.request).toMatchObject({
      state: 'approved',
      decision: { basis: 'standing-approval', standing: request.id },
    });
  });
});
