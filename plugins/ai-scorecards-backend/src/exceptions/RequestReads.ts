import { randomUUID } from 'node:crypto';
import {
  Ask,
  Dossier,
  Exception,
  ExceptionCase,
  ExceptionRequest,
  OPEN,
  RequestCase,
  RequestPreview,
  RequestRow,
  Wish,
} from 'backstage-plugin-ai-scorecards-common';
import { AnswerCache } from './AnswerCache';
import { LiveExceptions } from './LiveExceptions';
import { DecisionLog, LogItem } from './log';
import { differsFrom } from './views/differs';
import { dossierOf } from './views/dossier';
import { CaseFacts } from './service/CaseFacts';
import { Basis } from './service/facts/Basis';
import { conditionFactsOf } from './service/facts/conditionFacts';
import { placeOf } from './store/caseOrders';
import type { CaseQuery } from './store/caseQuery';
import { CaseStore } from './store/CaseStore';
import { toolOf } from './store/toolOf';
import type { Place } from './store/cursor';
import { exceptionView } from './views/exceptionView';
import { namedTool } from './views/namedTool';
import { precedentsOf } from './views/precedent';
import { previewView } from './views/previewView';
import { changedBy } from './views/privateAsk';
import { requestRow } from './views/requestRow';
import { requestView } from './views/requestView';
import { Seen } from './views/seen';
import type { Visible } from './access/RequestAccess';

/** Entries of the log that are read at once. */
const ENTRIES = 1_000;

/** Decisions on a tool from which usual days and shares are worked out: the last ones. */
const DECIDED = 200;

export interface RequestReadsOptions {
  cases: CaseStore;
  facts: CaseFacts;
  live: LiveExceptions;
  /** Null where no key is configured. */
  log: DecisionLog | null;
  /** What a seat of a tool costs a month by contract on a UTC day, in micro-units; null where no contract says. */
  pricePerSeat(
    tool: string | null,
    day: string,
  ): { amount: number; currency: string } | null;
}

/** Answers about requests and exceptions, each as its caller may see it. */
export class RequestReads {
  readonly #cases: CaseStore;
  readonly #facts: CaseFacts;

  readonly #options: RequestReadsOptions;
  readonly #answers = new AnswerCache();

  constructor(options: RequestReadsOptions) {
    this.#options = options;
    this.#cases = options.cases;
    this.#facts = options.facts;
  }

  async request(
    known: ExceptionCase,
    user: string,
    /** Whether the caller may read the log. */
    readsLog = false,
  ): Promise<ExceptionRequest> {
    const seen = await this.#seen(known, user);
    const tool = toolOf(known.request);
    const { title } = namedTool(known.request, seen.around);
    const { ask } = known.request.wish;
    const [decided, excepted, joined] = await Promise.all([
      this.#decided(tool),
      this.#options.live.ofTeam(ask.team),
      this.#joined(known.request),
    ]);
    const others = decided.filter(each => each.request.id !== known.request.id);
    return requestView(seen, {
      readsLog,
      joined,
      precedents: precedentsOf(others, title),
      differs:
        known.request.kind === 'team'
          ? differsFrom(ask, seen.around.today, others)
          : [],
      teamTools: [...seen.around.tools].flatMap(([ref, each]) => {
        const until = excepted.get(ref)?.until;
        if (until) return [`${each.title}, excepted until ${until}`];
        return each.policy === 'default' || each.policy === 'approved'
          ? [`${each.title}, ${each.policy}`]
          : [];
      }),
    });
  }

