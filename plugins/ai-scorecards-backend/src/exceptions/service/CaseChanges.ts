import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  apply,
  CaseCommand,
  CaseEvent,
  decide,
  ExceptionCase,
  isRefusal,
  Refusal,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { DecisionLog } from '../log';
import { OutboxStore } from '../notices/OutboxStore';
import { boardNotices } from '../notices/boardNotices';
import { noticesOf } from '../notices/noticesOf';
import { SpanStore } from '../store/SpanStore';
import { CaseStore } from '../store/CaseStore';
import { toolOf } from '../store/toolOf';
import { CaseFacts } from './CaseFacts';
import { Basis } from './facts/Basis';
import { partsOf } from './facts/scope';
import { WantedRequest } from './facts/Surroundings';

/** What changing a case takes. */
export interface CaseChangesOptions {
  knex: Knex;
  cases: CaseStore;
  facts: CaseFacts;
  /** Null where no key is configured: then nothing can be changed. */
  log: DecisionLog | null;
  outbox: OutboxStore;
  spans: SpanStore;
  /** Told after something changed, with what was asked about. */
  onChange?: () => void;
}

/**
 * Changes cases. Each change is one transaction: the log's head is locked first, so that commands follow one another;
 * then the case is read, the state machine decides, and case, log and notices are written together.
 */
export class CaseChanges {
  readonly #options: CaseChangesOptions;

  constructor(options: CaseChangesOptions) {
    this.#options = options;
  }

  /** Does some work in one transaction that holds the log's head. Throws ConflictError where nothing can be changed. */
  async inTransaction<T>(
    work: (trx: Knex.Transaction, basis: Basis) => Promise<T>,
    /** What is looked up before the transaction begins. */
    look: {
      /** The case whose figures count. */
      figuresOf?: ExceptionCase;
      /** What the board is asked, whose scope has to be the team's. */
      sent?: Pick<WantedRequest, 'wish'>;
    } = {},
  ): Promise<T> {
    const { knex, log, facts, onChange } = this.#options;
    if (!log) {
      throw new ConflictError(
        'Nothing can be filed or decided before aiScorecards.exceptions.logKey is configured',
      );
    }
    let basis = await facts.basis();
    if (look.figuresOf)
      basis = await facts.look.withFigures(basis, look.figuresOf);
    if (look.sent) basis = await facts.look.withOwners(basis, look.sent);
    const result = await knex.transaction(async trx => {
      await log.lock(trx);
      return work(trx, basis);
    });
    onChange?.();
    return result;
  }

  /**
   * Carries out a command on a case and returns the case after it. Throws what the state machine refuses with: ConflictError,
   * NotAllowedError or InputError.
   */
  async carryOut(
    trx: Knex.Transaction,
    basis: Basis,
    known: ExceptionCase | undefined,
    actor: string,
    command: CaseCommand,
  ): Promise<ExceptionCase> {
    const { facts, cases } = this.#options;
    const wanted = wantedBy(known, command, actor);
    if (asksTheBoard(known, command)) requireOwners(wanted, basis);
    const context = await facts.contextOf(known, wanted, actor, basis, trx);
    const outcome = decide(known, command, context);
    if (isRefusal(outcome)) throw errorOf(outcome);
    let after = known;
    for (const event of outcome) after = apply(after, event);
    if (!after) throw new Error(`${command.type} made no case`);
    const around = await facts.surroundingsOf(after.request, basis, trx);
    const lastEntry = await this.#record(trx, after, outcome);
    await cases.save(trx, after, facts.decidersOf(after, around), lastEntry);
    await this.#options.spans.follow(trx, after, outcome);
    const firstEntry = lastEntry - outcome.length + 1;
    const admins = facts.watchersOf('admins', basis.people);
    for (const { scope, notice } of [
      ...noticesOf(after, outcome, firstEntry, around, {
        admins,
        chair: facts.rules.chair,
      }),
      ...boardNotices(
        after,
        around,
        facts.watchersOf('operators', basis.people),
      ),
    ]) {
      await this.#options.outbox.add(trx, context.at, scope, notice);
    }
    return after;
  }

  /** Returns the number of the last entry. */
  async #record(
    trx: Knex.Transaction,
    { request, exception }: ExceptionCase,
    events: readonly CaseEvent[],
  ): Promise<number> {
    const head = await this.#options.log?.append(
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
        rules: this.#options.facts.rulesHash,
      })),
    );
    return head?.sequence ?? 0;
  }
}

/** Whether a command puts something before the board, now or again. */
function asksTheBoard(
  known: ExceptionCase | undefined,
  { type }: CaseCommand,
): boolean {
  return (
    type === 'submit' || (type === 'edit' && known?.request.state !== 'draft')
  );
}

/** A scope that changed while it was looked up was looked at by nobody. */
function requireOwners({ wish }: WantedRequest, { owners }: Basis): void {
  if (partsOf(wish.ask).some(ref => !owners.has(ref))) {
    throw new ConflictError(
      'The scope was changed at the same moment: read it again',
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
    const { id, kind, wish, renews } = command;
    return {
      id,
      kind,
      submittedAt: null,
      requester: actor,
      wish,
      renews,
      lane: 'full',
      datesOnly: false,
      state: 'draft',
    };
  }
  if (!known) throw new Error('Only a draft begins a case');
  if (command.type === 'edit') return { ...known.request, wish: command.wish };
  if (command.type === 'name-owner' && command.part === 'team') {
    // The question is whether the team that takes over may have it.
    const { wish } = known.request;
    const ask = { ...wish.ask, team: command.successor };
    return { ...known.request, wish: { ...wish, ask } };
  }
  return known.request;
}

function errorOf({ kind, sentence, faults }: Refusal): Error {
  if (kind === 'not-allowed') return new NotAllowedError(sentence);
  if (kind === 'conflict') return new ConflictError(sentence);
  const details = (faults ?? []).map(
    ({ field, message }) => `${field} ${message}`,
  );
  return new InputError(details.length > 0 ? details.join('; ') : sentence);
}
