import {
  OUTCOME_WEEKS,
  OutcomeInput,
  SETTLING_WEEKS,
  weeksBefore,
} from 'backstage-plugin-ai-scorecards-common';
import { Group } from '../org';
import { OutcomeWeeks } from './OutcomeWeeks';

/** The last settled week is looked for so many weeks back. */
const MOST_UNSETTLED = 8;

/** Puts together what scoring needs to know of teams' work. */
export class OutcomeInputs {
  readonly #weeks: OutcomeWeeks;
  readonly #connected: () => boolean;

  constructor(options: {
    weeks: OutcomeWeeks;
    /** Whether anything tells what came of the work. */
    connected: () => boolean;
  }) {
    this.#weeks = options.weeks;
    this.#connected = options.connected;
  }

  get connected(): boolean {
    return this.#connected();
  }

  /** What every team is told for the week that starts on this Monday, whatever its own work was. */
  async common(week: string) {
    return {
      connected: this.connected,
      peers: await this.#weeks.peers(weeksBefore(week, SETTLING_WEEKS)),
      incidentsTold: await this.#weeks.incidentsTold(),
    };
  }

  /** For the week that starts on this Monday; three queries however many teams. */
  async ofTeams(
    teams: readonly Pick<Group, 'id' | 'type'>[],
    week: string,
  ): Promise<(team: Pick<Group, 'id' | 'type'>) => OutcomeInput> {
    const weeks = await this.#weeks.ofTeams(
      teams.map(({ id }) => id),
      weeksBefore(week, OUTCOME_WEEKS - 1),
      week,
    );
    const { peers, ...common } = await this.common(week);
    return ({ id, type }) => ({
      ...common,
      week,
      weeks: weeks.get(id) ?? [],
      peers: peers.get(type ?? '') ?? null,
    });
  }

  /** For the last week of which every day is settled, up to a Monday; no week before the first. */
  async latest(
    team: Pick<Group, 'id' | 'type'>,
    upTo: string,
  ): Promise<OutcomeInput> {
    const weeks = await this.#weeks.ofTeam(
      team.id,
      weeksBefore(upTo, OUTCOME_WEEKS + MOST_UNSETTLED),
      upTo,
    );
    const settled = weeks.filter(({ settled: isSettled }) => isSettled);
    const week = settled[settled.length - 1]?.week ?? null;
    const peers =
      week === null
        ? null
        : await this.#weeks.peers(weeksBefore(week, SETTLING_WEEKS));
    return {
      connected: this.connected,
      incidentsTold: await this.#weeks.incidentsTold(),
      week,
      weeks: week === null ? [] : weeks.filter(each => each.week <= week),
      peers: peers?.get(team.type ?? '') ?? null,
    };
  }
}
