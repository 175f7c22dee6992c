import Typography from '@material-ui/core/Typography';
import type { Me } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { DataTable, EntityName, Section } from '../ui';

/** Memberships with their dates. */
export function MyTeams({ teams }: { teams: Me['teams'] }) {
  const t = useWords();
  const format = useFormat();
  return (
    <Section title={t('meTeams.title')}>
      {teams.length === 0 ? (
        <Typography variant="body2">{t('meTeams.none')}</Typography>
      ) : (
        <DataTable
          stacked
          caption={t('meTeams.title')}
          rows={teams}
          rowKey={team => `${team.ref} ${team.from}`}
          columns={[
            {
              title: t('meTeams.team'),
              cell: team => (
                <EntityName entityRef={team.ref} title={team.title} />
              ),
            },
            {
              title: t('meTeams.from'),
              cell: team =>
                [
                  team.from ? format.day(team.from) : t('meTeams.fromUnknown'),
                  team.assumed && `(${t('meTeams.assumed')})`,
                ]
                  .filter(Boolean)
                  .join(' '),
            },
            {
              title: t('meTeams.to'),
              cell: team =>
                team.to ? format.day(team.to) : t('common.ongoing'),
            },
            {
              title: t('meTeams.counted'),
              cell: team =>
                team.countedAsDeveloper ? t('meTeams.yes') : t('meTeams.no'),
            },
          ]}
        />
      )}
    </Section>
  );
}
