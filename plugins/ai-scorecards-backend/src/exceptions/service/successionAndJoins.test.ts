import {
  Ask,
  ExceptionRole,
  faultsOfAsk,
} from 'backstage-plugin-ai-scorecards-common';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import type { LiveExceptions } from '../LiveExceptions';
import { RequestReads } from '../RequestReads';
import { TEAM, TOOL, user, Workflow } from '../__testUtils__/workflow';

const RHO = 'group:default/rho';

const without = (flow: Workflow, ref: string) => ({
  ...flow.people,
  version: `${flow.people.version} without ${ref}`,
  groups: new Map([...flow.people.groups].filter(([each]) => each !== ref)),
  users: new Map([...flow.people.users].filter(([each]) => each !== ref)),
});

const readsOf = (flow: Workflow) =>
  new RequestReads({
    cases: flow.cases,
    facts: flow.facts,
    live: { ofTeam: async () => new Map() } as unknown as LiveExceptions,
    log: flow.log,
    pricePerSeat: () => null,
  });

/** What a member of another team files. */
async function filedByRho(flow: Workflow, change: Partial<Ask> = {}) {
  const { request } = await flow.service.draft(user('rob'), {
    kind: 'team',
    wish: flow.wish({
      team: RHO,
      supportOwner: user('rob'),
      budgetOwner: user('dan'),
      ...change,
    }),
    renews: null,
  });
  await flow.service.command(request.id, user('rob'), { type: 'submit' });
  return request.id;
}

describeOnEachDatabase('who takes over', init => {
  const vacant = async (flow: Workflow, id: string) =>
    (await flow.cases.get(id))?.exception?.vacancies.map(({ part }) => part);

  it('runs again only once a new support owner has accepted, who sees it from the start', async () => {
    const flow = new Workflow(await init());
    const id = await flow.running();
    flow.people = without(flow, user('owen'));
    await flow.on('2026-11-25').service.runDue();
    expect(await vacant(flow, id)).toEqual(['support-owner']);
    await flow.on('2026-12-26').service.runDue();
    expect((await flow.cases.get(id))?.exception?.state).toBe('suspended');

    const named = (successor: string, part: ExceptionRole = 'support-owner') =>
      flow.service.command(id, user('rita'), {
        type: 'name-owner',
        part,
        successor,
      });
    await expect(named(user('nobody'))).rejects.toThrow('in the catalog');
    await named(user('lea'), 'budget-owner');
    await named(user('dee'));
    expect(await vacant(flow, id)).toEqual(['support-owner']);
    const seen = await flow.cases.list({
      visible: { type: 'asker', user: user('dee') },
    });
    expect(seen.map(({ request }) => request.id)).toEqual([id]);
    await flow.service.command(id, user('dee'), { type: 'accept' });
    expect((await flow.cases.get(id))?.exception).toMatchObject({
      state: 'active',
      supportOwner: user('dee'),
      budgetOwner: user('lea'),
      vacancies: [],
    });
    await flow.on('2026-12-27').service.runDue();
    expect(await vacant(flow, id)).toEqual([]);
    expect((await flow.log.verify()).intact).toBe(true);
  });

  it('goes over to another team once its own is gone', async () => {
    const flow = new Workflow(await init());
    const id = await flow.running();
    flow.people = without(flow, TEAM);
    const rho = flow.people.groups.get(RHO)!;
    flow.people = {
      ...flow.people,
      groups: new Map([
        ...flow.people.groups,
        [RHO, { ...rho, directMembers: [...rho.directMembers, user('rita')] }],
      ]),
    };
    await flow.on('2026-11-25').service.runDue();
    expect(await vacant(flow, id)).toEqual(['team']);
    await flow.service.command(id, user('rita'), {
      type: 'name-owner',
      part: 'team',
      successor: RHO,
    });
    expect((await flow.cases.get(id))?.request.wish.ask.team).toBe(RHO);
    const spans = await flow.spans.between('2026-11-24', '2026-11-26');
    expect(spans.map(({ team, from, to }) => [team, from, to]).sort()).toEqual([
      [TEAM, '2026-11-24', '2026-11-25'],
      [RHO, '2026-11-25', '9999-12-31'],
    ]);
  });
});

