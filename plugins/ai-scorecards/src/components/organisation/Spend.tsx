import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import type {
  OrganisationSpend,
  SpendMonth,
  SpendPart,
} from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad, useUrlState, useWords } from '../../hooks';
import {
  Choice,
  DataTable,
  EntityName,
  isNotAllowed,
  LoadFailed,
  Section,
} from '../ui';

const GROUPS = ['team', 'tool', 'model'] as const;
type GroupBy = OrganisationSpend['groupBy'];
type Row = Pick<SpendMonth, 'seatMicros' | 'usageMicros' | 'valueMicros'>;

const useStyles = makeStyles(theme => ({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    margin: theme.spacing(3, 0, 2),
  },
}));

const isGroup = (value: string): value is GroupBy =>
  GROUPS.some(group => group === value);

const costOf = ({ seatMicros, usageMicros }: Row) =>
  seatMicros === null && usageMicros === null
    ? null
    : (seatMicros ?? 0) + (usageMicros ?? 0);

/** What months cost everybody, and the parts of one of them; nothing at all for those who may not see it. */
export function Spend() {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const [chosen, setChosen] = useUrlState('by', 'team', isGroup);
  const groupBy = isGroup(chosen) ? chosen : 'team';
  const [month, setMonth] = useUrlState('month', '');
  const { value, error, reload } = useLoad(`spend ${groupBy}`, () =>
    api.organisationSpend({ groupBy }),
  );
  if (error && isNotAllowed(error)) return null;
  if (!value) {
    return (
      <Section title={t('organisation.spend')}>
        {error ? (
          <LoadFailed error={error} retry={reload} />
        ) : (
          <Skeleton variant="rect" height={240} />
        )}
      </Section>
    );
  }
  const months = [...value.months].reverse();
  const opened = months.find(each => each.month === month) ?? months[0];
  if (!opened) {
    return (
      <Section title={t('organisation.spend')}>
        <Typography variant="body2">{t('organisation.noSpend')}</Typography>
      </Section>
    );
  }
  const amount = (micros: number | null) =>
    micros === null
      ? t('organisation.notKnown')
      : format.money(micros, value.currency);
  const amounts = [
    {
      title: t('organisation.cost'),
      numeric: true,
      cell: (row: Row) => amount(costOf(row)),
    },
    {
      title: t('reconcile.kindSeat'),
      numeric: true,
      cell: (row: Row) => amount(row.seatMicros),
    },
    {
      title: t('reconcile.kindUsage'),
      numeric: true,
      cell: (row: Row) => amount(row.usageMicros),
    },
    {
      title: t('reconcile.kindValue'),
      numeric: true,
      cell: (row: Row) => amount(row.valueMicros),
    },
  ];
  return (
    <Section title={t('organisation.spend')}>
      <Typography variant="body2" color="textSecondary" paragraph>
        {t('organisation.about')}
      </Typography>
      <DataTable
        stacked
        caption={t('organisation.months')}
        rows={months}
        rowKey={row => row.month}
        columns={[
          {
            title: t('reconcile.month'),
            cell: row =>
              row.complete
                ? format.month(row.month)
                : `${format.month(row.month)} (${t('cost.incomplete')})`,
          },
          ...amounts,
        ]}
      />
      <div className={classes.filters}>
        <Choice
          label={t('organisation.by')}
          value={groupBy}
          onChange={setChosen}
          options={GROUPS.map(group => [group, t(`organisation.${group}`)])}
        />
        <Choice
          label={t('reconcile.month')}
          value={opened.month}
          onChange={setMonth}
          options={months.map(each => [each.month, format.month(each.month)])}
        />
      </div>
      <DataTable
        stacked
        caption={t('organisation.parts', {
          month: format.month(opened.month),
        })}
        rows={byCost(opened.parts)}
        rowKey={row => `${row.kind} ${row.id}`}
        columns={[
          {
            title: t(`organisation.${groupBy}`),
            cell: row =>
              row.kind === 'team' || row.kind === 'tool' ? (
                <EntityName entityRef={row.id} title={row.title} />
              ) : (
                row.title
              ),
          },
          ...amounts,
        ]}
      />
    </Section>
  );
}

/** Parts by what they cost, the largest first; what is not told one by one and the buckets are last. */
function byCost(parts: readonly SpendPart[]): SpendPart[] {
  const isBeside = ({ kind }: SpendPart) =>
    kind === 'more' || kind === 'rest' || kind === 'bucket';
  return [...parts].sort(
    (a, b) =>
      Number(isBeside(a)) - Number(isBeside(b)) ||
      (costOf(b) ?? 0) - (costOf(a) ?? 0) ||
      a.title.localeCompare(b.title),
  );
}
