import { useApi } from '@backstage/core-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  lastDay,
  OpenMonth,
  ReconciliationLine,
} from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, useWords } from '../../hooks';
import { Button, DataTable, Sentence, downloadFile, messageOf } from '../ui';
import { CloseMonthDialog } from './CloseMonthDialog';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(3), maxWidth: 880 },
  reasons: {
    margin: theme.spacing(0.5, 0, 0),
    paddingLeft: theme.spacing(2.5),
    whiteSpace: 'normal',
    maxWidth: '60ch',
    color: theme.palette.text.secondary,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** The months of some lines: whether each is closed, closing it, and its files. */
export function CostMonths(props: {
  lines: ReconciliationLine[];
  /** Why months that are over are open. */
  open: OpenMonth[];
  onClosed: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const [closing, setClosing] = useState<string>();
  const download = useAction(
    async (file: { of: 'chargeback' | 'focus'; month: string }) => {
      const name = `${file.of}-${file.month}.csv`;
      if (file.of === 'chargeback') {
        downloadFile(await api.chargeback(file.month), 'text/csv', name);
        return 0;
      }
      const { csv, leftOut } = await api.focusExport(file.month);
      downloadFile(csv, 'text/csv', name);
      return leftOut;
    },
  );
  const months = [...new Set(props.lines.map(line => line.month))];
  const linesOf = (month: string) =>
    props.lines.filter(line => line.month === month);
  const closedOf = (month: string) => linesOf(month)[0].closed;
  const isOver = (month: string) => lastDay(month) < format.today;
  const state = (month: string) => {
    const closed = closedOf(month);
    if (!closed) {
      return isOver(month)
        ? t('reconcile.openMonth')
        : t('reconcile.stillRunning');
    }
    const at = format.instant(closed.at);
    return closed.by === null
      ? t('reconcile.closedBySettling', { at })
      : t('reconcile.closedOn', {
          at,
          by: humanizeEntityRef(parseEntityRef(closed.by), {
            defaultKind: 'user',
          }),
        });
  };
  const reasonsOf = (month: string) =>
    closedOf(month)
      ? []
      : props.open.find(each => each.month === month)?.reasons ?? [];
  const file = (of: 'chargeback' | 'focus', month: string) => (
    <Button
      size="small"
      disabled={download.running}
      aria-label={t(`reconcile.${of}Named`, { month: format.month(month) })}
      onClick={() => download.run({ of, month })}
    >
      {t(`reconcile.${of}`)}
    </Button>
  );
  return (
    <div className={classes.root}>
      <DataTable
        caption={t('reconcile.months')}
        stacked
        rows={months}
        rowKey={month => month}
        columns={[
          { title: t('reconcile.month'), cell: month => format.month(month) },
          {
            title: t('reconcile.monthState'),
            cell: month => (
              <div>
                {state(month)}
                {reasonsOf(month).length > 0 && (
                  <ul
                    className={classes.reasons}
                    aria-label={t('reconcile.waitsFor', {
                      month: format.month(month),
                    })}
                  >
                    {reasonsOf(month).map(reason => (
                      <li key={reason}>
                        <Sentence text={reason} />
                      </li>
                    ))}
                  </ul>
                )}
              </div>
            ),
          },
          {
            title: t('reconcile.actions'),
            hideTitle: true,
            cell: month => (
              <div className={classes.actions}>
                {!closedOf(month) && isOver(month) && (
                  <Button
                    size="small"
                    variant="outlined"
                    aria-label={t('reconcile.closeNamed', {
                      month: format.month(month),
                    })}
                    onClick={() => setClosing(month)}
                  >
                    {t('reconcile.close')}
                  </Button>
                )}
                {file('chargeback', month)}
                {file('focus', month)}
              </div>
            ),
          },
        ]}
      />
      {download.error && (
        <Typography variant="body2" role="alert">
          {messageOf(download.error)}
        </Typography>
      )}
      {Boolean(download.result) && (
        <Typography variant="body2" role="status">
          {t('reconcile.leftOutOfFile', { count: download.result ?? 0 })}
        </Typography>
      )}
      {closing && (
        <CloseMonthDialog
          month={closing}
          mayChange={linesOf(closing).filter(line => !line.complete).length}
          onClose={() => setClosing(undefined)}
          onClosed={() => {
            setClosing(undefined);
            props.onClosed();
          }}
        />
      )}
    </div>
  );
}
