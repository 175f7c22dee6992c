import Typography from '@material-ui/core/Typography';
import type { Me } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { DataTable, Section } from '../ui';

/** Who asked for the reader's data, and when. */
export function MyReads({ reads }: { reads: Me['reads'] }) {
  const t = useWords();
  const format = useFormat();
  return (
    <Section title={t('meReads.title')}>
      {reads.length === 0 ? (
        <Typography variant="body2">{t('meReads.none')}</Typography>
      ) : (
        <DataTable
          stacked
          caption={t('meReads.title')}
          rows={reads}
          rowKey={read => `${read.at} ${read.by} ${read.what}`}
          columns={[
            { title: t('meReads.at'), cell: read => format.instant(read.at) },
            { title: t('meReads.by'), cell: read => read.by },
            { title: t('meReads.what'), cell: read => read.what },
          ]}
        />
      )}
    </Section>
  );
}
