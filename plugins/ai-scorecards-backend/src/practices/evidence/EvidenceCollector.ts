import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  EvidenceSource,
  RepositoryAnswer,
  SourceError,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock, systemClock, today } from '../../clock';
import { readFault, SourceFault } from '../../usage/sourceFault';
import { OwnedRepository, RepositoryStore } from '../catalog/RepositoryStore';
import { markChanged } from '../versions';
import { CodeHostRun, CodeHostStore } from './CodeHostStore';
import { AnsweredRepository, EvidenceStore } from './EvidenceStore';
import { ScannedRepositories } from './ScannedRepositories';

/** Answers that are held at a time. */
const BATCH = 100;

/** Collects from a code host what checks look at. */
export class EvidenceCollector {
  readonly #options: {
    knex: Knex;
    repositories: RepositoryStore;
    evidence: EvidenceStore;
    scanned: ScannedRepositories;
    hosts: CodeHostStore;
    clock: Clock;
    logger: LoggerService;
    machine?: Clock;
  };

  constructor(options: {
    knex: Knex;
    repositories: RepositoryStore;
    evidence: EvidenceStore;
    scanned: ScannedRepositories;
    hosts: CodeHostStore;
    /** Says which repositories are owned today. */
    clock: Clock;
    logger: LoggerService;
    /** The machine's own time, by which runs and the host's pauses are measured. */
    machine?: Clock;
  }) {
    this.#options = options;
  }

  /**
   * Asks a host for every repository that some Group owns, and for the documents that Groups name. What it throws is
   * noted and never thrown on: the last facts stay. Does nothing while the host does not want to be asked. Returns
   * whether the host was asked and all went through.
   */
  async collect(source: EvidenceSource, signal: AbortSignal): Promise<boolean> {
    const { hosts, repositories, clock, logger } = this.#options;
    await hosts.register(source);
    const host = await hosts.byKey(source.id);
    const at = this.#machine();
    const resumeAfter = host?.resumeAfter ?? null;
    if (resumeAfter !== null && Date.parse(resumeAfter) > at.getTime()) {
      return false;
    }
    const owned = (await repositories.owned(today(clock))).filter(
      ({ annotation }) => annotation === source.slugAnnotation,
    );
    const tally: Tally = { read: 0, reason: null, waitSeconds: null };
    const run = () => ({
      at,
      repositories: owned.length,
      read: tally.read,
      rateLimit: source.rateLimit(),
    });
    let fault: SourceFault | null = null;
    try {
      await this.#ask(source, owned, tally, signal);
      if (tally.waitSeconds === null) {
        await this.#askDocuments(source, tally, signal);
      }
    } catch (error) {
      if (signal.aborted) return false;
      fault = readFault(error);
    }
    if (fault === null) {
      await hosts.succeeded(source.id, run(), {
        reason: tally.reason,
        resumeAfter: this.#resumeAfter(tally.waitSeconds),
      });
      if (host?.failingSince) await markChanged(this.#options.knex);
      return true;
    }
    logger.warn(`${source.title} could not be read`, {
      kind: fault.kind,
      reason: fault.sentence,
    });
    await this.#failed(source, run(), fault);
    return false;
  }

  async #ask(
    source: EvidenceSource,
    owned: readonly OwnedRepository[],
    tally: Tally,
    signal: AbortSignal,
  ): Promise<void> {
    const { evidence, logger } = this.#options;
    const bySlug = new Map(owned.map(each => [each.slug, each.id]));
    const tokens = await evidence.tokens(owned.map(({ id }) => id));
    const open = new Map(bySlug);
    let batch: AnsweredRepository[] = [];
    const answers = source.collect(
      owned.map(({ id, slug }) => ({ slug, token: tokens.get(id) ?? null })),
      { signal, logger },
    );
    try {
      for await (const answer of answers) {
        signal.throwIfAborted();
        const id = open.get(answer.slug);
        // Answered already, or never asked for.
        if (id === undefined) continue;
        open.delete(answer.slug);
        batch.push({ id, answer });
        count(tally, answer);
        if (batch.length === BATCH) {
          const full = batch;
          batch = [];
          await this.#save(full);
        }
      }
    } catch (error) {
      // What was answered before the host failed is as good as ever.
      if (!signal.aborted) await this.#save(batch);
      throw error;
    }
    signal.throwIfAborted();
    for (const [slug, id] of open) {
      const answer = unanswered(slug);
      batch.push({ id, answer });
      count(tally, answer);
    }
    await this.#save(batch);
  }

  async #askDocuments(
    source: EvidenceSource,
    tally: Tally,
    signal: AbortSignal,
  ): Promise<void> {
    const { repositories, evidence, knex, logger } = this.#options;
    if (!source.documents) return;
    const answers = source.documents(await repositories.documents(), {
      signal,
      logger,
    });
    try {
      for await (const answer of answers) {
        signal.throwIfAborted();
        const at = this.#machine().toISOString();
        if (await evidence.saveDocument(answer, at)) await markChanged(knex);
      }
    } catch (error) {
      const waits =
        error instanceof SourceError && error.kind === 'rate-limited'
          ? error.retryAfterSeconds
          : undefined;
      if (waits === undefined) throw error;
      // Every repository was asked for: the rest of the documents waits, and nothing else is unknown for it.
      tally.waitSeconds = waits;
    }
  }

  async #save(batch: readonly AnsweredRepository[]): Promise<void> {
    if (batch.length === 0) return;
    const { knex, evidence, scanned, clock } = this.#options;
    const at = this.#machine().toISOString();
    await knex.transaction(async trx => {
      await scanned.note(trx, batch, today(clock));
      if (await evidence.save(trx, batch, at)) await markChanged(trx);
    });
  }

  async #failed(
    source: EvidenceSource,
    run: CodeHostRun,
    fault: SourceFault,
  ): Promise<void> {
    const { knex, hosts } = this.#options;
    const resume = this.#resumeAfter(fault.retryAfterSeconds ?? null);
    await knex.transaction(async trx => {
      await hosts.failed(trx, source.id, run, fault, resume);
      await markChanged(trx);
    });
  }

  #resumeAfter(seconds: number | null): Date | null {
    return seconds === null
      ? null
      : new Date(this.#machine().getTime() + seconds * 1000);
  }

  #machine(): Date {
    return (this.#options.machine ?? systemClock).now();
  }
}

/** What came of a run so far. */
interface Tally {
  /** Repositories that were told of, changed or not. */
  read: number;
  /** Why the first could not be read that was not. */
  reason: string | null;
  /** How long the host does not want to be asked. */
  waitSeconds: number | null;
}

function count(tally: Tally, answer: RepositoryAnswer): void {
  if (answer.state === 'known' || answer.state === 'unchanged') {
    tally.read += 1;
    return;
  }
  const waits =
    answer.state === 'failed' ? answer.retryAfterSeconds : undefined;
  // A limit is why many were not read: it goes before what is wrong with one.
  if (waits !== undefined && tally.waitSeconds === null) {
    tally.reason = answer.reason;
    tally.waitSeconds = waits;
  }
  tally.reason ??= answer.reason;
}

function unanswered(slug: string): RepositoryAnswer {
  return {
    state: 'failed',
    slug,
    reason: 'The code host left it out of its answer.',
  };
}
