import { addDays, daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import { LedgerEntry } from '../../dayState';
import { ledgerEntry } from '../../__testUtils__/ledger';
import { SourceView } from '../sourceView';

/** A Sunday's Monday after: the day on which the tables of tests stand. */
export const TODAY = '2026-11-23';
export const NOW = new Date(`${TODAY}T10:00:00Z`);

/** Days that were fetched long after their settle time. */
export function settledDays(from: string, to: string): LedgerEntry[] {
  return daysFromTo(from, to).map(day =>
    ledgerEntry({ day, fetchedAt: `${addDays(day, 10)}T03:00:00.000Z` }),
  );
}

/** Days that were fetched early on the following day. */
export function freshDays(from: string, to: string): LedgerEntry[] {
  return daysFromTo(from, to).map(day =>
    ledgerEntry({ day, fetchedAt: `${addDays(day, 1)}T03:00:00.000Z` }),
  );
}

/** A usage source that settles in two days and is wanted for forty, with what a test wants it to be. */
export function viewOf(
  entries: readonly LedgerEntry[],
  parts: {
    rule?: Partial<SourceView['rule']>;
    stored?: Partial<SourceView['stored']> | null;
    pausedUntil?: string;
    title?: string;
  } = {},
): SourceView {
  const rule = {
    kind: 'usage' as const,
    settleDays: 2,
    backfillDays: 40,
    ...parts.rule,
  };
  return {
    source: {
      id: 'cursor-usage',
      title: parts.title ?? 'Cursor',
      kind: rule.kind,
      tool: 'resource:default/cursor',
      settleDays: rule.settleDays,
      access: 'The key has to be an Admin API key.',
    },
    rule,
    stored:
      parts.stored === null
        ? undefined
        : {
            failingSince: null,
            lastError: null,
            lastAttemptAt: `${TODAY}T09:45:00.000Z`,
            ...parts.stored,
          },
    pausedUntil: parts.pausedUntil ?? null,
    ledger: new Map(entries.map(entry => [entry.day, entry])),
  };
}

/** Forty wanted days as they stand in good order: all final but the last two. */
export const WHOLE = [
  ...settledDays('2026-10-14', '2026-11-20'),
  ...freshDays('2026-11-21', '2026-11-22'),
];
