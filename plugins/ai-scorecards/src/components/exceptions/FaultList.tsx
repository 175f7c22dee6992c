import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { AskFault } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
  link: {
    padding: 0,
    border: 0,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'left',
    verticalAlign: 'top',
    textDecoration: 'underline',
    cursor: 'pointer',
  },
}));

/** Everything that a form still misses, each a way to its field. */
export function FaultList(props: {
  faults: readonly AskFault[];
  idOf: (field: string) => string;
  error?: string;
}) {
  const classes = useStyles();
  const t = useWords();
  const { faults, idOf, error } = props;
  return (
    <Typography component="div" role="alert" color="error">
      {error}
      {!error && faults.length > 0 && (
        <>
          {t('form.faults')}
          <ul className={classes.list}>
            {faults.map(({ field, message }) => (
              <li key={`${field}-${message}`}>
                <button
                  type="button"
                  className={classes.link}
                  onClick={() => document.getElementById(idOf(field))?.focus()}
                >
                  {t('form.fault', {
                    field: t(`form.short.${field}` as 'form.short.why'),
                    message,
                  })}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Typography>
  );
}
