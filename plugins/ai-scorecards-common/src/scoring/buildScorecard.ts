import type { Scorecard } from '../contract';
import { DEFINITION_VERSION, practiceLevel } from '../metrics';
import { scoreActiveRate } from './activeRate';
import { adoptionSection } from './adoption';
import { costSection, scoreCost } from './costPerActive';
import type { ScorecardInput } from './input';
import { activeStep, costStep, worstStep } from './nextStep';
import { notYetCollected } from './notYet';
import { noticeOf } from './notice';
import { scoreChangeFailure } from './outcomes/changeFailure';
import { scoreOutput } from './outcomes/output';
import { sentenceOf } from './sentence';
import { teamTools } from './teamTools';

/**
 * The scorecard of one team and week, with everything that explains it. Pure: the same published numbers give the same
 * scorecard. It is made for somebody who may see all of it; `restrictScorecard` takes away what others may not.
 */
export function buildScorecard(input: ScorecardInput): Scorecard {
  const tools = teamTools(input);
  const active = scoreActiveRate(input);
  const cost = scoreCost(input);
  const section = costSection(input, cost.figure);
  const headline = [
    { ...active, nextStep: activeStep(active, tools, input) },
    { ...cost, nextStep: costStep(cost, null) },
    scoreOutput(input.outcomes),
    scoreChangeFailure(input.outcomes, input.bands.changeFailureRate),
    notYetCollected(practiceLevel),
  ];
  const notice = noticeOf(input);
  return {
    team: {
      ...input.team.ref,
      parent: input.team.parent,
      leads: input.team.leads,
      present: input.team.present,
    },
    week: input.week,
    definitionVersion: DEFINITION_VERSION,
    computedAt: input.computedAt,
    access: 'full',
    sentence: notice ? notice.text : sentenceOf(active, cost, section),
    nextStep: notice ? null : worstStep(headline),
    headline,
    tools,
    adoption: input.team.isTeam ? adoptionSection(input) : null,
    cost: input.team.isTeam && input.months.length > 0 ? section : null,
    practices: { state: 'not-yet-collected', missing: [] },
    outcomes: { state: outcomesState(input.outcomes) },
    exceptions: { state: 'not-yet-collected' },
    nudges: [],
    followUps: { state: 'not-yet-collected' },
    coverage: input.coverage,
    freshness: input.freshness,
    notice,
  };
}

function outcomesState({
  connected,
  weeks,
}: ScorecardInput['outcomes']): Scorecard['outcomes']['state'] {
  if (!connected) return 'not-connected';
  return weeks.some(week => week.settled) ? 'ok' : 'collecting';
}
