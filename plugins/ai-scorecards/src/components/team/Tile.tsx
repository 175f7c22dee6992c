import ButtonBase from '@material-ui/core/ButtonBase';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { HeadlineMetric } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import {
  changeWords,
  headlineWords,
  hiddenText,
  Sparkline,
  StatusWord,
} from '../ui';

/** Height of a tile, and of the skeleton before it. */
export const TILE_HEIGHT = 164;

const useStyles = makeStyles(theme => ({
  tile: {
    width: '100%',
    height: '100%',
    minHeight: TILE_HEIGHT,
    padding: theme.spacing(2),
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gridTemplateRows: 'auto 1fr auto auto',
    gridTemplateAreas:
      '"name name" "value spark" "change change" "status status"',
    alignItems: 'center',
    columnGap: theme.spacing(1),
    textAlign: 'left',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.paper,
    '&:hover': { borderColor: theme.palette.text.secondary },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 2,
    },
    // On a narrow screen a tile is a row without a line: name and status, value, change.
    [theme.breakpoints.down('xs')]: {
      minHeight: 0,
      padding: theme.spacing(1.5),
      gridTemplateAreas: '"name status" "value value" "change change"',
      gridTemplateRows: 'auto',
    },
  },
  name: { gridArea: 'name', color: theme.palette.text.secondary },
  value: {
    gridArea: 'value',
    fontSize: '1.5rem',
    fontWeight: 600,
    lineHeight: 1.2,
    whiteSpace: 'nowrap',
    [theme.breakpoints.down('xs')]: { fontSize: '1.25rem' },
  },
  hidden: hiddenText,
  words: { gridArea: 'value', fontSize: '1rem' },
  spark: {
    gridArea: 'spark',
    [theme.breakpoints.down('xs')]: { display: 'none' },
  },
  change: { gridArea: 'change', color: theme.palette.text.secondary },
  status: {
    gridArea: 'status',
    marginTop: theme.spacing(0.5),
    [theme.breakpoints.down('xs')]: { justifySelf: 'end', marginTop: 0 },
  },
}));

/** One headline figure. Pressing it opens why it is so. */
export function Tile(props: {
  metric: HeadlineMetric;
  currency: string;
  asOf: string | null;
  onOpen: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { metric, currency, asOf } = props;
  const options = { t, format, currency, asOf };
  const words = headlineWords(metric, options);
  // The status says it already.
  const note = metric.status === 'provisional' ? null : words.note;

  return (
    <ButtonBase
      className={classes.tile}
      onClick={props.onOpen}
      aria-haspopup="dialog"
      focusRipple
    >
      <Typography variant="body2" component="span" className={classes.name}>
        {metric.title}
      </Typography>
      <span className={words.hasValue ? classes.value : classes.words}>
        {words.spoken ? (
          <>
            <span aria-hidden>{words.main}</span>
            <span className={classes.hidden}>{words.spoken}</span>
          </>
        ) : (
          words.main
        )}
      </span>
      <span className={classes.spark}>
        {metric.sparkline.length > 1 && (
          <Sparkline values={metric.sparkline.map(point => point.value)} />
        )}
      </span>
      <Typography variant="body2" component="span" className={classes.change}>
        {words.hasValue
          ? [changeWords(metric, options), note].filter(Boolean).join(' · ')
          : metric.figure.reason}
      </Typography>
      <span className={classes.status}>
        <StatusWord status={metric.status} />
      </span>
    </ButtonBase>
  );
}
