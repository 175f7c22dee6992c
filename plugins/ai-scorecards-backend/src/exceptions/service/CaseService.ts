import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  CaseCommand,
  CaseEvent,
  ExceptionCase,
  isMaterial,
  reasonCategorySchema,
  RENEWABLE,
  replay,
  Wish,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { changedBy } from '../views/privateAsk';
import { toolOf } from '../store/toolOf';
import { speaksFor } from '../people/PeopleDirectory';
import { CaseChanges, CaseChangesOptions } from './CaseChanges';
import { DueCases, DueCasesOptions } from './DueCases';

export type CaseServiceOptions = CaseChangesOptions &
  Pick<DueCasesOptions, 'onFailure' | 'onDue'>;

/** What people do with requests and exceptions, and what time does. */
export class CaseService {
  readonly #options: CaseServiceOptions;
  readonly #changes: CaseChanges;
  readonly #due: DueCases;

  constructor(options: CaseServiceOptions) {
    this.#options = options;
    this.#changes = new CaseChanges(options);
    this.#due = new DueCases({ ...options, changes: this.#changes });
  }

  /** Lets everything happen that is due. Returns how many things did. */
  runDue(): Promise<number> {
    return this.#due.run();
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
    return this.#changes.inTransaction(async (trx, basis) => {
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
      return this.#changes.carryOut(trx, basis, known, actor, {
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
    return this.#changes.inTransaction(
      async (trx, basis) => {
        const known = await this.#known(trx, id);
        return this.#changes.carryOut(trx, basis, known, actor, command);
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
    return this.#changes.inTransaction(
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
        return this.#changes.carryOut(trx, basis, known, actor, {
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
    const result = await this.#changes.inTransaction(async (trx, basis) => {
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

  async #known(trx: Knex.Transaction, id: string): Promise<ExceptionCase> {
    const known = await this.#options.cases.get(id, trx);
    if (!known) throw new NotFoundError(`There is no request ${id}`);
    return known;
  }
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
