import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { CircumstancesInWords } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';

const useStyles = makeStyles(theme => ({
  root: { color: theme.palette.text.secondary },
  list: { margin: 0, paddingLeft: theme.spacing(2.5) },
}));

/**
 * What was true at a vote or a decision, as it was kept with it; says so where it was not, and where a vote met what its
 * decision did.
 */
export function DossierCircumstances({
  value,
  decision,
}: {
  value: CircumstancesInWords | null;
  decision?: CircumstancesInWords | null;
}) {
  const classes = useStyles();
  const t = useWords();
  if (!value) {
    return (
      <Typography className={classes.root}>
        {t('dossier.notRecorded')}
      </Typography>
    );
  }
  if (decision && JSON.stringify(decision) === JSON.stringify(value)) {
    return (
      <Typography className={classes.root}>
        {t('dossier.asAtDecision')}
      </Typography>
    );
  }
  return (
    <div className={classes.root}>
      <Typography>{t('dossier.kept')}</Typography>
      <ul className={classes.list}>
        {value.rules.map(rule => (
          <li key={rule.label}>
            {rule.label}: {rule.value}
          </li>
        ))}
        {value.people.map((person, index) => (
          <li key={`${person.who}-${index}`}>
            {t(person.barred ? 'dossier.barredPerson' : 'dossier.person', {
              who: person.who,
              role: person.role,
              found: person.found,
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
