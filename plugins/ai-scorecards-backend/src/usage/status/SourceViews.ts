import type { Knex } from 'knex';
import { StalePeriods } from '../../database';
import { ToolStore } from '../../tools';
import { backfillDaysOf, CollectedSource, toolOf } from '../collectedSource';
import { DayPlanRule, wantedRange } from '../dayPlan';
import { LedgerEntry } from '../dayState';
import { LedgerStore } from '../LedgerStore';
import { SourceStore, StoredSource } from '../SourceStore';
import { PUSH_SETTLE_DAYS } from '../push/pushedSource';
import { stripRange } from './dayStrip';
import { SourceView } from './sourceView';

/** Reads what the state of sources is told from: one query for all of them, and one each for its days. */
export class SourceViews {
  readonly #tools: ToolStore;
  readonly #stored: SourceStore;
  readonly #ledger: LedgerStore;

  constructor(knex: Knex) {
    const stale = new StalePeriods(knex);
    this.#tools = new ToolStore(knex, stale);
    this.#stored = new SourceStore(knex, this.#tools, stale);
    this.#ledger = new LedgerStore(knex);
  }

  /**
   * Views of sources in their order.
   * @param today - UTC day
   * @param time - the machine's own time, by which vendors' pauses are measured
   */
  async read(
    sources: readonly CollectedSource[],
    backfillDays: number,
    today: string,
    time: Date,
  ): Promise<SourceView[]> {
    const known = new Map(
      (await this.#stored.list()).map(stored => [stored.key, stored]),
    );
    return Promise.all(
      sources.map(async source => {
        const rule: DayPlanRule = {
          kind: source.kind,
          settleDays: source.settleDays,
          earliestDay: source.kind === 'seats' ? undefined : source.earliestDay,
          backfillDays: backfillDaysOf(source.kind, backfillDays),
        };
        const stored = known.get(source.id);
        return {
          source: { ...identityOf(source), tool: toolOf(source) },
          rule,
          stored,
          pausedUntil: pauseOf(stored, time),
          ledger: stored
            ? await this.#days(stored.id, rule, today)
            : new Map<string, LedgerEntry>(),
        };
      }),
    );
  }

  /** Views of the sources whose rows arrive by themselves, in the order in which they did. */
  async readPushed(backfillDays: number, today: string): Promise<SourceView[]> {
    const pushed = (await this.#stored.list()).filter(each => each.pushed);
    if (pushed.length === 0) return [];
    const refs = new Map(
      (await this.#tools.list()).map(({ id, ref }) => [id, ref]),
    );
    return Promise.all(
      pushed.map(async stored => {
        const { key: id, kind, title } = stored;
        const rule: DayPlanRule = {
          kind,
          settleDays: PUSH_SETTLE_DAYS,
          pushed: true,
          backfillDays,
        };
        const ledger = await this.#days(stored.id, rule, today);
        const [earliestDay] = ledger.keys();
        return {
          source: {
            id,
            title,
            kind,
            tool: refs.get(stored.toolId) ?? '',
            settleDays: PUSH_SETTLE_DAYS,
            access: '',
          },
          rule: { ...rule, earliestDay },
          stored,
          pausedUntil: null,
          ledger,
        };
      }),
    );
  }

  #days(
    id: number,
    rule: DayPlanRule,
    today: string,
  ): Promise<Map<string, LedgerEntry>> {
    const strip = stripRange(rule.kind, today);
    const wanted = wantedRange(rule, today);
    const from = wanted && wanted.from < strip.from ? wanted.from : strip.from;
    return this.#ledger.entries(id, { from, to: strip.to });
  }
}

function identityOf({ id, title, kind, settleDays, access }: CollectedSource) {
  return { id, title, kind, settleDays, access };
}

function pauseOf(stored: StoredSource | undefined, time: Date): string | null {
  const until = stored?.resumeAfter ?? null;
  return until !== null && Date.parse(until) > time.getTime() ? until : null;
}
