import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import InfoOutlinedIcon from '@material-ui/icons/InfoOutlined';
import type { Scorecard } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';
import { EntityName } from '../ui';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    gap: theme.spacing(1.5),
    marginBottom: theme.spacing(2),
  },
  icon: { color: theme.palette.text.secondary, marginTop: 2 },
  words: { fontSize: '1.125rem', lineHeight: 1.4, maxWidth: '70ch' },
}));

/** Why there are no figures, who can change that, and where these people's figures are instead. */
export function Notice(props: { notice: NonNullable<Scorecard['notice']> }) {
  const classes = useStyles();
  const t = useWords();
  const { text, seeInstead, owner } = props.notice;
  return (
    <div className={classes.root}>
      <InfoOutlinedIcon aria-hidden className={classes.icon} />
      <div>
        <Typography className={classes.words}>{text}</Typography>
        {seeInstead && (
          <Typography variant="body2">
            {t('team.seeInstead')}{' '}
            <EntityName entityRef={seeInstead.ref} title={seeInstead.title} />
          </Typography>
        )}
        {owner && (
          <Typography variant="body2">
            {t('team.ask')} <EntityName entityRef={owner} />
          </Typography>
        )}
      </div>
    </div>
  );
}
