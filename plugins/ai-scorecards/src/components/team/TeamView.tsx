import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import type { Scorecard } from 'backstage-plugin-ai-scorecards-common';
import { usePagePath, useWords } from '../../hooks';
import { Adoption } from '../adoption/Adoption';
import { Cost } from '../cost/Cost';
import { TeamExceptions } from '../exceptions/TeamExceptions';
import { Outcomes } from '../outcomes/Outcomes';
import { Practices } from '../practices/Practices';
import { Headline } from './Headline';
import { Notice } from './Notice';
import { OnlyYou } from './OnlyYou';
import { WhatYouCanUse } from './WhatYouCanUse';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexDirection: 'column',
    maxWidth: 1440,
    overflowWrap: 'break-word',
  },
  part: { marginTop: theme.spacing(5), '&:first-child': { marginTop: 0 } },
  footer: { marginTop: theme.spacing(4) },
}));

/** The team tab for a scorecard that is there. */
export function TeamView({ scorecard }: { scorecard: Scorecard }) {
  const classes = useStyles();
  const t = useWords();
  const myData = usePagePath('me');
  const theme = useTheme();
  // On a narrow screen how it stands comes first.
  const narrow = useMediaQuery(theme.breakpoints.down('xs'), { noSsr: true });
  const { notice, adoption, cost, practices, outcomes } = scorecard;

  if (notice?.kind === 'not-a-team') {
    return <Notice notice={notice} />;
  }
  const use = (
    <div key="use" className={classes.part}>
      <WhatYouCanUse scorecard={scorecard} />
    </div>
  );
  const headline = (
    <div key="headline" className={classes.part}>
      <Headline scorecard={scorecard} />
    </div>
  );
  return (
    <div className={classes.root}>
      {narrow ? [headline, use] : [use, headline]}
      <div className={classes.part}>
        {practices.state !== 'not-yet-collected' && (
          <Practices scorecard={scorecard} />
        )}
        {adoption && <Adoption scorecard={scorecard} adoption={adoption} />}
        {cost && <Cost cost={cost} />}
        {outcomes.state !== 'not-yet-collected' && (
          <Outcomes scorecard={scorecard} />
        )}
        <TeamExceptions scorecard={scorecard} />
        <OnlyYou scorecard={scorecard} />
        <Typography variant="body2" className={classes.footer}>
          {t('team.footer')}{' '}
          <Link to={myData} underline="always">
            {t('team.heldOnMe')}
          </Link>
          .
        </Typography>
      </div>
    </div>
  );
}
