import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import type { EvidenceItem } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';
import { DataTable } from '../ui';
import { CheckStateWord } from './CheckStateWord';

/** What needs a look stands first. */
const ORDER: Record<EvidenceItem['state'], number> = {
  fail: 0,
  unknown: 1,
  pass: 2,
};

/** Repositories and documents behind a result, with their state and what was found. */
export function EvidenceTable(props: {
  check: string;
  evidence: EvidenceItem[];
}) {
  const t = useWords();
  const { check, evidence } = props;
  return (
    <DataTable
      caption={`${t('check.evidence')}: ${check}`}
      stacked
      rows={[...evidence].sort((a, b) => ORDER[a.state] - ORDER[b.state])}
      rowKey={item => item.title}
      columns={[
        {
          title: t('check.repository'),
          cell: item =>
            item.href ? (
              <Link to={item.href} underline="always">
                {item.title}
              </Link>
            ) : (
              item.title
            ),
        },
        {
          title: t('check.evidenceState'),
          // In one column: a drawer has no room for three.
          cell: item => (
            <div>
              <CheckStateWord state={item.state} />
              <Typography variant="body2">{item.detail}</Typography>
            </div>
          ),
        },
      ]}
    />
  );
}
