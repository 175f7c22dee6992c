import { SourceStatus } from 'backstage-plugin-ai-scorecards-common';
import { counted, dayInWords, firstSentence, timeInWords } from './words';

/** What the health of all sources is told from. */
export type HealthOfSource = Pick<
  SourceStatus,
  'title' | 'state' | 'lastDay' | 'failingSince' | 'backfill' | 'path'
> & { /** Why it fails, or why it is switched off. */ reason: string | null };

/** Worst first: what an operator should look at. */
const TROUBLES = ['failed', 'disabled', 'late'] as const;

/** One sentence on all sources as of a machine's time: "4 of 5 sources current; Cursor failing since 02:10 UTC: 401, key revoked." */
export function healthSentence(
  sources: readonly HealthOfSource[],
  now: Date,
): string {
  if (sources.length === 0) {
    return 'No source is connected yet.';
  }
  const troubles = TROUBLES.flatMap(state =>
    sources.filter(source => source.state === state),
  );
  const waiting = sources.filter(
    source => source.state === 'collecting' || source.state === 'never-run',
  );
  const fine = sources.length - troubles.length - waiting.length;
  // At a first start all of them are still on their way: no reason to say that none is current.
  const isStart = waiting.length === sources.length;
  const parts = isStart ? [] : [headOf(fine, sources.length)];
  if (troubles.length > 0) parts.push(troubleOf(troubles[0], now));
  if (troubles.length > 1) {
    parts.push(`${troubles.length - 1} more to look at`);
  }
  if (waiting.length > 0) parts.push(waitingOf(waiting));
  return `${parts.join('; ')}.`;
}

function headOf(fine: number, all: number): string {
  if (fine < all) return `${fine} of ${counted(all, 'source')} current`;
  if (all === 1) return 'The one source is current';
  return all === 2
    ? 'Both sources are current'
    : `All ${all} sources are current`;
}

function troubleOf(source: HealthOfSource, now: Date): string {
  const reason = source.reason
    ? `: ${withoutPath(firstSentence(source.reason))}`
    : '';
  switch (source.state) {
    case 'failed':
      return `${source.title} failing since ${
        source.failingSince ? timeInWords(source.failingSince, now) : 'today'
      }${reason}`;
    case 'disabled':
      return `${source.title} switched off${pathOf(source)}${reason}`;
    default:
      return `${source.title} late${
        source.lastDay ? `, last day ${dayInWords(source.lastDay)}` : ''
      }${reason}`;
  }
}

/** What was asked of the vendor is a detail: it stands with the source, not in the one sentence. */
function withoutPath(reason: string): string {
  return reason.replace(/ for \/\S+/g, '');
}

/** Where the fault stands, unless the reason begins with that anyway. */
function pathOf({ path, reason }: HealthOfSource): string {
  return path === null || reason?.includes(path) ? '' : ` at ${path}`;
}

function waitingOf(waiting: readonly HealthOfSource[]): string {
  const what =
    waiting.length === 1 ? waiting[0].title : counted(waiting.length, 'source');
  const done = waiting.reduce(
    (n, { backfill }) => n + (backfill?.daysDone ?? 0),
    0,
  );
  const wanted = waiting.reduce(
    (n, { backfill }) => n + (backfill?.daysWanted ?? 0),
    0,
  );
  return wanted > 0
    ? `${what} collecting: ${done} of ${counted(wanted, 'day')}`
    : `${what} about to start`;
}
