import { useApi } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import type { RequestRow } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import {
  useExceptionChanges,
  useFormat,
  usePagePath,
  usePages,
  useWords,
} from '../../hooks';
import { DataTable, EntityNames, LoadFailed, MoreButton } from '../ui';
import { Loading } from './Loading';
import { OftenGranted } from './OftenGranted';

const PAGE = 25;
const DECIDED = 'approved,rejected,lapsed';

/** Every decision, the last one first, with whose it was and the way to what is on record. */
export function Decisions(props: {
  /** Whether the reader may open dossiers. */
  hasDossiers: boolean;
}) {
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const root = usePagePath('exceptions');
  const pages = usePages('decisions', cursor =>
    api.requests({ status: DECIDED, order: 'decided', limit: PAGE, cursor }),
  );
  const { value, error, reload } = pages;
  useExceptionChanges(reload);
  if (!value) {
    return error ? (
      <LoadFailed error={error} retry={reload} />
    ) : (
      <Loading what="list" />
    );
  }
  if (value.items.length === 0) {
    return <Typography>{t('decisions.none')}</Typography>;
  }
  return (
    <>
      {value.sits && <OftenGranted rows={value.items} />}
      <DataTable<RequestRow>
        caption={t('decisions.title')}
        rows={value.items}
        rowKey={row => row.id}
        stacked
        columns={[
          {
            title: t('decisions.day'),
            cell: row => row.decided && format.day(row.decided.at.slice(0, 10)),
          },
          {
            title: t('requests.team'),
            cell: row =>
              row.kind === 'standing' ? t('lane.standing') : row.team.title,
          },
          {
            title: t('requests.tool'),
            cell: row => (
              <Link to={`${root}/${row.id}`} underline="always">
                {row.tool.title}
              </Link>
            ),
          },
          {
            title: t('decisions.decision'),
            cell: row =>
              row.decided && t(`requestState.${row.decided.outcome}`),
          },
          {
            title: t('decisions.by'),
            cell: row => row.decided && <Whose decided={row.decided} />,
          },
          {
            title: t('decisions.record'),
            hideTitle: true,
            cell: row =>
              props.hasDossiers &&
              row.exception && (
                <Link
                  to={`${root}/dossier/${row.exception}`}
                  underline="always"
                  aria-label={t('decisions.dossierOf', {
                    tool: row.tool.title,
                    team: row.team.title,
                  })}
                >
                  {t('request.dossier')}
                </Link>
              ),
          },
        ]}
      />
      <MoreButton pages={pages} />
    </>
  );
}

/** The people whose decision it was, or what decided without people. */
function Whose({ decided }: { decided: NonNullable<RequestRow['decided']> }) {
  const t = useWords();
  const { basis, by, waitedFor } = decided;
  if (waitedFor === 'team') return <>{t('decisions.noAnswer')}</>;
  if (waitedFor === 'nobody') return <>{t('decisions.nothingLeft')}</>;
  if (by.length === 0) return <>{t(`decisions.basis.${basis}`)}</>;
  const who = <EntityNames refs={by} />;
  return basis === 'break-glass' ? t('decisions.inEmergency', { who }) : who;
}
