import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useWords } from '../../hooks';
import { CHART_HEIGHT, hiddenText } from '../ui';
import { TILE_HEIGHT } from './Tile';

const useStyles = makeStyles(theme => ({
  hidden: hiddenText,
  gap: { marginBottom: theme.spacing(2) },
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(272px, 1fr))',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(5),
  },
}));

/** The tab's outline while it loads, of the height that it will have. */
export function TeamSkeleton() {
  const classes = useStyles();
  const t = useWords();
  return (
    <div aria-busy="true">
      <span className={classes.hidden} role="status">
        {t('load.loading', { what: t('team.loading') })}
      </span>
      <Skeleton className={classes.gap} variant="rect" height={176} />
      <Skeleton className={classes.gap} variant="rect" height={64} />
      <div className={classes.tiles}>
        <Skeleton variant="rect" height={TILE_HEIGHT} />
        <Skeleton variant="rect" height={TILE_HEIGHT} />
      </div>
      <Skeleton variant="rect" height={CHART_HEIGHT + 152} />
    </div>
  );
}
