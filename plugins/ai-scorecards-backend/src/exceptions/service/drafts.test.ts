import type { Ask } from 'backstage-plugin-ai-scorecards-common';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { user, Workflow } from '../__testUtils__/workflow';

const ID = '3f2b8a52-5b2a-4c53-9c0e-0d3b5d1f7a11';

describeOnEachDatabase('a draft with an id of its writer', init => {
  const draft = (flow: Workflow, who = 'rita', change: Partial<Ask> = {}) =>
    flow.service.draft(user(who), {
      id: ID,
      kind: 'team',
      wish: flow.wish(change),
      renews: null,
    });

  it('is made once, however often and however fast it is sent', async () => {
    const flow = new Workflow(await init());
    const made = await Promise.all([draft(flow), draft(flow), draft(flow)]);
    expect(made.map(({ request }) => request.id)).toEqual([ID, ID, ID]);
    const { items } = await flow.log.read({ limit: 10, reveal: true });
    expect(items.map(({ type }) => type)).toEqual(['request-drafted']);
    expect(await flow.cases.count({})).toBe(1);
  });

  it('is never overwritten by what was sent first and comes last', async () => {
    const flow = new Workflow(await init());
    await draft(flow);
    await flow.service.edit(ID, user('rita'), {
      revision: 1,
      wish: flow.wish({ seats: 7 }),
    });
    const late = await draft(flow, 'rita', { seats: 2 });
    expect(late.request.wish.ask.seats).toBe(7);
  });

  it('is neither another person’s, nor one that was sent or removed', async () => {
    const flow = new Workflow(await init());
    await draft(flow);
    await expect(draft(flow, 'mia')).rejects.toThrow('with this id already');
    await flow.service.command(ID, user('rita'), { type: 'submit' });
    await expect(draft(flow)).rejects.toThrow('with this id already');
    const { request } = await flow.service.draft(user('rita'), {
      kind: 'team',
      wish: flow.wish(),
      renews: null,
    });
    await flow.service.removeDraft(request.id, user('rita'));
    await expect(
      flow.service.draft(user('rita'), {
        id: request.id,
        kind: 'team',
        wish: flow.wish(),
        renews: null,
      }),
    ).rejects.toThrow('was removed');
  });
});
