import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { hiddenText } from './hiddenText';

const useStyles = makeStyles(theme => ({
  scroll: {
    overflow: 'auto',
    // Keeps hidden text inside, which would widen the page otherwise.
    position: 'relative',
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 2,
    },
  },
  table: { fontVariantNumeric: 'tabular-nums' },
  // The themes of portals put header cells in capitals and grey; these are words to read.
  head: {
    whiteSpace: 'nowrap',
    textTransform: 'none',
    color: theme.palette.text.primary,
    fontWeight: 600,
    backgroundColor: 'transparent',
    padding: theme.spacing(1, 1.25),
    [theme.breakpoints.down('xs')]: { padding: theme.spacing(0.75, 1) },
  },
  cell: {
    verticalAlign: 'top',
    wordBreak: 'normal',
    overflow: 'visible',
    padding: theme.spacing(1, 1.25),
    [theme.breakpoints.down('xs')]: { padding: theme.spacing(0.75, 1) },
  },
  number: { whiteSpace: 'nowrap' },
  first: { whiteSpace: 'nowrap', fontWeight: 'inherit' },
  hidden: hiddenText,
  // Cells below one another, each behind its heading: nothing to scroll for sideways.
  stacked: {
    [theme.breakpoints.down('xs')]: {
      display: 'block',
      '& thead': hiddenText,
      '& tbody': { display: 'block' },
      '& tr': {
        display: 'block',
        padding: theme.spacing(1, 0),
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
      '& tbody th, & tbody td': {
        display: 'flex',
        gap: theme.spacing(1),
        padding: theme.spacing(0.25, 0),
        border: 0,
        textAlign: 'left',
        whiteSpace: 'normal',
        overflowWrap: 'anywhere',
      },
      '& tbody th': { fontWeight: 600 },
      '& td:empty': { display: 'none' },
      '& td[data-title]::before': {
        content: 'attr(data-title)',
        flex: '0 0 7.5em',
        color: theme.palette.text.secondary,
      },
    },
  },
}));

/** What scrolls must be reachable by keyboard, although it is no control. */
const reachable = { tabIndex: 0 };

export interface Column<Row> {
  title: string;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** Draw no heading, for columns of buttons; assistive technology still reads it. */
  hideTitle?: boolean;
}

/**
 * A plain table; the first column names the row. It scrolls sideways in itself, never the page; a stacked one is a list
 * of blocks on a narrow screen.
 */
export function DataTable<Row>(props: {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Pixels from which on the table scrolls in itself. */
  maxHeight?: number;
  /** For tables of few columns and much text. */
  stacked?: boolean;
}) {
  const classes = useStyles();
  const { caption, columns, rows, rowKey, stacked } = props;
  // Blocks are no table to assistive technology unless they say so.
  const role = (name: string) => (stacked ? { role: name } : {});
  return (
    <div
      className={classes.scroll}
      role="group"
      aria-label={caption}
      style={{ maxHeight: props.maxHeight }}
      {...reachable}
    >
      <Table
        size="small"
        className={[classes.table, stacked && classes.stacked]
          .filter(Boolean)
          .join(' ')}
        {...role('table')}
        aria-label={stacked ? caption : undefined}
      >
        <caption className={classes.hidden}>{caption}</caption>
        <TableHead {...role('rowgroup')}>
          <TableRow {...role('row')}>
            {columns.map(column => (
              <TableCell
                key={column.title}
                scope="col"
                {...role('columnheader')}
                className={classes.head}
                align={column.numeric ? 'right' : 'left'}
              >
                {column.hideTitle ? (
                  <span className={classes.hidden}>{column.title}</span>
                ) : (
                  column.title
                )}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody {...role('rowgroup')}>
          {rows.map(row => (
            <TableRow key={rowKey(row)} {...role('row')}>
              {columns.map((column, index) => (
                <TableCell
                  key={column.title}
                  {...role('cell')}
                  data-title={
                    stacked && index > 0 && !column.hideTitle
                      ? column.title
                      : undefined
                  }
                  {...(index === 0 && {
                    component: 'th' as const,
                    scope: 'row',
                    // The library would call it a plain cell.
                    role: 'rowheader',
                  })}
                  align={column.numeric ? 'right' : 'left'}
                  className={[
                    classes.cell,
                    index === 0 && classes.first,
                    column.numeric && classes.number,
                  ]
                    .filter(Boolean)
                    .join(' ')}
                >
                  {column.cell(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
