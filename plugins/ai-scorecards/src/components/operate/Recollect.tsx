import { useApi } from '@backstage/core-plugin-api';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type { SourceStatus } from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, useWords } from '../../hooks';
import { Button, messageOf, useId } from '../ui';

const useStyles = makeStyles(theme => ({
  form: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    gap: theme.spacing(2),
    margin: theme.spacing(1, 0),
  },
}));

/**
 * Collects a range of days of a source again; progress then shows at the source. A seat list has no past days to ask
 * for: of it only today's is asked again.
 */
export function Recollect(props: {
  source: Pick<SourceStatus, 'id' | 'title' | 'kind'>;
  onQueued: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const fieldId = useId('field');
  const { today } = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const { id, title, kind } = props.source;
  const isSeats = kind === 'seats';
  const [from, setFrom] = useState(isSeats ? today : addDays(today, -7));
  const [to, setTo] = useState(isSeats ? today : addDays(today, -1));
  const inOrder = from !== '' && to !== '' && from <= to;
  const collect = useAction(() => api.backfill({ source: id, from, to }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await collect.run(undefined)) {
      props.onQueued();
    }
  };

  return (
    <form
      className={classes.form}
      onSubmit={submit}
      aria-label={`${t('source.recollect')}: ${title}`}
    >
      {!isSeats && (
        <>
          <TextField
            id={`${fieldId}-from`}
            type="date"
            size="small"
            label={t('source.from')}
            value={from}
            onChange={event => setFrom(event.target.value)}
            InputLabelProps={{ shrink: true }}
            inputProps={{ max: today }}
          />
          <TextField
            id={`${fieldId}-to`}
            type="date"
            size="small"
            label={t('source.to')}
            value={to}
            error={!inOrder}
            helperText={inOrder ? undefined : t('source.recollectOrder')}
            onChange={event => setTo(event.target.value)}
            InputLabelProps={{ shrink: true }}
            inputProps={{ max: today }}
          />
        </>
      )}
      <Button
        type="submit"
        size="small"
        variant="outlined"
        disabled={!inOrder || collect.running}
      >
        {isSeats ? t('source.recollectSeats') : t('source.recollectStart')}
      </Button>
      <Typography variant="body2" aria-live="polite">
        {collect.result &&
          t('source.recollectQueued', { count: collect.result.days })}
        {collect.error && messageOf(collect.error)}
      </Typography>
    </form>
  );
}
