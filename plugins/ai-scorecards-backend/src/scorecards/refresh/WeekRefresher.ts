import { addDays, weekOf } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { StalePeriod, StalePeriods } from '../../database';
import type { ExceptedTools } from '../../exceptions/figures/ExceptedTools';
import { ToolStore } from '../../tools';
import { breathe } from '../../breathe';
import { SpanFacts } from '../aggregate/facts';
import { Members } from '../aggregate/members';
import { DaySpan } from '../aggregate/span';
import { weekFigures } from '../aggregate/week';
import { windowFigures } from '../aggregate/window';
import { markCards, TeamPeriods } from '../store';
import { weeksFrom } from './DayRefresher';
import { LedgerReader } from './LedgerReader';
import { Accounts, activeDays, OrgOfSpan, PeriodLoader } from './PeriodLoader';
import { KnownPeriod, knownPeriod, periodState } from './periodStates';
import { MonthPresence } from './PresenceStore';
import { weekRows } from './weekRows';

/** Snapshots look back over twelve weeks, their own included. */
const CARDS_THAT_LOOK_BACK = 12;
const SANCTIONED = ['default', 'approved'];

/** Works out a week again: its rates, and the 28 and 84 days that end with it. */
export class WeekRefresher {
  readonly #knex: Knex;
  readonly #stale: StalePeriods;
  readonly #loader: PeriodLoader;
  readonly #ledger: LedgerReader;
  readonly #periods: TeamPeriods;
  readonly #tools: ToolStore;
  readonly #excepted: Pick<ExceptedTools, 'between'>;

  constructor(options: {
    knex: Knex;
    stale: StalePeriods;
    loader: PeriodLoader;
    ledger: LedgerReader;
    periods: TeamPeriods;
    tools: ToolStore;
    excepted: Pick<ExceptedTools, 'between'>;
  }) {
    this.#knex = options.knex;
    this.#stale = options.stale;
    this.#loader = options.loader;
    this.#ledger = options.ledger;
    this.#periods = options.periods;
    this.#tools = options.tools;
    this.#excepted = options.excepted;
  }

  /** @param today - the UTC day that is not over */
  async refresh(stale: StalePeriod, today: string): Promise<void> {
    const week = weekOf(stale.period);
    const sunday = addDays(week, 6);
    const oldest = addDays(sunday, -83);
    const given = await this.#loader.known(oldest, sunday);
    const { organisation, accounts, presence } = given;
    const facts = await this.#loader.facts(new DaySpan(week, sunday), given);
    const windowSpan = new DaySpan(addDays(sunday, -27), sunday);
    const windowFacts = await this.#loader.facts(windowSpan, given);
    const tools = await this.#tools.list();
    const policies = await this.#tools.policies();
    const newPeople = await this.#loader.newPeople(
      windowSpan.first,
      sunday,
      accounts,
    );
    await breathe();

