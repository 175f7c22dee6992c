import { LedgerEntry } from '../dayState';

/** A ledger row of a fetched day, with what a test wants it to say. */
export function ledgerEntry(parts: Partial<LedgerEntry> = {}): LedgerEntry {
  const day = parts.day ?? '2026-03-02';
  return {
    day,
    state: 'fetched',
    rows: 10,
    unreadable: 0,
    attempts: 0,
    fetchedAt: `${day}T23:00:00.000Z`,
    attemptedAt: `${day}T23:00:00.000Z`,
    checksum: null,
    error: null,
    exactUsage: null,
    exactValue: null,
    creditsKnown: null,
    byAccount: false,
    estimated: true,
    askedAgain: false,
    ...parts,
  };
}
