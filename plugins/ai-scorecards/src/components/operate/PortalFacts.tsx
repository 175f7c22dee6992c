import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { IngestionStatus } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { Section } from '../ui';

/** A longer list is folded. */
const OPEN_FAULTS = 5;

const useStyles = makeStyles(theme => ({
  faults: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
}));

/** What is known of the organisation, and what is agreed on privacy. */
export function PortalFacts({ status }: { status: IngestionStatus }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { organisation, privacy, seatsToReturn } = status;
  return (
    <>
      <Section title={t('operate.organisation')}>
        <Typography variant="body2">
          {organisation.takenAt
            ? t('operate.organisationLine', {
                teams: format.count(organisation.teams),
                people: format.count(organisation.people),
                developers: format.count(organisation.developers),
                at: format.instant(organisation.takenAt),
              })
            : t('operate.organisationNever')}
        </Typography>
        {organisation.faults.length > 0 && (
          <details open={organisation.faults.length <= OPEN_FAULTS}>
            <Typography variant="body2" component="summary">
              {t('operate.faults', { count: organisation.faults.length })}
            </Typography>
            <ul className={classes.faults}>
              {organisation.faults.map(fault => (
                <Typography key={fault} variant="body2" component="li">
                  {fault}
                </Typography>
              ))}
            </ul>
          </details>
        )}
      </Section>
      {seatsToReturn.length > 0 && (
        <Section title={t('operate.seatsToReturn')}>
          <ul className={classes.faults}>
            {seatsToReturn.map(({ tool, title, people }) => (
              <Typography key={tool} variant="body2" component="li">
                {people === null
                  ? t('operate.seatsToReturnFew', {
                      title,
                      minimum: format.count(privacy.minimumGroupSize),
                    })
                  : t('operate.seatsToReturnLine', {
                      title,
                      people: format.count(people),
                    })}
              </Typography>
            ))}
          </ul>
          <Typography variant="body2" color="textSecondary">
            {t('operate.seatsToReturnNames')}
          </Typography>
        </Section>
      )}
      <Section title={t('operate.privacy')}>
        <Typography variant="body2">
          {t('operate.privacyLine', {
            minimum: format.count(privacy.minimumGroupSize),
            days: format.count(privacy.retentionDays),
            individuals:
              privacy.individuals === 'self'
                ? t('operate.individualsSelf')
                : t('operate.individualsNone'),
          })}
        </Typography>
        {privacy.keptFrom && (
          <Typography variant="body2">
            {privacy.lastRunAt
              ? t('operate.keptFrom', {
                  day: format.day(privacy.keptFrom),
                  at: format.instant(privacy.lastRunAt),
                })
              : t('operate.keptFromNever', {
                  day: format.day(privacy.keptFrom),
                })}
          </Typography>
        )}
      </Section>
    </>
  );
}
