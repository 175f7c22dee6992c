import { useApi } from '@backstage/core-plugin-api';
import NativeSelect from '@material-ui/core/NativeSelect';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  CheckDefinition,
  ChecksResponse,
} from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useWords } from '../../hooks';
import { Button, CopyBlock, DataTable, Section, messageOf } from '../ui';
import { Draft, draftCheck, draftConfig } from './draftCheck';
import { DraftForm } from './DraftForm';
import { DryRunChanges } from './DryRunChanges';

const EFFECTS = ['asItIs', 'on', 'optional', 'required', 'off'] as const;
type Effect = (typeof EFFECTS)[number];
const LEVELS = [1, 2, 3, 4];

/** What a check can be tried as; what it is already is left out. */
function effectsOf({ required }: CheckDefinition, isOff: boolean): Effect[] {
  if (isOff) return ['asItIs', 'on'];
  return EFFECTS.filter(
    effect => effect !== (required ? 'required' : 'optional'),
  );
}

const useStyles = makeStyles(theme => ({
  button: { margin: theme.spacing(2, 0) },
  // On one line with the choices beside it.
  name: { lineHeight: '32px' },
  drafts: {
    margin: theme.spacing(1, 0),
    padding: 0,
    listStyle: 'none',
    maxWidth: 760,
  },
  draft: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  },
  config: { maxWidth: 760 },
}));

/** Says for each check whether and how it should count, takes new ones in draft, and lists the teams that would change level. */
export function DryRun({
  checks: { items, switchedOff },
}: {
  checks: ChecksResponse;
}) {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const [effects, setEffects] = useState<Record<string, Effect>>({});
  const [levels, setLevels] = useState<Record<string, number>>({});
  const [drafts, setDrafts] = useState<Draft[]>([]);
  const off = new Set(switchedOff.map(({ id }) => id));
  const rows = [...items, ...switchedOff].sort((a, b) => a.level - b.level);
  const having = (effect: Effect) =>
    rows.map(({ id }) => id).filter(id => effects[id] === effect);
  const changes = Object.fromEntries(
    rows.flatMap(({ id, level }) => {
      const effect = effects[id];
      const change = {
        ...(levels[id] !== undefined &&
          levels[id] !== level && { level: levels[id] }),
        ...((effect === 'optional' || effect === 'required') && {
          required: effect === 'required',
        }),
      };
      return Object.keys(change).length > 0 ? [[id, change]] : [];
    }),
  );
  const own = drafts.map(draftCheck);
  const attempt = useAction(() =>
    api.dryRunChecks({
      enable: having('on'),
      disable: having('off'),
      changes,
      checks: own,
    }),
  );
  const isAsItIs =
    having('on').length + having('off').length + own.length === 0 &&
    Object.keys(changes).length === 0;
  return (
    <Section title={t('dryRun.title')} anchor="dry-run">
      <Typography variant="body2" paragraph>
        {t('dryRun.intro')}
      </Typography>
      <DataTable
        caption={t('dryRun.title')}
        stacked
        maxHeight={400}
        rows={rows}
        rowKey={check => check.id}
        columns={[
          {
            title: t('dryRun.check'),
            cell: check => <span className={classes.name}>{check.title}</span>,
          },
          {
            title: t('checks.level'),
            cell: check => (
              <NativeSelect
                value={levels[check.id] ?? check.level}
                inputProps={{
                  'aria-label': t('dryRun.levelOf', { check: check.title }),
                }}
                onChange={event => {
                  const level = Number(event.target.value);
                  setLevels(known => ({ ...known, [check.id]: level }));
                }}
              >
                {LEVELS.map(level => (
                  <option key={level} value={level}>
                    {level}
                  </option>
                ))}
              </NativeSelect>
            ),
          },
          {
            title: t('dryRun.effect'),
            cell: check => {
              const all = effectsOf(check, off.has(check.id));
              return (
                <NativeSelect
                  value={effects[check.id] ?? 'asItIs'}
                  inputProps={{
                    'aria-label': t('dryRun.effectOf', { check: check.title }),
                  }}
                  onChange={event => {
                    const effect = all.find(
                      each => each === event.target.value,
                    );
                    setEffects(known => ({
                      ...known,
                      [check.id]: effect ?? 'asItIs',
                    }));
                  }}
                >
                  {all.map(effect => (
                    <option key={effect} value={effect}>
                      {effect === 'asItIs' && off.has(check.id)
                        ? t('dryRun.staysOff')
                        : t(`dryRun.${effect}`)}
                    </option>
                  ))}
                </NativeSelect>
              );
            },
          },
        ]}
      />
      <DraftForm onAdd={draft => setDrafts(known => [...known, draft])} />
      {own.length > 0 && (
        <>
          <ul className={classes.drafts} aria-label={t('draft.list')}>
            {own.map(({ id, title, level }, place) => (
              <li key={id} className={classes.draft}>
                <Typography variant="body2">
                  {t('draft.item', { title, level: String(level) })}
                </Typography>
                <Button
                  size="small"
                  aria-label={t('draft.removeOf', { title })}
                  onClick={() =>
                    setDrafts(known => known.filter((_, at) => at !== place))
                  }
                >
                  {t('checklist.remove')}
                </Button>
              </li>
            ))}
          </ul>
          <div className={classes.config}>
            <CopyBlock label={t('draft.config')} text={draftConfig(own)} />
          </div>
        </>
      )}
      <Button
        variant="outlined"
        color="primary"
        className={classes.button}
        disabled={attempt.running || isAsItIs}
        onClick={() => attempt.run(undefined)}
      >
        {attempt.running ? t('dryRun.running') : t('dryRun.run')}
      </Button>
      <div aria-live="polite">
        {attempt.error && (
          <Typography variant="body2">{messageOf(attempt.error)}</Typography>
        )}
        {attempt.result && <DryRunChanges answer={attempt.result} />}
      </div>
    </Section>
  );
}
