import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type {
  PracticeResult,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import { useFormat, useWords } from '../../hooks';
import { Button, DetailPart, EntityName } from '../ui';
import { AttestDialog } from './AttestDialog';

const useStyles = makeStyles(theme => ({
  button: { marginTop: theme.spacing(1) },
  quote: { margin: theme.spacing(0.5, 0), fontStyle: 'italic' },
}));

/** The statement behind a check: who made it, when, until when it holds; and for those who may, a button to make one. */
export function AttestationPart(props: {
  result: PracticeResult;
  practices: Pick<TeamPractices, 'team' | 'mayAttest'>;
  onAttested: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const { result, practices } = props;
  const { check, attestation } = result;
  const mayAttest = practices.mayAttest && check.attestationDays !== null;
  return (
    <DetailPart title={t('check.attestation')}>
      {attestation ? (
        <>
          <Typography
            variant="body2"
            component="blockquote"
            className={classes.quote}
          >
            {attestation.statement}
          </Typography>
          <Typography variant="body2">
            {t(
              attestation.expiresOn > format.today
                ? 'check.attestedBy'
                : 'check.attestedExpired',
              {
                day: format.day(attestation.madeOn),
                until: format.day(addDays(attestation.expiresOn, -1)),
              },
            )}{' '}
            <EntityName
              entityRef={attestation.by.ref}
              title={attestation.by.title}
            />
          </Typography>
          {attestation.href && (
            <Typography variant="body2">
              <Link to={attestation.href} underline="always">
                {t('check.link')}
              </Link>
            </Typography>
          )}
        </>
      ) : (
        <Typography variant="body2">{t('check.noAttestation')}</Typography>
      )}
      {mayAttest && (
        <Button
          size="small"
          variant="outlined"
          className={classes.button}
          onClick={() => setAsking(true)}
        >
          {attestation ? t('check.renew') : t('check.attest')}
        </Button>
      )}
      {asking && (
        <AttestDialog
          team={practices.team.ref}
          check={check}
          before={attestation}
          onClose={() => setAsking(false)}
          onAttested={() => {
            setAsking(false);
            props.onAttested();
          }}
        />
      )}
    </DetailPart>
  );
}
