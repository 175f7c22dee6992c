import Typography from '@material-ui/core/Typography';
import type { ReconciliationLine } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { DataTable, EntityName } from '../ui';

/** What of one line is with no team, bucket by bucket, to the micro-unit. */
export function ReconciliationBuckets(props: {
  line: ReconciliationLine;
  title: string;
}) {
  const t = useWords();
  const format = useFormat();
  const { line, title } = props;
  const exact = (micros: number) =>
    format.money(micros, line.currency, 'exact');
  const ofTeams = line.adjustments.flatMap(({ ofMonth, bookedOn, teams }) =>
    teams.map(team => ({ ...team, ofMonth, bookedOn })),
  );
  return (
    <>
      <Typography variant="body2">
        {t('reconcile.totalIs', { what: line.totalIs })}
      </Typography>
      {line.leftOutMicros !== null && (
        <Typography variant="body2">
          {t('reconcile.leftOut', {
            amount: format.money(line.leftOutMicros, line.currency, 'exact'),
          })}
        </Typography>
      )}
      {line.reportedTwiceMicros !== null && (
        <Typography variant="body2">
          {t('reconcile.reportedTwice', {
            amount: format.money(
              line.reportedTwiceMicros,
              line.currency,
              'exact',
            ),
          })}
        </Typography>
      )}
      {line.notHeldMicros !== null && line.notHeldMicros > 0 && (
        <Typography variant="body2">
          {t('reconcile.seatsNotHeld', { amount: exact(line.notHeldMicros) })}
        </Typography>
      )}
      {line.seatsWithoutAssignee !== null && line.seatsWithoutAssignee > 0 && (
        <Typography variant="body2">
          {t('reconcile.seatsWithoutAssignee', {
            count: line.seatsWithoutAssignee,
          })}
        </Typography>
      )}
      {line.bySource !== null && line.bySource.length > 1 && (
        <DataTable
          caption={t('reconcile.bySource')}
          rows={line.bySource}
          rowKey={({ source }) => source}
          columns={[
            {
              title: t('reconcile.source'),
              cell: ({ source }) =>
                source === 'contracts' ? t('reconcile.byContract') : source,
            },
            {
              title: t('reconcile.told'),
              numeric: true,
              cell: each =>
                exact(each.countedMicros + each.reportedTwiceMicros),
            },
            {
              title: t('reconcile.counted'),
              numeric: true,
              cell: ({ countedMicros }) => exact(countedMicros),
            },
            {
              title: t('reconcile.notCounted'),
              numeric: true,
              cell: ({ reportedTwiceMicros }) => exact(reportedTwiceMicros),
            },
          ]}
        />
      )}
      {line.buckets.length === 0 ? (
        <Typography variant="body2">{t('reconcile.noBuckets')}</Typography>
      ) : (
        <DataTable
          caption={title}
          rows={line.buckets}
          rowKey={({ bucket }) => bucket}
          columns={[
            {
              title: t('reconcile.buckets'),
              cell: ({ bucket }) => t(`reconcile.bucket.${bucket}`),
            },
            {
              title: t('reconcile.total'),
              numeric: true,
              cell: ({ micros }) =>
                format.money(micros, line.currency, 'exact'),
            },
          ]}
        />
      )}
      {line.adjustments.length > 0 && (
        <DataTable
          caption={t('reconcile.adjustments')}
          rows={line.adjustments}
          rowKey={({ ofMonth, bookedOn }) => `${ofMonth} ${bookedOn}`}
          columns={[
            {
              title: t('reconcile.adjustmentOf'),
              cell: ({ ofMonth }) => format.month(ofMonth),
            },
            {
              title: t('reconcile.bookedOn'),
              cell: ({ bookedOn }) => format.day(bookedOn),
            },
            {
              title: t('reconcile.total'),
              numeric: true,
              cell: ({ totalMicros }) => exact(totalMicros),
            },
            {
              title: t('reconcile.teams'),
              numeric: true,
              cell: ({ teamsMicros }) => exact(teamsMicros),
            },
            ...bucketsOfAdjustments(line).map(bucket => ({
              title: t(`reconcile.bucket.${bucket}`),
              numeric: true,
              cell: ({ buckets }: ReconciliationLine['adjustments'][number]) =>
                exact(
                  buckets.find(each => each.bucket === bucket)?.micros ?? 0,
                ),
            })),
          ]}
        />
      )}
      {ofTeams.length > 0 && (
        <DataTable
          caption={t('reconcile.adjustedTeams')}
          rows={ofTeams}
          rowKey={row => `${row.ofMonth} ${row.bookedOn} ${row.team}`}
          columns={[
            {
              title: t('reconcile.adjustmentOf'),
              cell: ({ ofMonth }) => format.month(ofMonth),
            },
            {
              title: t('reconcile.bookedOn'),
              cell: ({ bookedOn }) => format.day(bookedOn),
            },
            {
              title: t('reconcile.team'),
              cell: row => (
                <EntityName entityRef={row.team} title={row.title} />
              ),
            },
            {
              title: t('reconcile.total'),
              numeric: true,
              cell: ({ micros }) => exact(micros),
            },
          ]}
        />
      )}
    </>
  );
}

/** Every bucket that an adjustment of a line names. */
function bucketsOfAdjustments(line: ReconciliationLine) {
  return [
    ...new Set(
      line.adjustments.flatMap(({ buckets }) => buckets.map(b => b.bucket)),
    ),
  ];
}
