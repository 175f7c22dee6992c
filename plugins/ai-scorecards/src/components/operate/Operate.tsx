import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import type { IngestionStatus } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useLoad, useRepeat, useWords } from '../../hooks';
import { hiddenText, isNotAllowed, LoadFailed, ReadableText } from '../ui';
import { Accounts } from './Accounts';
import { CodeHosts } from './CodeHosts';
import { HeldSnapshot } from './HeldSnapshot';
import { PortalFacts } from './PortalFacts';
import { Reconciliation } from './Reconciliation';
import { RefusedRows } from './RefusedRows';
import { SetupChecklist } from './SetupChecklist';
import { Sources } from './Sources';
import { TryChecks } from './TryChecks';

const REFRESH_WHILE_WORKING = 10_000;

/** A month before all cost: asking for it says only whether the reader may ask. */
const EARLIEST_MONTH = '2000-01';

const useStyles = makeStyles(theme => ({
  root: { maxWidth: 1440 },
  hidden: hiddenText,
  gap: { marginBottom: theme.spacing(3) },
  sentence: { fontSize: '1.25rem', lineHeight: 1.4, maxWidth: '80ch' },
}));

/** Whether something goes on that changes this page by itself. */
export function isWorking(status: IngestionStatus): boolean {
  return (
    status.pendingPeriods > 0 ||
    // The catalog fills in the first minute after a start.
    status.organisation.people === 0 ||
    status.sources.some(
      source =>
        source.state === 'collecting' ||
        source.backfill !== null ||
        source.waitingAgain > 0,
    )
  );
}

/**
 * The operators' page: set-up, health, sources, accounts, reconciliation. Finance finds cost alone; others read one plain
 * sentence.
 */
export function Operate() {
  return (
    <ReadableText>
      <OperatePage />
    </ReadableText>
  );
}

function OperatePage() {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const {
    value: status,
    error,
    reload,
  } = useLoad('status', () => api.ingestionStatus());
  useRepeat(
    status !== undefined && isWorking(status),
    REFRESH_WHILE_WORKING,
    reload,
  );

  if (!status) {
    if (error && isNotAllowed(error)) {
      return <FinancePage />;
    }
    return error ? (
      <LoadFailed error={error} retry={reload} />
    ) : (
      <div aria-busy="true">
        <span className={classes.hidden} role="status">
          {t('load.loading', { what: t('operate.loading') })}
        </span>
        <Skeleton className={classes.gap} variant="rect" height={320} />
        <Skeleton className={classes.gap} variant="rect" height={360} />
        <Skeleton variant="rect" height={360} />
      </div>
    );
  }
  return (
    <div className={classes.root}>
      {status.heldSnapshot && (
        <HeldSnapshot held={status.heldSnapshot} onDecided={reload} />
      )}
      <div className={classes.gap}>
        <SetupChecklist status={status} onCheck={reload} />
      </div>
      <div className={classes.gap} aria-live="polite">
        <Typography className={classes.sentence}>{status.sentence}</Typography>
        {status.pendingPeriods > 0 && (
          <Typography variant="body2" color="textSecondary">
            {t('operate.pending', { count: status.pendingPeriods })}
          </Typography>
        )}
      </div>
      {status.sources.length > 0 && (
        <Sources sources={status.sources} onChange={reload} />
      )}
      {status.refused.length > 0 && <RefusedRows refused={status.refused} />}
      {status.codeHosts.length > 0 && <CodeHosts hosts={status.codeHosts} />}
      {status.sources.length > 0 && (
        <>
          <Accounts accounts={status.accounts} onChange={reload} />
          <Reconciliation />
        </>
      )}
      {status.codeHosts.length > 0 && <TryChecks />}
      {status.sources.length > 0 && <PortalFacts status={status} />}
    </div>
  );
}

/** Cost for those of finance who are no operators. */
function FinancePage() {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const { value, error, reload } = useLoad('finance', () =>
    api.reconciliation({ month: EARLIEST_MONTH }),
  );
  if (value) {
    return (
      <div className={classes.root}>
        <Reconciliation />
      </div>
    );
  }
  if (error && isNotAllowed(error)) {
    return <Typography>{t('operate.notOperator')}</Typography>;
  }
  return error ? (
    <LoadFailed error={error} retry={reload} />
  ) : (
    <span className={classes.hidden} role="status">
      {t('load.loading', { what: t('operate.loadingCost') })}
    </span>
  );
}
