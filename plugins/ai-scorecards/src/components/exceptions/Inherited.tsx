import Typography from '@material-ui/core/Typography';
import type { ExceptionRequest } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';

/** Security answers that the tool brings along, grey, with the day from which they are. */
export function Inherited(props: {
  inherited: NonNullable<ExceptionRequest['inherited']>;
}) {
  const t = useWords();
  const format = useFormat();
  const { from, reviewedOn, reviewAgainOn, text } = props.inherited;
  return (
    <Typography variant="body2" color="textSecondary" component="div">
      {t(from === 'registry' ? 'form.reviewedOn' : 'form.answeredOn', {
        day: format.day(reviewedOn),
      })}
      {reviewAgainOn !== null &&
        ` ${t('form.reviewAgainOn', { day: format.day(reviewAgainOn) })}`}
      {text && <div>{text}</div>}
    </Typography>
  );
}
