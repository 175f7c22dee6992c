import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ExceptionRequest } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(0.5) },
}));

/** Security answers that the tool brings along, grey, with the day from which they are. */
export function Inherited(props: {
  inherited: NonNullable<ExceptionRequest['inherited']>;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { from, reviewedOn, reviewAgainOn, text } = props.inherited;
  return (
    <Typography
      className={classes.root}
      variant="body2"
      color="textSecondary"
      component="div"
    >
      {t(from === 'registry' ? 'form.reviewedOn' : 'form.answeredOn', {
        day: format.day(reviewedOn),
      })}
      {reviewAgainOn !== null &&
        ` ${t('form.reviewAgainOn', { day: format.day(reviewAgainOn) })}`}
      {text && <div>{text}</div>}
    </Typography>
  );
}
