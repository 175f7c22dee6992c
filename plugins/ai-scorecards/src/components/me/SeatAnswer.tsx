import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Me } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, useWords } from '../../hooks';
import { Button, messageOf } from '../ui';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    // The words stand on the line of the row, buttons or not.
    marginTop: -4,
  },
}));

type Seat = Me['seats'][number];

/** Whether there is something to say of a seat: it is idle now, or its holder said something of it. */
export function asksForAnswer(seat: Seat): boolean {
  return seat.idle || seat.answer !== null;
}

/** What the reader says of a seat of theirs: keep it or return it. A word that was given can be changed. */
export function SeatAnswer(props: { seat: Seat; onAnswered: () => void }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const { tool, title, answer } = props.seat;
  const say = useAction(async (next: 'keep' | 'return') => {
    await api.answerSeat({ tool, answer: next });
    props.onAnswered();
  });
  const offered = (['keep', 'return'] as const).filter(
    each => each !== answer?.answer,
  );
  return (
    <div className={classes.root}>
      {answer && (
        <Typography variant="body2" component="span">
          {t(`seatAnswer.said.${answer.answer}`, {
            day: format.day(answer.on),
          })}
        </Typography>
      )}
      {offered.map(each => (
        <Button
          key={each}
          size="small"
          variant="outlined"
          disabled={say.running}
          aria-label={t(`seatAnswer.label.${each}`, { tool: title })}
          onClick={() => say.run(each)}
        >
          {t(`seatAnswer.${each}`)}
        </Button>
      ))}
      {say.error && (
        <Typography variant="body2" component="span" role="alert">
          {messageOf(say.error)}
        </Typography>
      )}
    </div>
  );
}
