import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Ask,
  AskFault,
  dataClassSchema,
  ExceptionRequest,
  reasonCategorySchema,
  Tool,
} from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { aiScorecardsApiRef } from '../../api';
import { useAction, usePagePath, useWords } from '../../hooks';
import { messageOf, Section, useId } from '../ui';
import { AskRail } from './AskRail';
import { askOf, AskText, FULL_TEXTS, textOf } from './askFields';
import { usePreview } from './usePreview';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(4),
    gridTemplateColumns: 'minmax(0, 640px) minmax(240px, 360px)',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  form: { display: 'grid', gap: theme.spacing(2.5) },
  pair: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))',
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

type Choices = ReadonlyArray<readonly [string, string]>;

/** The form of a request, with what will happen beside it. What was typed stays until it is saved. */
export function AskForm(props: {
  tools: readonly Tool[];
  teams: readonly { ref: string; title: string }[];
  request?: ExceptionRequest;
  ask?: Ask;
}) {
  const t = useWords();
  if (!props.ask) {
    return <Typography>{t('requests.none')}</Typography>;
  }
  return <Form {...props} ask={props.ask} />;
}

function Form(props: {
  tools: readonly Tool[];
  teams: readonly { ref: string; title: string }[];
  request?: ExceptionRequest;
  ask: Ask;
}) {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const root = usePagePath('exceptions');
  const navigate = useNavigate();
  const id = useId('ask');
  const [text, setText] = useState(() => textOf(props.ask));
  const [wasSent, setWasSent] = useState(false);
  const ask = askOf(text, props.ask);
  const preview = usePreview(ask);
  const faults = wasSent ? preview?.faults ?? [] : [];

  const store = () =>
    props.request
      ? api.editRequest(props.request.id, {
          revision: props.request.revision,
          ask,
        })
      : api.draftRequest({ ask });
  const save = useAction(async () => {
    const { id: saved } = await store();
    navigate(`${root}/${saved}`);
  });
  const send = useAction(async () => {
    const stored = await store();
    const isDraft = stored.state === 'draft';
    const sent = isDraft ? await api.actOnRequest(stored.id, 'submit') : stored;
    navigate(`${root}/${sent.id}`);
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWasSent(true);
    const [first] = preview?.faults ?? [];
    if (first) {
      document.getElementById(`${id}-${first.field}`)?.focus();
      return;
    }
    await send.run(undefined);
  };

  const set = (field: keyof AskText) => (value: string) =>
    setText(known => ({ ...known, [field]: value }));
  const field = (
    name: Exclude<keyof AskText, 'acceptsSupport'>,
    more: {
      choices?: Choices;
      type?: string;
      rows?: number;
      help?: string;
    } = {},
  ) => (
    <Field
      key={name}
      id={`${id}-${name}`}
      label={t(`form.${name}`)}
      value={text[name]}
      onChange={set(name)}
      fault={faults.find(fault => fault.field === name)}
      {...more}
    />
  );
  const teams: Choices = props.teams.some(team => team.ref === text.team)
    ? props.teams.map(team => [team.ref, team.title] as const)
    : [
        [text.team, text.team],
        ...props.teams.map(team => [team.ref, team.title] as const),
      ];
  // Before it is known what is asked for, four questions are enough.
  const isKnown = [text.seats, text.costPerMonth, text.data].every(Boolean);
  const isFull = preview?.lane === 'full' && (isKnown || wasSent);
  const texts = FULL_TEXTS.filter(
    name => name !== 'security' || !preview?.inherited,
  );
  const error = save.error ?? send.error;
  const supportFault = faults.find(fault => fault.field === 'acceptsSupport');

  return (
    <Section title={t('form.title')}>
      <Typography paragraph>{t('form.intro')}</Typography>
      <div className={classes.root}>
        <form className={classes.form} onSubmit={submit} noValidate>
          <div className={classes.pair}>
            {field('team', { choices: teams })}
            {field('tool', {
              choices: [
                ['', t('form.chooseTool')],
                ...props.tools.map(tool => [tool.tool, tool.title] as const),
              ],
            })}
          </div>
          {field('why', { rows: 3 })}
          <div className={classes.pair}>
            {field('seats', { type: 'number' })}
            {field('until', { type: 'date' })}
          </div>
          <div className={classes.pair}>
            {field('costPerMonth', { type: 'number' })}
            {field('data', {
              choices: [
                ['', t('form.choose')],
                ...dataClassSchema.options.map(
                  value => [value, t(`dataClass.${value}`)] as const,
                ),
              ],
            })}
          </div>
          {field('supportOwner', { help: t('form.userHelp') })}
          {isFull && (
            <>
              <div className={classes.pair}>
                {field('category', {
                  choices: [
                    ['', t('form.choose')],
                    ...reasonCategorySchema.options.map(
                      value => [value, t(`category.${value}`)] as const,
                    ),
                  ],
                })}
                {field('budgetOwner', { help: t('form.userHelp') })}
              </div>
              {texts.map(name => field(name, { rows: 2 }))}
            </>
          )}
          <div>
            <FormControlLabel
              control={
                <Checkbox
                  id={`${id}-acceptsSupport`}
                  color="primary"
                  checked={text.acceptsSupport}
                  onChange={(_, acceptsSupport) =>
                    setText(known => ({ ...known, acceptsSupport }))
                  }
                />
              }
              label={t('form.acceptsSupport')}
            />
            {supportFault && (
              <Typography color="error" variant="body2">
                {supportFault.message}
              </Typography>
            )}
          </div>
          <div className={classes.buttons}>
            <Button
              type="submit"
              variant="contained"
              color="primary"
              disabled={send.running || preview?.lane === 'none'}
            >
              {t('form.submit')}
            </Button>
            <Button
              variant="outlined"
              disabled={save.running}
              onClick={() => save.run(undefined)}
            >
              {t('form.save')}
            </Button>
          </div>
          <Typography role="alert" color="error">
            {error && messageOf(error)}
            {!error && faults.length > 0 && t('form.faults')}
          </Typography>
        </form>
        <AskRail preview={preview} />
      </div>
    </Section>
  );
}

function Field(props: {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  fault?: AskFault;
  choices?: Choices;
  type?: string;
  rows?: number;
  help?: string;
}) {
  const { choices, rows, fault, help } = props;
  return (
    <TextField
      id={props.id}
      label={props.label}
      value={props.value}
      onChange={event => props.onChange(event.target.value)}
      select={Boolean(choices)}
      SelectProps={{ native: true }}
      type={props.type}
      multiline={Boolean(rows)}
      rows={rows}
      error={Boolean(fault)}
      helperText={fault?.message ?? help}
      InputLabelProps={{ shrink: true }}
      variant="outlined"
      fullWidth
    >
      {choices?.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </TextField>
  );
}
