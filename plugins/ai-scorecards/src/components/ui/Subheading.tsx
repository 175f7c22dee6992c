import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: { fontSize: '0.9375rem', fontWeight: 600, margin: 0 },
});

/** The title of a part of a section. */
export function Subheading({ children }: { children: string }) {
  const classes = useStyles();
  return (
    <Typography variant="subtitle2" component="h3" className={classes.root}>
      {children}
    </Typography>
  );
}
