import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useWords } from '../../hooks';
import { Button } from './Button';

const useStyles = makeStyles(theme => ({
  root: { position: 'relative', marginTop: theme.spacing(1) },
  text: {
    margin: 0,
    padding: theme.spacing(1.5),
    paddingRight: theme.spacing(11),
    minHeight: 48,
    overflowX: 'auto',
    fontFamily: 'Menlo, Consolas, monospace',
    fontSize: '0.8125rem',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.default,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
  button: {
    position: 'absolute',
    top: theme.spacing(1),
    right: theme.spacing(1),
  },
}));

/** A text with a button that puts it on the clipboard. */
export function CopyBlock({ label, text }: { label: string; text: string }) {
  const classes = useStyles();
  const t = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <div className={classes.root}>
      <pre className={classes.text} aria-label={label}>
        {text}
      </pre>
      <Button
        size="small"
        variant="outlined"
        className={classes.button}
        aria-label={`${t('copy.copy')}: ${label}`}
        onClick={() =>
          navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            // Without permission for the clipboard the text is still there to select.
            () => setCopied(false),
          )
        }
      >
        <span aria-live="polite">
          {copied ? t('copy.copied') : t('copy.copy')}
        </span>
      </Button>
    </div>
  );
}
