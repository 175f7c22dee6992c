import { InputError } from '@backstage/errors';
import {
  addMonths,
  BucketId,
  monthOf,
  OrganisationSpend,
  OrganisationSpendQuery,
  ReconciliationLine,
  SpendMonth,
  SpendPart,
} from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../clock';
import { largestTeams } from './largestTeams';
import { modelParts } from './modelParts';
import { ModelSpendStore } from './ModelSpendStore';
import { add, nothing, Parts, Spend } from './spendParts';

/** So many months are told at a time. */
const MOST_MONTHS = 24;
const DEFAULT_MONTHS = 3;

const BUCKETS: Record<BucketId, string> = {
  'without-team': 'People without a team',
  unresolved: 'Unknown accounts',
  'service-accounts': 'Service accounts',
  left: 'People who left',
  'billed-without-person': 'Billed without a person',
  'unknown-tool': 'Tools that the catalog does not hold',
  'small-groups': 'Groups too small to show',
};

export interface SpendServiceOptions {
  reconciliation: {
    lines(query: {
      month?: string;
      teams?: boolean;
    }): Promise<ReconciliationLine[]>;
  };
  models: Pick<ModelSpendStore, 'month'>;
  /** All that months are made from: the same things, compared by identity, make the same months. */
  madeFrom: () => Promise<readonly unknown[]>;
  titleOfTool: (ref: string) => Promise<string>;
  clock: Clock;
  currency: string;
  minimumSize: number;
}

/**
 * Tells what everybody cost by month. The sums are those of the reconciliation, so that parts add up to what the vendor
 * said; adjustments of closed months are in none of them.
 */
export class SpendService {
  readonly #options: SpendServiceOptions;

  constructor(options: SpendServiceOptions) {
    this.#options = options;
  }

  /** What answers are made from today: with the same things they are the same. */
  async madeFrom(): Promise<readonly unknown[]> {
    const { clock, madeFrom } = this.#options;
    return [today(clock), ...(await madeFrom())];
  }

  /** Throws InputError for months out of order, or too many. */
  async get(query: OrganisationSpendQuery): Promise<OrganisationSpend> {
    const { clock, currency } = this.#options;
    const to = query.to ?? addMonths(monthOf(today(clock)), -1);
    const from = query.from ?? addMonths(to, 1 - DEFAULT_MONTHS);
    if (from > to) throw new InputError(`from must not be after to, ${to}`);
    if (from < addMonths(to, 1 - MOST_MONTHS)) {
      throw new InputError(
        `from and to must span ${MOST_MONTHS} months at most`,
      );
    }
    const months: SpendMonth[] = [];
    for (let month = from; month <= to; month = addMonths(month, 1)) {
      const found = await this.month(month, query.groupBy);
      if (found) months.push(found);
    }
    return {
      currency,
      groupBy: query.groupBy,
      months: largestTeams(months, query.limit),
    };
  }

  /** One month, `YYYY-MM`; null where nothing is known of it. */
  async month(
    month: string,
    groupBy: OrganisationSpend['groupBy'],
  ): Promise<SpendMonth | null> {
    const found = await this.#month(month, groupBy === 'team');
    if (!found) return null;
    const { lines, sums } = found;
    return {
      ...found.month,
      parts: await this.#parts(month, groupBy, lines, sums),
    };
  }

  /** One month with what people with a team cost in one, and the buckets beside; null where nothing is known of it. */
  async besides(month: string): Promise<SpendMonth | null> {
    const found = await this.#month(month, false);
    if (!found) return null;
    const parts = new Parts();
    for (const line of found.lines) addTeams(parts, line, 'People with a team');
    return { ...found.month, parts: parts.inOrder() };
  }

  async #month(month: string, teams: boolean) {
    const { reconciliation } = this.#options;
    const lines = (await reconciliation.lines({ month, teams })).filter(
      line => line.totalMicros !== null,
    );
    if (lines.length === 0) return null;
    const sums = nothing();
    for (const line of lines) add(sums, line.kind, line.totalMicros);
    return {
      lines,
      sums,
      month: {
        month,
        complete: lines.every(line => line.complete),
        closed: lines.every(line => line.closed !== null),
        ...sums,
      },
    };
  }

  async #parts(
    month: string,
    groupBy: OrganisationSpend['groupBy'],
    lines: readonly ReconciliationLine[],
    sums: Spend,
  ): Promise<SpendPart[]> {
    const { models, minimumSize, titleOfTool } = this.#options;
    if (groupBy === 'model') {
      return modelParts(await models.month(month), sums, minimumSize);
    }
    const parts = new Parts();
    for (const line of lines) {
      if (groupBy === 'tool') {
        const title = await titleOfTool(line.tool);
        const part = parts.of('tool', line.tool, title);
        add(part, line.kind, line.totalMicros);
      } else {
        addTeams(parts, line, 'Teams that do not show it on their own');
      }
    }
    return parts.inOrder();
  }
}

/** Divides a line into teams, what none of them shows apart, and buckets. */
function addTeams(parts: Parts, line: ReconciliationLine, rest: string): void {
  for (const { team, title, micros } of line.byTeam?.teams ?? []) {
    add(parts.of('team', team, title), line.kind, micros);
  }
  const apart = line.byTeam?.notShownApartMicros ?? line.teamsMicros ?? 0;
  if (apart !== 0) {
    add(parts.of('rest', 'teams', rest), line.kind, apart);
  }
  for (const { bucket, micros } of line.buckets) {
    add(parts.of('bucket', bucket, BUCKETS[bucket]), line.kind, micros);
  }
}
