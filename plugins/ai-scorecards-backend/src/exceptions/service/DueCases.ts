import { toError } from '@backstage/errors';
import { dueNow, ExceptionCase } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { DecisionLog } from '../log';
import { CaseStore, Deciders } from '../store/CaseStore';
import { CaseFacts } from './CaseFacts';
import { SYSTEM } from './facts/actorOf';
import { Basis } from './facts/Basis';
import { CaseChanges } from './CaseChanges';

/** Cases that are looked at together. */
const PAGE = 200;

/** So many things may happen to one case in one turn; more would be a rule that never ends. */
const MOST_STEPS = 50;

export interface DueCasesOptions {
  knex: Knex;
  cases: CaseStore;
  facts: CaseFacts;
  log: DecisionLog | null;
  changes: CaseChanges;
  /** Told of a case to which something is due that could not happen. */
  onFailure?: (id: string, error: Error) => void;
  /** Told of what happened to a case by itself, in its order. */
  onDue?: (id: string, steps: readonly string[]) => Promise<void>;
}

/** Lets happen what happens to cases by themselves. */
export class DueCases {
  readonly #options: DueCasesOptions;
  /** The organisation and its deputies for which deciders are written down. */
  #electedFor: Pick<Basis, 'people' | 'deputies'> | undefined;

  constructor(options: DueCasesOptions) {
    this.#options = options;
  }

  /** Lets everything happen that is due. Returns how many things did. */
  async run(): Promise<number> {
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
    const happened = await this.#options.changes.inTransaction(
      async (trx, basis) => {
        const steps: string[] = [];
        let known = await cases.get(id, trx);
        while (steps.length < MOST_STEPS && known) {
          const due = dueNow(
            known,
            await facts.scheduleFactsOf(known, basis, trx),
          );
          if (!due) break;
          known = await this.#options.changes.carryOut(
            trx,
            basis,
            known,
            SYSTEM,
            due,
          );
          steps.push(due.type);
        }
        return steps;
      },
      { figuresOf: about },
    );
    await this.#options.onDue?.(id, happened);
    return happened.length;
  }
}

/** Whether what happens to a case by itself depends on figures. */
function restsOnFigures({ exception }: ExceptionCase): boolean {
  if (!exception) return false;
  return exception.windDown
    ? !exception.windDown.closed
    : exception.conditions.some(({ check }) => check !== null);
}

function sameDeciders(a: Deciders | undefined, b: Deciders): boolean {
  const text = ({ refs, awaited }: Deciders) =>
    JSON.stringify([
      [...new Set([...refs, ...awaited])].sort(),
      [...awaited].sort(),
    ]);
  return a !== undefined && text(a) === text(b);
}
