import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ConditionAsk,
  ExceptionRequest,
} from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import type { Words } from '../../hooks';
import { PracticeChoice } from './PracticeChoice';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1.5) },
  wide: { flex: '1 1 260px' },
}));

const MICROS = 1_000_000;
const KINDS = [
  'sentence',
  'cost-per-active-developer',
  'seats',
  'activity',
  'security-review',
  'practice',
] as const;
type Kind = (typeof KINDS)[number];

/** A condition as it is typed: in words with a day, or a live check with its limit. */
export interface ConditionText {
  kind: Kind;
  sentence: string;
  /** A number, or a day. */
  limit: string;
  /** The practice check that is to pass. */
  practice: { id: string; title: string } | null;
}

export const emptyCondition: ConditionText = {
  kind: 'sentence',
  sentence: '',
  limit: '',
  practice: null,
};

/** The condition that was typed; null while it is none. A day in words is today or later. */
export function conditionOf(
  { kind, sentence, limit, practice }: ConditionText,
  today: string,
  t: Words,
): Partial<ConditionAsk> | null {
  const value = Number(limit.replace(',', '.'));
  const isNumber = limit.trim() !== '' && Number.isFinite(value) && value >= 0;
  switch (kind) {
    case 'sentence':
      return sentence.trim().length < 3 || limit < today
        ? null
        : { sentence: sentence.trim(), dueOn: limit };
    case 'practice':
      return (
        practice && {
          sentence: t('condition.says.practice', { practice: practice.title }),
          check: { kind, check: practice.id },
        }
      );
    case 'security-review':
      return limit < today
        ? null
        : {
            sentence: t('condition.says.security-review', { limit }),
            check: { kind, by: limit },
          };
    case 'activity':
      return isNumber && value <= 100
        ? {
            sentence: t('condition.says.activity', { limit }),
            check: { kind, limit: value / 100 },
          }
        : null;
    case 'seats':
      return isNumber && Number.isInteger(value)
        ? {
            sentence: t('condition.says.seats', { limit }),
            check: { kind, limit: value },
          }
        : null;
    default:
      return isNumber
        ? {
            sentence: t('condition.says.cost-per-active-developer', { limit }),
            check: { kind, limit: Math.round(value * MICROS) },
          }
        : null;
  }
}

/** Picks a live check with what it says today, or takes a sentence with a day. */
export function ConditionFields(props: {
  firstId: string;
  /** The team that asks, whose practices a condition may name. */
  team: string;
  checks: ExceptionRequest['checks'];
  value: ConditionText;
  onChange: (value: ConditionText) => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const { today } = useFormat();
  const { value, checks, onChange } = props;
  const isDay = value.kind === 'sentence' || value.kind === 'security-review';
  const options = KINDS.filter(
    kind => !checks.some(check => check.kind === kind && check.heldBack),
  );
  const wordsOf = (kind: Kind) => {
    const now = checks.find(check => check.kind === kind)?.now;
    return now
      ? t('condition.withToday', { kind: t(`condition.${kind}`), now })
      : t(`condition.${kind}`);
  };
  return (
    <div className={classes.root}>
      <TextField
        id={props.firstId}
        className={classes.wide}
        label={t('condition.label')}
        select
        SelectProps={{ native: true }}
        value={value.kind}
        onChange={event =>
          onChange({
            ...value,
            kind: event.target.value as Kind,
            limit: '',
            practice: null,
          })
        }
        InputLabelProps={{ shrink: true }}
        variant="outlined"
      >
        {options.map(kind => (
          <option key={kind} value={kind}>
            {wordsOf(kind)}
          </option>
        ))}
      </TextField>
      {value.kind === 'sentence' && (
        <TextField
          id={`${props.firstId}-sentence`}
          className={classes.wide}
          label={t('act.reason')}
          value={value.sentence}
          onChange={event =>
            onChange({ ...value, sentence: event.target.value })
          }
          variant="outlined"
        />
      )}
      {value.kind === 'practice' ? (
        <PracticeChoice
          id={`${props.firstId}-practice`}
          team={props.team}
          value={value.practice?.id ?? ''}
          onChange={practice => onChange({ ...value, practice })}
        />
      ) : (
        <TextField
          id={`${props.firstId}-limit`}
          type={isDay ? 'date' : 'number'}
          label={t(`condition.limit.${value.kind}`)}
          value={value.limit}
          onChange={event => onChange({ ...value, limit: event.target.value })}
          InputLabelProps={{ shrink: true }}
          inputProps={{ min: isDay ? today : 0 }}
          helperText={isDay && t('condition.needsDay')}
          required
          variant="outlined"
        />
      )}
    </div>
  );
}
