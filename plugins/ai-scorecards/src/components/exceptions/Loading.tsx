import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useWords } from '../../hooks';
import { hiddenText } from '../ui';

const useStyles = makeStyles({ hidden: hiddenText });

/** About as high as what it stands for, in pixels. */
const HEIGHTS = { form: 760, list: 320, request: 720, part: 160 };

/** Holds the place of what is read, so that nothing jumps when it is there. */
export function Loading({ what }: { what: keyof typeof HEIGHTS }) {
  const classes = useStyles();
  const t = useWords();
  return (
    <div aria-busy="true">
      <span className={classes.hidden} role="status">
        {t('load.loading', { what: t('requests.loading') })}
      </span>
      <Skeleton variant="rect" height={HEIGHTS[what]} />
    </div>
  );
}
