import Typography from '@material-ui/core/Typography';
import type { ReconciliationLine } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { DataTable } from '../ui';

/** What of one line is with no team, bucket by bucket, to the micro-unit. */
export function ReconciliationBuckets(props: {
  line: ReconciliationLine;
  title: string;
}) {
  const t = useWords();
  const format = useFormat();
  const { line, title } = props;
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
    </>
  );
}
