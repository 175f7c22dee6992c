import { makeStyles } from '@material-ui/core/styles';
import type { TeamPractices } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import type { Words } from '../../hooks';
import { BandBar, Subheading } from '../ui';

const HIGHEST = 4;

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(2) },
}));

function ownWords(
  { state, effective }: TeamPractices['standing'],
  t: Words,
): string {
  if (state === 'not-applicable') return t('practices.peersOwnNone');
  return state === 'assessed' && effective !== null
    ? t('practices.peersOwn', { level: String(effective) })
    : t('practices.peersOwnUnknown');
}

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
          // No team is on a level and a half: the words widen to whole ones.
          from: format.count(Math.floor(peers.p25)),
          to: format.count(Math.ceil(peers.p75)),
          own: ownWords(standing, t),
        })}
      />
    </div>
  );
}