  /** Open requests of other teams for the same tool that a request joins, or that join it. */
  async #joined(request: RequestCase): Promise<ExceptionCase[]> {
    const tool = toolOf(request);
    if (tool === null || request.kind === 'standing') return [];
    const { team, joins } = request.wish.ask;
    const open = await this.#cases.list({ kind: 'team', tool, states: OPEN });
    return open.filter(({ request: { id, wish } }) => {
      const other = wish.ask;
      return (
        id !== request.id &&
        other.team !== team &&
        // A draft joins nobody yet.
        (joins.includes(other.team) ||
          (request.state !== 'draft' && other.joins.includes(team)))
      );
    });
  }

  /** What is on record of an exception. */
  async dossier(known: ExceptionCase, user: string): Promise<Dossier> {
    const { log } = this.#options;
    const seen = await this.#seen(known, user);
    const id = known.request.id;
    const [entries, head, verification] = await Promise.all([
      this.#entriesOf(id),
      log?.head(),
      log?.verify(),
    ]);
    return dossierOf(seen, {
      exception: exceptionView(seen),
      events: entries,
      head: head ?? null,
      intact: verification?.intact ?? false,
    });
  }

  /** Every entry of the log on a request, the oldest first, with the names of people who were not erased. */
  async #entriesOf(request: string): Promise<LogItem[]> {
    const { log } = this.#options;
    const found: LogItem[] = [];
    let cursor: number | null = 0;
    while (log && cursor !== null) {
      const page: { items: LogItem[]; next: number | null } = await log.read({
        limit: ENTRIES,
        order: 'oldest',
        cursor,
        request,
        reveal: true,
      });
      found.push(...page.items);
      cursor = page.next;
    }
    return found;
  }

  async exception(known: ExceptionCase, user: string): Promise<Exception> {
    return exceptionView(await this.#seen(known, user));
  }

  /** A page of requests in the order that is asked for, and where the next begins. */
  async requests(
    query: CaseQuery & { limit: number },
    user: string,
    visible: Visible,
  ): Promise<{ items: RequestRow[]; next: Place | null }> {
    if (visible === 'none') return { items: [], next: null };
    const basis = await this.#facts.basis();
    const key = await this.#keyOf(basis, 'requests', user, query, visible);
    return this.#answers.get(key, () =>
      this.#requests(query, user, visible, basis),
    );
  }

  async #requests(
    query: CaseQuery & { limit: number },
    user: string,
    visible: Visible,
    basis: Basis,
  ) {
    const found = await this.#cases.list({
      ...query,
      ...(visible !== 'all' && visible !== 'none' && { visible }),
      limit: query.limit + 1,
    });
    const page = found.slice(0, query.limit);
    const last = page[page.length - 1];
    const items: RequestRow[] = [];
    for (const known of page) {
      items.push(requestRow(await this.#glance(known, user, basis)));
    }
    return {
      items,
      next:
        found.length > query.limit && last
          ? placeOf(last, query.order ?? 'due')
          : null,
    };
  }

  /** A page of exceptions, the one that ends next first. */
  async exceptions(
    query: CaseQuery & { limit: number },
    user: string,
    visible: Visible,
  ): Promise<{ items: Exception[]; next: Place | null }> {
    if (visible === 'none') return { items: [], next: null };
    const order = 'ends';
    const found = await this.#cases.list({
      ...query,
      order,
      ...(visible !== 'all' && { visible }),
      limit: query.limit + 1,
    });
    const page = found.slice(0, query.limit);
    const last = page[page.length - 1];
    const items: Exception[] = [];
    for (const known of page) {
      items.push(exceptionView(await this.#seen(known, user)));
    }
    return {
      items,
      next: found.length > query.limit && last ? placeOf(last, order) : null,
    };
  }

  /** "12 to decide · 2 overdue · 3 wait for others": of everything that the caller sees. */
  async counts(
    user: string,
    claims: readonly string[],
    visible: Visible,
  ): Promise<{ toDecide: number; overdue: number; waitForOthers: number }> {
    const basis = await this.#facts.basis();
    const key = await this.#keyOf(basis, 'counts', user, claims, visible);
    return this.#answers.get(key, () =>
      this.#counts(user, claims, visible, basis),
    );
  }

  async #counts(
    user: string,
    claims: readonly string[],
    visible: Visible,
    { today }: Basis,
  ) {
    if (visible === 'none')
      return { toDecide: 0, overdue: 0, waitForOthers: 0 };
    const query = {
      states: ['in_review'],
      ...(visible !== 'all' && { visible }),
    };
    const [all, toDecide, overdue] = await Promise.all([
      this.#cases.count({ ...query, deciders: [user, ...claims] }),
      this.#cases.count({ ...query, awaiting: user }),
      this.#cases.count({ ...query, awaiting: user, dueBefore: today }),
    ]);
    return { toDecide, overdue, waitForOthers: all - toDecide };
  }

  /** What the form says while it is filled in, for a new request or one that is changed. Nothing is stored. */
  async preview(
    typed: Ask,
    user: string,
    visible: Visible,
    known?: ExceptionCase,
  ): Promise<RequestPreview> {
    const ask = known ? changedBy(user, known, typed) : typed;
    const wish: Wish = { ask, standing: null };
    const draft = known
      ? { ...known.request, wish }
      : {
          id: randomUUID(),
          kind: 'team' as const,
          submittedAt: null,
          requester: user,
          wish,
          renews: null,
          lane: 'full' as const,
          datesOnly: false,
          state: 'draft' as const,
        };
    const basis = await this.#facts.look.withOwnersIfKnown(
      await this.#facts.basis(),
      draft,
    );
    const around = await this.#facts.surroundingsOf(draft, basis);
    const context = await this.#facts.contextOf(known, draft, user, basis);
    const tool = toolOf(draft);
    const others =
      tool === null
        ? []
        : await this.#cases.list({ kind: 'team', tool, states: ['in_review'] });
    const { speaksForTeam } = context.actor;
    return previewView({
      draft,
      around,
      context,
      user,
      decided: await this.#decided(tool),
      inReview: others.map(({ request }) => request.wish.ask.team),
      showsDecided: visible !== 'none',
      price: this.#options.pricePerSeat(tool, around.today),
      defaultDays: this.#facts.rules.expiry.defaultDays,
      // A standing approval grants what is sent, not what is in review already.
      standing:
        draft.state === 'draft'
          ? await this.#facts.standingOfferFor(draft, around)
          : null,
      // What a team has open is nothing for those who do not speak for it.
      inTheWay: speaksForTeam ? await this.#facts.inTheWay(draft) : null,
    });
  }

  /** Names all that an answer depends on: everything that happens to a case moves the head of the log. */
  async #keyOf(basis: Basis, ...question: unknown[]): Promise<string> {
    const head = await this.#options.log?.head();
    return JSON.stringify([
      head?.sequence ?? 0,
      basis.today,
      basis.people.version,
      basis.toolsVersion,
      question,
    ]);
  }

  async #decided(tool: string | null): Promise<ExceptionCase[]> {
    return tool === null ? [] : this.#cases.lastDecided(tool, DECIDED);
  }

  /** What a single answer is made of. */
  async #seen(known: ExceptionCase, user: string): Promise<Seen> {
    const { request } = known;
    const figures = await this.#facts.look.withFigures(
      await this.#facts.basis(),
      known,
    );
    // Only a draft is told what it misses.
    const basis =
      request.state === 'draft'
        ? await this.#facts.look.withOwnersIfKnown(figures, request)
        : figures;
    const seen = await this.#glance(known, user, basis);
    return {
      ...seen,
      context: {
        ...seen.context,
        inTheWay: await this.#facts.inTheWay(request),
      },
      isRenewed: await this.#facts.isRenewed(known),
    };
  }

  /** What a row of a list is made of: not whether another request is in the way, nor whether it was renewed. */
  async #glance(
    known: ExceptionCase,
    user: string,
    basis: Basis,
  ): Promise<Seen> {
    const { request } = known;
    const around = await this.#facts.surroundingsOf(request, basis);
    return {
      known,
      around,
      context: this.#facts.contextIn(known, request, user, around, null),
      conditionFacts: conditionFactsOf(request, around),
      isRenewed: false,
    };
  }
}
