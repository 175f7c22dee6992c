import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad, useWords } from '../../hooks';
import { Headline } from '../team/Headline';
import { hiddenText, isNotAllowed, LoadFailed, ReadableText } from '../ui';
import { Spend } from './Spend';

const useStyles = makeStyles(theme => ({
  root: { maxWidth: 1440 },
  hidden: hiddenText,
  gap: { marginBottom: theme.spacing(3) },
  part: { marginTop: theme.spacing(5) },
}));

/** How it stands with everybody, and what that costs: for those who see every team. */
export function Organisation() {
  return (
    <ReadableText>
      <OrganisationPage />
    </ReadableText>
  );
}

function OrganisationPage() {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const { value, error, reload } = useLoad('organisation', () =>
    api.organisationScorecard(),
  );

  if (!value) {
    if (error && isNotAllowed(error)) {
      return <Typography>{t('organisation.notAllowed')}</Typography>;
    }
    return error ? (
      <LoadFailed error={error} retry={reload} />
    ) : (
      <div aria-busy="true">
        <span className={classes.hidden} role="status">
          {t('load.loading', { what: t('organisation.loading') })}
        </span>
        <Skeleton className={classes.gap} variant="rect" height={240} />
        <Skeleton variant="rect" height={360} />
      </div>
    );
  }
  return (
    <div className={classes.root}>
      <Headline
        scorecard={{
          ...value,
          sentence: format.sentence(value.sentence),
          nextStep: null,
        }}
      />
      <div className={classes.part}>
        <Spend />
      </div>
    </div>
  );
}
