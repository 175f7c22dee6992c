import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import type { RequestPreview } from 'backstage-plugin-ai-scorecards-common';
import { usePagePath, useWords } from '../../hooks';

/** Said before anything is filled in: the team asks for the tool already, or has it. */
export function InTheWay(props: { inTheWay: RequestPreview['inTheWay'] }) {
  const t = useWords();
  const root = usePagePath('exceptions');
  const { inTheWay } = props;
  return (
    <div role="status">
      {inTheWay && (
        <Typography>
          {inTheWay.sentence}.{' '}
          {inTheWay.kind === 'request' && (
            <Link to={`${root}/${inTheWay.id}`} underline="always">
              {t('form.openIt')}
            </Link>
          )}
        </Typography>
      )}
    </div>
  );
}
