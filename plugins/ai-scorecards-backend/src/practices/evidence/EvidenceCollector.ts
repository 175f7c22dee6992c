import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  EvidenceSource,
  RepositoryAnswer,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock, systemClock, today } from '../../clock';
import { readFault, SourceFault } from '../../usage/sourceFault';
import { OwnedRepository, RepositoryStore } from '../catalog/RepositoryStore';
import { markChanged } from '../versions';
import { CodeHostStore } from './CodeHostStore';
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
    const run = () => ({
      at,
      repositories: owned.length,
      rateLimit: source.rateLimit(),
    });
    let fault: SourceFault | null = null;
    try {
      await this.#ask(source, owned, signal);
      await this.#askDocuments(source, signal);
    } catch (error) {
      if (signal.aborted) return false;
      fault = readFault(error);
    }
    if (fault === null) {
      await hosts.succeeded(source.id, run());
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
    for await (const answer of answers) {
      signal.throwIfAborted();
      const id = open.get(answer.slug);
      // Answered already, or never asked for.
      if (id === undefined) continue;
      open.delete(answer.slug);
      batch.push({ id, answer });
      if (batch.length === BATCH) {
        await this.#save(batch);
        batch = [];
      }
    }
    signal.throwIfAborted();
    for (const [slug, id] of open) {
      batch.push({ id, answer: unanswered(slug) });
    }
    await this.#save(batch);
  }

  async #askDocuments(
    source: EvidenceSource,
    signal: AbortSignal,
  ): Promise<void> {
    const { repositories, evidence, knex, logger } = this.#options;
    if (!source.document) return;
    for (const url of await repositories.documents()) {
      const answer = await source.document(url, { signal, logger });
      signal.throwIfAborted();
      if (!answer) continue;
      const at = this.#machine().toISOString();
      const changed = await evidence.saveDocument({ ...answer, url }, at);
      if (changed) await markChanged(knex);
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
    run: Parameters<CodeHostStore['succeeded']>[1],
    fault: SourceFault,
  ): Promise<void> {
    const { knex, hosts } = this.#options;
    const seconds = fault.retryAfterSeconds;
    const resume =
      seconds === undefined
        ? null
        : new Date(this.#machine().getTime() + seconds * 1000);
    await knex.transaction(async trx => {
      await hosts.failed(trx, source.id, run, fault, resume);
      await markChanged(trx);
    });
  }

  #machine(): Date {
    return (this.#options.machine ?? systemClock).now();
  }
}

function unanswered(slug: string): RepositoryAnswer {
  return {
    state: 'failed',
    slug,
    reason: 'The code host left it out of its answer.',
  };
}
