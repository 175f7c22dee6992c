import type { HeadlineMetricId, Scorecard } from '../contract';
import { missing } from './figure';
import { costSentenceOf } from './sentence';

const SEEN_BY = 'Seen by the team, its leads and operators.';

const VISIBLE: Record<
  Exclude<Scorecard['access'], 'full'>,
  readonly HeadlineMetricId[]
> = {
  cost: ['costPerActiveDeveloper', 'practiceLevel'],
  practices: ['practiceLevel'],
};

/** What is left of a scorecard for somebody who may see its cost, or no more than what everybody sees. */
export function restrictScorecard(
  scorecard: Scorecard,
  access: Scorecard['access'],
): Scorecard {
  if (access === 'full') return scorecard;
  const visible = VISIBLE[access];
  return {
    ...scorecard,
    access,
    sentence:
      access === 'cost'
        ? costSentenceOf(
            scorecard.headline.find(
              ({ id }) => id === 'costPerActiveDeveloper',
            ),
            scorecard.cost,
          )
        : `Figures of ${scorecard.team.title} are seen by the team, its leads and operators.`,
    nextStep: null,
    headline: scorecard.headline.filter(metric => visible.includes(metric.id)),
    tools: scorecard.tools.map(tool => ({
      ...tool,
      activeRate: missing('suppressed', 'ratio', SEEN_BY),
    })),
    nudges: [],
    adoption: null,
    cost: access === 'cost' ? scorecard.cost : null,
    notice:
      access === 'practices' && scorecard.notice?.kind !== 'not-a-team'
        ? {
            kind: 'not-visible',
            text: `Figures of ${scorecard.team.title} are seen by the team, its leads and operators.`,
            seeInstead: null,
            owner: null,
          }
        : scorecard.notice,
  };
}
