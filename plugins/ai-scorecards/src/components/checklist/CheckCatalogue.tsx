import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ChecksResponse } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { DataTable, Section } from '../ui';

const useStyles = makeStyles(theme => ({
  why: {
    display: 'block',
    whiteSpace: 'normal',
    maxWidth: '60ch',
    color: theme.palette.text.secondary,
    fontWeight: 400,
  },
}));

/** Every check with why it is asked, its level and the share of teams that pass. */
export function CheckCatalogue({ checks }: { checks: ChecksResponse }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const rows = [...checks.items].sort((a, b) => a.level - b.level);
  return (
    <Section title={t('checks.title')}>
      <Typography variant="body2" paragraph>
        {t('checks.intro')}
      </Typography>
      <DataTable
        caption={t('checks.title')}
        stacked
        rows={rows}
        rowKey={check => check.id}
        columns={[
          {
            title: t('checks.check'),
            cell: check => (
              <span>
                {[
                  check.title,
                  ...(check.own ? [t('practices.own')] : []),
                  ...(check.required ? [] : [t('practices.optional')]),
                  ...(check.effectiveFrom && check.effectiveFrom > format.today
                    ? [
                        t('practices.countsFrom', {
                          day: format.day(check.effectiveFrom),
                        }),
                      ]
                    : []),
                ].join(' · ')}
                <span className={classes.why}>{check.why}</span>
              </span>
            ),
          },
          { title: t('checks.level'), cell: check => String(check.level) },
          {
            title: t('checks.known'),
            cell: check => t(`checks.evidence.${check.evidence}`),
          },
          {
            title: t('checks.passing'),
            cell: check => {
              const share = checks.passing[check.id];
              return share && share.teams > 0
                ? t('checks.share', {
                    passing: format.count(share.passing),
                    teams: format.count(share.teams),
                  })
                : t('checks.notYet');
            },
          },
        ]}
      />
    </Section>
  );
}
