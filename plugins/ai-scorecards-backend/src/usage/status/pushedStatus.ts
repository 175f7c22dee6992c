import { addDays, daysBetween } from 'backstage-plugin-ai-scorecards-common';
import { dayStrip } from './dayStrip';
import { SourceReport } from './sourceStatus';
import { SourceView } from './sourceView';
import { counted, dayInWords } from './words';

/** After so many days without a row, somebody should look whether the tools still send. */
const SILENT_DAYS = 7;

/** Reports on a source whose rows arrive by themselves. */
export function reportOfPushed(
  { source, stored, ledger, rule }: SourceView,
  today: string,
): SourceReport {
  const days = [...ledger.values()].filter(({ rows }) => rows > 0);
  const lastDay = days.reduce<string | null>(
    (last, { day }) => (last === null || day > last ? day : last),
    null,
  );
  const lagDays =
    lastDay === null
      ? null
      : Math.max(0, daysBetween(lastDay, addDays(today, -1)));
  const isSilent = lagDays === null || lagDays > SILENT_DAYS;
  const state = isSilent ? 'late' : 'current';
  const status: SourceReport['status'] = {
    id: source.id,
    title: source.title,
    kind: source.kind,
    tool: source.tool,
    state,
    sentence: sentence(lastDay, lagDays, isSilent),
    path: null,
    access: null,
    lastDay,
    lagDays,
    lastAttemptAt: stored?.lastAttemptAt ?? null,
    nextRunAt: null,
    failingSince: null,
    backfill: null,
    waitingAgain: 0,
    strip: dayStrip(ledger, rule, today),
  };
  const reason = isSilent ? 'nothing is pushed' : null;
  return { status, health: { ...status, reason } };
}

function sentence(
  lastDay: string | null,
  lagDays: number | null,
  isSilent: boolean,
): string {
  if (lastDay === null) return 'Nothing was pushed for the last weeks.';
  return isSilent
    ? `Nothing was pushed for ${counted(
        lagDays ?? 0,
        'day',
      )}: the last day is ${dayInWords(
        lastDay,
      )}. Look whether the tools still send.`
    : `Pushed up to ${dayInWords(
        lastDay,
      )}. Of who sends nothing, nothing is known.`;
}
