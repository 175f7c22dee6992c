import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { Clock } from '../../clock';
import { OutboxStore } from './OutboxStore';

/** Notices that one turn sends at most. */
const PER_TURN = 200;

/** So long nobody else hands over what one turn took; more than handing it over takes. */
const CLAIMED_MS = 5 * 60_000;

/**
 * Delivers what waits in the outbox, each notice by one instance and turn. It is marked after it was handed over, so a
 * crash in between hands it over again some minutes later under the same scope, which the portal shows as one.
 */
export class Courier {
  readonly #outbox: OutboxStore;
  readonly #notifications: Pick<NotificationService, 'send'>;
  readonly #clock: Clock;
  readonly #logger: LoggerService;

  constructor(options: {
    outbox: OutboxStore;
    notifications: Pick<NotificationService, 'send'>;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#outbox = options.outbox;
    this.#notifications = options.notifications;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  /** Returns how many notices were handed over. What fails stays and is tried last the next time. */
  async deliver(): Promise<number> {
    let sent = 0;
    const now = this.#clock.now();
    const taken = await this.#outbox.claim(
      PER_TURN,
      now.toISOString(),
      new Date(now.getTime() + CLAIMED_MS).toISOString(),
    );
    for (const { id, scope, notice } of taken) {
      const { users, ...payload } = notice;
      try {
        await this.#notifications.send({
          recipients: { type: 'entity', entityRef: users },
          payload: { ...payload, scope },
        });
      } catch (error) {
        this.#logger.warn('A notice could not be sent; it is tried again', {
          scope,
          error: String(error),
        });
        await this.#outbox.failed(id);
        continue;
      }
      await this.#outbox.sent(id, this.#clock.now().toISOString());
      sent += 1;
    }
    return sent;
  }
}
