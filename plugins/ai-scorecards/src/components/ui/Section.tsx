import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from './useId';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(5), '&:first-child': { marginTop: 0 } },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1.5),
  },
  title: { fontSize: '1.125rem', fontWeight: 600, lineHeight: 1.4, margin: 0 },
}));

/** A part of a page with its heading, and at the right what acts on it. */
export function Section(props: {
  title: string;
  /** Name to jump to: `#cost`. */
  anchor?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  const classes = useStyles();
  const id = useId('section');
  return (
    <section className={classes.root} id={props.anchor} aria-labelledby={id}>
      <div className={classes.head}>
        <Typography
          variant="h6"
          component="h2"
          id={id}
          className={classes.title}
        >
          {props.title}
        </Typography>
        {props.action}
      </div>
      {props.children}
    </section>
  );
}
