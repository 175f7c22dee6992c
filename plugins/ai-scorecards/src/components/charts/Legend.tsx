import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2.5),
    margin: theme.spacing(1, 0, 0),
    padding: 0,
    listStyle: 'none',
    fontSize: '0.8125rem',
    color: theme.palette.text.primary,
  },
  item: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
  },
}));

/** How a line across columns is dashed, in the chart and in its legend. */
export const LINE_DASH = '6 4';

/** One entry; `dash` draws a line, without it a filled square is drawn. */
export interface LegendItem {
  title: string;
  colour: string;
  dash?: string;
  bold?: boolean;
  hatched?: boolean;
}

function Swatch({ item }: { item: LegendItem }) {
  if (item.dash === undefined) {
    return (
      <svg width="14" height="14" aria-hidden focusable="false">
        <rect
          x="1"
          y="1"
          width="12"
          height="12"
          fill={item.hatched ? 'none' : item.colour}
          stroke={item.colour}
        />
        {item.hatched && (
          <path d="M1 13L13 1M1 7L7 1M7 13L13 7" stroke={item.colour} />
        )}
      </svg>
    );
  }
  return (
    <svg width="28" height="8" aria-hidden focusable="false">
      <line
        x1="0"
        x2="28"
        y1="4"
        y2="4"
        stroke={item.colour}
        strokeWidth={item.bold ? 3 : 1.75}
        strokeDasharray={item.dash}
      />
    </svg>
  );
}

/** What the colours and dashes of a chart mean. */
export function Legend({ items }: { items: LegendItem[] }) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {items.map(item => (
        <li key={item.title} className={classes.item}>
          <Swatch item={item} />
          {item.title}
        </li>
      ))}
    </ul>
  );
}
