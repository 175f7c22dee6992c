import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useWords } from '../../hooks';
import { Button, Field, useId } from '../ui';
import {
  Draft,
  draftFacts,
  draftFaults,
  emptyDraft,
  rulesOf,
  withFact,
} from './draftCheck';

const LEVELS = ['1', '2', '3', '4'];

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(3), maxWidth: 760 },
  head: { fontSize: '1rem', fontWeight: 600, margin: 0 },
  form: {
    display: 'grid',
    gap: theme.spacing(2),
    margin: theme.spacing(2, 0),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))',
  },
  wide: { gridColumn: '1 / -1' },
  fact: {
    gridColumn: 'span 2',
    [theme.breakpoints.down('xs')]: { gridColumn: '1 / -1' },
  },
}));

/** A threshold on a collected fact, written as a check of the organisation's own would be. */
export function DraftForm({ onAdd }: { onAdd: (draft: Draft) => void }) {
  const classes = useStyles();
  const t = useWords();
  const id = useId('draft');
  const [draft, setDraft] = useState(emptyDraft);
  const [tried, setTried] = useState(false);
  const faults = tried ? draftFaults(draft) : [];
  const faultOf = (field: keyof Draft & ('title' | 'count' | 'share')) =>
    faults.includes(field) ? t(`draft.fault.${field}`) : undefined;
  const change = (by: Partial<Draft>) =>
    setDraft(known => ({ ...known, ...by }));
  const rules = rulesOf(draft.fact);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (draftFaults(draft).length > 0) return;
    onAdd(draft);
    setDraft(emptyDraft);
    setTried(false);
  };
  return (
    <div className={classes.root}>
      <Typography component="h3" className={classes.head}>
        {t('draft.title')}
      </Typography>
      <Typography variant="body2">{t('draft.intro')}</Typography>
      <form className={classes.form} onSubmit={submit} noValidate>
        <div className={classes.wide}>
          <Field
            id={`${id}-title`}
            label={t('draft.name')}
            value={draft.title}
            onChange={title => change({ title })}
            fault={faultOf('title')}
            placeholder={t('draft.example')}
          />
        </div>
        <div className={classes.fact}>
          <Field
            id={`${id}-fact`}
            label={t('draft.fact')}
            value={draft.fact}
            choices={draftFacts.map(fact => [fact, t(`draft.facts.${fact}`)])}
            onChange={value => {
              const fact = draftFacts.find(each => each === value);
              if (fact) setDraft(known => withFact(known, fact));
            }}
          />
        </div>
        <Field
          id={`${id}-rule`}
          label={t('draft.rule')}
          value={draft.rule}
          choices={rules.map(rule => [rule, t(`draft.rules.${rule}`)])}
          onChange={value => {
            const rule = rules.find(each => each === value);
            if (rule) change({ rule });
          }}
        />
        {rules.includes('atLeast') && (
          <Field
            id={`${id}-count`}
            label={t('draft.count')}
            value={draft.count}
            onChange={count => change({ count })}
            fault={faultOf('count')}
          />
        )}
        <Field
          id={`${id}-share`}
          label={t('draft.share')}
          value={draft.share}
          onChange={share => change({ share })}
          fault={faultOf('share')}
        />
        <Field
          id={`${id}-level`}
          label={t('checks.level')}
          value={String(draft.level)}
          choices={LEVELS.map(level => [level, level])}
          onChange={level => change({ level: Number(level) })}
        />
        <div className={classes.wide}>
          <Button type="submit" variant="outlined" size="small">
            {t('draft.add')}
          </Button>
        </div>
      </form>
    </div>
  );
}
