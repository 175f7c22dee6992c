import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import LockOutlinedIcon from '@material-ui/icons/LockOutlined';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type { Me, Scorecard } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad, usePagePath, useWords } from '../../hooks';
import type { Format, Words } from '../../hooks';
import { asksForAnswer, SeatAnswer } from '../me/SeatAnswer';
import { Nudges } from '../exceptions/Nudges';
import { useId } from '../ui';
import { Stance } from './Stance';

const useStyles = makeStyles(theme => ({
  frame: {
    marginTop: theme.spacing(5),
    padding: theme.spacing(2),
    border: `2px dashed ${theme.palette.text.secondary}`,
    borderRadius: theme.shape.borderRadius,
    maxWidth: 720,
  },
  title: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontSize: '1.125rem',
    fontWeight: 600,
    margin: theme.spacing(0, 0, 1),
  },
  seats: { margin: theme.spacing(0.5, 0, 1), paddingLeft: theme.spacing(2.5) },
}));

/** Whether the reader is in this team today. */
export function isInTeam(me: Me, teamRef: string, today: string): boolean {
  return me.teams.some(
    team => team.ref === teamRef && (team.to === null || team.to > today),
  );
}

function seatWords(seat: Me['seats'][0], t: Words, format: Format): string {
  if (seat.idle) {
    return t('you.idle');
  }
  return seat.lastActiveDay
    ? t('you.lastUse', { day: format.day(seat.lastActiveDay) })
    : t('you.neverUsed');
}

/** Seats that the reader holds today; an idle one asks to be kept or returned. */
function Seats(props: {
  seats: Me['seats'];
  tools: Scorecard['tools'];
  onAnswered: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const held = props.seats.filter(seat => !seat.to || seat.to > format.today);
  if (held.length === 0) {
    return <Typography variant="body2">{t('you.noSeats')}</Typography>;
  }
  return (
    <>
      <Typography variant="body2">{t('you.seats')}</Typography>
      <ul className={classes.seats}>
        {held.map(seat => {
          const help = props.tools.find(one => one.tool === seat.tool)?.links
            .help;
          return (
            <Typography key={seat.tool} variant="body2" component="li">
              {seat.title}: {seatWords(seat, t, format)}
              {asksForAnswer(seat) && (
                <SeatAnswer seat={seat} onAnswered={props.onAnswered} />
              )}
              {seat.answer?.answer === 'return' && help && (
                <>
                  {t('you.howToReturn')}{' '}
                  <Link to={help} underline="always">
                    {t('use.help')}
                  </Link>
                </>
              )}
            </Typography>
          );
        })}
      </ul>
    </>
  );
}

function activeDays(me: Me, t: Words, format: Format): string {
  if (!me.individualFigures) {
    return t('you.off');
  }
  return me.activeDays28 === null || me.through === null
    ? t('you.noDays')
    : t('you.activeDays', {
        count: me.activeDays28,
        day: format.day(me.through),
      });
}

/** The reader's own figures in a dashed frame, for members of the team; others see nothing here. */
export function OnlyYou({ scorecard }: { scorecard: Scorecard }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const myData = usePagePath('me');
  const titleId = useId('only-you');
  const me = useLoad('me', () =>
    // The frame needs no single days; a short range keeps the answer small.
    api.me({ from: addDays(format.today, -7) }),
  );

  // Nothing is drawn before it is known that the reader belongs here: the frame would come and go.
  if (!me.value || !isInTeam(me.value, scorecard.team.ref, format.today)) {
    return null;
  }
  return (
    <section className={classes.frame} aria-labelledby={titleId}>
      <Typography
        variant="h6"
        component="h2"
        id={titleId}
        className={classes.title}
      >
        <LockOutlinedIcon fontSize="small" aria-hidden />
        {t('you.title')}
      </Typography>
      <Typography variant="body1" paragraph>
        {activeDays(me.value, t, format)}
      </Typography>
      <Seats
        seats={me.value.seats}
        tools={scorecard.tools}
        onAnswered={me.reload}
      />
      <Stance stance={me.value.stance} onAcknowledged={me.reload} />
      <Nudges nudges={me.value.nudges} to="you" />
      <Link to={myData} underline="always">
        {t('you.myData')}
      </Link>
    </section>
  );
}
