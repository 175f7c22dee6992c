import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { MonthCost } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { DataTable } from '../ui';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(3), maxWidth: 640 },
  title: { fontSize: '0.9375rem', fontWeight: 600 },
}));

/** What each tool cost in one month; small parts come pooled. */
export function CostByTool(props: { month: MonthCost; currency: string }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { month, currency } = props;
  const title = t('cost.byTool', { month: format.month(month.month) });
  const money = (micros: number | null) =>
    micros === null ? t('common.none') : format.money(micros, currency);

  return (
    <div className={classes.root}>
      <Typography variant="subtitle2" component="h3" className={classes.title}>
        {title}
      </Typography>
      <DataTable
        caption={title}
        rows={month.byTool}
        rowKey={part => part.tools.join(' ')}
        columns={[
          { title: t('cost.tool'), cell: part => part.label },
          {
            title: t('cost.seat'),
            numeric: true,
            cell: part => money(part.seat),
          },
          {
            title: t('cost.usage'),
            numeric: true,
            cell: part => money(part.usage),
          },
        ]}
      />
    </div>
  );
}
