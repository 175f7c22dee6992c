import { addDays, asSentence } from 'backstage-plugin-ai-scorecards-common';
import { dayState } from '../dayState';
import { SourceState } from './sourceState';
import { SourceView } from './sourceView';
import { counted, dayInWords, timeInWords } from './words';

/** The portal's day, by which figures are told, and the machine's own time, by which runs are. */
export interface Present {
  /** UTC day. */
  today: string;
  machine: Date;
}

/** What an operator is told of a source that can run: how it stands, why, and what stays true meanwhile. */
export function sourceSentence(
  view: SourceView,
  state: SourceState,
  present: Present,
): string {
  return [
    mainSentence(view, state, present),
    pauseSentence(view, state, present),
  ]
    .filter((sentence): sentence is string => sentence !== null)
    .join(' ');
}

function mainSentence(
  view: SourceView,
  { state, lastDay, lagDays, backfill, failedDays }: SourceState,
  { today, machine }: Present,
): string {
  switch (state) {
    case 'failed': {
      const since = timeInWords(view.stored?.failingSince ?? '', machine);
      const reason = asSentence(
        view.stored?.lastError ?? 'the vendor was not reached',
      );
      const rest = lastDay
        ? `What was collected stays, the last day being ${dayInWords(lastDay)}.`
        : 'Nothing was collected yet.';
      return `Failing since ${since}: ${reason} ${rest}`;
    }
    case 'never-run':
      return 'Waits for its first run.';
    case 'collecting': {
      if (!backfill) return 'Collecting: no day has come yet.';
      const failed = failedDays.length
        ? `, ${counted(failedDays.length, 'day')} to be tried again`
        : '';
      return `Collecting: ${backfill.daysDone} of ${counted(
        backfill.daysWanted,
        'day',
      )}${failed}.`;
    }
    case 'late':
      return lateSentence(lastDay, lagDays, failedDays);
    default:
      return currentSentence(view, lastDay, today);
  }
}

function lateSentence(
  lastDay: string | null,
  lagDays: number | null,
  failedDays: SourceState['failedDays'],
): string {
  const last = failedDays[failedDays.length - 1];
  const behind =
    lastDay && lagDays
      ? `The last day is ${dayInWords(lastDay)}, ${counted(
          lagDays,
          'day',
        )} behind`
      : null;
  if (!last) return `${behind ?? 'No day has come yet'}.`;
  const error = asSentence(last.error ?? 'no reason was given');
  if (failedDays.length === 1) {
    return `${dayInWords(
      last.day,
    )} could not be collected and is tried again: ${error}`;
  }
  return `${counted(
    failedDays.length,
    'day',
  )} could not be collected and are tried again, the last ${dayInWords(
    last.day,
  )}: ${error}`;
}

function currentSentence(
  view: SourceView,
  lastDay: string | null,
  today: string,
): string {
  if (!lastDay) {
    return view.rule.earliestDay
      ? `The vendor has nothing before ${dayInWords(view.rule.earliestDay)}.`
      : 'There is nothing to collect yet.';
  }
  if (view.rule.kind === 'seats') {
    return lastDay === today
      ? 'Current: the seats of today are known.'
      : `Current: the seats of ${dayInWords(
          lastDay,
        )} are known, today's come next.`;
  }
  const entries = [...view.ledger.values()];
  const open = entries.filter(
    entry => dayState(entry, view.rule) === 'may-change',
  ).length;
  const parts = [`Current to ${dayInWords(lastDay)}`];
  if (open > 0) {
    parts.push(
      open === 1
        ? 'one day may still change'
        : `${counted(open, 'day')} may still change`,
    );
  }
  const since = addDays(today, -60);
  const unreadable = entries
    .filter(entry => entry.day >= since)
    .reduce((sum, entry) => sum + entry.unreadable, 0);
  if (unreadable > 0) {
    parts.push(
      `${counted(unreadable, 'row')} of the last 60 days could not be read`,
    );
  }
  return `${parts.join('; ')}.`;
}

/** A vendor's wish to be left alone for a while is no failure; it only explains why nothing moves. */
function pauseSentence(
  { pausedUntil }: SourceView,
  { state }: SourceState,
  { machine }: Present,
): string | null {
  if (state === 'failed' || pausedUntil === null) return null;
  return `Paused until ${timeInWords(
    pausedUntil,
    machine,
  )}, as the vendor asked.`;
}
