import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import LockOutlinedIcon from '@material-ui/icons/LockOutlined';
import type { ChecklistItem } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
  minimum: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    marginLeft: theme.spacing(1),
    color: theme.palette.text.secondary,
  },
  icon: { fontSize: '1em' },
}));

/** Says that an item is a minimum of the organisation. */
export function MinimumMark() {
  const classes = useStyles();
  const t = useWords();
  return (
    <span className={classes.minimum}>
      <LockOutlinedIcon className={classes.icon} aria-hidden />
      {t('checklist.minimum')}
    </span>
  );
}

/** The items of a checklist, to read. */
export function ItemList(props: { label: string; items: ChecklistItem[] }) {
  const classes = useStyles();
  return (
    <ol className={classes.list} aria-label={props.label}>
      {props.items.map(item => (
        <Typography key={item.id} variant="body2" component="li">
          {item.text}
          {item.minimum && <MinimumMark />}
        </Typography>
      ))}
    </ol>
  );
}
