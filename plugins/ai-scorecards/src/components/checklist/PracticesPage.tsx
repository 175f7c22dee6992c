import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import type { Me } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad } from '../../hooks';
import { LoadFailed } from '../ui';
import { CheckCatalogue } from './CheckCatalogue';
import { DryRun } from './DryRun';
import { OrganisationChecklist } from './OrganisationChecklist';

const SKELETON_HEIGHT = 720;

const useStyles = makeStyles({ root: { maxWidth: 1040 } });

/** Those who say what every team is asked for. */
const isPracticeLead = ({ roles }: Pick<Me, 'roles'>) =>
  roles.includes('practice-lead') || roles.includes('operator');

/** What every team is asked for: the checklist, the checks, and for practice leads what a change would do. */
export function PracticesPage() {
  const classes = useStyles();
  const api = useApi(aiScorecardsApiRef);
  const { today } = useFormat();
  const { value, error, reload } = useLoad('practices', async () => {
    const [checks, checklist, me] = await Promise.all([
      api.checks(),
      api.checklist(),
      // Only the roles are needed; one day keeps the answer small.
      api.me({ from: today }),
    ]);
    return { checks, checklist, leads: isPracticeLead(me) };
  });
  if (!value) {
    return error ? (
      <LoadFailed error={error} retry={reload} />
    ) : (
      <Skeleton variant="rect" height={SKELETON_HEIGHT} />
    );
  }
  return (
    <div className={classes.root}>
      <OrganisationChecklist
        checklist={value.checklist}
        mayPublish={value.leads}
        onPublished={reload}
      />
      <CheckCatalogue checks={value.checks} />
      {value.leads && <DryRun checks={value.checks} />}
    </div>
  );
}
