import { dayOfInstant } from 'backstage-plugin-ai-scorecards-common';
import {
  UnreadableRecord,
  UsageFeature,
  UsageRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { personAccount } from './cursorApi';

const count = z.number().int().nonnegative().nullish();

const rowSchema = z.object({
  userId: z.union([z.number(), z.string()]).nullish(),
  email: z.string().nullish(),
  // Rows of before 2026 have the moment alone.
  day: z.string().nullish(),
  date: z.number().nullish(),
  acceptedLinesAdded: count,
  acceptedLinesDeleted: count,
  totalApplies: count,
  totalTabsShown: count,
  totalTabsAccepted: count,
  composerRequests: count,
  chatRequests: count,
  agentRequests: count,
  cmdkUsages: count,
  subscriptionIncludedReqs: count,
  usageBasedReqs: count,
  apiKeyReqs: count,
});

type Row = z.output<typeof rowSchema>;

/**
 * Reads a member's row of the daily usage of `day`. Cursor lists every member: one who did nothing is there and has no
 * AI action. Requests are those that Cursor counted, whoever pays them; being reviewed by Bugbot is none. The row names
 * no money and no tokens.
 */
export function parseDailyUsageRow(
  value: unknown,
  day: string,
): UsageRecord | UnreadableRecord {
  const unreadable = (reason: string): UnreadableRecord => ({
    type: 'unreadable',
    raw: JSON.stringify(value) ?? '',
    reason,
  });
  const parsed = rowSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.') || 'the row';
    return unreadable(`${field} is missing or not as documented`);
  }
  const row = parsed.data;
  if (dayOf(row) !== day) {
    return unreadable(`The row is of another day than ${day}`);
  }
  const account = personAccount(row.email, row.userId);
  if (!account) {
    return unreadable('The row names neither an e-mail nor a user');
  }
  const features = featuresOf(row);
  return {
    type: 'usage',
    account,
    day,
    counters: {
      interactions: sum([
        row.subscriptionIncludedReqs,
        row.usageBasedReqs,
        row.apiKeyReqs,
      ]),
      suggestions: row.totalTabsShown ?? null,
      acceptances: row.totalTabsAccepted ?? null,
      linesAdded: row.acceptedLinesAdded ?? null,
      linesRemoved: row.acceptedLinesDeleted ?? null,
    },
    features,
    flagged: features.length > 0,
    credits: null,
    amounts: [],
    // Members may move between pages while they are read.
    dedupeKey: account.key,
  };
}

function dayOf({ day, date }: Row): string | null {
  if (day) return day.slice(0, 10);
  if (date === null || date === undefined) return null;
  const instant = new Date(date);
  return Number.isNaN(instant.getTime()) ? null : dayOfInstant(instant);
}

function featuresOf(row: Row): UsageFeature[] {
  const used = (...counts: (number | null | undefined)[]) =>
    counts.some(it => (it ?? 0) > 0);
  return [
    ...(used(row.totalTabsShown, row.totalTabsAccepted)
      ? ['completion' as const]
      : []),
    ...(used(row.chatRequests, row.cmdkUsages) ? ['chat' as const] : []),
    ...(used(row.composerRequests, row.agentRequests, row.totalApplies)
      ? ['agent' as const]
      : []),
  ];
}

/** Null when nothing of it was reported. */
function sum(counts: readonly (number | null | undefined)[]): number | null {
  const told = counts.filter((it): it is number => typeof it === 'number');
  return told.length === 0 ? null : told.reduce((total, it) => total + it, 0);
}
