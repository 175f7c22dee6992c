import { parseEntityRef } from '@backstage/catalog-model';
import type { CommitmentState } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { DataTable, EntityName } from '../ui';

/** What is left of every year that a contract commits to. */
export function Commitments(props: { commitments: CommitmentState[] }) {
  const t = useWords();
  const format = useFormat();
  const money = (micros: number, { currency }: CommitmentState) =>
    format.money(micros, currency, 'exact');
  return (
    <DataTable
      caption={t('reconcile.commitments')}
      rows={props.commitments}
      rowKey={({ tool, from }) => `${tool} ${from}`}
      columns={[
        {
          title: t('reconcile.tool'),
          cell: ({ tool }) => (
            <EntityName entityRef={tool} title={parseEntityRef(tool).name} />
          ),
        },
        {
          title: t('reconcile.commitmentYear'),
          cell: ({ from, to }) => `${format.day(from)} – ${format.day(to)}`,
        },
        {
          title: t('reconcile.committed'),
          numeric: true,
          cell: row => money(row.committedMicros, row),
        },
        {
          title: t('reconcile.drawn'),
          numeric: true,
          cell: row => money(row.drawnMicros, row),
        },
        {
          title: t('reconcile.remaining'),
          numeric: true,
          cell: row => money(row.remainingMicros, row),
        },
      ]}
    />
  );
}
