import Typography from '@material-ui/core/Typography';
import type {
  Figure,
  MonthCost,
  Scorecard,
} from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { DataTable, figureWords } from '../ui';

type Cost = NonNullable<Scorecard['cost']>;

/** Totals of every month, newest first. Usage value stands beside the cost and is never in it. */
export function CostTable({ cost }: { cost: Cost }) {
  const t = useWords();
  const format = useFormat();
  const { currency } = cost;
  const read = (figure: Figure) => {
    const words = figureWords(figure, { t, format, currency });
    return words.note ? `${words.main} (${words.note})` : words.main;
  };
  const column = (title: string, pick: (month: MonthCost) => Figure) => ({
    title,
    numeric: true,
    cell: (month: MonthCost) => read(pick(month)),
  });

  return (
    <>
      <DataTable
        caption={t('cost.chart')}
        rows={[...cost.months].reverse()}
        rowKey={month => month.month}
        columns={[
          {
            title: t('cost.month'),
            cell: month =>
              month.complete
                ? format.month(month.month)
                : `${format.month(month.month)} (${t('cost.incomplete')})`,
          },
          column(t('cost.perDeveloper'), m => m.costPerActiveDeveloper),
          column(t('cost.total'), m => m.total),
          column(t('cost.seat'), m => m.seat),
          column(t('cost.usage'), m => m.usage),
          column(t('cost.idle'), m => m.idleSeat),
          column(t('cost.others'), m => m.others),
          column(t('cost.activePersonMonths'), m => m.activePersonMonths),
          column(t('cost.value'), m => m.value),
        ]}
      />
      <Typography variant="body2" color="textSecondary">
        {t('cost.valueNote')}
      </Typography>
    </>
  );
}
