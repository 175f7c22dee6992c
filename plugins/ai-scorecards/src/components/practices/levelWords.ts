import type {
  PracticeStanding,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import type { Words } from '../../hooks';

const NAMES = ['0', '1', '2', '3', '4'] as const;

/** "Level 1 · minimums", "Level unknown (was 2)", "Not assessed yet". */
export function levelWords(
  standing: Pick<PracticeStanding, 'state' | 'effective' | 'was'>,
  t: Words,
): string {
  const { state, effective, was } = standing;
  if (state === 'not-assessed-yet') return t('level.notAssessed');
  if (state === 'not-applicable') return t('level.notApplicable');
  if (state === 'assessed' && effective !== null) {
    const level = String(effective);
    const name = NAMES.find(each => each === level);
    return name
      ? t('level.named', { level, name: t(`level.name.${name}`) })
      : t('level.short', { level });
  }
  return was === null
    ? t('level.unknown')
    : t('level.unknownWas', { level: String(was) });
}

/**
 * What else is to be known of a level: what the code host does not tell, why it stands so, what is excused, and that
 * nothing counts while nothing is known.
 */
export function levelNotes(
  { standing, notice }: Pick<TeamPractices, 'standing' | 'notice'>,
  t: Words,
): string[] {
  const { state, raw, effective, reason } = standing;
  // Why nothing is known is why a single check is not.
  if (state === 'not-assessed-yet' && notice !== null) {
    return [notice, t('level.nothingCounts')];
  }
  const notes = notice === null || notice === reason ? [] : [notice];
  // That no check applies is said by the level itself.
  if (reason !== null && state !== 'not-applicable') notes.push(reason);
  if (state === 'assessed' && raw !== effective) {
    notes.push(
      raw === null
        ? t('level.rawUnknown')
        : t('level.raw', { level: String(raw) }),
    );
  }
  return notes;
}
