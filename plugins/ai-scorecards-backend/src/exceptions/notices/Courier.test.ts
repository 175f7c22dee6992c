import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { fixedClock } from '../../clock';
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
      clock: fixedClock(AT),
      logger: mockServices.logger.mock(),
    });
    return { knex, outbox, send, courier };
  }

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
