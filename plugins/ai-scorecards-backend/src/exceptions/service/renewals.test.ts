import type { Ask } from 'backstage-plugin-ai-scorecards-common';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import type { LiveExceptions } from '../LiveExceptions';
import { RequestReads } from '../RequestReads';
import { user, Workflow } from '../__testUtils__/workflow';

const UNTIL = '2027-02-21';
const NEXT = { from: '2027-02-22', until: '2027-05-01' };

describeOnEachDatabase('a renewal', init => {
  const exceptionOf = async (flow: Workflow, id: string) => {
    const known = await flow.cases.get(id);
    if (!known?.exception) throw new Error(`${id} was not granted`);
    return known.exception;
  };

  async function draftOf(
    flow: Workflow,
    id: string,
    change: Partial<Ask> = {},
  ): Promise<string> {
    const { request } = await flow.service.draft(user('rita'), {
      kind: 'team',
      wish: flow.wish({ ...NEXT, ...change }),
      renews: (await exceptionOf(flow, id)).id,
    });
    return request.id;
  }

  /** Sends a renewal of dates, which one approval grants. */
  async function renewed(
    flow: Workflow,
    id: string,
    change: Partial<Ask> = {},
  ): Promise<string> {
    const next = await draftOf(flow, id, change);
    await flow.service.command(next, user('rita'), { type: 'submit' });
    await flow.vote(next, 'ada');
    return next;
  }

  const accept = (flow: Workflow, id: string) =>
    flow.service.command(id, user('owen'), { type: 'accept' });

  /** What people are told of what is due on a day. */
  async function toldOn(flow: Workflow, day: string): Promise<string[]> {
    const before = await flow.outbox.waiting(100);
    const known = new Set(before.map(({ id }) => id));
    await flow.on(day).service.runDue();
    return (await flow.outbox.waiting(100))
      .filter(({ id }) => !known.has(id))
      .map(({ notice: { title, description } }) => `${title}: ${description}`);
  }

  it('takes over from what it continues: nothing is wound down, and nobody is told to leave', async () => {
    const flow = new Workflow(await init());
    const first = await flow.running();
    const next = await renewed(flow, first);
    await accept(flow, next);
    expect(await toldOn(flow, '2027-02-08')).toEqual([
      `Cursor goes on after ${UNTIL}: It is renewed until 2027-05-01.`,
    ]);
    const told = await toldOn(flow, '2027-02-22');
    expect(await exceptionOf(flow, first)).toMatchObject({
      state: 'expired',
      windDown: null,
    });
    expect(await exceptionOf(flow, next)).toMatchObject({ state: 'active' });
    expect(told).toEqual(
      expect.arrayContaining([
        `The exception for Cursor is continued: It is renewed until 2027-05-01.`,
      ]),
    );
    await flow.service.command(next, user('rita'), {
      type: 'retire',
      reason: 'We left it',
    });
    expect((await exceptionOf(flow, next)).windDown?.openedOn).toBe(
      '2027-02-22',
    );
  });

  it('that nobody accepted is waited for, and opens the wind-down itself once it comes to nothing', async () => {
    const flow = new Workflow(await init());
    const first = await flow.running();
    const next = await renewed(flow, first);
    const told = await toldOn(flow, '2027-02-22');
    expect(await exceptionOf(flow, first)).toMatchObject({
      state: 'expired',
      windDown: null,
    });
    expect(told).toEqual([
      'The exception for Cursor has expired: It is renewed until 2027-05-01, once its support is accepted.',
    ]);
    await flow.on('2027-05-02').service.runDue();
    expect(await exceptionOf(flow, next)).toMatchObject({
      state: 'expired',
      windDown: { openedOn: '2027-05-02' },
    });
  });

  it('that was turned into a request for something else continues nothing', async () => {
    const flow = new Workflow(await init());
    const first = await flow.running();
    const next = await draftOf(flow, first);
    await flow.service.edit(next, user('rita'), {
      revision: 1,
      wish: flow.wish({
        ...NEXT,
        tool: null,
        newTool: { name: 'Zed', vendor: 'Zed', url: 'https://zed.dev' },
      }),
    });
    await flow.service.command(next, user('rita'), { type: 'submit' });
    await flow.vote(next, 'ada');
    await flow.vote(next, 'bob');
    await flow.service.command(first, user('ada'), {
      type: 'revoke',
      reason: 'A leak',
    });
    await flow.service.runDue();
    expect(await exceptionOf(flow, next)).toMatchObject({ state: 'pending' });
  });

  it('is the only one of an exception, however many were drafted', async () => {
    const flow = new Workflow(await init());
    const first = await flow.running();
    const [next, other, third] = [
      await draftOf(flow, first),
      await draftOf(flow, first),
      await draftOf(flow, first, { seats: 6 }),
    ];
    const submit = (id: string) =>
      flow.service.command(id, user('rita'), { type: 'submit' });
    await submit(third);
    await flow.vote(third, 'cy', 'reject');
    await submit(next);
    await flow.vote(next, 'ada');
    await expect(submit(other)).rejects.toThrow('renewed already');
    await expect(
      flow.service.command(third, user('rita'), {
        type: 'appeal',
        text: 'Read again',
      }),
    ).rejects.toThrow();
  });

  it('is offered until one was granted', async () => {
    const flow = new Workflow(await init());
    const reads = new RequestReads({
      cases: flow.cases,
      facts: flow.facts,
      live: { ofTeam: async () => new Map() } as unknown as LiveExceptions,
      log: flow.log,
      pricePerSeat: () => null,
    });
    const first = await flow.running();
    const isOffered = async () => {
      const known = await flow.cases.get(first);
      const { may } = await reads.exception(known!, user('rita'));
      return may.includes('renew');
    };
    expect(await isOffered()).toBe(true);
    const draft = await draftOf(flow, first);
    expect(await isOffered()).toBe(true);
    await flow.service.command(draft, user('rita'), { type: 'submit' });
    await flow.vote(draft, 'ada');
    expect(await isOffered()).toBe(false);
    await flow.on('2027-02-22').service.runDue();
    expect(await isOffered()).toBe(false);
  });

  it('of what is suspended is neither offered nor granted', async () => {
    const flow = new Workflow(await init());
    const first = await flow.running();
    const next = await draftOf(flow, first);
    await flow.service.command(next, user('rita'), { type: 'submit' });
    await flow.service.command(first, user('ada'), {
      type: 'suspend',
      reason: 'A leak is looked into',
    });
    await expect(draftOf(flow, first)).rejects.toThrow('is suspended');
    await expect(flow.vote(next, 'ada')).rejects.toThrow('is suspended');
    await flow.service.command(first, user('ada'), {
      type: 'reinstate',
      reason: 'There was none',
    });
    await flow.vote(next, 'ada');
    expect(await exceptionOf(flow, next)).toMatchObject({ state: 'pending' });
  });

  it('granted after the end closes the wind-down, and opens it itself once it comes to nothing', async () => {
    const flow = new Workflow(await init());
    const first = await flow.running();
    await flow.on('2027-02-22').service.runDue();
    const late = { from: null, until: '2027-06-01' };
    const next = await draftOf(flow, first, late);
    await flow.service.command(next, user('rita'), { type: 'submit' });
    await flow.service.runDue();
    expect((await exceptionOf(flow, first)).windDown?.closed).toBe(false);
    await flow.on('2027-02-25').vote(next, 'ada');
    expect(await toldOn(flow, '2027-02-25')).toEqual([
      'Nothing of Cursor is to be wound down: It is renewed until 2027-06-01, once its support is accepted.',
    ]);
    const { id } = await exceptionOf(flow, next);
    expect(await exceptionOf(flow, first)).toMatchObject({
      state: 'expired',
      windDown: null,
      ended: { continuedBy: id },
    });
    const { items } = await flow.log.read({
      limit: 1,
      request: first,
      reveal: true,
    });
    expect(items).toMatchObject([
      { type: 'wind-down-left', data: { continuedBy: { exception: id } } },
    ]);
    expect((await flow.log.verify()).intact).toBe(true);
    expect(await flow.service.runDue()).toBe(0);
    // Nobody accepted it, but the seats of before are still there.
    await flow.on('2027-06-02').service.runDue();
    expect(await exceptionOf(flow, next)).toMatchObject({
      state: 'expired',
      windDown: { openedOn: '2027-06-02' },
    });
  });

  it('asked for again within the year counts as one, and closes the wind-down too', async () => {
    const flow = new Workflow(await init());
    const first = await flow.running();
    await flow.on('2027-02-22').service.runDue();
    const next = await flow.filed({ until: '2027-06-01' });
    await flow.vote(next, 'ada');
    await flow.vote(next, 'bob');
    await flow.service.runDue();
    expect((await exceptionOf(flow, first)).windDown).toBeNull();
    expect(await exceptionOf(flow, next)).toMatchObject({ renewals: 1 });
  });

  it('that was taken back leaves the wind-down as it is', async () => {
    const flow = new Workflow(await init());
    const first = await flow.running();
    await flow.on('2027-02-22').service.runDue();
    const next = await draftOf(flow, first, { until: '2027-06-01' });
    await flow.service.command(next, user('rita'), { type: 'submit' });
    await flow.service.command(next, user('rita'), { type: 'withdraw' });
    await flow.service.runDue();
    expect(await exceptionOf(flow, first)).toMatchObject({
      windDown: { openedOn: '2027-02-22', closed: false },
    });
  });

  it.each<[string, (flow: Workflow, id: string) => Promise<unknown>]>([
    ['is undecided', async () => undefined],
    ['was rejected', (flow, id) => flow.vote(id, 'ada', 'reject')],
    [
      'was withdrawn',
      (flow, id) =>
        flow.service.command(id, user('rita'), { type: 'withdraw' }),
    ],
  ])('that %s leaves nothing to go on with', async (_, end) => {
    const flow = new Workflow(await init());
    const first = await flow.running();
    const next = await draftOf(flow, first);
    await flow.service.command(next, user('rita'), { type: 'submit' });
    await end(flow, next);
    expect(await toldOn(flow, '2027-02-08')).toContain(
      `Cursor ends on ${UNTIL}: Renew it, or plan how to leave it.`,
    );
    expect(await toldOn(flow, '2027-02-22')).toContain(
      'The exception for Cursor has expired: Return seats, delete data, close the contract.',
    );
    expect(await exceptionOf(flow, first)).toMatchObject({
      state: 'expired',
      windDown: { openedOn: '2027-02-22', closed: false },
    });
    expect((await flow.cases.get(next))?.exception).toBeNull();
  });
});
