import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import type { Nudge } from 'backstage-plugin-ai-scorecards-common';
import { usePagePath, useWords } from '../../hooks';

/** Tools that were used without an exception: a nudge with a request that is filled in already. */
export function Nudges(props: {
  nudges: readonly Nudge[];
  /** To the team, or to one person about themselves. */
  to: 'team' | 'you';
}) {
  const t = useWords();
  const root = usePagePath('exceptions');
  return (
    <>
      {props.nudges.map(({ tool, title, team }) => (
        <Typography key={tool} variant="body2" paragraph>
          {t(props.to === 'team' ? 'nudge.team' : 'nudge.you', { tool: title })}{' '}
          {team && (
            <Link
              to={`${root}/new?${new URLSearchParams({ team, tool })}`}
              underline="always"
            >
              {t('nudge.request', { tool: title })}
            </Link>
          )}
        </Typography>
      ))}
    </>
  );
}
