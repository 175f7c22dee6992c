import { useApi } from '@backstage/core-plugin-api';
import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad, useUrlState, useWords } from '../../hooks';
import { Headline } from '../team/Headline';
import { hiddenText, isNotAllowed, LoadFailed, ReadableText } from '../ui';
import { ChecksMap } from './ChecksMap';
import { OrganisationAdoption } from './OrganisationAdoption';
import { Spend } from './Spend';
import { Unknowns } from './Unknowns';

const useStyles = makeStyles(theme => ({
  root: { maxWidth: 1440 },
  hidden: hiddenText,
  gap: { marginBottom: theme.spacing(3) },
  bracket: { font: 'inherit', verticalAlign: 'baseline', textAlign: 'left' },
  unknowns: { marginTop: theme.spacing(1.5) },
  part: { marginTop: theme.spacing(5) },
}));

/** The end of the sentence that says how sure it is. */
const BRACKET = /^(.*) (\([^()]*\))\.$/;
/** That what is not known is open, in the address. */
const OPEN = 'open';

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
  const [open, setOpen] = useUrlState('unknown', '');
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
  const sentence = format.sentence(value.sentence);
  const [, words = sentence, bracket] = BRACKET.exec(sentence) ?? [];
  return (
    <div className={classes.root}>
      <Headline
        scorecard={{
          ...value,
          sentence: (
            <>
              {words}
              {bracket && (
                <>
                  {' '}
                  <Link
                    component="button"
                    underline="always"
                    className={classes.bracket}
                    aria-haspopup="dialog"
                    title={t('unknowns.title')}
                    onClick={() => setOpen(OPEN)}
                  >
                    {bracket}
                  </Link>
                  .
                </>
              )}
            </>
          ),
          nextStep: null,
        }}
      />
      <Link
        component="button"
        variant="body2"
        className={classes.unknowns}
        aria-haspopup="dialog"
        onClick={() => setOpen(OPEN)}
      >
        {t('unknowns.title')}
      </Link>
      {open === OPEN && (
        <Unknowns scorecard={value} onClose={() => setOpen('')} />
      )}
      {value.access === 'full' && (
        <div className={classes.part}>
          <OrganisationAdoption />
        </div>
      )}
      <div className={classes.part}>
        <Spend />
      </div>
      <div className={classes.part}>
        <ChecksMap />
      </div>
    </div>
  );
}
