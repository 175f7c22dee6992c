import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { FieldLink } from './FieldLink';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
}));

/** Something that a form still misses, and the id of the field where it is mended. */
export interface FormFault {
  field: string;
  text: string;
}

/** Everything that a form still misses at once, each a way to its field; or why sending it failed. */
export function FormFaults(props: {
  title: string;
  faults: readonly FormFault[];
  error?: string;
}) {
  const classes = useStyles();
  const { title, faults, error } = props;
  return (
    <Typography component="div" role="alert" color="error">
      {error}
      {!error && faults.length > 0 && (
        <>
          {title}
          <ul className={classes.list}>
            {faults.map(({ field, text }) => (
              <li key={`${field}-${text}`}>
                <FieldLink field={field} text={text} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Typography>
  );
}
