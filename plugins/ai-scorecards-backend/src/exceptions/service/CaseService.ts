import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  toError,
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
  reasonCategorySchema,
  Refusal,
  RENEWABLE,
  replay,
  Wish,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { DecisionLog } from '../log';
import { OutboxStore } from '../notices/OutboxStore';
import { boardNotices } from '../notices/boardNotices';
import { noticesOf } from '../notices/noticesOf';
import { changedBy } from '../views/privateAsk';
import { SpanStore } from '../store/SpanStore';
import { CaseStore, Deciders } from '../store/CaseStore';
import { toolOf } from '../store/toolOf';
import { speaksFor } from '../people/PeopleDirectory';
import { CaseFacts } from './CaseFacts';
import { SYSTEM } from './facts/actorOf';
import { Basis } from './facts/Basis';
import { partsOf } from './facts/scope';
import { WantedRequest } from './facts/Surroundings';

/** Cases that are looked at together. */
const PAGE = 200;

/** So many things may happen to one case in one turn; more would be a rule that never ends. */
const MOST_STEPS = 50;

export interface CaseServiceOptions {
  knex: Knex;
  cases: CaseStore;
  facts: CaseFacts;
  /** Null where no key is configured: then nothing can be changed. */
  log: DecisionLog | null;
  outbox: OutboxStore;
  spans: SpanStore;
  /** Told of a case to which something is due that could not happen. */
  onFailure?: (id: string, error: Error) => void;
  /** Told of what happened to a case by itself, in its order. */
  onDue?: (id: string, steps: readonly string[]) => Promise<void>;
  /** Told after something changed, with what was asked about. */
  onChange?: () => void;
}

/**
 * Carries out commands. Each is one transaction: the log's head is locked first, so that commands follow one another;
 * then the case is read, the state machine decides, and case, log and notices are written together.
 */
export class CaseService {
  readonly #options: CaseServiceOptions;
  /** The organisation and its deputies for which deciders are written down. */
  #electedFor: Pick<Basis, 'people' | 'deputies'> | undefined;

  constructor(options: CaseServiceOptions) {
    this.#options = options;
  }

