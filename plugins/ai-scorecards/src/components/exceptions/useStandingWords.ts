import type { Board } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';

type Limits = Pick<
  Board['standing'][number],
  'seats' | 'days' | 'costPerMonth' | 'currency' | 'data' | 'until'
>;

/** Returns the limits of a standing approval in words, each under its name. */
export function useStandingWords(): (limits: Limits) => {
  seats: string;
  days: string;
  cost: string;
  data: string;
  until: string;
} {
  const t = useWords();
  const format = useFormat();
  return ({ seats, days, costPerMonth, currency, data, until }) => ({
    seats: format.count(seats),
    days: format.count(days),
    cost:
      costPerMonth === null
        ? t('board.noCost')
        : t('requests.aMonth', { cost: format.money(costPerMonth, currency) }),
    data: data.join(', '),
    until: format.day(until),
  });
}