describeOnEachDatabase('what a tool brings along', init => {
  it('is what an approved request answered, for a year, and never its own', async () => {
    const flow = new Workflow(await init());
    const first = await flow.running({ security: 'It keeps nothing' });
    const ask = flow.wish({ team: RHO, security: null }).ask;
    const previewed = async () =>
      readsOf(flow).preview(ask, user('rob'), 'none');
    expect((await previewed()).inherited).toEqual({
      from: 'request',
      reviewedOn: '2026-11-24',
      reviewAgainOn: '2027-11-24',
      text: 'It keeps nothing',
    });
    expect((await previewed()).needs.map(({ field }) => field)).not.toContain(
      'security',
    );
    // Complete without answers of its own.
    const second = await filedByRho(flow, { security: null });
    const view = await readsOf(flow).request(
      (await flow.cases.get(second))!,
      user('ada'),
    );
    expect(view.inherited?.text).toBe('It keeps nothing');
    const own = await readsOf(flow).request(
      (await flow.cases.get(first))!,
      user('ada'),
    );
    expect(own.inherited).toBeNull();
    flow.on('2027-11-25');
    expect((await previewed()).inherited).toBeNull();
    expect(
      faultsOfAsk(ask, 'full', {
        today: '2027-11-25',
        rules: flow.facts.rules,
        isReviewed: false,
        isRegistered: true,
        isUser: () => true,
        isOwn: () => true,
      }).map(({ field }) => field),
    ).toContain('security');
  });

  it('is nothing of what was rejected', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed({ security: 'It keeps everything' });
    await flow.vote(id, 'ada', 'reject');
    expect(await flow.cases.securityAnswers(TOOL)).toBeUndefined();
  });
});

describeOnEachDatabase('requests side by side', init => {
  it('are named on both, and opened by those who decide alone', async () => {
    const flow = new Workflow(await init());
    const first = await flow.filed();
    const preview = await readsOf(flow).preview(
      flow.wish({ team: RHO }).ask,
      user('rob'),
      'none',
    );
    expect(preview.askingToo).toEqual([{ ref: TEAM, title: 'atlas' }]);
    const second = await filedByRho(flow, { joins: [TEAM], seats: 8 });
    const joined = async (id: string, who: string) =>
      (await readsOf(flow).request((await flow.cases.get(id))!, user(who)))
        .joined;
    const rho = { ref: RHO, title: 'rho' };
    expect(await joined(first, 'rita')).toEqual([
      { team: rho, request: null, sentence: null },
    ]);
    expect(await joined(first, 'ada')).toEqual([
      {
        team: rho,
        request: second,
        sentence: expect.stringContaining('8 seats'),
      },
    ]);
    expect(await joined(second, 'rob')).toEqual([
      {
        team: { ref: TEAM, title: 'atlas' },
        request: null,
        sentence: null,
      },
    ]);
    // What was joined is on record.
    const { items } = await flow.log.read({
      limit: 20,
      request: second,
      reveal: false,
    });
    expect(JSON.stringify(items)).toContain('"joins":["group:default/atlas"]');
  });

  it('are nobody’s while the other is a draft, and once it is decided', async () => {
    const flow = new Workflow(await init());
    const first = await flow.filed();
    await flow.service.draft(user('rob'), {
      kind: 'team',
      wish: flow.wish({ team: RHO, joins: [TEAM] }),
      renews: null,
    });
    const seen = async () =>
      readsOf(flow).request((await flow.cases.get(first))!, user('ada'));
    expect((await seen()).joined).toEqual([]);
    const second = await filedByRho(flow, { joins: [TEAM] });
    expect((await seen()).joined).toHaveLength(1);
    await flow.vote(second, 'cy', 'reject');
    expect((await seen()).joined).toEqual([]);
  });
});
