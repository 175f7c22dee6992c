import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { PracticeResult } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, usePagePath, useWords } from '../../hooks';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, paddingLeft: theme.spacing(2.5) },
}));

/** The exceptions by which a check counts as passed, each leading to its page. */
export function ExcusedBy(props: { exceptions: PracticeResult['waivedBy'] }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const root = usePagePath('exceptions');
  if (props.exceptions.length === 0) return null;
  return (
    <>
      <Typography variant="body2">{t('check.waivedByNote')}</Typography>
      <ul className={classes.list}>
        {props.exceptions.map(({ id, request, title, until }) => (
          <Typography key={id} variant="body2" component="li">
            <Link to={`${root}/${request}`} underline="always">
              {t('check.exception', { tool: title, day: format.day(until) })}
            </Link>
          </Typography>
        ))}
      </ul>
    </>
  );
}
