import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { RequestPreview } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, usePagePath, useWords } from '../../hooks';

const useStyles = makeStyles(theme => ({
  root: {
    borderLeft: `3px solid ${theme.palette.divider}`,
    paddingLeft: theme.spacing(2),
    alignSelf: 'start',
    overflowWrap: 'anywhere',
  },
  title: { fontSize: '1rem', fontWeight: 600 },
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
}));

/** Beside the form: how it would be decided, by whom, until when, and how it went for others. */
export function AskRail({ preview }: { preview: RequestPreview | undefined }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const root = usePagePath('exceptions');
  if (!preview) return <aside className={classes.root} />;
  const { board, decides, dueOn, usualDays, granted, askingToo } = preview;
  const ahead = preview.lane === 'express' || preview.lane === 'full';
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
    ...(askingToo.length > 0
      ? [
          t('form.askingToo', {
            teams: askingToo.map(({ title }) => title).join(', '),
          }),
        ]
      : []),
    ...(preview.inherited ? [preview.inherited.text] : []),
  ];
  return (
    <aside className={classes.root} aria-label={t('form.rail')}>
      <Typography component="h3" className={classes.title}>
        {t('form.rail')}
      </Typography>
      <Typography aria-live="polite">{preview.sentence}</Typography>
      {board === 'no-board' && <Typography>{t('form.noBoard')}</Typography>}
      {board === 'no-eligible-approvers' && (
        <Typography>{t('form.noApprovers')}</Typography>
      )}
      {preview.inTheWay && (
        <Typography>
          {preview.inTheWay.sentence}.{' '}
          {preview.inTheWay.kind === 'request' && (
            <Link to={`${root}/${preview.inTheWay.id}`} underline="always">
              {t('requests.title')}
            </Link>
          )}
        </Typography>
      )}
      <ul className={classes.list}>
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {preview.precedents.length > 0 && (
        <>
          <Typography component="h3" className={classes.title}>
            {t('form.precedents')}
          </Typography>
          <ul className={classes.list}>
            {preview.precedents.map((each, index) => (
              <li key={index}>
                {t(`requestState.${each.outcome}`)} {format.day(each.decidedOn)}
                {each.reason ? `: ${each.reason}` : ''}
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}
