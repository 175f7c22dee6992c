import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  DayState,
  SourceStatus,
} from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useFormat, useWords } from '../../hooks';
import { DayMark } from './DayMark';

const useStyles = makeStyles(theme => ({
  strip: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: 1,
    width: 'fit-content',
    maxWidth: '100%',
    padding: 2,
    cursor: 'default',
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
  },
  line: { minHeight: '1.5em' },
}));

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowLeft: at => at - 1,
  ArrowRight: at => at + 1,
  Home: () => 0,
  End: (_, last) => last,
};

/** How often each state occurs, the most frequent first. */
export function countStates(
  strip: SourceStatus['strip'],
): [DayState, number][] {
  const counts = new Map<DayState, number>();
  for (const { state } of strip) {
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/**
 * The last 60 days of a source as marks whose shape and colour tell their state. It takes one tab stop; arrow keys
 * move from day to day, and the line below reads the day.
 */
export function DayStrip(props: {
  title: string;
  strip: SourceStatus['strip'];
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { title, strip } = props;
  const [at, setAt] = useState<number>();
  const last = strip.length - 1;
  const shown = at === undefined ? undefined : strip[at];

  const summary = countStates(strip)
    .map(([state, count]) =>
      t('source.stripCount', {
        days: format.count(count),
        state: t(`dayState.${state}`),
      }),
    )
    .join(', ');
  const text =
    shown &&
    [
      t('source.dayLine', {
        day: format.weekday(shown.day),
        state: t(`dayState.${shown.state}`),
      }),
      shown.error,
    ]
      .filter(Boolean)
      .join(' — ');

  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      setAt(before =>
        Math.max(0, Math.min(last, step(before ?? last + 1, last))),
      );
    }
  };

  return (
    <div>
      <div
        className={classes.strip}
        role="slider"
        tabIndex={0}
        aria-label={t('source.stripLabel', { source: title, summary })}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at ?? last}
        aria-valuetext={text ?? summary}
        onKeyDown={move}
        onFocus={() => setAt(before => before ?? last)}
        onMouseLeave={() => setAt(undefined)}
        onBlur={() => setAt(undefined)}
      >
        {strip.map((day, index) => (
          <DayMark
            key={day.day}
            state={day.state}
            current={index === at}
            onHover={() => setAt(index)}
          />
        ))}
      </div>
      <Typography
        variant="body2"
        color="textSecondary"
        className={classes.line}
        aria-hidden
      >
        {text ?? summary}
      </Typography>
    </div>
  );
}
