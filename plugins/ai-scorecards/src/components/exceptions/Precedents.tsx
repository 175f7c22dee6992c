import { makeStyles } from '@material-ui/core/styles';
import type { Precedent } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { Section } from '../ui';
import { reasonWords } from './reasonWords';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
}));

/** What was decided before on the tool: outcome, size, conditions and the board's reason, never another team's text. */
export function Precedents(props: { precedents: readonly Precedent[] }) {
  const t = useWords();
  return props.precedents.length === 0 ? null : (
    <Section title={t('form.precedents')}>
      <PrecedentList {...props} />
    </Section>
  );
}

export function PrecedentList(props: { precedents: readonly Precedent[] }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  return (
    <ul className={classes.list}>
      {props.precedents.map((each, index) => (
        <li key={index}>
          {[
            `${t(`requestState.${each.outcome}`)} ${format.day(
              each.decidedOn,
            )}`,
            ...(each.seats === null
              ? []
              : [t('request.askSeats', { count: each.seats })]),
            ...(each.reason ? [reasonWords(each.reason, t)] : []),
            ...each.conditions,
          ].join(' · ')}
        </li>
      ))}
    </ul>
  );
}
