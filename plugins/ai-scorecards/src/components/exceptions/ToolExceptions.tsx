import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad, useWords } from '../../hooks';
import { EntityName } from '../ui';
import { BoardNotice } from './BoardNotice';
import { LiveList } from './LiveList';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(0.5, 0, 2), paddingLeft: theme.spacing(2.5) },
}));

/** On the page of a tool: which teams have it by exception and, of the default, why teams ask for another one. */
export function ToolExceptions() {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const { entity } = useEntity();
  const tool = stringifyEntityRef(entity).toLocaleLowerCase('en-US');
  const { value } = useLoad(tool, () => api.tool(tool));
  const { value: requests } = useLoad(`board ${tool}`, () =>
    api.requests({ tool, limit: 1 }),
  );
  const reasons = value?.reasons ?? [];
  return (
    <InfoCard title={t('tool.exceptions')}>
      {requests && <BoardNotice board={requests.board} />}
      {reasons.length > 0 && (
        <>
          <Typography>{t('board.reasons')}</Typography>
          <ol className={classes.list}>
            {reasons.map(({ category, count, owner, closesOn }) => (
              <li key={category}>
                {t(`category.${category}` as 'category.other')}:{' '}
                {t('board.requests', { count })}
                {owner && (
                  <>
                    {' · '}
                    {t('tool.closes')} <EntityName entityRef={owner} />
                  </>
                )}
                {closesOn && `, ${t('tool.by', { day: format.day(closesOn) })}`}
              </li>
            ))}
          </ol>
        </>
      )}
      <LiveList tool={tool} />
    </InfoCard>
  );
}
