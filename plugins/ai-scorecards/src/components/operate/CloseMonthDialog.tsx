import { useApi } from '@backstage/core-plugin-api';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, useWords } from '../../hooks';
import { Button, messageOf, useId } from '../ui';

/** Says what closing a month does, and closes it. */
export function CloseMonthDialog(props: {
  month: string;
  /** Lines of the month that vendors may still restate. */
  mayChange: number;
  onClose: () => void;
  onClosed: () => void;
}) {
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const titleId = useId('close-month');
  const { month, mayChange, onClose, onClosed } = props;
  const close = useAction(async () => {
    await api.closeMonth(month);
    onClosed();
  });
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>
        {t('reconcile.closeTitle', { month: format.month(month) })}
      </DialogTitle>
      <DialogContent>
        <Typography paragraph>{t('reconcile.closeText')}</Typography>
        {mayChange > 0 && (
          <Typography paragraph>
            {t('reconcile.closeMissing', { count: mayChange })}
          </Typography>
        )}
        {close.error && (
          <Typography role="alert">{messageOf(close.error)}</Typography>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disabled={close.running}
          onClick={() => close.run(undefined)}
        >
          {t('reconcile.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
