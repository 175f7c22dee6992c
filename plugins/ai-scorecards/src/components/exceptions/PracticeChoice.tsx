import { useApi } from '@backstage/core-plugin-api';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { aiScorecardsApiRef } from '../../api';
import { useLoad, useWords } from '../../hooks';
import { messageOf } from '../ui';

const useStyles = makeStyles({ root: { flex: '1 1 260px' } });

/** A practice check to pass, each with how the team stands with it today. */
export function PracticeChoice(props: {
  id: string;
  /** The team that asks. */
  team: string;
  /** Id of a check; empty for none. */
  value: string;
  onChange: (practice: { id: string; title: string } | null) => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const { value: results, error } = useLoad(props.team, async () =>
    (await api.teamPractices(props.team)).results.filter(
      ({ state }) => state !== 'not-applicable',
    ),
  );
  return (
    <TextField
      id={props.id}
      className={classes.root}
      label={t('condition.limit.practice')}
      select
      SelectProps={{ native: true }}
      value={props.value}
      onChange={({ target }) => {
        const found = results?.find(({ check }) => check.id === target.value);
        props.onChange(
          found ? { id: found.check.id, title: found.check.title } : null,
        );
      }}
      error={Boolean(error)}
      helperText={error && messageOf(error)}
      InputLabelProps={{ shrink: true }}
      required
      variant="outlined"
    >
      <option value="">{t('form.choose')}</option>
      {results?.map(({ check, state }) => (
        <option key={check.id} value={check.id}>
          {t('condition.withState', {
            kind: check.title,
            state: t(`checkState.${state}`),
          })}
        </option>
      ))}
    </TextField>
  );
}
