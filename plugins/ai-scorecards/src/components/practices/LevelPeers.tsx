import { makeStyles } from '@material-ui/core/styles';
import type { TeamPractices } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { BandBar, Subheading } from '../ui';

const HIGHEST = 4;

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(2) },
}));

/** Where the level lies among comparable teams; nothing where there are too few of them. */
export function LevelPeers(props: {
  practices: Pick<TeamPractices, 'peers' | 'standing'>;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { peers, standing } = props.practices;
  if (!peers) return null;
  const own = standing.state === 'assessed' ? standing.effective : null;
  const level = (value: number) =>
    new Intl.NumberFormat(format.locale, { maximumFractionDigits: 1 }).format(
      value,
    );
  return (
    <div className={classes.root}>
      <Subheading>{t('practices.peers')}</Subheading>
      <BandBar
        scale={{
          from: 0,
          to: HIGHEST,
          fromWords: t('level.short', { level: '0' }),
          toWords: t('level.short', { level: String(HIGHEST) }),
        }}
        p25={peers.p25}
        p75={peers.p75}
        own={own}
        words={t('practices.peersWords', {
          teams: format.count(peers.teams),
          from: level(peers.p25),
          to: level(peers.p75),
          own:
            own === null
              ? t('practices.peersOwnUnknown')
              : t('practices.peersOwn', { level: String(own) }),
        })}
      />
    </div>
  );
}
