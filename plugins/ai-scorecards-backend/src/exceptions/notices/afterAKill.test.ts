import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { user, Workflow } from '../__testUtils__/workflow';
import { Courier } from './Courier';
import { OutboxStore } from './OutboxStore';

/** What the portal shows: of one user and scope the last, as its notifications are kept. */
class Shown {
  readonly notices = new Map<string, string>();
  handedOver = 0;

  readonly send: NotificationService['send'] = async ({
    recipients,
    payload,
  }) => {
    this.handedOver += 1;
    if (recipients.type !== 'entity') throw new Error('Everybody was told');
    for (const ref of [recipients.entityRef].flat()) {
      this.notices.set(`${ref} ${payload.scope}`, payload.title);
    }
  };

  titlesOf(who: string): string[] {
    return [...this.notices]
      .filter(([key]) => key.startsWith(`${who} `))
      .map(([, title]) => title);
  }
}

/** A backend over a database; whatever it kept in memory goes with it when it is killed. */
function backend(knex: Knex, shown: Shown, at = '2026-11-24T09:00:00.000Z') {
  const flow = new Workflow(knex);
  flow.at = at;
  const outbox = new OutboxStore(knex);
  const courier = new Courier({
    outbox,
    notifications: shown,
    clock: { now: () => new Date(at) },
    logger: mockServices.logger.mock(),
  });
  return { flow, outbox, courier };
}

const FIVE_MINUTES_LATER = '2026-11-24T09:05:00.000Z';
const GRANTED = 'Cursor was approved';

describeOnEachDatabase('a backend that is killed', init => {
  async function decided(shown: Shown) {
    const knex = await init();
    const first = backend(knex, shown);
    const id = await first.flow.filed();
    await first.courier.deliver();
    await first.flow.vote(id, 'ada');
    await first.flow.vote(id, 'bob');
    return { knex, id, first };
  }

  it('after a decision and before anybody was told of it leaves both to the next', async () => {
    const shown = new Shown();
    const { knex, id } = await decided(shown);
    expect(shown.titlesOf(user('rita'))).toEqual([]);
    const next = backend(knex, shown);
    expect((await next.flow.cases.get(id))?.request.state).toBe('approved');
    await next.flow.service.runDue();
    await next.courier.deliver();
    expect(shown.titlesOf(user('rita'))).toEqual([GRANTED]);
    await expect(next.flow.vote(id, 'cy')).rejects.toThrow('It is approved');
    expect(await next.courier.deliver()).toBe(0);
    expect((await next.flow.log.verify()).intact).toBe(true);
  });

  it('in the middle of a decision has made none and told nobody', async () => {
    const shown = new Shown();
    const { knex, id, first } = await decided(shown);
    await first.courier.deliver();
    const entries = (await first.flow.log.head())?.sequence;
    jest
      .spyOn(first.flow.outbox, 'add')
      .mockRejectedValueOnce(new Error('killed'));
    await expect(
      first.flow.service.command(id, user('owen'), { type: 'accept' }),
    ).rejects.toThrow('killed');
    const next = backend(knex, shown);
    const before = shown.handedOver;
    await next.courier.deliver();
    expect(shown.handedOver).toBe(before);
    expect((await next.flow.cases.get(id))?.exception?.state).toBe('pending');
    expect((await next.flow.log.head())?.sequence).toBe(entries);
  });

  it('after it told and before it marked that tells again, and shows it once', async () => {
    const shown = new Shown();
    const { knex, first } = await decided(shown);
    let isTold = () => {};
    const told = new Promise<void>(resolve => {
      isTold = resolve;
    });
    jest.spyOn(first.outbox, 'sent').mockImplementation(() => {
      isTold();
      return new Promise(() => {});
    });
    // Nothing comes of it any more.
    first.courier.deliver();
    await told;
    const early = backend(knex, shown);
    expect(await early.courier.deliver()).toBe(0);
    const next = backend(knex, shown, FIVE_MINUTES_LATER);
    const before = shown.handedOver;
    await next.courier.deliver();
    expect(shown.handedOver).toBeGreaterThan(before);
    expect(shown.titlesOf(user('rita'))).toEqual([GRANTED]);
    expect(await next.outbox.waiting(10)).toEqual([]);
    const last = backend(knex, shown, '2026-11-24T09:30:00.000Z');
    expect(await last.courier.deliver()).toBe(0);
  });
});
