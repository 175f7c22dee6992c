import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useState } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad, useUrlState, useWords } from '../../hooks';
import { Button, Choice, LoadFailed, Section } from '../ui';
import { Commitments } from './Commitments';
import { CostMonths } from './CostMonths';
import { ReconciliationTable } from './ReconciliationTable';

const useStyles = makeStyles(theme => ({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(2),
  },
}));

/** Months that are shown at first, and again with every press. */
const MONTHS = 3;

const unique = (values: string[]) => [...new Set(values)];

/** Vendor totals beside what teams and buckets hold, by source and month. */
export function Reconciliation() {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const [source, setSource] = useUrlState('source', '');
  const [month, setMonth] = useUrlState('month', '');
  const [shown, setShown] = useState(MONTHS);
  const { value, error, reload } = useLoad('reconciliation', () =>
    api.reconciliation(),
  );

  if (!value) {
    return (
      <Section title={t('reconcile.title')}>
        {error ? (
          <LoadFailed error={error} retry={reload} />
        ) : (
          <Skeleton variant="rect" height={240} />
        )}
      </Section>
    );
  }
  const newestFirst = [...value.items].sort((a, b) =>
    b.month.localeCompare(a.month),
  );
  const wanted = newestFirst.filter(
    line =>
      (!source || line.sources.includes(source)) &&
      (!month || line.month === month),
  );
  const months = unique(wanted.map(line => line.month));
  const recent = new Set(months.slice(0, shown));
  const lines = wanted.filter(line => recent.has(line.month));
  return (
    <Section title={t('reconcile.title')}>
      <Typography variant="body2" color="textSecondary" paragraph>
        {t('reconcile.intro')}
      </Typography>
      {value.items.length > 0 && (
        <div className={classes.filters}>
          <Choice
            label={t('reconcile.source')}
            value={source}
            onChange={setSource}
            options={[
              ['', t('reconcile.allSources')],
              ...unique(newestFirst.flatMap(line => line.sources)).map(
                id => [id, id] as const,
              ),
            ]}
          />
          <Choice
            label={t('reconcile.month')}
            value={month}
            onChange={setMonth}
            options={[
              ['', t('reconcile.allMonths')],
              ...unique(newestFirst.map(line => line.month)).map(
                id => [id, format.month(id)] as const,
              ),
            ]}
          />
        </div>
      )}
      {lines.length === 0 ? (
        <Typography variant="body2">{t('reconcile.none')}</Typography>
      ) : (
        <>
          <CostMonths lines={lines} open={value.open} onClosed={reload} />
          <ReconciliationTable lines={lines} />
        </>
      )}
      {months.length > shown && (
        <Button size="small" onClick={() => setShown(shown + MONTHS)}>
          {t('reconcile.earlier')}
        </Button>
      )}
      {value.commitments.length > 0 && (
        <Commitments commitments={value.commitments} />
      )}
    </Section>
  );
}
