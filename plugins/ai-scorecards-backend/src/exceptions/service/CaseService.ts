import { createHash, randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  apply,
  CaseCommand,
  CaseEvent,
  decide,
  dueNow,
  ExceptionCase,
  isMaterial,
  isRefusal,
  Refusal,
  Wish,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { DecisionLog } from '../log';
import { OutboxStore } from '../notices/OutboxStore';
import { noticesOf } from '../notices/noticesOf';
import { CaseStore, toolOf } from '../store/CaseStore';
import { speaksFor } from '../people/PeopleDirectory';
import { Basis, CaseFacts, SYSTEM, WantedRequest } from './CaseFacts';

/** So many things may happen to one case in one turn; more would be a rule that never ends. */
const MOST_STEPS = 50;

export interface CaseServiceOptions {
  knex: Knex;
  cases: CaseStore;
  facts: CaseFacts;
  /** Null where no key is configured: then nothing can be changed. */
  log: DecisionLog | null;
  outbox: OutboxStore;
  /** Told after something changed, with what was asked about. */
  onChange?: () => void;
}

/**
 * Carries out commands. Each is one transaction: the log's head is locked first, so that commands follow one another;
 * then the case is read, the state machine decides, and case, log and notices are written together.
 */
export class CaseService {
  readonly #options: CaseServiceOptions;
  readonly #rulesHash: string;

  constructor(options: CaseServiceOptions) {
    this.#options = options;
    this.#rulesHash = createHash('sha256')
      .update(JSON.stringify(options.facts.rules))
      .digest('hex');
  }

  /** Drafts a request and returns its case. */
  async draft(
    actor: string,
    input: { kind: 'team' | 'standing'; wish: Wish; renews: string | null },
  ): Promise<ExceptionCase> {
    const id = randomUUID();
    return this.#inTransaction((trx, basis) =>
      this.#carryOut(trx, basis, undefined, actor, {
        type: 'draft',
        id,
        ...input,
      }),
    );
  }

  /**
   * Carries out a command of a person and returns the case after it. Throws NotFoundError for an unknown request,
   * ConflictError, NotAllowedError and InputError where the state machine refuses.
   */
  async command(
    id: string,
    actor: string,
    command: CaseCommand,
  ): Promise<ExceptionCase> {
    return this.#inTransaction(async (trx, basis) => {
      const known = await this.#known(trx, id);
      return this.#carryOut(trx, basis, known, actor, command);
    });
  }

  /** Changes what is asked. */
  async edit(
    id: string,
    actor: string,
    { revision, wish }: { revision: number; wish: Wish },
  ): Promise<ExceptionCase> {
    return this.#inTransaction(async (trx, basis) => {
      const known = await this.#known(trx, id);
      if (wish.ask.team !== known.request.wish.ask.team) {
        throw new InputError('team must stay: file another request instead');
      }
      return this.#carryOut(trx, basis, known, actor, {
        type: 'edit',
        revision,
        wish,
        isMaterial: isMaterial(known.request.wish, wish),
      });
    });
  }

  /** Removes a draft of one's own team. */
  async removeDraft(id: string, actor: string): Promise<void> {
    const { cases, facts, knex } = this.#options;
    const { people } = await facts.basis();
    await knex.transaction(async trx => {
      const { request } = await this.#known(trx, id);
      const mayRemove =
        request.requester === actor ||
        speaksFor(people, actor, request.wish.ask.team);
      if (!mayRemove) throw new NotAllowedError('Only the team that asks may');
      if (request.state !== 'draft') {
        throw new ConflictError(
          `It is ${request.state.replace('_', ' ')}; only drafts are removed`,
        );
      }
      await cases.remove(trx, id);
    });
    this.#options.onChange?.();
  }

  /** Lets everything happen that is due. Returns how many things did. */
  async runDue(): Promise<number> {
    let happened = 0;
    for (const id of await this.#options.cases.unsettled()) {
      happened += await this.#runDueOf(id);
    }
    return happened;
  }

  async #runDueOf(id: string): Promise<number> {
    const { facts, cases } = this.#options;
    const before = await cases.get(id);
    if (!before) return 0;
    const now = await facts.scheduleFactsOf(before, await facts.basis());
    if (!dueNow(before, now)) return 0;
    return this.#inTransaction(async (trx, basis) => {
      let known = await cases.get(id, trx);
      for (let steps = 0; steps < MOST_STEPS && known; steps++) {
        const due = dueNow(
          known,
          await facts.scheduleFactsOf(known, basis, trx),
        );
        if (!due) return steps;
        known = await this.#carryOut(trx, basis, known, SYSTEM, due);
      }
      return MOST_STEPS;
    });
  }

  async #known(trx: Knex.Transaction, id: string): Promise<ExceptionCase> {
    const known = await this.#options.cases.get(id, trx);
    if (!known) throw new NotFoundError(`There is no request ${id}`);
    return known;
  }

  async #inTransaction<T>(
    work: (trx: Knex.Transaction, basis: Basis) => Promise<T>,
  ): Promise<T> {
    const { knex, log, facts, onChange } = this.#options;
    if (!log) {
      throw new ConflictError(
        'Nothing can be filed or decided before aiScorecards.exceptions.logKey is configured',
      );
    }
    const basis = await facts.basis();
    const result = await knex.transaction(async trx => {
      await log.lock(trx);
      return work(trx, basis);
    });
    onChange?.();
    return result;
  }

  async #carryOut(
    trx: Knex.Transaction,
    basis: Basis,
    known: ExceptionCase | undefined,
    actor: string,
    command: CaseCommand,
  ): Promise<ExceptionCase> {
    const { facts, cases } = this.#options;
    const wanted = wantedBy(known, command, actor);
    const context = await facts.contextOf(known, wanted, actor, basis, trx);
    const outcome = decide(known, command, context);
    if (isRefusal(outcome)) throw errorOf(outcome);
    let after = known;
    for (const event of outcome) after = apply(after, event);
    if (!after) throw new Error(`${command.type} made no case`);
    const around = await facts.surroundingsOf(after.request, basis, trx);
    await cases.save(trx, after, facts.decidersOf(around));
    await this.#record(trx, after, outcome);
    for (const { scope, notice } of noticesOf(after, outcome, around)) {
      await this.#options.outbox.add(trx, context.at, scope, notice);
    }
    return after;
  }

  async #record(
    trx: Knex.Transaction,
    { request, exception }: ExceptionCase,
    events: readonly CaseEvent[],
  ): Promise<void> {
    await this.#options.log?.append(
      trx,
      events.map(({ type, at, by, data }) => ({
        at,
        type,
        request: request.id,
        exception: exception?.id ?? null,
        team: request.wish.ask.team,
        tool: toolOf(request),
        actor: by,
        // Events are plain JSON by their types.
        data: data as unknown as JsonObject,
        rules: this.#rulesHash,
      })),
    );
  }
}

/** The request that a command is about, as it will be: faults and lane of an edit are those of what it asks. */
function wantedBy(
  known: ExceptionCase | undefined,
  command: CaseCommand,
  actor: string,
): WantedRequest {
  if (command.type === 'draft') {
    const { id, wish, renews } = command;
    return {
      id,
      requester: actor,
      wish,
      renews,
      lane: 'full',
      datesOnly: false,
      state: 'draft',
    };
  }
  if (!known) throw new Error('Only a draft begins a case');
  return command.type === 'edit'
    ? { ...known.request, wish: command.wish }
    : known.request;
}

function errorOf({ kind, sentence, faults }: Refusal): Error {
  if (kind === 'not-allowed') return new NotAllowedError(sentence);
  if (kind === 'conflict') return new ConflictError(sentence);
  const details = (faults ?? []).map(
    ({ field, message }) => `${field} ${message}`,
  );
  return new InputError(details.length > 0 ? details.join('; ') : sentence);
}
