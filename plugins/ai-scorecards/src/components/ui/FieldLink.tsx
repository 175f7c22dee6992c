import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
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
});

/** The way to a field of a form: gives it the focus. */
export function FieldLink(props: { field: string; text: string }) {
  const classes = useStyles();
  return (
    <button
      type="button"
      className={classes.link}
      onClick={() => document.getElementById(props.field)?.focus()}
    >
      {props.text}
    </button>
  );
}
