import { Ask, ExceptionCase } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import type { LiveExceptions } from './LiveExceptions';
import { RequestReads } from './RequestReads';
import { user, Workflow } from './__testUtils__/workflow';

describeOnEachDatabase('what a request would come to', init => {
  function setup(knex: Knex) {
    const flow = new Workflow(knex);
    const reads = new RequestReads({
      cases: flow.cases,
      facts: flow.facts,
      live: { ofTeam: async () => new Map() } as unknown as LiveExceptions,
      log: flow.log,
      pricePerSeat: () => null,
    });
    const preview = (ask: Partial<Ask>, who = 'rita', known?: ExceptionCase) =>
      reads.preview(flow.wish(ask).ask, user(who), 'all', known);
    return { flow, preview };
  }

  it('does not find a request in its own way', async () => {
    const { flow, preview } = setup(await init());
    const id = await flow.filed();
    expect(await preview({ seats: 6 })).toMatchObject({ inTheWay: { id } });
    const known = await flow.cases.get(id);
    expect(await preview({ seats: 6 }, 'rita', known)).toMatchObject({
      lane: 'full',
      sentence: '2 approvals decide.',
      inTheWay: null,
    });
  });

  it('says nothing of what a team has open to those who do not speak for it', async () => {
    const { flow, preview } = setup(await init());
    await flow.filed();
    expect((await preview({}, 'rob')).inTheWay).toBeNull();
    expect((await preview({}, 'lea')).inTheWay).not.toBeNull();
  });

  it('knows what a renewal takes', async () => {
    const { flow, preview } = setup(await init());
    const first = await flow.cases.get(await flow.running());
    const until = '2027-05-01';
    const renewal = await flow.service.draft(user('rita'), {
      kind: 'team',
      wish: flow.wish({ until }),
      renews: first!.exception!.id,
    });
    expect((await preview({ until }, 'rita', renewal)).sentence).toBe(
      'Only dates change: one approval decides.',
    );
    expect((await preview({ until, seats: 9 }, 'rita', renewal)).sentence).toBe(
      '2 approvals decide.',
    );
  });

  it('tells of a standing approval, also outside of it, and starts at once only what waits for nobody', async () => {
    const { flow, preview } = setup(await init());
    const { request } = await flow.service.draft(user('cy'), {
      kind: 'standing',
      wish: {
        ...flow.wish({ team: 'group:default/ai-board', supportOwner: null }),
        standing: {
          seats: 10,
          days: 90,
          costPerMonth: 500_000_000,
          data: ['public', 'internal'],
          until: '2027-06-30',
        },
      },
      renews: null,
    });
    const standing = expect.stringMatching(/^Granted at once .* 10 seats/);
    expect(await preview({})).toMatchObject({ standing: null });
    await flow.service.command(request.id, user('cy'), { type: 'submit' });
    await flow.vote(request.id, 'ada');
    await flow.vote(request.id, 'mia');
    const owen = { lane: 'immediate', standing, startsNow: false };
    expect(await preview({})).toMatchObject(owen);
    const own = { supportOwner: user('rita') };
    expect(await preview(own)).toMatchObject({ ...owen, startsNow: true });
    expect(await preview({ ...own, from: '2026-11-25' })).toMatchObject(owen);
    expect(await preview({ ...own, seats: 12 })).toMatchObject({
      lane: 'full',
      standing,
      startsNow: false,
    });
  });
});
