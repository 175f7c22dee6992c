import {
  AccountRef,
  JsonAnswer,
  Pace,
  RetryPolicy,
  SourceError,
  VendorClient,
  Wait,
} from 'backstage-plugin-ai-scorecards-node';
import { CursorSettings } from './settings';

/** What to ask Cursor's team admin for. */
export const ACCESS =
  'The key has to be an Admin API key with the scope admin:*, made by an admin of the team in the Cursor dashboard.';

/** Cursor adds up its figures once an hour and asks not to be asked more often. */
export const REFRESH_MINUTES = 60;

/** What tests put in place of clock and patience. */
export interface CursorTiming {
  wait?: Wait;
  now?: () => Date;
  retry?: RetryPolicy;
  timeLimitMs?: number;
}

/** Of usage events Cursor allows three times as many requests as of everything else. */
const EVENTS_TIMES = 3;

/** What keeps all sources of one team to Cursor's limits. */
export interface CursorPaces {
  admin: Pace;
  events: Pace;
}

export function cursorPaces(
  { requestsPerMinute }: CursorSettings,
  { wait }: CursorTiming = {},
): CursorPaces {
  return {
    admin: new Pace({ requestsPerMinute, wait }),
    events: new Pace({
      requestsPerMinute: requestsPerMinute * EVENTS_TIMES,
      wait,
    }),
  };
}

export function cursorClient(
  settings: CursorSettings,
  pace: Pace,
  timing: CursorTiming,
): VendorClient {
  // The key is the user name; there is no password.
  const basic = Buffer.from(`${settings.apiKey}:`).toString('base64');
  return new VendorClient({
    vendor: 'Cursor',
    baseUrl: settings.baseUrl,
    headers: {
      accept: 'application/json',
      authorization: `Basic ${basic}`,
      'user-agent': 'backstage-plugin-ai-scorecards',
    },
    secrets: [settings.apiKey, basic],
    pace,
    ...timing,
  });
}

/** The answer, unless it says that there is no such path: every team has them all. */
export function known(answer: JsonAnswer, what: string): JsonAnswer {
  if (answer.state === 'empty' && answer.status === 404) {
    throw new SourceError(
      'forbidden',
      `Cursor does not know ${what} (404). ${ACCESS}`,
    );
  }
  return answer;
}

/** A person's account by e-mail, which Cursor writes in any case; without one by Cursor's id. Null without either. */
export function personAccount(
  email: string | null | undefined,
  id: string | number | null | undefined,
): AccountRef | null {
  if (email) return { kind: 'email', key: email.toLowerCase(), email };
  if (id === null || id === undefined || id === '') return null;
  return { kind: 'id', key: `user:${id}`, vendorId: String(id) };
}
