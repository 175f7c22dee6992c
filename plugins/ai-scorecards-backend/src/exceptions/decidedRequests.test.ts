import { describeOnEachDatabase } from '../__testUtils__/databases';
import type { LiveExceptions } from './LiveExceptions';
import { RequestReads } from './RequestReads';
import { user, Workflow } from './__testUtils__/workflow';

describeOnEachDatabase('the list of what was decided', init => {
  it('begins with the last decision, says whose it was, and goes on where a page ended', async () => {
    const flow = new Workflow(await init());
    const reads = new RequestReads({
      cases: flow.cases,
      facts: flow.facts,
      live: { ofTeam: async () => new Map() } as unknown as LiveExceptions,
      log: flow.log,
      pricePerSeat: () => null,
    });
    const rejected = await flow.filed();
    await flow.vote(rejected, 'bob', 'reject');
    flow.on('2026-11-25');
    const taken = await flow.filed();
    await flow.service.command(taken, user('rita'), { type: 'withdraw' });
    flow.on('2026-11-26');
    const granted = await flow.filed();
    await flow.vote(granted, 'ada');
    await flow.vote(granted, 'cy');
    // An exception that was given back frees the place for a request that waits.
    await flow.service.command(granted, user('owen'), { type: 'accept' });
    await flow.service.command(granted, user('owen'), {
      type: 'retire',
      reason: 'Not needed any more',
    });
    await flow.filed();

    const page = (after?: { due: string; id: string }) =>
      reads.requests(
        {
          states: ['approved', 'rejected', 'lapsed', 'withdrawn', 'in_review'],
          order: 'decided',
          limit: 2,
          after,
        },
        user('ada'),
        'all',
      );
    const first = await page();
    expect(first.items.map(({ id, decided }) => [id, decided])).toEqual([
      [
        granted,
        {
          outcome: 'approved',
          at: '2026-11-26T09:00:00.000Z',
          basis: 'votes',
          by: [user('ada'), user('cy')],
        },
      ],
      [
        taken,
        {
          outcome: 'withdrawn',
          at: '2026-11-25T09:00:00.000Z',
          basis: 'requester',
          by: [user('rita')],
        },
      ],
    ]);
    const known = await flow.cases.get(granted);
    expect(first.items[0].exception).toBe(known?.exception?.id);
    expect(first.items[1].exception).toBeNull();

    const rest = await page(first.next ?? undefined);
    expect(rest.items.map(({ id, decided }) => [id, decided?.by])).toEqual([
      [rejected, [user('bob')]],
    ]);
    expect(rest.next).toBeNull();
  });
});
