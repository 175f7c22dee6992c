import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Ask,
  AskFault,
  ExceptionRequest,
  RequestPreview,
  Tool,
} from 'backstage-plugin-ai-scorecards-common';
import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, useWords } from '../../hooks';
import { ToolLinks } from '../team/ToolLinks';
import { Button, Field, Section, messageOf, useId } from '../ui';
import type { Choices } from '../ui';
import { AskRail } from './AskRail';
import {
  askOf,
  AskText,
  FULL_TEXTS,
  inFormOrder,
  linksOf,
  NEW_TOOL,
} from './askFields';
import { BroughtBack } from './BroughtBack';
import { CategoryChips } from './CategoryChips';
import { DataRows } from './DataRows';
import { FaultList } from './FaultList';
import { Inherited } from './Inherited';
import { InTheWay } from './InTheWay';
import { missingNow } from './missingNow';
import { MoreFields } from './MoreFields';
import { PersonField } from './PersonField';
import { SupportBox } from './SupportBox';
import { useAskText } from './useAskText';
import { usePreview } from './usePreview';
import { useStored } from './useStored';

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
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  offer: { marginTop: theme.spacing(1) },
  saved: { color: theme.palette.text.secondary },
}));

interface AskFormProps {
  tools: readonly Tool[];
  teams: readonly { ref: string; title: string }[];
  request?: ExceptionRequest;
  ask?: Ask;
  /** Who fills it in. */
  user: string;
}

/** The form of a request, with what will happen beside it. What was typed stays, whatever happens to the page. */
export function AskForm(props: AskFormProps) {
  const t = useWords();
  return props.ask ? (
    <Form {...props} ask={props.ask} />
  ) : (
    <Typography>{t('form.noTeam')}</Typography>
  );
}

