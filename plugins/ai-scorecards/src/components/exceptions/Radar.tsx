import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { usePagePath, useWords } from '../../hooks';
import { LinkButton, LoadFailed } from '../ui';
import { Loading } from './Loading';
import { useBoard } from './useBoard';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(1, 0, 3), paddingLeft: theme.spacing(2.5) },
}));

/** What the board might do of itself: sentences, not charts. */
export function Radar() {
  const classes = useStyles();
  const t = useWords();
  const root = usePagePath('exceptions');
  const { value, error, reload } = useBoard();
  if (!value) {
    return error ? (
      <LoadFailed error={error} retry={reload} />
    ) : (
      <Loading what="part" />
    );
  }
  return (
    <>
      {value.radar.length === 0 && (
        <Typography paragraph>{t('board.noRadar')}</Typography>
      )}
      <ul className={classes.list}>
        {value.radar.map(each => (
          <li key={`${each.kind}-${each.tool.ref}`}>{each.sentence}</li>
        ))}
      </ul>
      {value.reasons.length > 0 && (
        <>
          <Typography component="h3" variant="subtitle1">
            {t('board.reasons')}
          </Typography>
          <ol className={classes.list}>
            {value.reasons.map(({ category, count }) => (
              <li key={category}>
                {t(`category.${category}` as 'category.other')}:{' '}
                {t('board.requests', { count })}
              </li>
            ))}
          </ol>
        </>
      )}
      <LinkButton variant="outlined" to={`${root}/new?kind=standing`}>
        {t('board.makeStanding')}
      </LinkButton>
    </>
  );
}
