import {
  BucketId,
  compareKeys,
  monthOf,
  ReconciliationLine,
} from 'backstage-plugin-ai-scorecards-common';
import type { Source } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock } from '../clock';
import { AiScorecardsConfig } from '../config';
import { ToolStore } from '../tools';
import { Adjustment, ClosedLine, Closing, ClosingStore } from './ClosingStore';
import { MonthLines } from './MonthLines';
import { AnyLine, bucketsOf, presentLine, sumOf } from './presentLine';
import { TeamAdjustmentStore } from './TeamAdjustmentStore';
import { TeamMoney, TeamMoneyStore } from './TeamMoneyStore';

const NONE: ReadonlySet<BucketId> = new Set();

/** What teams show of one month. */
export interface MonthOfTeams {
  closed: boolean;
  rows: readonly TeamMoney[];
}

/**
 * Sets what teams and buckets add up to beside what the vendor says, by source, month, tool and kind: of open months as
 * it is known now, of closed ones as it was when they were closed, with what was found since beside it.
 */
export class ReconciliationService {
  readonly #knex: Knex;
  readonly #minimum: number;
  readonly #lines: MonthLines;
  readonly #tools: ToolStore;
  readonly #teams: TeamMoneyStore;
  readonly #adjustedTeams: TeamAdjustmentStore;
  readonly #closings = new ClosingStore();

  constructor(options: {
    knex: Knex;
    config: AiScorecardsConfig;
    clock: Clock;
    /** The sources that are configured now. */
    sources: () => readonly Source[];
  }) {
    this.#knex = options.knex;
    this.#minimum = options.config.privacy.minimumGroupSize;
    this.#lines = new MonthLines(options);
    this.#tools = new ToolStore(options.knex);
    this.#teams = new TeamMoneyStore({ minimumSize: this.#minimum });
    this.#adjustedTeams = new TeamAdjustmentStore({
      minimumSize: this.#minimum,
    });
  }

  /**
   * Lines that one source (its key in configuration) told something of, of one month (`YYYY-MM`), or of all, newest month first. In each,
   * teams and buckets add up to the total exactly. A month that the vendor has no data of has a line without figures; one
   * that it was not asked for has none.
   */
  async lines(query: {
    source?: string;
    month?: string;
    /** Opens lines to teams. */
    teams?: boolean;
  }): Promise<ReconciliationLine[]> {
    const { month, source } = query;
    const tools = new Map(
      (await this.#tools.list()).map(tool => [tool.id, tool.ref]),
    );
    const closings = await this.#closings.closings(this.#knex);
    const adjustments = await this.#closings.adjustments(this.#knex);
    const ofTeams = await this.#adjustedTeams.adjustments(this.#knex);
    const closed = await this.#closings.lines(this.#knex);
    const shown = new Map(
      closed.map(line => [
        keyOf(line.month, line.toolId, line.kind),
        new Set(bucketsOf(line.places, this.#minimum).map(b => b.bucket)),
      ]),
    );
    const known: AnyLine[] = [
      ...(await this.#lines.lines(month, closings)),
      ...closed
        .filter(line => month === undefined || line.month === month)
        .map(line => ({ ...line, complete: true as const })),
    ];
    const lines = [
      ...known,
      ...linesOfAdjustments([...adjustments, ...ofTeams], known, closed, month),
    ]
      .filter(line => tools.has(line.toolId))
      .filter(line => source === undefined || line.sources.includes(source))
      .sort(
        (a, b) =>
          compareKeys(b.month, a.month) ||
          a.toolId - b.toolId ||
          compareKeys(a.kind, b.kind),
      );
    const teams = query.teams
      ? await this.#teamsOf(new Set(lines.map(line => line.month)), closings)
      : new Map<string, MonthOfTeams>();
    return lines.map(line => ({
      ...presentLine(line, {
        tool: tools.get(line.toolId)!,
        closing: closings.get(line.month),
        adjustments,
        teamAdjustments: ofTeams,
        shownOf: (...which) => shown.get(keyOf(...which)) ?? NONE,
        minimum: this.#minimum,
      }),
      byTeam: byTeam(line, teams.get(line.month)),
    }));
  }

  /** What teams show of a month's lines; null where it was closed with a smaller minimum group size. */
  async teamsOfMonth(month: string): Promise<MonthOfTeams | null> {
    const closings = await this.#closings.closings(this.#knex, [month]);
    const teams = await this.#teamsOf(new Set([month]), closings);
    return teams.get(month) ?? null;
  }

  async #teamsOf(
    months: ReadonlySet<string>,
    closings: ReadonlyMap<string, Closing>,
  ): Promise<Map<string, MonthOfTeams>> {
    const found = new Map<string, MonthOfTeams>();
    for (const month of months) {
      const closing = closings.get(month);
      if (!closing || closing.minimumSize >= this.#minimum) {
        const closed = closing !== undefined;
        const rows = await this.#teams.month(this.#knex, month, closed);
        found.set(month, { closed, rows });
      }
    }
    return found;
  }
}

function keyOf(month: string, toolId: number, kind: string): string {
  return `${month} ${toolId} ${kind}`;
}

/** Lines of open months that hold nothing but adjustments. */
function linesOfAdjustments(
  adjustments: readonly Pick<Adjustment, 'bookedOn' | 'toolId' | 'kind'>[],
  known: readonly AnyLine[],
  closed: readonly ClosedLine[],
  wanted: string | undefined,
): AnyLine[] {
  const taken = new Set(
    known.map(line => keyOf(line.month, line.toolId, line.kind)),
  );
  return adjustments.flatMap(({ bookedOn, toolId, kind }) => {
    const month = monthOf(bookedOn);
    const key = keyOf(month, toolId, kind);
    if ((wanted !== undefined && wanted !== month) || taken.has(key)) return [];
    taken.add(key);
    const like = [...closed, ...known].filter(line => line.toolId === toolId);
    const same = like.find(line => line.kind === kind) ?? like[0];
    return [
      {
        source: same?.source ?? 'contracts',
        sources: same?.sources ?? ['contracts'],
        month,
        toolId,
        kind,
        currency: same?.currency ?? 'USD',
        complete: false,
        daysKnown: 0,
        totalIs: 'Nothing but adjustments of closed months',
        priceSource: same?.priceSource ?? 'estimate',
        partsPriceSource: same?.partsPriceSource ?? 'estimate',
        known: true,
        places: [],
        leftOutMicros: null,
        reportedTwiceMicros: null,
        bySource: [],
        notHeldMicros: null,
        seatsWithoutAssignee: null,
        rounding: '0',
      },
    ];
  });
}

function byTeam(
  line: AnyLine,
  month: MonthOfTeams | undefined,
): ReconciliationLine['byTeam'] {
  if (!month || !line.known) return null;
  const rows = month.rows.filter(
    row => row.toolId === line.toolId && row.kind === line.kind,
  );
  const ofTeams = sumOf(line.places.filter(({ place }) => place === ''));
  const teams = rows.flatMap(({ team, micros }) =>
    team ? [{ team: team.ref, title: team.title, micros }] : [],
  );
  return { teams, notShownApartMicros: ofTeams - sumOf(teams) };
}