function Form(props: AskFormProps & { ask: Ask }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const id = useId('ask');
  const asked = useAskText(props.ask, props.request, props.user);
  const { typed, isTouched } = asked;
  // What the contract says stands there until a cost is typed.
  const [price, setPrice] = useState<RequestPreview['suggested']>();
  const hasPrice = price?.costPerMonth !== null && price !== undefined;
  const isPriced =
    hasPrice && !typed.costPerMonth && props.ask.costPerMonth === null;
  const text = isPriced
    ? {
        ...typed,
        costPerMonth: String((price.costPerMonth ?? 0) / 1_000_000),
        currency: price.currency,
      }
    : typed;
  const api = useApi(aiScorecardsApiRef);
  const [wasSent, setWasSent] = useState(false);
  const ask = askOf(text, props.ask);
  const answered = usePreview(ask, props.request?.id);
  const preview = answered?.preview;
  const suggested = JSON.stringify(preview?.suggested ?? null);
  useEffect(() => setPrice(JSON.parse(suggested) ?? undefined), [suggested]);
  // The preview follows what is typed; a quick reader sends before it does.
  const [refused, setRefused] = useState<readonly AskFault[]>([]);
  const { wrong } = linksOf(text.links);
  const ownFaults: AskFault[] =
    wrong.length === 0
      ? []
      : [
          {
            field: 'links',
            message: t('form.linksWrong', { lines: wrong.join(', ') }),
          },
        ];
  const latest = [
    ...(answered ? missingNow(ask, answered, format.today) : []),
    ...ownFaults,
  ];
  const found = inFormOrder(latest.length > 0 ? latest : refused);
  const faults = wasSent ? found : [];
  const { save, send, savedAt, hasFailed } = useStored(props.request, ask, {
    draftId: asked.draftId,
    isBroughtBack: asked.broughtBack !== null,
    isPaused: !isTouched || preview?.lane === 'none',
    onStored: asked.stored,
    onLeft: asked.done,
  });
  const check = useAction(async () => [
    ...(await api.previewRequest(ask, props.request?.id)).faults,
    ...ownFaults,
  ]);
  // The first fault is gone to once its field is drawn.
  const first = inFormOrder(refused)[0]?.field;
  useEffect(() => {
    if (first) document.getElementById(`${id}-${first}`)?.focus();
  }, [first, id]);

  const change = (some: Partial<AskText>) => {
    setRefused([]);
    // Another tool is nobody's who was asked to be joined.
    const joins = some.tool === undefined ? {} : { joins: [] };
    asked.type(known => ({ ...known, ...joins, ...some }));
  };
  const faultOf = (name: string) =>
    faults.find(fault => fault.field === name)?.message;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWasSent(true);
    const missing = await check.run(undefined);
    if (!missing) return;
    setRefused(missing);
    if (missing.length === 0) await send.run(undefined);
  };
  const field = (
    name: Exclude<
      keyof AskText,
      'acceptsSupport' | 'includesSubteams' | 'scope' | 'joins'
    >,
    more: Partial<Parameters<typeof Field>[0]> = {},
  ) => (
    <Field
      key={name}
      id={`${id}-${name}`}
      label={t(`form.${name}`)}
      value={text[name]}
      onChange={value => change({ [name]: value })}
      fault={faultOf(name)}
      {...more}
    />
  );
  const links = field('links', { rows: 2, help: t('form.linksHelp') });
  const teams: Choices = [
    ...(props.teams.some(team => team.ref === text.team)
      ? []
      : [[text.team, text.team] as const]),
    ...props.teams.map(team => [team.ref, team.title] as const),
  ];
  // Before it is known what is asked for, four questions are enough.
  const isKnown = [text.seats, text.costPerMonth, text.data].every(Boolean);
  const isFull = preview?.lane === 'full' && (isKnown || wasSent);
  const isOver = preview?.lane === 'none' && Boolean(text.tool);
  const isNew = text.tool === NEW_TOOL;
  const isChosen = Boolean(text.tool);
  // What the form does not ask for yet is not missing yet either.
  const hidden: readonly string[] = isFull
    ? []
    : [...FULL_TEXTS, 'budgetOwner'];
  const missing = inFormOrder(latest).filter(
    ({ field: name }) => !hidden.includes(name),
  );
  const error = save.error ?? check.error ?? send.error;
  const because = preview?.needs.find(({ field: name }) => name === 'risks');

  return (
    <Section title={t('form.title')}>
      <Typography paragraph>
        {t(
          props.request && props.request.state !== 'draft'
            ? 'form.sentIfSaved'
            : 'form.intro',
        )}
      </Typography>
      <BroughtBack asked={asked} />
      <div className={classes.root}>
        <form className={classes.form} onSubmit={submit} noValidate>
          <FaultList
            faults={faults}
            idOf={name => `${id}-${name}`}
            error={error && messageOf(error)}
          />
          <div>
            <div className={classes.pair}>
              {field('tool', {
                choices: [
                  ['', t('form.chooseTool')],
                  ...props.tools.map(tool => [tool.tool, tool.title] as const),
                  [NEW_TOOL, t('form.newTool')],
                ],
              })}
              {field('team', { choices: teams })}
            </div>
            <InTheWay inTheWay={preview?.inTheWay ?? null} />
            {isChosen && preview?.standing && (
              <Typography className={classes.offer} aria-live="polite">
                {preview.standing}.
              </Typography>
            )}
          </div>
          {isNew && (
            <div className={classes.pair} id={`${id}-newTool`} tabIndex={-1}>
              {field('newName')}
              {field('newVendor')}
              {field('newUrl', { type: 'url' })}
            </div>
          )}
          {isOver ? (
            <Typography component="div">
              {preview.sentence}{' '}
              {preview.links && <ToolLinks links={preview.links} />}
            </Typography>
          ) : (
            <>
              {field('why', { rows: 3, placeholder: t('form.whyExample') })}
              <CategoryChips
                id={`${id}-category`}
                value={text.category}
                onChange={category => change({ category })}
                fault={faultOf('category')}
              />
              <div className={classes.pair}>
                {field('seats', { type: 'number' })}
                {field('costPerMonth', {
                  type: 'number',
                  help: isPriced
                    ? t('form.suggested', { currency: text.currency })
                    : text.currency,
                })}
                {field('until', { type: 'date' })}
              </div>
              <DataRows
                id={`${id}-data`}
                value={text.data}
                onChange={data => change({ data })}
                fault={faultOf('data')}
              />
              <PersonField
                id={`${id}-supportOwner`}
                label={t('form.supportOwner')}
                value={text.supportOwner}
                onChange={supportOwner => change({ supportOwner })}
                fault={faultOf('supportOwner')}
                help={t('form.userHelp')}
              />
              <SupportBox
                id={`${id}-acceptsSupport`}
                checked={text.acceptsSupport}
                onChange={acceptsSupport => change({ acceptsSupport })}
                fault={faultOf('acceptsSupport')}
              />
              {isFull && (
                <>
                  {because && (
                    <Typography variant="body2">
                      {t('form.because', { because: because.because })}
                    </Typography>
                  )}
                  <PersonField
                    id={`${id}-budgetOwner`}
                    label={t('form.budgetOwner')}
                    value={text.budgetOwner}
                    onChange={budgetOwner => change({ budgetOwner })}
                    fault={faultOf('budgetOwner')}
                    help={t('form.userHelp')}
                  />
                  {FULL_TEXTS.filter(
                    name => name !== 'security' || !preview.inherited,
                  ).map(name =>
                    field(name, {
                      rows: 2,
                      help:
                        name === 'security'
                          ? t('form.securityHelp')
                          : undefined,
                    }),
                  )}
                  {preview.inherited && (
                    <Inherited inherited={preview.inherited} />
                  )}
                </>
              )}
              {isFull && links}
              <MoreFields
                id={id}
                text={text}
                onChange={change}
                faultOf={faultOf}
                ownedBy={preview?.ownedBy ?? []}
                links={!isFull && links}
              />
              <div className={classes.buttons}>
                <Button
                  type="submit"
                  variant="contained"
                  color="primary"
                  disabled={
                    check.running ||
                    send.running ||
                    preview?.board === 'no-board'
                  }
                >
                  {t(preview?.startsNow ? 'form.startNow' : 'form.submit')}
                </Button>
                <Button
                  variant="outlined"
                  disabled={save.running}
                  onClick={() => save.run(undefined)}
                >
                  {t('form.save')}
                </Button>
                <Typography
                  className={classes.saved}
                  variant="body2"
                  role="status"
                >
                  {hasFailed && t('form.notSaved')}
                  {!hasFailed &&
                    savedAt !== undefined &&
                    t('form.savedAt', { time: format.time(savedAt) })}
                </Typography>
              </div>
            </>
          )}
        </form>
        <AskRail
          preview={preview}
          isChosen={isChosen}
          missing={missing}
          idOf={name => `${id}-${name}`}
          joins={text.joins}
          onJoin={joins => change({ joins })}
        />
      </div>
    </Section>
  );
}
