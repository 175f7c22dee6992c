import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useRef } from 'react';
import type { ChangeEvent } from 'react';
import { useWords } from '../../hooks';
import { Button, messageOf } from '../ui';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  faults: { margin: 0, paddingLeft: theme.spacing(2.5) },
}));

/** The single faults in what the backend says of a file: one a line, or one a clause. */
export function faultsOf(message: string): string[] {
  return message
    .split(/\n|;\s+(?=line\s)/i)
    .map(fault => fault.trim())
    .filter(Boolean);
}

/** Uploads decisions on many accounts at once; a file with a fault changes nothing. */
export function CsvUpload(props: {
  disabled: boolean;
  error: Error | undefined;
  onFile: (csv: string) => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const input = useRef<HTMLInputElement>(null);

  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const { target } = event;
    const file = target.files?.[0];
    if (file) {
      const csv = await file.text();
      // Lets the same file be chosen again once it is corrected.
      target.value = '';
      props.onFile(csv);
    }
  };

  return (
    <>
      <div className={classes.row}>
        <input
          ref={input}
          hidden
          type="file"
          accept=".csv,text/csv"
          aria-label={t('accounts.upload')}
          onChange={read}
        />
        <Button
          size="small"
          variant="outlined"
          disabled={props.disabled}
          onClick={() => input.current?.click()}
        >
          {t('accounts.upload')}
        </Button>
        <Typography variant="body2" color="textSecondary">
          {t('accounts.uploadHelp')}
        </Typography>
      </div>
      {props.error && (
        <div role="alert">
          <Typography variant="body2">{t('accounts.faults')}</Typography>
          <ul className={classes.faults}>
            {faultsOf(messageOf(props.error)).map(fault => (
              <Typography key={fault} variant="body2" component="li">
                {fault}
              </Typography>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
