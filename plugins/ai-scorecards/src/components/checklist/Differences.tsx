import Typography from '@material-ui/core/Typography';
import type { TeamChecklist } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';
import { DataTable } from '../ui';

/** How the team's list differs from the organisation's present one. */
export function Differences(props: {
  differences: TeamChecklist['differences'];
}) {
  const t = useWords();
  if (props.differences.length === 0) {
    return (
      <Typography variant="body2">{t('checklist.noDifferences')}</Typography>
    );
  }
  return (
    <DataTable
      caption={t('checklist.differences')}
      stacked
      rows={props.differences}
      rowKey={({ kind, id }) => `${kind} ${id}`}
      columns={[
        {
          title: t('checklist.difference'),
          cell: ({ kind }) => t(`checklist.kind.${kind}`),
        },
        { title: t('checklist.inTeam'), cell: ({ team }) => team ?? '' },
        {
          title: t('checklist.inOrganisation'),
          cell: ({ organisation }) => organisation ?? '',
        },
      ]}
    />
  );
}
