import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { RequestPreview } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, usePagePath, useWords } from '../../hooks';
import { PrecedentList } from './Precedents';

const useStyles = makeStyles(theme => ({
  root: {
    borderLeft: `3px solid ${theme.palette.divider}`,
    paddingLeft: theme.spacing(2),
    alignSelf: 'start',
    overflowWrap: 'anywhere',
  },
  title: { fontSize: '1rem', fontWeight: 600 },
  plain: {
    margin: theme.spacing(1, 0),
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gap: theme.spacing(1),
  },
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
}));

/** Beside the form: how it would be decided, by whom, until when, and how it went for others. */
export function AskRail(props: {
  preview: RequestPreview | undefined;
  /** Teams whose requests are joined. */
  joins: readonly string[];
  onJoin: (joins: string[]) => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const root = usePagePath('exceptions');
  const { preview, joins, onJoin } = props;
  if (!preview) return <aside className={classes.root} />;
  const { board, decides, dueOn, usualDays, granted, askingToo } = preview;
  const ahead =
    board !== 'no-board' &&
    (preview.lane === 'express' || preview.lane === 'full');
  const lines = [
    ...(ahead && decides ? [t('form.decides', { board: decides })] : []),
    ...preview.voices.map(voice => `${voice.title}: ${voice.because}`),
    ...(ahead && dueOn ? [t('form.due', { day: format.day(dueOn) })] : []),
    ...(usualDays === null
      ? []
      : [t('form.usual', { days: format.count(usualDays) })]),
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
        {preview.lane !== 'none' && (
          <strong>{t(`lane.${preview.lane}`)}: </strong>
        )}
        {preview.sentence}
      </Typography>
      {board === 'no-board' && <Typography>{t('form.noBoard')}</Typography>}
      {board === 'no-eligible-approvers' && (
        <Typography>{t('form.noApprovers')}</Typography>
      )}
      {preview.inTheWay && (
        <Typography>
          {preview.inTheWay.sentence}.{' '}
          {preview.inTheWay.kind === 'request' && (
            <Link to={`${root}/${preview.inTheWay.id}`} underline="always">
              {t('form.openIt')}
            </Link>
          )}
        </Typography>
      )}
      <ul className={classes.list}>
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
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
