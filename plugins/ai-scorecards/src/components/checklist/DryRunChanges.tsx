import Typography from '@material-ui/core/Typography';
import type { DryRunResponse } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { DataTable, EntityName } from '../ui';

/** The teams that would change level, with the level now and then. */
export function DryRunChanges({ answer }: { answer: DryRunResponse }) {
  const t = useWords();
  const format = useFormat();
  const { teams, changes } = answer;
  const level = (value: number | null) =>
    value === null ? t('dryRun.unknown') : format.count(value);
  if (changes.length === 0) {
    return (
      <Typography variant="body2">
        {t('dryRun.none', { count: teams })}
      </Typography>
    );
  }
  const title = t('dryRun.some', {
    count: teams,
    changes: format.count(changes.length),
  });
  return (
    <>
      <Typography variant="body2">{title}</Typography>
      <DataTable
        caption={title}
        stacked
        rows={changes}
        rowKey={({ team }) => team.ref}
        columns={[
          {
            title: t('dryRun.team'),
            cell: ({ team }) => (
              <EntityName entityRef={team.ref} title={team.title} />
            ),
          },
          { title: t('dryRun.before'), cell: ({ before }) => level(before) },
          { title: t('dryRun.after'), cell: ({ after }) => level(after) },
          {
            title: t('dryRun.causes'),
            cell: ({ causes }) => causes.join('; '),
          },
        ]}
      />
    </>
  );
}