    const sanctioned = new Map<number, number>();
    const defaults = new Set<number>();
    for (const { toolId, policy, from, to } of policies) {
      if (SANCTIONED.includes(policy)) {
        const days = windowSpan.mask(from, to);
        sanctioned.set(toolId, (sanctioned.get(toolId) ?? 0) | days);
      }
      if (policy === 'default' && from <= sunday && to > sunday) {
        defaults.add(toolId);
      }
    }
    const rows = weekRows({
      week,
      forest: facts.forest,
      figures: await weekFigures(facts),
      windowForest: windowFacts.forest,
      window: await windowFigures({
        facts: windowFacts,
        activeWeeks: activeWeeks(windowFacts, organisation, accounts, presence),
        isNew: Uint8Array.from(windowFacts.members.personIds, id =>
          newPeople.has(id) ? 1 : 0,
        ),
        sanctioned,
        excepted: await this.#exceptedTools(windowSpan, windowFacts),
        defaults,
      }),
      states: await this.#states(oldest, week, sunday, today),
      toolRef: id => tools.find(tool => tool.id === id)?.ref,
    });
    await this.#knex.transaction(async trx => {
      const changed = await this.#periods.replace(trx, 'week', week, rows);
      await markCards(
        trx,
        this.#stale,
        weeksFrom(week, CARDS_THAT_LOOK_BACK, today),
        changed,
      );
      await this.#stale.clearIfUnchanged(trx, stale);
    });
  }

  /** Days of exceptions by tool and, in the forest, by team. */
  async #exceptedTools(span: DaySpan, { forest }: SpanFacts) {
    const found = new Map<number, Map<number, number>>();
    for (const each of await this.#excepted.between(span.first, span.last)) {
      const teams = found.get(each.toolId) ?? new Map<number, number>();
      const days = span.mask(each.from, each.to);
      for (const groupId of each.groupIds) {
        const team = forest.indexOf.get(groupId);
        if (team !== undefined) teams.set(team, (teams.get(team) ?? 0) | days);
      }
      found.set(each.toolId, teams);
    }
    return found;
  }

  async #states(oldest: string, week: string, sunday: string, today: string) {
    const all = await this.#ledger.between(oldest, sunday, today);
    const sources = all.filter(source => source.ofTotal);
    const known = (from: string, of = sources): KnownPeriod =>
      knownPeriod(daysFrom(from, sunday), of, today);
    const windowStart = addDays(sunday, -27);
    const window = known(windowStart);
    const before = knownPeriod(
      daysFrom(oldest, addDays(windowStart, -1)),
      sources,
      today,
    );
    return {
      week: periodState(known(week)),
      window: periodState(
        window.state === 'ok' && before.daysKnown === 0
          ? {
              ...window,
              state: 'partial',
              reason: 'Nothing is known before: who is new cannot be told.',
            }
          : window,
      ),
      habitual: periodState(known(oldest)),
      byTool: new Map(
        [...new Set(all.map(source => source.toolId))].map(toolId => [
          toolId,
          periodState(
            known(
              week,
              all.filter(source => source.toolId === toolId),
            ),
          ),
        ]),
      ),
    };
  }
}

function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** By membership of the 28 days: in which of the twelve weeks the developer acted on a roster day of the team. */
function activeWeeks(
  { members, forest, span }: SpanFacts,
  organisation: OrgOfSpan,
  accounts: Accounts,
  presence: ReadonlyMap<string, MonthPresence>,
): Int32Array {
  const weeks = new Int32Array(members.person.length);
  for (let back = 0; back < 3; back++) {
    const last = addDays(span.last, -28 * back);
    const part = new DaySpan(addDays(last, -27), last);
    const counted = new Int32Array(members.person.length);
    for (const range of organisation.roster) {
      const days = range.counted ? part.mask(range.from, range.to) : 0;
      const i = days === 0 ? -1 : indexOf(members, range, forest.indexOf);
      if (i >= 0) counted[i] |= days;
    }
    const any = new Int32Array(members.personIds.length);
    for (const days of activeDays(part, members, accounts, presence).values()) {
      for (let person = 0; person < any.length; person++) {
        any[person] |= days[person];
      }
    }
    for (let i = 0; i < weeks.length; i++) {
      const days = counted[i] & any[members.person[i]];
      for (let w = 0; w < 4; w++) {
        if ((days & (0x7f << (7 * w))) !== 0) {
          weeks[i] |= 1 << (4 * (2 - back) + w);
        }
      }
    }
  }
  return weeks;
}

function indexOf(
  members: Members,
  { personId, groupId }: { personId: number; groupId: number },
  teamOf: ReadonlyMap<number, number>,
): number {
  const person = members.personOf.get(personId);
  const team = teamOf.get(groupId);
  if (person === undefined || team === undefined) return -1;
  for (let i = members.start[person]; i < members.start[person + 1]; i++) {
    if (members.team[i] === team) return i;
  }
  return -1;
}
