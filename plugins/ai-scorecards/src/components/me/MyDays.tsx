import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Me } from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import { useFormat, useWords } from '../../hooks';
import { Button, DataTable, Section, hiddenText } from '../ui';

const ROWS = 28;
/** Vendors bill individual use in this currency; the contract has no other for a single person. */
const CURRENCY = 'USD';

const useStyles = makeStyles({ hidden: hiddenText });

type Day = Me['days'][0];

/** Every day of use that is held, newest first, a few weeks at a time. */
export function MyDays({ days }: { days: Me['days'] }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const [start, setStart] = useState(0);
  const shown = days.slice(start, start + ROWS);
  const notReported = (
    <>
      <span aria-hidden>–</span>
      <span className={classes.hidden}>{t('meDays.notReported')}</span>
    </>
  );
  const count = (title: string, pick: (day: Day) => number | null) => ({
    title,
    numeric: true,
    cell: (day: Day) => {
      const value = pick(day);
      return value === null ? notReported : format.count(value);
    },
  });
  const money = (title: string, pick: (day: Day) => number | null) => ({
    title,
    numeric: true,
    cell: (day: Day) => {
      const value = pick(day);
      return value === null
        ? notReported
        : format.money(value, CURRENCY, 'exact');
    },
  });

  return (
    <Section
      title={t('meDays.title')}
      action={
        days.length > ROWS && (
          <span>
            <Button
              size="small"
              disabled={start === 0}
              onClick={() => setStart(Math.max(0, start - ROWS))}
            >
              {t('meDays.newer')}
            </Button>
            <Typography variant="body2" component="span" aria-live="polite">
              {t('meDays.range', {
                from: format.count(start + 1),
                to: format.count(start + shown.length),
                total: format.count(days.length),
              })}
            </Typography>
            <Button
              size="small"
              disabled={start + ROWS >= days.length}
              onClick={() => setStart(start + ROWS)}
            >
              {t('meDays.older')}
            </Button>
          </span>
        )
      }
    >
      {days.length === 0 ? (
        <Typography variant="body2">{t('meDays.none')}</Typography>
      ) : (
        <>
          <DataTable
            caption={t('meDays.title')}
            rows={shown}
            rowKey={day => `${day.day} ${day.tool}`}
            columns={[
              { title: t('meDays.day'), cell: day => format.weekday(day.day) },
              { title: t('meDays.tool'), cell: day => day.title },
              {
                title: t('meDays.active'),
                cell: day => (day.active ? t('meTeams.yes') : t('meTeams.no')),
              },
              count(t('meDays.interactions'), day => day.interactions),
              count(t('meDays.suggestions'), day => day.suggestions),
              count(t('meDays.acceptances'), day => day.acceptances),
              count(t('meDays.sessions'), day => day.sessions),
              count(t('meDays.tokens'), day => day.tokens),
              money(t('meDays.usageCost'), day => day.usageCostMicros),
              money(t('meDays.usageValue'), day => day.usageValueMicros),
            ]}
          />
          <Typography variant="body2" color="textSecondary">
            {t('meDays.legend')}
          </Typography>
        </>
      )}
    </Section>
  );
}
