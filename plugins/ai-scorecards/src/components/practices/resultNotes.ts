import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type { PracticeResult } from 'backstage-plugin-ai-scorecards-common';
import type { Format, Words } from '../../hooks';

/** The first UTC day on which a check counts, where that is still to come; else null. */
export function comingDay(
  check: PracticeResult['check'],
  today: string,
): string | null {
  const { effectiveFrom } = check;
  return effectiveFrom !== null && effectiveFrom > today ? effectiveFrom : null;
}

/** Titles of the tools of exceptions, each once. */
const toolsOf = (exceptions: PracticeResult['waivedBy']) =>
  [...new Set(exceptions.map(({ title }) => title))].join(', ');

/** What a row says beside state and raw value, each a few words. */
export function resultNotes(
  result: PracticeResult,
  options: { t: Words; format: Format },
): string[] {
  const { t, format } = options;
  const { check, held, waivedUntil, waivedBy, mismatch, attestation, state } =
    result;
  const notes: string[] = [];
  const coming = comingDay(check, format.today);
  if (coming)
    notes.push(t('practices.countsFrom', { day: format.day(coming) }));
  if (held) {
    const day = format.day(held.until);
    notes.push(t(`practices.held.${held.state}`, { day }));
  }
  if (waivedUntil) {
    const day = format.day(waivedUntil);
    const tools = toolsOf(waivedBy);
    notes.push(
      tools
        ? t('practices.waivedBy', { tools, day })
        : t('practices.waivedUntil', { day }),
    );
  }
  if (mismatch) notes.push(t('practices.mismatch'));
  if (attestation && state !== 'expired') {
    notes.push(
      t('practices.expires', {
        day: format.day(addDays(attestation.expiresOn, -1)),
      }),
    );
  }
  if (check.own) notes.push(t('practices.own'));
  if (!check.required) notes.push(t('practices.optional'));
  return notes;
}
