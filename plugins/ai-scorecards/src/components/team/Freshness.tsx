import Typography from '@material-ui/core/Typography';
import type { Scorecard } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { Meter } from '../ui';

type Props = Pick<Scorecard, 'freshness' | 'coverage'>;

/** "To Sun 22 Nov · 96 % of accounts matched", and which source is behind. */
export function Freshness({ freshness, coverage }: Props) {
  const t = useWords();
  const format = useFormat();
  const parts: string[] = [
    freshness.through
      ? t('team.freshness', { day: format.weekday(freshness.through) })
      : t('team.notScored'),
  ];
  if (coverage.accounts !== null) {
    parts.push(t('team.matched', { share: format.ratio(coverage.accounts) }));
  }
  if (coverage.provisional) {
    parts.push(t('status.provisional'));
  }
  if (freshness.workingOut && !freshness.progress) {
    parts.push(t('team.workingOut'));
  }
  const behind = freshness.sources.filter(
    source => source.state === 'failed' || source.state === 'late',
  );
  return (
    <div>
      <Typography variant="body2" color="textSecondary">
        {parts.join(' · ')}
      </Typography>
      {behind.map(source => (
        <Typography key={source.id} variant="body2" color="textSecondary">
          {source.lastDay
            ? t('team.sourceBehind', {
                source: source.title,
                day: format.day(source.lastDay),
              })
            : t('team.sourceNoDay', { source: source.title })}
        </Typography>
      ))}
      {freshness.progress && (
        <Meter
          label={t('team.progress', {
            done: format.count(freshness.progress.daysDone),
            wanted: format.count(freshness.progress.daysWanted),
          })}
          done={freshness.progress.daysDone}
          wanted={freshness.progress.daysWanted}
        />
      )}
    </div>
  );
}
