import type { SourceStatus } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { DataTable } from '../ui';

/** The strip of a source as a table, newest day first: state, rows, attempts and errors. */
export function SourceDays({ source }: { source: SourceStatus }) {
  const t = useWords();
  const format = useFormat();
  return (
    <DataTable
      caption={`${t('source.details')}: ${source.title}`}
      rows={[...source.strip].reverse()}
      rowKey={day => day.day}
      maxHeight={420}
      columns={[
        { title: t('source.day'), cell: day => format.weekday(day.day) },
        {
          title: t('source.dayState'),
          cell: day => t(`dayState.${day.state}`),
        },
        {
          title: t('source.rows'),
          numeric: true,
          cell: day =>
            day.rows === null ? t('common.noValue') : format.count(day.rows),
        },
        {
          title: t('source.unreadable'),
          numeric: true,
          cell: day =>
            day.rows === null
              ? t('common.noValue')
              : format.count(day.unreadable),
        },
        {
          title: t('source.attempts'),
          numeric: true,
          cell: day => (day.attempts === 0 ? '' : format.count(day.attempts)),
        },
        {
          title: t('source.fetchedAt'),
          cell: day =>
            day.fetchedAt ? format.instant(day.fetchedAt) : t('common.never'),
        },
        { title: t('source.error'), cell: day => day.error ?? '' },
      ]}
    />
  );
}
