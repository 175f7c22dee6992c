import type { JsonObject, JsonValue } from '@backstage/types';
import type { Knex } from 'knex';
import { Settings } from '../../database';
import { DecisionLog } from '../log';
import { membersOf } from '../people/PeopleDirectory';
import { CaseFacts } from '../service/CaseFacts';

/** What governs decisions and is changed elsewhere: in configuration and catalog. */
interface Governance {
  rules: JsonValue;
  boards: Record<string, string[]>;
  tools: Record<string, string>;
  /** Users who may grant in an emergency. */
  admins: string[];
}

const KEY = 'exceptions.governance';

/** Writes changes of rules, boards, fallback approvers, admins and tool policies into the decision log, with before and after. */
export class GovernanceWatch {
  readonly #knex: Knex;
  readonly #facts: CaseFacts;
  readonly #log: DecisionLog;
  readonly #settings = new Settings();

  constructor(options: { knex: Knex; facts: CaseFacts; log: DecisionLog }) {
    this.#knex = options.knex;
    this.#facts = options.facts;
    this.#log = options.log;
  }

  /** Returns how many changes were written down. The first look writes down what there is. */
  async look(): Promise<number> {
    const facts = this.#facts;
    const { at, people, tools } = await facts.basis();
    const { boardGroup, routing, fallbackApprovers } = facts.rules;
    const boards = [
      boardGroup ?? [],
      routing.flatMap(({ board, voice }) => [board ?? [], voice ?? []].flat()),
      fallbackApprovers.filter(ref => !ref.startsWith('user:')),
    ].flat();
    const now: Governance = {
      rules: JSON.parse(JSON.stringify(facts.rules)),
      boards: Object.fromEntries(
        boards.sort().map(ref => [ref, membersOf(people, ref).sort()]),
      ),
      tools: Object.fromEntries(
        [...tools]
          .map(([ref, { policy }]) => [ref, policy] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      admins: [...new Set(facts.watchersOf('admins', people))].sort(),
    };
    const kept = await this.#settings.get<Governance>(this.#knex, KEY);
    if (JSON.stringify(kept) === JSON.stringify(now)) return 0;
    return this.#knex.transaction(async trx => {
      await this.#log.lock(trx);
      const before = await this.#settings.get<Governance>(trx, KEY);
      const changes = changesOf(before, now);
      if (changes.length > 0) {
        await this.#log.append(
          trx,
          changes.map(({ type, team, tool, data }) => ({
            at,
            type,
            request: null,
            exception: null,
            team,
            tool,
            actor: 'system',
            data,
            rules: facts.rulesHash,
          })),
        );
      }
      await this.#settings.set(trx, KEY, now);
      return changes.length;
    });
  }
}

interface Change {
  type:
    | 'rules-changed'
    | 'board-changed'
    | 'tool-policy-changed'
    | 'admins-changed';
  team: string | null;
  tool: string | null;
  data: JsonObject;
}

function changesOf(before: Governance | null, now: Governance): Change[] {
  const differs = (a: unknown, b: unknown) =>
    JSON.stringify(a) !== JSON.stringify(b);
  const changes: Change[] = [];
  if (differs(before?.rules, now.rules)) {
    changes.push({
      type: 'rules-changed',
      team: null,
      tool: null,
      data: { before: before?.rules ?? null, after: now.rules },
    });
  }
  const keys = (a: object = {}, b: object = {}) =>
    [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  for (const team of keys(before?.boards, now.boards)) {
    const [from, to] = [before?.boards[team], now.boards[team]];
    if (differs(from, to)) {
      changes.push({
        type: 'board-changed',
        team,
        tool: null,
        data: { before: from ?? null, after: to ?? null },
      });
    }
  }
  for (const tool of keys(before?.tools, now.tools)) {
    const [from, to] = [before?.tools[tool], now.tools[tool]];
    if (differs(from, to)) {
      changes.push({
        type: 'tool-policy-changed',
        team: null,
        tool,
        data: { before: from ?? null, after: to ?? null },
      });
    }
  }
  if (differs(before?.admins, now.admins)) {
    changes.push({
      type: 'admins-changed',
      team: null,
      tool: null,
      data: { before: before?.admins ?? null, after: now.admins },
    });
  }
  return changes;
}
