import {
  firstDay,
  lastDay,
  ReconciliationLine,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { AiScorecardsConfig } from '../config';
import { OrgStore } from '../org';
import { ToolStore } from '../tools';
import { allocate, Allocation } from './allocations';
import { chargebackCsv } from './chargeback';
import { readCostCentres } from './costCentres';
import { focusCsv } from './focusCsv';
import { ReconciliationService } from './ReconciliationService';

/** A file, and how many rows could not be in it. */
export interface FocusExport {
  csv: string;
  /** Tools and kinds of cost of the month that nothing says the price of. */
  leftOut: number;
}

/** Writes a month's cost, `YYYY-MM`, as files for finance. Both say what the reconciliation says. */
export class CostExports {
  readonly #knex: Knex;
  readonly #config: AiScorecardsConfig;
  readonly #org: OrgStore;
  readonly #tools: ToolStore;
  readonly #reconciliation: ReconciliationService;

  constructor(options: {
    knex: Knex;
    config: AiScorecardsConfig;
    org: OrgStore;
    tools: ToolStore;
    reconciliation: ReconciliationService;
  }) {
    this.#knex = options.knex;
    this.#config = options.config;
    this.#org = options.org;
    this.#tools = options.tools;
    this.#reconciliation = options.reconciliation;
  }

  async chargeback(month: string): Promise<string> {
    return chargebackCsv(await this.#allocations(month));
  }

  async focus(month: string): Promise<FocusExport> {
    const allocations = await this.#allocations(month);
    const tools = await this.#tools.list();
    const csv = focusCsv(allocations, ref => {
      const tool = tools.find(each => each.ref === ref);
      return { title: tool?.title ?? ref, vendor: tool?.vendor ?? null };
    });
    return { csv, leftOut: await this.#leftOut(month) };
  }

  async #allocations(month: string): Promise<Allocation[]> {
    const lines = await this.#reconciliation.lines({ month, teams: true });
    const months = new Map<string, (team: string) => string | null>();
    for (const each of [
      month,
      ...lines.flatMap(line => line.adjustments.map(a => a.ofMonth)),
    ]) {
      if (!months.has(each)) months.set(each, await this.#costCentres(each));
    }
    return allocate(lines, (team, of) => months.get(of)?.(team) ?? null);
  }

  /** Cost centres by a team's ref: those of a closed month are what they were; of a team that it did not show, as now. */
  async #costCentres(month: string): Promise<(team: string) => string | null> {
    const teams = await this.#reconciliation.teamsOfMonth(month);
    const centres = await readCostCentres(
      this.#knex,
      this.#org,
      this.#config.costCentres,
      month,
    );
    const known = new Map(
      (teams?.rows ?? []).flatMap(({ team, groupId, costCentre }) =>
        team
          ? [[team.ref, teams?.closed ? costCentre : centres.of(groupId)]]
          : [],
      ),
    );
    const refs = new Map(
      (await this.#org.groups()).map(({ ref, id }) => [ref, id]),
    );
    return team => {
      if (known.has(team)) return known.get(team) ?? null;
      const id = refs.get(team);
      return id === undefined ? null : centres.of(id);
    };
  }

  /** Lines without any figure, and tools whose seats have no price. */
  async #leftOut(month: string): Promise<number> {
    const lines = await this.#reconciliation.lines({ month });
    const isCost = ({ kind }: ReconciliationLine) => kind !== 'value';
    const unknown = lines.filter(
      line => isCost(line) && line.totalMicros === null,
    );
    const seats: string[] = await this.#knex('seats as s')
      .join('tools as t', 't.id', 's.tool_id')
      .where('s.valid_from', '<=', lastDay(month))
      .andWhere('s.valid_to', '>', firstDay(month))
      .distinct('t.entity_ref')
      .pluck('t.entity_ref');
    const unpriced = seats.filter(
      ref => !lines.some(line => line.tool === ref && line.kind === 'seat'),
    );
    return unknown.length + unpriced.length;
  }
}
