import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { Courier } from './Courier';
import { Notice, OutboxStore } from './OutboxStore';

const AT = '2026-11-24T09:00:00.000Z';

const notice = (title: string): Notice => ({
  users: ['user:default/ada', 'user:default/bob'],
  title,
  description: 'Team Atlas asks for Cursor.',
  link: '/ai-scorecards/requests/1',
  severity: 'normal',
  topic: 'ai-exceptions',
});

describeOnEachDatabase('Courier', init => {
  let at = AT;

  async function setup() {
    const knex = await init();
    const outbox = new OutboxStore(knex);
    const send = jest.fn<
      Promise<void>,
      Parameters<NotificationService['send']>
    >(async () => {});
    const courier = new Courier({
      outbox,
      notifications: { send },
      clock: { now: () => new Date(at) },
      logger: mockServices.logger.mock(),
    });
    return { knex, outbox, send, courier };
  }

  beforeEach(() => {
    at = AT;
  });

  it('hands each notice over once, under its scope, to users', async () => {
    const { knex, outbox, send, courier } = await setup();
    await outbox.add(knex, AT, 'request:1:submitted', notice('A request'));
    await outbox.add(knex, AT, 'request:1:submitted', notice('The same'));
    expect(await courier.deliver()).toBe(1);
    expect(await courier.deliver()).toBe(0);
    expect(send.mock.calls).toEqual([
      [
        {
          recipients: {
            type: 'entity',
            entityRef: ['user:default/ada', 'user:default/bob'],
          },
          payload: expect.objectContaining({
            title: 'A request',
            scope: 'request:1:submitted',
            link: '/ai-scorecards/requests/1',
          }),
        },
      ],
    ]);
  });

  it('hands over once what two look for at the same time', async () => {
    const { knex, outbox, send, courier } = await setup();
    for (const scope of ['one', 'two', 'three']) {
      await outbox.add(knex, AT, scope, notice(scope));
    }
    const sent = await Promise.all([courier.deliver(), courier.deliver()]);
    expect(sent[0] + sent[1]).toBe(3);
    expect(send).toHaveBeenCalledTimes(3);
  });

  it('hands over again, under the same scope, what was sent and not marked', async () => {
    const { knex, outbox, send, courier } = await setup();
    await outbox.add(knex, AT, 'one', notice('One'));
    jest.spyOn(outbox, 'sent').mockRejectedValueOnce(new Error('stopped'));
    await expect(courier.deliver()).rejects.toThrow('stopped');
    // It may still be on its way.
    expect(await courier.deliver()).toBe(0);
    at = '2026-11-24T09:05:00.000Z';
    expect(await courier.deliver()).toBe(1);
    expect(await courier.deliver()).toBe(0);
    expect(send.mock.calls.map(([{ payload }]) => payload.scope)).toEqual([
      'one',
      'one',
    ]);
  });

  it('forgets a person, and neither what others are told nor that they were', async () => {
    const { knex, outbox, send, courier } = await setup();
    await outbox.add(knex, AT, 'sent', notice('Sent'));
    await courier.deliver();
    send.mockClear();
    await outbox.add(knex, AT, 'waits', {
      ...notice('Waits'),
      description: 'Ada Lovelace asks',
    });
    await outbox.add(knex, AT, 'digest:2026-11-24:user:default/ada', {
      ...notice('2 requests to decide'),
      users: ['user:default/ada'],
    });
    await outbox.forget(knex, 'user:default/ada', ['Ada Lovelace']);
    await outbox.add(knex, AT, 'sent', notice('Sent'));
    await courier.deliver();
    expect(
      send.mock.calls.map(([{ recipients, payload }]) => [
        recipients,
        payload.title,
        payload.description,
      ]),
    ).toEqual([
      [{ type: 'entity', entityRef: ['user:default/bob'] }, 'Waits', ''],
    ]);
    const rows = await knex('exception_outbox').select();
    expect(JSON.stringify(rows)).not.toMatch(/ada/i);
  });

  it('tries again what failed, after the others', async () => {
    const { knex, outbox, send, courier } = await setup();
    send.mockRejectedValueOnce(new Error('away'));
    await outbox.add(knex, AT, 'one', notice('One'));
    await outbox.add(knex, AT, 'two', notice('Two'));
    expect(await courier.deliver()).toBe(1);
    expect(await courier.deliver()).toBe(1);
    expect(send.mock.calls.map(([{ payload }]) => payload.title)).toEqual([
      'One',
      'Two',
      'One',
    ]);
  });

  it('adds nothing when the transaction of the decision fails', async () => {
    const { knex, outbox, courier } = await setup();
    await expect(
      knex.transaction(async trx => {
        await outbox.add(trx, AT, 'one', notice('One'));
        throw new Error('no decision');
      }),
    ).rejects.toThrow('no decision');
    expect(await courier.deliver()).toBe(0);
  });
});
