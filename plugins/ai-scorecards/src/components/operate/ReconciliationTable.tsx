import { makeStyles } from '@material-ui/core/styles';
import { parseEntityRef } from '@backstage/catalog-model';
import type { ReconciliationLine } from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import { useFormat, useWords } from '../../hooks';
import { Button, DataTable, EntityName } from '../ui';
import { ReconciliationBuckets } from './ReconciliationBuckets';
import { kindWords } from './kindWords';
import { LineTeams } from './LineTeams';
import { adjustmentSum, bucketSum, difference, lineKey } from './reconcileLine';

const useStyles = makeStyles(theme => ({
  opened: {
    margin: theme.spacing(2, 0),
    padding: theme.spacing(2),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    maxWidth: 640,
    '& > * + *': { marginTop: theme.spacing(1.5) },
  },
  // Reads as the number that it is.
  buckets: {
    padding: 0,
    minWidth: 0,
    fontSize: 'inherit',
    fontWeight: 'inherit',
    lineHeight: 'inherit',
    textDecoration: 'underline',
  },
}));

/** A line per source, month and kind: total = teams + buckets, with the rounding beside. */
export function ReconciliationTable({
  lines,
}: {
  lines: ReconciliationLine[];
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const [open, setOpen] = useState<string>();
  const opened = lines.find(line => lineKey(line) === open);
  const exact = (micros: number | null, line: ReconciliationLine) =>
    micros === null
      ? t('common.noValue')
      : format.money(micros, line.currency, 'exact');
  const titleOf = (line: ReconciliationLine) =>
    t('reconcile.open', {
      source: line.source,
      month: format.month(line.month),
      kind: kindWords(line.kind, t),
    });
  const extent = (line: ReconciliationLine) => {
    if (line.state === 'no-data') return t('dayState.no-data');
    if (line.complete) return t('reconcile.complete');
    return t('reconcile.daysKnown', {
      known: format.count(line.daysKnown),
      all: format.count(line.daysOfMonth),
    });
  };
  const state = (line: ReconciliationLine) => {
    const off = difference(line);
    const words: string[] = [extent(line)];
    if (off !== 0) {
      words.push(t('reconcile.differs', { amount: exact(off, line) }));
    }
    const adjusted = adjustmentSum(line);
    if (adjusted !== null) {
      words.push(t('reconcile.adjusted', { amount: exact(adjusted, line) }));
    }
    if (line.adjustedLaterMicros) {
      words.push(
        t('reconcile.adjustedLater', {
          amount: exact(line.adjustedLaterMicros, line),
        }),
      );
    }
    if (line.leftOutMicros !== null) {
      words.push(
        t('reconcile.beside', { amount: exact(line.leftOutMicros, line) }),
      );
    }
    if (line.notHeldMicros !== null && line.notHeldMicros > 0) {
      words.push(
        t('reconcile.notHeld', { amount: exact(line.notHeldMicros, line) }),
      );
    }
    if (line.reportedTwiceMicros !== null) {
      words.push(
        t('reconcile.twice', { amount: exact(line.reportedTwiceMicros, line) }),
      );
    }
    return words.join('; ');
  };

  return (
    <>
      <DataTable
        stacked
        caption={t('reconcile.title')}
        rows={lines}
        rowKey={lineKey}
        columns={[
          {
            title: t('reconcile.month'),
            cell: line => format.month(line.month),
          },
          {
            title: t('reconcile.source'),
            cell: line => line.sources.join(', '),
          },
          {
            title: t('reconcile.tool'),
            cell: line => (
              <EntityName
                entityRef={line.tool}
                title={parseEntityRef(line.tool).name}
              />
            ),
          },
          { title: t('reconcile.kind'), cell: line => kindWords(line.kind, t) },
          {
            title: t('reconcile.total'),
            numeric: true,
            cell: line => exact(line.totalMicros, line),
          },
          {
            title: t('reconcile.teams'),
            numeric: true,
            cell: line => exact(line.teamsMicros, line),
          },
          {
            title: t('reconcile.buckets'),
            numeric: true,
            cell: line =>
              line.state === 'no-data' ? (
                t('common.noValue')
              ) : (
                <Button
                  size="small"
                  className={classes.buckets}
                  aria-label={`${exact(bucketSum(line), line)}. ${titleOf(
                    line,
                  )}`}
                  aria-expanded={lineKey(line) === open}
                  onClick={() =>
                    setOpen(lineKey(line) === open ? undefined : lineKey(line))
                  }
                >
                  {exact(bucketSum(line), line)}
                </Button>
              ),
          },
          { title: t('reconcile.state'), cell: state },
          {
            title: t('reconcile.rounding'),
            numeric: true,
            cell: line =>
              line.state === 'no-data'
                ? t('common.noValue')
                : `${line.rounding}\u00a0${line.currency}`,
          },
        ]}
      />
      {opened && (
        <div className={classes.opened} aria-live="polite">
          <ReconciliationBuckets line={opened} title={titleOf(opened)} />
          <LineTeams key={lineKey(opened)} line={opened} />
        </div>
      )}
    </>
  );
}
