import { dayOfInstant } from 'backstage-plugin-ai-scorecards-common';
import {
  AccountRef,
  Amount,
  hundredthsToUnits,
  UnreadableRecord,
  UsageRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { personAccount } from './cursorApi';

/** The keys of an event whose numbers are wanted as text: cents are fractions, and every digit counts. */
export const EVENT_NUMBERS_AS_TEXT = ['chargedCents', 'totalCents'];

/** Whoever an event names neither as a person nor as a service account: cloud agents and automations. */
const NOBODY: AccountRef = { kind: 'service', key: 'events-without-person' };

const count = z.number().int().nonnegative().nullish();

const eventSchema = z.object({
  timestamp: z.union([z.string(), z.number()]),
  userEmail: z.string().nullish(),
  serviceAccountId: z.string().nullish(),
  model: z.string().nullish().catch(null),
  kind: z.string().nullish(),
  // What `kind` was called before, when nothing said outright whether an event is charged.
  kindLabel: z.string().nullish(),
  isChargeable: z.boolean().nullish(),
  isFreeBugbot: z.boolean().nullish(),
  isHeadless: z.boolean().nullish().catch(null),
  tokenUsage: z
    .object({
      inputTokens: count,
      outputTokens: count,
      cacheWriteTokens: count,
      cacheReadTokens: count,
      totalCents: z.string().nullish(),
    })
    .nullish(),
  chargedCents: z.string().nullish(),
});

type Event = z.output<typeof eventSchema>;

/**
 * Reads one usage event of `day`. What Cursor charges is usage cost, by its invoice; what the plan includes carries a
 * nominal price all the same and is usage value. Events have no id and are never the repetition of another: a day is
 * read whole or not at all. Requests are not counted here, the daily usage has them.
 */
export function parseUsageEvent(
  value: unknown,
  day: string,
): UsageRecord | UnreadableRecord {
  const unreadable = (reason: string): UnreadableRecord => ({
    type: 'unreadable',
    raw: JSON.stringify(value) ?? '',
    reason,
  });
  const parsed = eventSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.') || 'the event';
    return unreadable(`${field} is missing or not as documented`);
  }
  const event = parsed.data;
  const instant = new Date(Number(event.timestamp));
  if (Number.isNaN(instant.getTime())) {
    return unreadable('timestamp is not a time');
  }
  if (dayOfInstant(instant) !== day) {
    return unreadable(`The event is of another day than ${day}`);
  }
  const amounts = amountsOf(event);
  if (typeof amounts === 'string') return unreadable(amounts);
  const tokens = event.tokenUsage;
  return {
    type: 'usage',
    account: accountOf(event),
    day,
    counters: {
      tokensIn: tokens?.inputTokens ?? null,
      tokensOut: tokens?.outputTokens ?? null,
      tokensCacheRead: tokens?.cacheReadTokens ?? null,
      tokensCacheWrite: tokens?.cacheWriteTokens ?? null,
    },
    features: event.isHeadless ? ['agent'] : [],
    flagged: false,
    credits: null,
    amounts,
    models: event.model
      ? [
          {
            model: event.model,
            tokensIn: tokens?.inputTokens ?? null,
            tokensOut: tokens?.outputTokens ?? null,
          },
        ]
      : [],
  };
}

/** A service account stands apart from the person whose e-mail the event carries for it. */
function accountOf({ serviceAccountId, userEmail }: Event): AccountRef {
  return serviceAccountId
    ? {
        kind: 'service',
        key: `service-account:${serviceAccountId}`,
        vendorId: serviceAccountId,
      }
    : personAccount(userEmail, null) ?? NOBODY;
}

/** The event's amount; a sentence when it cannot be told how much it is or who pays it. */
function amountsOf(event: Event): Amount[] | string {
  const cents = event.chargedCents ?? event.tokenUsage?.totalCents;
  if (cents === null || cents === undefined) return [];
  const exact = hundredthsToUnits(cents);
  if (exact === undefined) return 'chargedCents is not a number';
  const chargeable = isChargeable(event);
  if (chargeable === undefined) {
    return 'Neither isChargeable nor kind says whether the event is charged';
  }
  return [
    {
      kind: chargeable ? 'usage' : 'value',
      source: chargeable ? 'invoice' : 'list',
      exact,
      currency: 'USD',
      ...(event.model && { model: event.model }),
    },
  ];
}

function isChargeable(event: Event): boolean | undefined {
  if (typeof event.isChargeable === 'boolean') return event.isChargeable;
  if (event.isFreeBugbot) return false;
  const kind = (event.kind ?? event.kindLabel ?? '').toLowerCase();
  if (kind.startsWith('usage-based')) return true;
  return kind.startsWith('included') || kind.includes('not charged')
    ? false
    : undefined;
}
