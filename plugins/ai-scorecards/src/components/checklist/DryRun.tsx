import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import NativeSelect from '@material-ui/core/NativeSelect';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  CheckDefinition,
  DryRunResponse,
} from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, useWords } from '../../hooks';
import { DataTable, EntityName, messageOf, Section } from '../ui';

const EFFECTS = ['asItIs', 'on', 'off'] as const;
type Effect = (typeof EFFECTS)[number];

const useStyles = makeStyles(theme => ({
  button: { margin: theme.spacing(2, 0) },
}));

/** Says for each check whether it should count, and lists the teams that would change level. */
export function DryRun({ checks }: { checks: CheckDefinition[] }) {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const [effects, setEffects] = useState<Record<string, Effect>>({});
  const having = (effect: Effect) =>
    checks.map(({ id }) => id).filter(id => effects[id] === effect);
  const attempt = useAction(() =>
    api.dryRunChecks({ enable: having('on'), disable: having('off') }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.run(undefined);
  };
  return (
    <Section title={t('dryRun.title')} anchor="dry-run">
      <Typography variant="body2" paragraph>
        {t('dryRun.intro')}
      </Typography>
      <form onSubmit={submit}>
        <DataTable
          caption={t('dryRun.title')}
          stacked
          maxHeight={360}
          rows={[...checks].sort((a, b) => a.level - b.level)}
          rowKey={check => check.id}
          columns={[
            { title: t('dryRun.check'), cell: check => check.title },
            { title: t('checks.level'), cell: check => String(check.level) },
            {
              title: t('dryRun.effect'),
              cell: check => (
                <NativeSelect
                  value={effects[check.id] ?? 'asItIs'}
                  inputProps={{
                    'aria-label': t('dryRun.effectOf', { check: check.title }),
                  }}
                  onChange={event => {
                    const effect = EFFECTS.find(
                      each => each === event.target.value,
                    );
                    setEffects(known => ({
                      ...known,
                      [check.id]: effect ?? 'asItIs',
                    }));
                  }}
                >
                  {EFFECTS.map(effect => (
                    <option key={effect} value={effect}>
                      {t(`dryRun.${effect}`)}
                    </option>
                  ))}
                </NativeSelect>
              ),
            },
          ]}
        />
        <Button
          type="submit"
          variant="outlined"
          className={classes.button}
          disabled={
            attempt.running || having('on').length + having('off').length === 0
          }
        >
          {attempt.running ? t('dryRun.running') : t('dryRun.run')}
        </Button>
      </form>
      <div aria-live="polite">
        {attempt.error && (
          <Typography variant="body2">{messageOf(attempt.error)}</Typography>
        )}
        {attempt.result && <Changes answer={attempt.result} />}
      </div>
    </Section>
  );
}

/** The teams that would change level, with the level now and then. */
function Changes({ answer }: { answer: DryRunResponse }) {
  const t = useWords();
  const format = useFormat();
  const { teams, changes } = answer;
  const level = (value: number | null) =>
    value === null ? t('dryRun.unknown') : format.count(value);
  if (changes.length === 0) {
    return (
      <Typography variant="body2">
        {t('dryRun.none', { count: teams })}
      </Typography>
    );
  }
  const title = t('dryRun.some', {
    count: teams,
    changes: format.count(changes.length),
  });
  return (
    <>
      <Typography variant="body2">{title}</Typography>
      <DataTable
        caption={title}
        stacked
        rows={changes}
        rowKey={({ team }) => team.ref}
        columns={[
          {
            title: t('dryRun.team'),
            cell: ({ team }) => (
              <EntityName entityRef={team.ref} title={team.title} />
            ),
          },
          { title: t('dryRun.before'), cell: ({ before }) => level(before) },
          { title: t('dryRun.after'), cell: ({ after }) => level(after) },
          {
            title: t('dryRun.causes'),
            cell: ({ causes }) => causes.join('; '),
          },
        ]}
      />
    </>
  );
}