  /**
   * Drafts a request and returns its case. With an id that the caller chose it is made once: sent again, as after a reload
   * that did not wait for the answer, the draft is returned as it stands. Throws ConflictError for an id that stands for
   * anything else.
   */
  async draft(
    actor: string,
    {
      id = randomUUID(),
      ...input
    }: {
      id?: string;
      kind: 'team' | 'standing';
      wish: Wish;
      renews: string | null;
    },
  ): Promise<ExceptionCase> {
    return this.#inTransaction(async (trx, basis) => {
      const { cases, log } = this.#options;
      const known = await cases.get(id, trx);
      const isOwn =
        known?.request.state === 'draft' && known.request.requester === actor;
      if (known && isOwn) return known;
      if (!known && (await log?.holdsRequest(trx, id))) {
        throw new ConflictError('The draft with this id was removed');
      }
      if (input.renews !== null) {
        await this.#checkRenewed(trx, input.renews, input.wish);
      }
      return this.#carryOut(trx, basis, known, actor, {
        type: 'draft',
        id,
        ...input,
      });
    });
  }

  /** What is renewed is of the same team and tool, may still be renewed, and nothing else continues it. */
  async #checkRenewed(
    trx: Knex.Transaction,
    renews: string,
    wish: Wish,
  ): Promise<void> {
    const { cases, facts } = this.#options;
    const known = await cases.byException(renews, trx);
    const { exception, request } = known ?? {};
    const isSame =
      request !== undefined &&
      request.wish.ask.team === wish.ask.team &&
      toolOf(request) === toolOf({ wish });
    if (!exception || !isSame) {
      throw new InputError(
        'renews must name an exception of this team and tool',
      );
    }
    if (!RENEWABLE.includes(exception.state)) {
      throw new ConflictError(`It is ${exception.state} and cannot be renewed`);
    }
    const isContinued = await facts.isRenewed({ request, exception }, trx);
    if (isContinued) throw new ConflictError('It was renewed already');
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
    const namesChecks =
      command.type === 'vote' && command.conditions.some(({ check }) => check);
    const isSent = command.type === 'submit';
    const about =
      namesChecks || isSent ? await this.#options.cases.get(id) : undefined;
    return this.#inTransaction(
      async (trx, basis) => {
        const known = await this.#known(trx, id);
        return this.#carryOut(trx, basis, known, actor, command);
      },
      {
        figuresOf: namesChecks ? about : undefined,
        sent: isSent && about ? about.request : undefined,
      },
    );
  }

  /** Changes what is asked. */
  async edit(
    id: string,
    actor: string,
    {
      revision,
      wish,
      updatedAt,
    }: {
      revision: number;
      wish: Wish;
      /** The state of a draft that was seen; left out where that is not known. */
      updatedAt?: string;
    },
  ): Promise<ExceptionCase> {
    const before = await this.#options.cases.get(id);
    // A draft may hold anything.
    const sent = before?.request.state === 'draft' ? undefined : { wish };
    return this.#inTransaction(
      async (trx, basis) => {
        const known = await this.#known(trx, id);
        if (wish.ask.team !== known.request.wish.ask.team) {
          throw new InputError('team must stay: file another request instead');
        }
        const { state, updatedAt: now } = known.request;
        if (state === 'draft' && (updatedAt ?? now) !== now) {
          throw new ConflictError(
            'The draft was saved by somebody else, or in another tab, since you opened it: read it again',
          );
        }
        const after = { ...wish, ask: changedBy(actor, known, wish.ask) };
        return this.#carryOut(trx, basis, known, actor, {
          type: 'edit',
          revision,
          wish: after,
          isMaterial: isMaterial(known.request.wish, after),
        });
      },
      { sent },
    );
  }

  /** Removes a draft of one's own team. */
  async removeDraft(id: string, actor: string): Promise<void> {
    const { cases, facts, knex } = this.#options;
    const basis = await facts.basis();
    const { people } = basis;
    await knex.transaction(async trx => {
      await this.#options.log?.lock(trx);
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
      await this.#options.log?.append(trx, [
        {
          at: basis.at,
          type: 'request-removed',
          request: id,
          exception: null,
          team: request.wish.ask.team,
          tool: toolOf(request),
          actor,
          data: {},
          rules: facts.rulesHash,
        },
      ]);
    });
    this.#options.onChange?.();
  }

  /**
   * Forgets a person in the log and in every case that names them, and returns how many texts were emptied. Cases are
   * made again from the log, so that the two still say the same.
   */
  async erase(
    person: string,
    names: readonly string[],
    by: string,
  ): Promise<number> {
    const { cases, facts, log } = this.#options;
    const result = await this.#inTransaction(async (trx, basis) => {
      const touched = new Set([
        ...(await cases.naming(trx, [person, ...names])),
        ...(await log!.requestsOf(trx, person)),
      ]);
      await this.#options.outbox.forget(trx, person, names);
      const { texts } = await log!.erase(trx, {
        person,
        names,
        at: basis.at,
        actor: by,
        rules: facts.rulesHash,
      });
      for (const id of touched) {
        // A draft that was removed is in the log alone.
        if (!(await cases.get(id, trx))) continue;
        const events = await log!.eventsOf(trx, id);
        const replayed = replay(events as unknown as CaseEvent[]);
        if (!replayed) continue;
        const after = withoutErasedReason(replayed);
        const around = await facts.surroundingsOf(after.request, basis, trx);
        await cases.save(trx, after, facts.decidersOf(after, around));
      }
      return texts;
    });
    return result;
  }

  /** Lets everything happen that is due. Returns how many things did. */
  async runDue(): Promise<number> {
    const { cases, facts } = this.#options;
    const basis = await facts.basis();
    const isReorganised =
      this.#electedFor?.people !== basis.people ||
      JSON.stringify(this.#electedFor.deputies) !==
        JSON.stringify(basis.deputies);
    let happened = 0;
    let last = '';
    for (;;) {
      const page = await cases.pageOf(
        isReorganised ? 'all' : 'unsettled',
        last,
        PAGE,
      );
      if (page.length === 0) break;
      for (const known of page) {
        try {
          happened += await this.#runDueOf(known, basis);
        } catch (error) {
          // One case that cannot go on must not stop the others.
          this.#options.onFailure?.(known.request.id, toError(error));
        }
      }
      if (isReorganised) await this.#writeDeciders(page, basis);
      last = page[page.length - 1].request.id;
    }
    this.#electedFor = basis;
    return happened;
  }

  /** Lists ask the database who decides; after a reorganisation it has to know. */
  async #writeDeciders(
    page: readonly ExceptionCase[],
    basis: Basis,
  ): Promise<void> {
    const { cases, facts, knex } = this.#options;
    const stored = await cases.decidersOf(
      page.map(({ request }) => request.id),
    );
    for (const known of page) {
      const { id } = known.request;
      const around = await facts.surroundingsOf(known.request, basis);
      const now = facts.decidersOf(known, around);
      if (sameDeciders(stored.get(id), now)) continue;
      await knex.transaction(async trx => {
        await this.#options.log?.lock(trx);
        const latest = await cases.get(id, trx);
        if (!latest) return;
        const deciders = facts.decidersOf(
          latest,
          await facts.surroundingsOf(latest.request, basis, trx),
        );
        await cases.replaceDeciders(trx, id, deciders);
      });
    }
  }

  async #runDueOf(before: ExceptionCase, seen: Basis): Promise<number> {
    const { facts, cases } = this.#options;
    const { id } = before.request;
    const about = restsOnFigures(before) ? before : undefined;
    const now = about ? await facts.look.withFigures(seen, about) : seen;
    if (!dueNow(before, await facts.scheduleFactsOf(before, now))) return 0;
    const happened = await this.#inTransaction(
      async (trx, basis) => {
        const steps: string[] = [];
        let known = await cases.get(id, trx);
        while (steps.length < MOST_STEPS && known) {
          const due = dueNow(
            known,
            await facts.scheduleFactsOf(known, basis, trx),
          );
          if (!due) break;
          known = await this.#carryOut(trx, basis, known, SYSTEM, due);
          steps.push(due.type);
        }
        return steps;
      },
      { figuresOf: about },
    );
    await this.#options.onDue?.(id, happened);
    return happened.length;
  }

  async #known(trx: Knex.Transaction, id: string): Promise<ExceptionCase> {
    const known = await this.#options.cases.get(id, trx);
    if (!known) throw new NotFoundError(`There is no request ${id}`);
    return known;
  }

  async #inTransaction<T>(
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

  async #carryOut(
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

/** Whether what happens to a case by itself depends on figures. */
function restsOnFigures({ exception }: ExceptionCase): boolean {
  if (!exception) return false;
  return exception.windDown
    ? !exception.windDown.closed
    : exception.conditions.some(({ check }) => check !== null);
}

/** A reason that was erased is none of the list. */
function withoutErasedReason(known: ExceptionCase): ExceptionCase {
  const { wish } = known.request;
  const category = reasonCategorySchema.safeParse(wish.ask.category);
  return {
    ...known,
    request: {
      ...known.request,
      wish: {
        ...wish,
        ask: { ...wish.ask, category: category.data ?? null },
      },
    },
  };
}

function sameDeciders(a: Deciders | undefined, b: Deciders): boolean {
  const text = ({ refs, awaited }: Deciders) =>
    JSON.stringify([
      [...new Set([...refs, ...awaited])].sort(),
      [...awaited].sort(),
    ]);
  return a !== undefined && text(a) === text(b);
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
