import { Freshness, SourceStatus } from 'backstage-plugin-ai-scorecards-common';
import type { DisabledSource } from 'backstage-plugin-ai-scorecards-node';
import { dayStrip } from './dayStrip';
import { HealthOfSource } from './healthSentence';
import { Present, sourceSentence } from './sourceSentence';
import { SourceState, sourceState } from './sourceState';
import { SourceView } from './sourceView';

/** A source that can run, with its state as operators see it. */
export interface SourceReport {
  status: SourceStatus;
  health: HealthOfSource;
}

/**
 * Reports on a source that can run.
 * @param runEveryMs - after a run, the next one is due
 */
export function reportOf(
  view: SourceView,
  present: Present,
  runEveryMs: number,
): SourceReport {
  const { source, stored, ledger, rule } = view;
  const { today, machine } = present;
  const state = sourceState(view, today);
  const failingSince =
    state.state === 'failed' ? stored?.failingSince ?? null : null;
  const status: SourceStatus = {
    id: source.id,
    title: source.title,
    kind: source.kind,
    tool: source.tool,
    state: state.state,
    sentence: sourceSentence(view, state, present),
    path: null,
    access: source.access,
    lastDay: state.lastDay,
    lagDays: state.lagDays,
    lastAttemptAt: stored?.lastAttemptAt ?? null,
    nextRunAt: nextRun(view, machine, runEveryMs),
    failingSince,
    backfill: state.backfill,
    waitingAgain: [...ledger.values()].filter(entry => entry.askedAgain).length,
    strip: dayStrip(ledger, rule, today),
  };
  return { status, health: { ...status, reason: reasonOf(view, state) } };
}

/** Reports on a source that configuration asks for and that cannot run. */
export function reportOfDisabled(source: DisabledSource): SourceReport {
  const status: SourceStatus = {
    id: source.id,
    title: source.title,
    kind: 'unknown',
    tool: null,
    state: 'disabled',
    sentence: source.reason,
    path: source.path,
    access: null,
    lastDay: null,
    lagDays: null,
    lastAttemptAt: null,
    nextRunAt: null,
    failingSince: null,
    backfill: null,
    waitingAgain: 0,
    strip: [],
  };
  return { status, health: { ...status, reason: source.reason } };
}

/** The line of a source on every page. */
export function freshnessOf(
  status: SourceStatus,
): Freshness['sources'][number] {
  const { id, title, lastDay } = status;
  const state = status.state === 'never-run' ? 'collecting' : status.state;
  return { id, title, state, lastDay };
}

/** ISO time; null when the next run is due already, or waits for nothing that is known. */
function nextRun(
  { stored, pausedUntil }: SourceView,
  now: Date,
  runEveryMs: number,
): string | null {
  if (!stored?.lastAttemptAt) return pausedUntil;
  const next = new Date(Date.parse(stored.lastAttemptAt) + runEveryMs);
  const later =
    pausedUntil && Date.parse(pausedUntil) > next.getTime()
      ? new Date(pausedUntil)
      : next;
  return later > now ? later.toISOString() : null;
}

function reasonOf(
  { stored }: SourceView,
  { state, failedDays }: SourceState,
): string | null {
  if (state === 'failed') return stored?.lastError ?? null;
  return failedDays[failedDays.length - 1]?.error ?? null;
}
