import ButtonBase from '@material-ui/core/ButtonBase';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { PracticeResult } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { Button, LinkButton, hiddenText } from '../ui';
import { CheckStateWord } from './CheckStateWord';
import { resultNotes } from './resultNotes';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  open: {
    flex: 1,
    minWidth: 0,
    display: 'grid',
    gridTemplateColumns: '11.5em minmax(0, 1fr)',
    gap: theme.spacing(0.25, 2),
    alignItems: 'baseline',
    justifyItems: 'start',
    padding: theme.spacing(1.25, 0.5),
    // Words begin where the heading does; the outline lies around them.
    marginLeft: theme.spacing(-0.5),
    textAlign: 'left',
    '&:hover $title': { textDecoration: 'underline' },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  title: { fontWeight: 600 },
  notes: {
    gridColumn: 2,
    color: theme.palette.text.secondary,
    [theme.breakpoints.down('xs')]: { gridColumn: 1 },
  },
  hidden: hiddenText,
  how: { flexShrink: 0 },
}));

/** One check: state, title, raw value; pressing it opens its evidence. *How* leads to what says how it is passed. */
export function CheckRow(props: {
  result: PracticeResult;
  onOpen: () => void;
  /** Offers *How*, for what the team can do something about. */
  withHow?: boolean;
  /** The page of the portal where the check is passed, before what its definition links to. */
  page?: string;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { result, onOpen, withHow, page } = props;
  const { check, raw, state, help } = result;
  const notes = [
    ...(raw ? [raw.text] : []),
    ...resultNotes(result, { t, format }),
  ];
  // For several code hosts the check itself has what to do at each.
  const article = help.length > 0 ? undefined : check.howToPass.href;
  const href = page ?? (help.length === 1 ? help[0].href : article);
  const how = (
    <>
      {t('practices.how')}
      <span className={classes.hidden}>: {check.title}</span>
    </>
  );
  return (
    <li className={classes.row}>
      <ButtonBase
        className={classes.open}
        onClick={onOpen}
        aria-haspopup="dialog"
      >
        <CheckStateWord state={state} />
        <Typography variant="body2" component="span" className={classes.title}>
          {check.title}
        </Typography>
        {notes.length > 0 && (
          <Typography
            variant="body2"
            component="span"
            className={classes.notes}
          >
            {notes.join(' · ')}
          </Typography>
        )}
      </ButtonBase>
      {withHow && href && (
        <LinkButton
          to={href}
          size="small"
          variant="outlined"
          className={classes.how}
        >
          {how}
        </LinkButton>
      )}
      {withHow && !href && (
        <Button
          size="small"
          variant="outlined"
          className={classes.how}
          onClick={onOpen}
          aria-haspopup="dialog"
        >
          {how}
        </Button>
      )}
    </li>
  );
}
