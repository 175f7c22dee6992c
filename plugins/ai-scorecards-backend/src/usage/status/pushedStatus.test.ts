import { ledgerEntry } from '../__testUtils__/ledger';
import { reportOfPushed } from './pushedStatus';
import { SourceView } from './sourceView';

const view = (days: Record<string, number>): SourceView => ({
  source: {
    id: 'otlp:resource:default/codex',
    title: 'OpenTelemetry of codex',
    kind: 'usage',
    tool: 'resource:default/codex',
    settleDays: 2,
    access: '',
  },
  rule: { kind: 'usage', settleDays: 2, pushed: true, backfillDays: 90 },
  stored: {
    failingSince: null,
    lastError: null,
    lastAttemptAt: '2026-11-23T05:00:00.000Z',
  },
  pausedUntil: null,
  ledger: new Map(
    Object.entries(days).map(([day, rows]) => [
      day,
      ledgerEntry({ day, rows, fetchedAt: '2026-11-23T05:00:00.000Z' }),
    ]),
  ),
});

describe('reportOfPushed', () => {
  it.each([
    [{ '2026-11-21': 4, '2026-11-22': 0 }, 'current', 1, 'Pushed up to'],
    [{ '2026-11-10': 4, '2026-11-20': 0 }, 'late', 12, 'for 12 days'],
    [{ '2026-11-20': 0 }, 'late', null, 'Nothing was pushed'],
  ])('says of %j that it is %s', (days, state, lagDays, words) => {
    const { status } = reportOfPushed(view(days), '2026-11-23');
    expect(status).toMatchObject({ state, lagDays, backfill: null });
    expect(status.sentence).toContain(words);
  });

  it('shows closed days as observed, with use or without', () => {
    const { status } = reportOfPushed(
      view({ '2026-11-19': 4, '2026-11-20': 0, '2026-11-21': 1 }),
      '2026-11-23',
    );
    const states = status.strip.slice(-5).map(({ state }) => state);
    expect(states).toContain('observed');
    expect(states).toContain('may-change');
  });
});
