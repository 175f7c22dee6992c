import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { CodeHostStatus } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, useWords } from '../../hooks';
import type { Format, Words } from '../../hooks';
import { Button, Section, messageOf } from '../ui';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  row: {
    padding: theme.spacing(2, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    display: 'grid',
    gap: theme.spacing(0.5),
  },
  title: { fontWeight: 600 },
}));

/** Last run, repositories, since when it fails and what is left of the rate limit, as far as they are known. */
function facts(host: CodeHostStatus, t: Words, format: Format): string {
  const { lastRunAt, repositories, failingSince, rateLimit } = host;
  const parts: string[] = [
    lastRunAt
      ? t('codeHost.lastRun', { at: format.instant(lastRunAt) })
      : t('codeHost.neverRun'),
  ];
  if (lastRunAt) {
    parts.push(t('codeHost.repositories', { count: repositories }));
  }
  if (failingSince) {
    parts.push(
      t('codeHost.failingSince', { at: format.instant(failingSince) }),
    );
  }
  if (rateLimit) {
    parts.push(
      t('codeHost.rateLimit', {
        remaining: format.count(rateLimit.remaining),
        limit: format.count(rateLimit.limit),
        at: format.instant(rateLimit.resetsAt),
      }),
    );
  }
  return parts.join(' · ');
}

/** Reads a code host now, for an operator who does not want to wait for the next run. */
function CollectNow({ host }: { host: CodeHostStatus }) {
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const collect = useAction(async () => {
    await api.collectFromCodeHost(host.id);
    return true;
  });
  return (
    <div>
      <Button
        size="small"
        variant="outlined"
        disabled={collect.running}
        aria-label={`${t('codeHost.collect')}: ${host.title}`}
        onClick={() => collect.run(undefined)}
      >
        {t('codeHost.collect')}
      </Button>
      <Typography variant="body2" component="span" aria-live="polite">
        {' '}
        {collect.result && t('codeHost.collecting')}
        {collect.error && messageOf(collect.error)}
      </Typography>
    </div>
  );
}

/** Every code host that evidence and outcomes are collected from. */
export function CodeHosts({ hosts }: { hosts: CodeHostStatus[] }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  return (
    <Section title={t('codeHost.title')} anchor="code-hosts">
      <ul className={classes.list}>
        {hosts.map(host => (
          <li key={host.id} className={classes.row}>
            <Typography
              variant="body1"
              component="h3"
              className={classes.title}
            >
              {host.title} · {t(`codeHost.state.${host.state}`)}
            </Typography>
            <Typography variant="body2">{host.sentence}</Typography>
            <Typography variant="body2" color="textSecondary">
              {facts(host, t, format)}
            </Typography>
            <CollectNow host={host} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
