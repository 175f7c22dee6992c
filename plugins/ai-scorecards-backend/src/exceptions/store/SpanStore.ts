import {
  addDays,
  CaseEvent,
  ExceptionCase,
  weekOf,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { Queryable, StalePeriods } from '../../database';
import { toolOf } from './toolOf';

/** Days on which a team might use a tool by exception. */
export interface ExceptionSpan {
  team: string;
  tool: string;
  subteams: boolean;
  /** UTC day. */
  from: string;
  /** The first UTC day after. */
  to: string;
}

const OPEN_END = '9999-12-31';
const STARTS = ['exception-activated', 'exception-reinstated'];
const STOPS = ['exception-suspended', 'exception-ended'];

/** Which exceptions were active on which days. */
export class SpanStore {
  readonly #knex: Knex;
  readonly #stale: Pick<StalePeriods, 'mark'>;

  constructor(knex: Knex, stale: Pick<StalePeriods, 'mark'>) {
    this.#knex = knex;
    this.#stale = stale;
  }

  /** Spans that touch the days from one to another, both included. */
  async between(from: string, to: string): Promise<ExceptionSpan[]> {
    const rows = await this.#knex('exception_spans')
      .where('from_day', '<=', to)
      .andWhere('to_day', '>', from)
      .orderBy(['team', 'tool', 'from_day']);
    return rows.map(row => ({
      team: row.team,
      tool: row.tool,
      subteams: Boolean(row.subteams),
      from: row.from_day,
      to: row.to_day,
    }));
  }

  /** Follows what happened to a case, and marks the weeks whose figures it changes. */
  async follow(
    trx: Queryable,
    { request, exception }: ExceptionCase,
    events: readonly CaseEvent[],
  ): Promise<void> {
    const tool = toolOf(request);
    if (!exception || tool === null) return;
    for (const event of events) {
      const { type, at } = event;
      const day = at.slice(0, 10);
      let changed = day;
      const isTakenOver =
        type === 'successor-named' &&
        event.data.part === 'team' &&
        exception.state === 'active';
      if (isTakenOver) {
        await trx('exception_spans')
          .where({ exception_id: exception.id, to_day: OPEN_END })
          .update({ to_day: day });
      }
      if (isTakenOver || STARTS.includes(type)) {
        const { team, includesSubteams } = request.wish.ask;
        await trx('exception_spans')
          .insert({
            exception_id: exception.id,
            team,
            tool,
            subteams: includesSubteams,
            from_day: day,
            to_day: OPEN_END,
          })
          .onConflict(['exception_id', 'from_day'])
          .merge();
      } else if (STOPS.includes(type)) {
        // The day on which it stops still counts: it was allowed for a part of it. An expiry may be noticed later.
        const isOver =
          type === 'exception-ended' && exception.state === 'expired';
        const stop = addDays(isOver ? exception.until : day, 1);
        if (stop < changed) changed = stop;
        await trx('exception_spans')
          .where({ exception_id: exception.id, to_day: OPEN_END })
          .update({ to_day: stop });
      } else continue;
      const weeks: string[] = [];
      for (let week = weekOf(changed); week <= day; week = addDays(week, 7)) {
        weeks.push(week);
      }
      await this.#stale.mark(trx, 'week', weeks);
    }
  }
}
