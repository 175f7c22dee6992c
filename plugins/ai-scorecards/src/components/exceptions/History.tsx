import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad, useWords } from '../../hooks';
import { LoadFailed, Section } from '../ui';
import { Decisions } from './Decisions';
import { Loading } from './Loading';
import { LogCheck } from './LogCheck';
import { useBoard } from './useBoard';

const useStyles = makeStyles(theme => ({
  lines: {
    display: 'grid',
    gridTemplateColumns: 'minmax(140px, 260px) minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: theme.spacing(0, 0, 3),
  },
  value: { margin: 0, fontWeight: 600 },
}));

/** A share of fewer decisions says nothing. */
const FEWEST = 5;

/** How the board did over a year, each decision, and whether the log of them is intact. */
export function History() {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const { value, error, reload } = useBoard();
  // Whoever may not read the log sees the history without it.
  const { value: log } = useLoad('log', () => api.decisionLog({ limit: 1 }));
  if (!value) {
    return error ? (
      <LoadFailed error={error} retry={reload} />
    ) : (
      <Loading what="list" />
    );
  }
  const { history } = value;
  const counted = (count: number, of: number) =>
    of < FEWEST
      ? format.count(count)
      : t('board.share', {
          counted: format.count(count),
          share: format.ratio(count / of),
        });
  const lines: [string, string][] = [
    [t('board.decided'), format.count(history.decided)],
    [
      t('board.medianDays'),
      history.medianDays === null
        ? t('common.noValue')
        : format.count(history.medianDays, 1),
    ],
    ...history.byLane.map(({ lane, count }): [string, string] => [
      t('board.ofLane', { lane: t(`lane.${lane}` as 'lane.full') }),
      counted(count, history.decided),
    ]),
    [
      t('board.lapsed'),
      counted(history.lapsed, history.decided + history.lapsed),
    ],
    [t('board.renewed'), counted(history.renewed, history.decided)],
    ...history.liveCost.map(({ currency, amount }): [string, string] => [
      t('board.liveCost'),
      t('requests.aMonth', { cost: format.money(amount, currency) }),
    ]),
  ];
  return (
    <>
      <Typography paragraph>{t('board.overAYear')}</Typography>
      <dl className={classes.lines}>
        {lines.map(([name, words], index) => [
          <dt key={`${index}-name`}>{name}</dt>,
          <dd key={`${index}-value`} className={classes.value}>
            {words}
          </dd>,
        ])}
      </dl>
      <Section title={t('decisions.title')}>
        <Decisions hasDossiers={Boolean(log)} />
      </Section>
      {log?.head && (
        <Section title={t('board.log')}>
          <LogCheck entries={log.head.sequence} />
        </Section>
      )}
    </>
  );
}
