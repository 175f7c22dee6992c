import Chip from '@material-ui/core/Chip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Scorecard,
  TeamTool,
} from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import type { Format, Words } from '../../hooks';
import { Section } from '../ui';
import { Nudges } from '../exceptions/Nudges';
import { CanWeUse } from './CanWeUse';
import { Freshness } from './Freshness';
import { PolicyAnswerText } from './PolicyAnswerText';
import { useAnswer } from './useAnswer';

const useStyles = makeStyles(theme => ({
  chips: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    margin: theme.spacing(0, 0, 2),
    padding: 0,
    listStyle: 'none',
  },
  chip: {
    margin: 0,
    maxWidth: '100%',
    color: theme.palette.text.primary,
    backgroundColor: 'transparent',
    border: `1px solid ${theme.palette.text.secondary}`,
  },
}));

function chipText(tool: TeamTool, t: Words, format: Format): string {
  if (tool.state !== 'excepted') {
    return t('use.allowed', {
      tool: tool.title,
      policy: t(`policy.${tool.policy}`),
    });
  }
  return tool.until
    ? t('use.excepted', { tool: tool.title, day: format.day(tool.until) })
    : t('use.exceptedOpen', { tool: tool.title });
}

/** The first part of the tab: tools open to the team, *Can we use…?*, and quietly up to when figures speak. */
export function WhatYouCanUse({ scorecard }: { scorecard: Scorecard }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { asked, ask } = useAnswer(scorecard.team.ref);
  const open = scorecard.tools.filter(
    tool => tool.state === 'allowed' || tool.state === 'excepted',
  );

  return (
    <Section
      title={t('use.title')}
      action={
        <Freshness
          freshness={scorecard.freshness}
          coverage={scorecard.coverage}
        />
      }
    >
      {open.length > 0 ? (
        <ul className={classes.chips}>
          {open.map(tool => (
            <li key={tool.tool}>
              <Chip
                className={classes.chip}
                label={chipText(tool, t, format)}
                onClick={() => ask(tool.tool, tool.title)}
              />
            </li>
          ))}
        </ul>
      ) : (
        <Typography variant="body2" paragraph>
          {t('use.none')}
        </Typography>
      )}
      <Nudges nudges={scorecard.nudges} to="team" />
      <CanWeUse tools={scorecard.tools} onAsk={ask} />
      <PolicyAnswerText asked={asked} />
    </Section>
  );
}
