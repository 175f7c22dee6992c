import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { RefusedRows as Refused } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { Section } from '../ui';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  place: {
    padding: theme.spacing(2, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    // A file's name is one long word.
    overflowWrap: 'anywhere',
  },
  title: { fontWeight: 600 },
  rows: { margin: theme.spacing(1, 0, 0), paddingLeft: theme.spacing(2.5) },
}));

/** What of files and pushes was not taken, and why. */
export function RefusedRows({ refused }: { refused: Refused[] }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  return (
    <Section title={t('refused.title')} anchor="refused-rows">
      <Typography variant="body2" color="textSecondary" gutterBottom>
        {t('refused.about')}
      </Typography>
      <ul className={classes.list}>
        {refused.map(({ place, at, refused: count, rows }) => (
          <li key={place} className={classes.place}>
            <Typography component="h3" className={classes.title}>
              {count === 0
                ? t('refused.unread', { place })
                : t('refused.summary', { place, count })}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {t('refused.at', { at: format.instant(at) })}
            </Typography>
            <ul className={classes.rows}>
              {rows.map(({ row, faults }) => (
                <Typography key={row ?? 0} component="li" variant="body2">
                  {row === null
                    ? faults.join('; ')
                    : t('refused.row', {
                        row: format.count(row),
                        faults: faults.join('; '),
                      })}
                </Typography>
              ))}
              {count > rows.length && (
                <Typography component="li" variant="body2">
                  {t('refused.more', { count: count - rows.length })}
                </Typography>
              )}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  );
}
