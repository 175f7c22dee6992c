import { useApi } from '@backstage/core-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormGroup from '@material-ui/core/FormGroup';
import FormLabel from '@material-ui/core/FormLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  addDays,
  askSchema,
  DataClass,
  dataClassSchema,
  Tool,
} from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, usePagePath, useWords } from '../../hooks';
import { Button, Field, Section, messageOf, useId } from '../ui';
import { micros } from './askFields';

const useStyles = makeStyles(theme => ({
  form: { display: 'grid', gap: theme.spacing(2.5), maxWidth: 640 },
  wide: { flex: '1 0 100%' },
  pair: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))',
  },
}));

const LONGEST = 365;

/** Data that a standing approval covers unless the board says otherwise. */
const USUAL_DATA: readonly DataClass[] = ['public', 'internal'];

/** The board asks itself: one vote on a tool and limits, inside which every team is granted at once. */
export function StandingForm(props: {
  tools: readonly Tool[];
  /** The board's Group. */
  board: string;
  /** The request that it is to cover, as far as it is known. */
  like: {
    tool: string;
    seats: string | null;
    days: string | null;
    cost: string | null;
    currency: string | null;
    data: string | null;
  };
}) {
  const classes = useStyles();
  const t = useWords();
  const { today } = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const root = usePagePath('exceptions');
  const navigate = useNavigate();
  const id = useId('standing');
  const [text, setText] = useState({
    tool: props.like.tool,
    why: '',
    seats: props.like.seats ?? '10',
    days: props.like.days ?? '90',
    cost: props.like.cost ?? '',
    currency: props.like.currency ?? 'USD',
    until: addDays(today, LONGEST - 1),
  });
  const [data, setData] = useState<DataClass[]>(() =>
    dataClassSchema.options.filter(
      option => USUAL_DATA.includes(option) || option === props.like.data,
    ),
  );
  const [wasSent, setWasSent] = useState(false);
  const costPerMonth = micros(text.cost);
  const currency = text.currency.trim().toLocaleUpperCase('en-US');
  const isCurrency = /^[A-Z]{3}$/.test(currency);
  const send = useAction(async (limit: number) => {
    const { id: draft } = await api.draftRequest({
      kind: 'standing',
      ask: askSchema.parse({
        team: props.board,
        tool: text.tool || null,
        why: text.why || null,
        currency,
      }),
      standing: {
        seats: Math.round(Number(text.seats)) || 0,
        days: Math.round(Number(text.days)) || 0,
        costPerMonth: limit,
        data,
        until: text.until,
      },
    });
    await api.actOnRequest(draft, 'submit');
    navigate(`${root}/${draft}`);
  });
  const field = (
    name: keyof typeof text,
    label: string,
    more: Partial<Parameters<typeof Field>[0]> = {},
  ) => (
    <Field
      id={`${id}-${name}`}
      label={label}
      value={text[name]}
      onChange={value => setText(known => ({ ...known, [name]: value }))}
      {...more}
    />
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSent(true);
    const wrong = costPerMonth === null ? 'cost' : 'currency';
    if (costPerMonth !== null && isCurrency) send.run(costPerMonth);
    else document.getElementById(`${id}-${wrong}`)?.focus();
  };
  return (
    <Section title={t('board.makeStanding')}>
      <Typography paragraph>{t('board.standingIntro')}</Typography>
      <form className={classes.form} onSubmit={submit} noValidate>
        {field('tool', t('form.tool'), {
          choices: [
            ['', t('form.chooseTool')],
            ...props.tools
              .filter(({ policy }) => policy === 'exception-required')
              .map(tool => [tool.tool, tool.title] as const),
          ],
        })}
        {field('why', t('board.why'), { rows: 2 })}
        <div className={classes.pair}>
          {field('seats', t('board.maxSeats'), { type: 'number' })}
          {field('days', t('board.maxDays'), { type: 'number' })}
          {field('cost', t('board.maxCost'), {
            type: 'number',
            fault:
              wasSent && costPerMonth === null
                ? t('board.maxCostMissing')
                : undefined,
          })}
          {field('currency', t('board.currency'), {
            fault:
              wasSent && !isCurrency ? t('board.currencyWrong') : undefined,
          })}
          {field('until', t('board.standingUntil'), { type: 'date' })}
        </div>
        <FormGroup row role="group" aria-labelledby={`${id}-data`}>
          <FormLabel id={`${id}-data`} className={classes.wide}>
            {t('form.data')}
          </FormLabel>
          {dataClassSchema.options.map(option => (
            <FormControlLabel
              key={option}
              control={
                <Checkbox
                  color="primary"
                  checked={data.includes(option)}
                  onChange={(_, isChosen) =>
                    setData(known =>
                      isChosen
                        ? [...known, option]
                        : known.filter(each => each !== option),
                    )
                  }
                />
              }
              label={t(`dataClass.${option}`)}
            />
          ))}
        </FormGroup>
        <div>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            disabled={send.running}
          >
            {t('form.submit')}
          </Button>
        </div>
        <Typography role="alert" color="error">
          {send.error && messageOf(send.error)}
        </Typography>
      </form>
    </Section>
  );
}
