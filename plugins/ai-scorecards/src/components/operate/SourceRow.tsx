import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { SourceStatus } from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import { useFormat, useWords } from '../../hooks';
import type { Format, Words } from '../../hooks';
import { Button, Meter, useId } from '../ui';
import { DayStrip } from './DayStrip';
import { Recollect } from './Recollect';
import { SourceDays } from './SourceDays';
import { SourceTest } from './SourceTest';

const useStyles = makeStyles(theme => ({
  row: {
    padding: theme.spacing(2, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    display: 'grid',
    gap: theme.spacing(1),
  },
  // A source that is switched off stays legible; only its weight is taken back.
  off: { color: theme.palette.text.secondary },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
  },
  title: { fontWeight: 600 },
}));

/** Last day, lag and next run of a source, as far as they are known; its sentence says what is wrong. */
function timing(source: SourceStatus, t: Words, format: Format): string {
  const parts: string[] = [
    source.lastDay
      ? t('source.lastDay', { day: format.weekday(source.lastDay) })
      : t('source.noDay'),
  ];
  if (source.lagDays) {
    parts.push(t('source.lag', { count: source.lagDays }));
  }
  if (source.nextRunAt) {
    parts.push(t('source.nextRun', { at: format.instant(source.nextRunAt) }));
  }
  return parts.join(' · ');
}

/** One source: how it stands, its last 60 days, and behind a button each day with its attempts. */
export function SourceRow(props: {
  source: SourceStatus;
  onChange: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const detailsId = useId('source');
  const { source } = props;
  const off = source.state === 'disabled';

  return (
    <li className={`${classes.row} ${off ? classes.off : ''}`}>
      <div className={classes.head}>
        <Typography variant="body1" component="h3" className={classes.title}>
          {source.title} · {t(`source.state.${source.state}`)}
        </Typography>
        {!off && <SourceTest sourceId={source.id} title={source.title} />}
      </div>
      <Typography variant="body2">
        {source.sentence}
        {source.path &&
          !source.sentence.includes(source.path) &&
          ` ${t('source.path', { path: source.path })}`}
      </Typography>
      {!off && (
        <Typography variant="body2" color="textSecondary">
          {timing(source, t, format)}
        </Typography>
      )}
      {source.backfill && (
        <Meter
          label={t('source.backfill', {
            done: format.count(source.backfill.daysDone),
            wanted: format.count(source.backfill.daysWanted),
          })}
          done={source.backfill.daysDone}
          wanted={source.backfill.daysWanted}
        />
      )}
      {source.waitingAgain > 0 && (
        <Typography variant="body2" role="status">
          {t('source.waitingAgain', { count: source.waitingAgain })}
        </Typography>
      )}
      {source.strip.length > 0 && (
        <>
          <DayStrip title={source.title} strip={source.strip} />
          <div>
            <Button
              size="small"
              aria-expanded={open}
              aria-controls={detailsId}
              onClick={() => setOpen(!open)}
            >
              {t('source.details')}
            </Button>
          </div>
        </>
      )}
      <div id={detailsId} hidden={!open}>
        {open && (
          <>
            {source.access && (
              <Typography variant="body2" color="textSecondary">
                {t('source.access', { access: source.access })}
              </Typography>
            )}
            <Recollect source={source} onQueued={props.onChange} />
            <SourceDays source={source} />
          </>
        )}
      </div>
    </li>
  );
}
