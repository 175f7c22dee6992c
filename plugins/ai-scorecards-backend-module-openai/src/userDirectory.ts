import {
  askForPage,
  entriesFrom,
  PagedList,
  VendorClient,
} from 'backstage-plugin-ai-scorecards-node';
import { ACCESS } from './openaiApi';
import { z } from 'zod';

const HOUR_MS = 60 * 60 * 1000;

const userSchema = z.object({
  id: z.string().min(1),
  email: z.string().min(1),
});

/** The e-mails of the organisation's users, read anew once an hour. */
export class UserDirectory {
  readonly #client: VendorClient;
  readonly #now: () => Date;
  #known: { at: number; emails: ReadonlyMap<string, string> } | undefined;

  constructor(client: VendorClient, now: () => Date) {
    this.#client = client;
    this.#now = now;
  }

  /** E-mails by the ids that usage names. Somebody who was removed has none any more. */
  async emails(signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const now = this.#now().getTime();
    if (this.#known && now - this.#known.at < HOUR_MS) {
      return this.#known.emails;
    }
    const list: PagedList = {
      client: this.#client,
      what: 'the users of the organisation',
      path: '/organization/users',
      query: [['limit', '100']],
      next: 'after',
      numbersAsText: [],
      access: ACCESS,
      signal,
    };
    const emails = new Map<string, string>();
    const first = await askForPage(list);
    if (first.state === 'data') {
      for await (const entry of entriesFrom(list, first)) {
        const user = userSchema.safeParse(entry);
        // A user whose entry cannot be read is known by the id.
        if (user.success) emails.set(user.data.id, user.data.email);
      }
      this.#known = { at: now, emails };
    }
    return emails;
  }
}
