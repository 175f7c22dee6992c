import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { ReconciliationLine } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, useWords } from '../../hooks';
import { Button, DataTable, EntityName, messageOf, MoreButton } from '../ui';
import { kindWords } from './kindWords';

/** A browser stands still over a table of thousands of teams. */
const TEAMS_AT_ONCE = 100;

/** What teams show of one line, on demand; what none of them shows apart is one row. */
export function LineTeams({ line }: { line: ReconciliationLine }) {
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const [shown, setShown] = useState(TEAMS_AT_ONCE);
  const open = useAction(async () => {
    const { items } = await api.reconciliation({
      source: line.source,
      month: line.month,
      teams: 'true',
    });
    const same = items.find(
      ({ tool, kind }) => tool === line.tool && kind === line.kind,
    );
    return { byTeam: same?.byTeam ?? null };
  });
  const title = t('reconcile.teamsOf', {
    source: line.source,
    month: format.month(line.month),
    kind: kindWords(line.kind, t),
  });
  if (!open.result) {
    return (
      <>
        <Button
          size="small"
          variant="outlined"
          disabled={open.running}
          onClick={() => open.run(undefined)}
        >
          {t('reconcile.openTeams')}
        </Button>
        {open.error && (
          <Typography variant="body2" role="alert">
            {messageOf(open.error)}
          </Typography>
        )}
      </>
    );
  }
  const { byTeam } = open.result;
  if (!byTeam) {
    return (
      <Typography variant="body2">{t('reconcile.teamsNotShown')}</Typography>
    );
  }
  return (
    <>
      <DataTable
        caption={title}
        rows={[
          ...byTeam.teams.slice(0, shown),
          {
            team: null,
            title: t('reconcile.notShownApart'),
            micros: byTeam.notShownApartMicros,
          },
        ]}
        rowKey={({ team }) => team ?? ''}
        columns={[
          {
            title: t('reconcile.team'),
            cell: row =>
              row.team ? (
                <EntityName entityRef={row.team} title={row.title} />
              ) : (
                row.title
              ),
          },
          {
            title: t('reconcile.total'),
            numeric: true,
            cell: ({ micros }) => format.money(micros, line.currency, 'exact'),
          },
        ]}
      />
      <MoreButton
        pages={{
          hasMore: byTeam.teams.length > shown,
          loading: false,
          error: undefined,
          more: () => setShown(shown + TEAMS_AT_ONCE),
        }}
      />
    </>
  );
}
