import { ENDED, LIVE } from 'backstage-plugin-ai-scorecards-common';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import type { LiveExceptions } from './LiveExceptions';
import { RequestReads } from './RequestReads';
import type { CaseQuery } from './store/caseQuery';
import { user, Workflow } from './__testUtils__/workflow';

describeOnEachDatabase('a list of exceptions', init => {
  async function start() {
    const flow = new Workflow(await init());
    const reads = new RequestReads({
      cases: flow.cases,
      facts: flow.facts,
      live: { ofTeam: async () => new Map() } as unknown as LiveExceptions,
      log: flow.log,
      pricePerSeat: () => null,
    });
    const requestsOf = async (query: CaseQuery) => {
      const asked = { ...query, limit: 10 };
      const { items } = await reads.exceptions(asked, user('owen'), 'all');
      return items.map(({ request }) => request);
    };
    return { flow, requestsOf };
  }

  it('is of those whose support waits for somebody to accept it', async () => {
    const { flow, requestsOf } = await start();
    const waitFor = (who: string) =>
      requestsOf({
        exceptionStates: ['pending', ...LIVE, ...ENDED],
        toAccept: user(who),
      });
    const id = await flow.filed();
    expect(await waitFor('owen')).toEqual([]);
    await flow.vote(id, 'ada');
    await flow.vote(id, 'bob');
    expect(await waitFor('owen')).toEqual([id]);
    expect(await waitFor('rita')).toEqual([]);
    await flow.service.command(id, user('owen'), { type: 'accept' });
    expect(await waitFor('owen')).toEqual([]);
    await flow.service.command(id, user('rita'), {
      type: 'name-owner',
      part: 'support-owner',
      successor: user('lea'),
    });
    expect(await waitFor('lea')).toEqual([id]);
    expect(await waitFor('owen')).toEqual([]);
  });

  it('has what ended until it is wound down, where that is asked for', async () => {
    const { flow, requestsOf } = await start();
    const live = { exceptionStates: LIVE, orWindingDown: true };
    const id = await flow.running();
    expect(await requestsOf(live)).toEqual([id]);
    await flow.service.command(id, user('rita'), {
      type: 'retire',
      reason: 'We left it',
    });
    expect(await requestsOf(live)).toEqual([id]);
    expect(await requestsOf({ exceptionStates: LIVE })).toEqual([]);
    for (const step of [
      'seats-returned',
      'data-deleted',
      'contract-closed',
    ] as const) {
      await flow.service.command(id, user('rita'), {
        type: 'wind-down',
        step,
        text: 'Done on Friday',
      });
    }
    expect(await requestsOf(live)).toEqual([]);
  });
});
