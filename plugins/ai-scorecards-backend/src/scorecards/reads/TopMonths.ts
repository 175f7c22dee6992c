import {
  firstDay,
  PublishedMonth,
} from 'backstage-plugin-ai-scorecards-common';
import { OrgStore } from '../../org';
import { ORGANISATION_ID } from '../aggregate/forest';
import { ANY_TOOL, TeamPeriods } from '../store';
import { sumOfMonths } from './sumOfMonths';
import { TopTeams } from './TopTeams';

/**
 * Months of everybody as they may be told: made of what the teams at the top show. The row that is stored of the
 * organisation holds what was passed up to the top too, and less the reconciliation it would tell of a few.
 */
export class TopMonths {
  readonly #periods: Pick<TeamPeriods, 'ofTeam' | 'ofAll'>;
  readonly #tops: TopTeams;

  constructor(options: {
    periods: Pick<TeamPeriods, 'ofTeam' | 'ofAll'>;
    org: OrgStore;
  }) {
    this.#periods = options.periods;
    this.#tops = new TopTeams(options.org);
  }

  /** Those that begin from a UTC day to another, both included, oldest first; of which anything is known. */
  async between(from: string, to: string): Promise<PublishedMonth[]> {
    const rows = await this.#periods.ofTeam<'month'>(
      'month',
      ORGANISATION_ID,
      from,
      to,
      ANY_TOOL,
    );
    const wholes = rows.map(({ published }) => published);
    if (wholes.length === 0) return [];
    const tops = await Promise.all(
      wholes.map(({ month }) => this.#tops.ofMonth(month)),
    );
    const shown = await this.#periods.ofAll<'month'>(
      'month',
      firstDay(wholes[0].month),
      firstDay(wholes[wholes.length - 1].month),
      { anyTool: true, groupIds: [...new Set(tops.flat())] },
    );
    return wholes.map((whole, at) =>
      sumOfMonths(
        whole,
        tops[at].flatMap(id =>
          (shown.get(id) ?? [])
            .map(row => row.published)
            .filter(({ month }) => month === whole.month),
        ),
      ),
    );
  }
}
