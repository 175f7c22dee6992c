import type { ExceptionRequest } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { useStandingWords } from './useStandingWords';

/** The ask in one sentence: "Team Atlas wants Cursor, 8 seats, 320 USD a month, until 28 Feb, because …" */
export function useAskSentence(request: ExceptionRequest): string {
  const t = useWords();
  const format = useFormat();
  const standingWords = useStandingWords();
  const { ask, team, tool, standing } = request;
  if (standing) {
    return t('request.asksStanding', {
      tool: tool.title,
      ...standingWords({ ...standing, currency: ask.currency }),
    });
  }
  const parts = [
    t('request.asks', { team: team.title, tool: tool.title }),
    ...(ask.seats === null
      ? []
      : [t('request.askSeats', { count: ask.seats })]),
    ...(ask.costPerMonth === null
      ? []
      : [
          t('requests.aMonth', {
            cost: format.money(ask.costPerMonth, ask.currency),
          }),
        ]),
    ...(ask.until
      ? [t('request.askUntil', { day: format.day(ask.until) })]
      : []),
  ];
  const why = ask.why?.trim();
  return why
    ? t('request.because', { ask: parts.join(', '), why })
    : parts.join(', ');
}
