import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  AskFault,
  RequestPreview,
} from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { Button, FieldLink } from '../ui';
import { PrecedentList } from './Precedents';

const useStyles = makeStyles(theme => ({
  root: {
    borderLeft: `3px solid ${theme.palette.divider}`,
    paddingLeft: theme.spacing(2),
    alignSelf: 'start',
    [theme.breakpoints.up('md')]: { position: 'sticky', top: theme.spacing(2) },
    overflowWrap: 'anywhere',
  },
  title: { fontSize: '1rem', fontWeight: 600 },
  part: { fontSize: '1rem', fontWeight: 600, marginTop: theme.spacing(2) },
  plain: {
    margin: theme.spacing(1, 0),
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gap: theme.spacing(1),
  },
  list: {
    margin: theme.spacing(1, 0),
    paddingLeft: theme.spacing(2.5),
    lineHeight: 1.6,
  },
}));

/** What a board that cannot decide means for who fills the form. */
const IN_THE_WAY = {
  ok: null,
  'no-board': 'form.noBoard',
  'no-eligible-approvers': 'form.noApprovers',
  'no-voice': 'form.noVoice',
} as const;

/** Beside the form: what is still missing, how it would be decided, by whom, until when, and how it went for others. */
export function AskRail(props: {
  preview: RequestPreview | undefined;
  /** Whether it is known which tool is asked for. */
  isChosen: boolean;
  /** What the form still misses, of the fields that it shows. */
  missing: readonly AskFault[];
  idOf: (field: string) => string;
  /** Teams whose requests are joined. */
  joins: readonly string[];
  onJoin: (joins: string[]) => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { preview, isChosen, missing, idOf, joins, onJoin } = props;
  if (!preview) return <aside className={classes.root} />;
  const { board, decides, dueOn, usualDays, granted, askingToo } = preview;
  const isDecided = preview.lane === 'express' || preview.lane === 'full';
  const ahead = isChosen && board === 'ok' && isDecided;
  const canSend = preview.lane !== 'none';
  const inTheWay = canSend ? IN_THE_WAY[board] : null;
  const lines = [
    ...(ahead && decides ? [t('form.decides', { board: decides })] : []),
    ...(isDecided
      ? preview.voices.map(voice => `${voice.title}: ${voice.because}`)
      : []),
    ...(ahead && dueOn ? [t('form.due', { day: format.day(dueOn) })] : []),
    ...(usualDays === null
      ? []
      : [
          usualDays === 0
            ? t('form.usualToday')
            : t('form.usual', { days: format.count(usualDays) }),
        ]),
    ...(granted
      ? [
          t('form.granted', {
            granted: format.count(granted.granted),
            of: format.count(granted.of),
          }),
        ]
      : []),
  ];
  return (
    <aside className={classes.root} aria-label={t('form.rail')}>
      <Typography component="h3" className={classes.title}>
        {t('form.rail')}
      </Typography>
      <Typography aria-live="polite">
        {isChosen && preview.lane !== 'none' && (
          <strong>{t(`lane.${preview.lane}`)}: </strong>
        )}
        {isChosen ? preview.sentence : t('form.railFirst')}
      </Typography>
      {inTheWay && <Typography>{t(inTheWay)}</Typography>}
      {lines.length > 0 && (
        <ul className={classes.list}>
          {lines.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {canSend && missing.length === 0 && (
        <Typography>{t('form.complete')}</Typography>
      )}
      {canSend && missing.length > 0 && (
        <>
          <Typography component="h4" className={classes.part}>
            {t('form.missing')}
          </Typography>
          <ul className={classes.list} aria-label={t('form.missing')}>
            {missing.map(({ field, message }) => (
              <li key={`${field}-${message}`}>
                <FieldLink
                  field={idOf(field)}
                  text={t(`form.short.${field}` as 'form.short.why')}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {askingToo.length > 0 && (
        <ul className={classes.plain}>
          {askingToo.map(({ ref, title }) => {
            const isJoined = joins.includes(ref);
            return (
              <li key={ref}>
                {t(isJoined ? 'form.joined' : 'form.askingToo', {
                  team: title,
                })}{' '}
                <Button
                  size="small"
                  variant="outlined"
                  aria-label={t(isJoined ? 'form.leaveTeam' : 'form.joinTeam', {
                    team: title,
                  })}
                  onClick={() =>
                    onJoin(
                      isJoined
                        ? joins.filter(each => each !== ref)
                        : [...joins, ref],
                    )
                  }
                >
                  {t(isJoined ? 'form.leave' : 'form.join')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {preview.precedents.length > 0 && (
        <>
          <Typography component="h3" className={classes.title}>
            {t('form.precedents')}
          </Typography>
          <PrecedentList precedents={preview.precedents} />
        </>
      )}
    </aside>
  );
}
