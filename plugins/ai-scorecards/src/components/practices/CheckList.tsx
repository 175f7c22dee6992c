import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  PracticeResult,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import { useChecklistPath, useWords } from '../../hooks';
import { Subheading } from '../ui';
import { CheckRow } from './CheckRow';
import { groupResults } from './groupResults';

/** The check that is passed with a template which the portal has to copy. */
const CHECKLIST = 'review.checklist';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: theme.spacing(0.5, 0, 2), padding: 0 },
  folded: { margin: theme.spacing(1, 0) },
  summary: { cursor: 'pointer' },
}));

/** The checks of a team: what is missing for the next level first, what is passed folded at the end. */
export function CheckList(props: {
  practices: TeamPractices;
  onOpen: (check: string) => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const { practices, onOpen } = props;
  const checklist = useChecklistPath(practices.team.ref);
  const groups = groupResults(practices);

  const list = (results: PracticeResult[], title: string, withHow = false) => (
    <ul className={classes.list} aria-label={title}>
      {results.map(result => (
        <CheckRow
          key={result.check.id}
          result={result}
          onOpen={() => onOpen(result.check.id)}
          withHow={withHow && result.counts === 'fail'}
          page={result.check.id === CHECKLIST ? checklist : undefined}
        />
      ))}
    </ul>
  );
  const open = (results: PracticeResult[], title: string) =>
    results.length > 0 && (
      <>
        <Subheading>{title}</Subheading>
        {list(results, title, true)}
      </>
    );
  const folded = (results: PracticeResult[], title: string) =>
    results.length > 0 && (
      <details className={classes.folded}>
        <Typography
          variant="body2"
          component="summary"
          className={classes.summary}
        >
          {title}
        </Typography>
        {list(results, title)}
      </details>
    );

  // While the team is not assessed, what is not known yet is no work to do.
  const assessed = practices.standing.state !== 'not-assessed-yet';
  const { missing, look, later, passed, notApplicable } = groups;
  const isWork = ({ counts }: PracticeResult) => assessed || counts === 'fail';
  const work = missing.filter(isWork);
  const toCome = missing.filter(result => !isWork(result));
  const isOpen = ({ counts }: PracticeResult) => counts === 'unknown';
  if (!assessed) toCome.push(...look.filter(isOpen));
  return (
    <>
      {open(
        work,
        t('practices.missing', {
          count: work.length,
          level: String(practices.next ?? ''),
        }),
      )}
      {open(
        look.filter(result => assessed || !isOpen(result)),
        t('practices.look'),
      )}
      {folded(toCome, t('practices.toCome', { count: toCome.length }))}
      {folded(later, t('practices.later', { count: later.length }))}
      {folded(passed, t('practices.passed', { count: passed.length }))}
      {folded(
        notApplicable,
        t('practices.notApplicable', { count: notApplicable.length }),
      )}
    </>
  );
}
