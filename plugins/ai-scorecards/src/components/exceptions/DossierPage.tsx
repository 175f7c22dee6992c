import { useApi } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Dossier } from 'backstage-plugin-ai-scorecards-common';
import { Fragment, type ReactNode } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad, usePagePath, useWords } from '../../hooks';
import { Button, EntityName, EntityNames, LoadFailed, Section } from '../ui';
import { DossierCircumstances } from './DossierCircumstances';
import { Loading } from './Loading';
import { reasonWords } from './reasonWords';

const useStyles = makeStyles(theme => ({
  root: {
    maxWidth: 960,
    overflowWrap: 'anywhere',
    // On paper there is nothing but the record.
    '@media print': { color: '#000', background: '#fff' },
  },
  unprinted: { '@media print': { display: 'none' } },
  sentence: { fontSize: '1.25rem', lineHeight: 1.4 },
  lines: {
    display: 'grid',
    gridTemplateColumns: 'minmax(140px, 260px) minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: 0,
  },
  value: { margin: 0 },
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
}));

/** Everything on record of an exception, for an auditor, ready to print. */
export function DossierPage({ id }: { id: string }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const root = usePagePath('exceptions');
  const { value, error, reload } = useLoad(id, () => api.dossier(id));
  if (!value) {
    return error ? (
      <LoadFailed error={error} retry={reload} />
    ) : (
      <Loading what="request" />
    );
  }
  const { exception, head } = value;
  const pairs = (rows: readonly { label: string; value: string }[]) => (
    <dl className={classes.lines}>
      {rows.map((row, index) => [
        <dt key={`${index}-name`}>{row.label}</dt>,
        <dd key={`${index}-value`} className={classes.value}>
          <EntityNames refs={format.sentence(row.value).split(', ')} />
        </dd>,
      ])}
    </dl>
  );
  const list = (rows: readonly ReactNode[]) =>
    rows.length === 0 ? (
      <Typography>{t('dossier.nothing')}</Typography>
    ) : (
      <ul className={classes.list}>
        {rows.map((row, index) => (
          <li key={index}>{row}</li>
        ))}
      </ul>
    );
  const inOneLine = (...parts: (string | null)[]) =>
    parts.filter(Boolean).join(' · ');
  const decisionWords = (decision: NonNullable<Dossier['decision']>) =>
    inOneLine(
      t(`requestState.${decision.outcome}`),
      t(`dossier.basis.${decision.basis}`),
      decision.by && t('dossier.by', { who: decision.by }),
      decision.reason && reasonWords(decision.reason, t),
      format.day(decision.at.slice(0, 10)),
    );
  const provenBy = (how: 'evidence' | 'statement') =>
    how === 'evidence'
      ? t('dossier.evidence', { count: exception.windDown?.noUseDays ?? 0 })
      : t('dossier.statement');
  return (
    <div className={classes.root}>
      <div className={classes.unprinted}>
        <Link to={`${root}/${exception.request}`} underline="always">
          {t('dossier.back')}
        </Link>{' '}
        <Button variant="outlined" size="small" onClick={() => window.print()}>
          {t('dossier.print')}
        </Button>
      </div>
      <Typography component="h1" className={classes.sentence}>
        {t('dossier.title', {
          team: exception.team.title,
          tool: exception.tool.title,
        })}
      </Typography>
      <Typography>
        {t(`exceptionState.${exception.state}`)} ·{' '}
        {t('request.until', {
          from: format.day(exception.from),
          until: format.day(exception.until),
        })}
      </Typography>
      <Typography>
        {value.intact && head
          ? t('board.logIntact', { entries: format.count(head.sequence) })
          : t('board.logBroken')}
      </Typography>
      {head && (
        <Typography variant="body2">
          {t('dossier.head', {
            head: `${head.sequence}:${head.hash}:${head.mac}`,
          })}{' '}
          {t('dossier.keepHead', {
            check: (
              <Link to={`${root}?show=history`} underline="always">
                {t('board.checkLog')}
              </Link>
            ),
          })}
        </Typography>
      )}
      <Section title={t('request.what')}>{pairs(value.asked)}</Section>
      {value.decision && (
        <Section title={t('dossier.decision')}>
          <Typography>{decisionWords(value.decision)}</Typography>
          <DossierCircumstances value={value.decision.circumstances} />
        </Section>
      )}
      <Section title={t('request.votes')}>
        {list(
          value.votes.map((vote, index) => (
            <div key={index}>
              {inOneLine(
                vote.who,
                vote.as,
                vote.verdict,
                vote.reason && reasonWords(vote.reason, t),
                format.day(vote.at.slice(0, 10)),
              )}
              <DossierCircumstances
                value={vote.circumstances}
                decision={value.decision?.circumstances}
              />
            </div>
          )),
        )}
      </Section>
      <Section title={t('request.conditions')}>
        {list(
          exception.conditions.map(
            ({ sentence, state }) =>
              `${sentence} (${t(`request.conditionState.${state}`)})`,
          ),
        )}
      </Section>
      {exception.windDown && (
        <Section title={t('request.windDown')}>
          {list(
            exception.windDown.steps.map(({ step, done, how }) => {
              const words = `${t(`request.step.${step}`)}: ${t(
                done ? 'request.done' : 'request.open',
              )}`;
              return how ? `${words} (${provenBy(how)})` : words;
            }),
          )}
        </Section>
      )}
      <Section title={t('dossier.events')}>
        {list(
          value.events.map(({ sequence, at, type, actor }) => (
            <Fragment key={sequence}>
              {inOneLine(
                String(sequence),
                format.instant(at),
                type.replaceAll('-', ' '),
              )}
              {' · '}
              <EntityName entityRef={actor} />
            </Fragment>
          )),
        )}
      </Section>
    </div>
  );
}
