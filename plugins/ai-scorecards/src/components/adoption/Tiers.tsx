import { makeStyles } from '@material-ui/core/styles';
import type { Scorecard } from 'backstage-plugin-ai-scorecards-common';
import Typography from '@material-ui/core/Typography';
import { useFormat, useWords } from '../../hooks';
import { ChartFrame, DataTable } from '../ui';

type TiersData = NonNullable<Scorecard['adoption']>['tiers'];

const HEIGHT = 72;

const useStyles = makeStyles(theme => ({
  bar: { display: 'flex', gap: 2, minHeight: HEIGHT },
  part: { minWidth: 64, overflow: 'hidden' },
  block: {
    height: 24,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.text.primary,
  },
  label: {
    fontSize: '0.8125rem',
    lineHeight: 1.3,
    marginTop: theme.spacing(0.5),
  },
  people: { fontWeight: 600 },
}));

/** One bar of how often people used a tool in 28 days; small parts come merged. */
export function Tiers({ tiers }: { tiers: TiersData }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const parts = tiers.parts.filter(part => part.people !== null);
  const all = parts.reduce((sum, part) => sum + (part.people ?? 0), 0);
  const title = tiers.through
    ? t('adoption.tiers', { day: format.day(tiers.through) })
    : t('adoption.tiersTitle');

  if (all === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {title}: {t(`state.${tiers.state === 'ok' ? 'no-data' : tiers.state}`)}
      </Typography>
    );
  }
  return (
    <ChartFrame
      title={title}
      height={HEIGHT}
      summary={parts
        .map(part => `${part.label}: ${format.count(part.people ?? 0)}`)
        .join(', ')}
      chart={() => (
        <div className={classes.bar}>
          {parts.map((part, index) => (
            <div
              key={part.label}
              className={classes.part}
              style={{ flexGrow: part.people ?? 0, flexBasis: 0 }}
            >
              <div
                className={classes.block}
                style={{ opacity: 0.85 - (0.65 * index) / parts.length }}
              />
              <div className={classes.label}>
                <div className={classes.people}>
                  {format.count(part.people ?? 0)}
                </div>
                {part.label}
              </div>
            </div>
          ))}
        </div>
      )}
      table={() => (
        <DataTable
          caption={title}
          rows={parts}
          rowKey={part => part.label}
          columns={[
            { title: t('adoption.tier'), cell: part => part.label },
            {
              title: t('adoption.tierPeople'),
              numeric: true,
              cell: part => format.count(part.people ?? 0),
            },
            {
              title: t('adoption.tierShare'),
              numeric: true,
              cell: part => format.ratio((part.people ?? 0) / all),
            },
          ]}
        />
      )}
    />
  );
}
