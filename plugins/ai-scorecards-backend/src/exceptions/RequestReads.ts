import { randomUUID } from 'node:crypto';
import {
  addDays,
  Ask,
  Exception,
  ExceptionCase,
  ExceptionRequest,
  Precedent,
  RequestPreview,
  RequestRow,
  Wish,
} from 'backstage-plugin-ai-scorecards-common';
import { Basis, CaseFacts, isReviewed } from './service/CaseFacts';
import { CaseQuery, CaseStore, placeOf, toolOf } from './store/CaseStore';
import { exceptionView } from './views/exceptionView';
import { namedGroup } from './views/people';
import {
  precedentOf,
  requestRow,
  requestView,
  Seen,
} from './views/requestView';
import type { Visible } from './access/RequestAccess';

/** Earlier decisions that are shown beside a request. */
const PRECEDENTS = 3;

/** Decisions on a tool from which usual days and shares are worked out: the last ones. */
const DECIDED = 200;

/** Answers about requests and exceptions, each as its caller may see it. */
export class RequestReads {
  readonly #cases: CaseStore;
  readonly #facts: CaseFacts;

  constructor(options: { cases: CaseStore; facts: CaseFacts }) {
    this.#cases = options.cases;
    this.#facts = options.facts;
  }

  async request(known: ExceptionCase, user: string): Promise<ExceptionRequest> {
    const seen = await this.#seen(known, user);
    const title = seen.around.tool?.title ?? toolOf(known.request) ?? '';
    return requestView(
      seen,
      await this.#precedents(toolOf(known.request), title, known.request.id),
    );
  }

  async exception(known: ExceptionCase, user: string): Promise<Exception> {
    return exceptionView(await this.#seen(known, user));
  }

  /** A page of requests in the order in which they are due, and where the next begins. */
  async requests(
    query: CaseQuery & { limit: number },
    user: string,
    visible: Visible,
  ): Promise<{
    items: RequestRow[];
    next: { due: string; id: string } | null;
  }> {
    if (visible === 'none') return { items: [], next: null };
    const found = await this.#cases.list({
      ...query,
      ...(visible !== 'all' && { visible }),
      limit: query.limit + 1,
    });
    const page = found.slice(0, query.limit);
    const last = page[page.length - 1];
    const items: RequestRow[] = [];
    const basis = await this.#facts.basis();
    for (const known of page) {
      items.push(requestRow(await this.#glance(known, user, basis)));
    }
    return {
      items,
      next: found.length > query.limit && last ? placeOf(last) : null,
    };
  }

  /** A page of exceptions. */
  async exceptions(
    query: CaseQuery & { limit: number },
    user: string,
    visible: Visible,
  ): Promise<{ items: Exception[]; next: { due: string; id: string } | null }> {
    if (visible === 'none') return { items: [], next: null };
    const found = await this.#cases.list({
      ...query,
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
      next: found.length > query.limit && last ? placeOf(last) : null,
    };
  }

  /** "12 to decide · 2 overdue · 3 wait for others": of everything that the caller sees. */
  async counts(
    user: string,
    claims: readonly string[],
  ): Promise<{ toDecide: number; overdue: number; waitForOthers: number }> {
    const states = ['in_review'];
    const { today } = await this.#facts.basis();
    const [all, toDecide, overdue] = await Promise.all([
      this.#cases.count({ states, deciders: [user, ...claims] }),
      this.#cases.count({ states, awaiting: user }),
      this.#cases.count({ states, awaiting: user, dueBefore: today }),
    ]);
    return { toDecide, overdue, waitForOthers: all - toDecide };
  }

  /** What the form says while it is filled in. Nothing is stored. */
  async preview(
    ask: Ask,
    user: string,
    visible: Visible,
  ): Promise<RequestPreview> {
    const wish: Wish = { ask, standing: null };
    const draft = {
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
    const basis = await this.#facts.basis();
    const around = await this.#facts.surroundingsOf(draft, basis);
    const context = await this.#facts.contextOf(undefined, draft, user, basis);
    const tool = toolOf(draft);
    const others =
      tool === null
        ? []
        : await this.#cases.list({ kind: 'team', tool, states: ['in_review'] });
    const decided = await this.#decided(tool);
    const granted = decided.filter(
      ({ request }) => request.state === 'approved',
    ).length;
    const inTheWay = await this.#facts.inTheWay(draft);
    const { rules } = this.#facts;
    const review = around.tool?.security;
    return {
      lane: around.lane.lane,
      sentence: around.lane.sentence,
      refused: around.lane.refused,
      links: null,
      decides:
        around.board === null
          ? null
          : namedGroup(around.people, around.board).title,
      voices: around.voices.map(voice => ({
        ...namedGroup(around.people, voice),
        because: 'The rules ask for it',
      })),
      dueOn: context.dueOn,
      usualDays: medianDays(decided),
      granted:
        visible === 'none' || decided.length === 0
          ? null
          : { of: decided.length, granted },
      faults: [...context.faults],
      needs: [],
      suggested: {
        costPerMonth: null,
        currency: ask.currency,
        from: around.today,
        until: addDays(around.today, rules.expiry.defaultDays - 1),
        supportOwner: user,
      },
      inherited:
        review?.reviewedOn && isReviewed(around.tool, around.today)
          ? {
              reviewedOn: review.reviewedOn,
              reviewAgainOn: review.reviewAgainOn ?? null,
              text: [
                review.retention && `Retention: ${review.retention}`,
                review.sso && `SSO: ${review.sso}`,
              ]
                .filter(Boolean)
                .join(' · '),
            }
          : null,
      precedents: await this.#precedents(
        tool,
        around.tool?.title ?? tool ?? '',
        draft.id,
      ),
      askingToo: others
        .filter(({ request }) => request.wish.ask.team !== ask.team)
        .map(({ request }) => namedGroup(around.people, request.wish.ask.team)),
      inTheWay,
      board: around.electorate.state,
    };
  }

  async #decided(tool: string | null): Promise<ExceptionCase[]> {
    return tool === null ? [] : this.#cases.lastDecided(tool, DECIDED);
  }

  async #precedents(
    tool: string | null,
    title: string,
    except: string,
  ): Promise<Precedent[]> {
    return (await this.#decided(tool))
      .filter(({ request }) => request.id !== except)
      .flatMap(known => precedentOf(known, title) ?? [])
      .sort((a, b) => (a.decidedOn < b.decidedOn ? 1 : -1))
      .slice(0, PRECEDENTS);
  }

  /** What a single answer is made of. */
  async #seen(known: ExceptionCase, user: string): Promise<Seen> {
    const { request } = known;
    const basis = await this.#facts.withFigures(
      await this.#facts.basis(),
      known,
    );
    const seen = await this.#glance(known, user, basis);
    return {
      ...seen,
      context: {
        ...seen.context,
        inTheWay: await this.#facts.inTheWay(request),
      },
    };
  }

  /** What a row of a list is made of: not whether another request is in the way. */
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
      conditionFacts: this.#facts.conditionFactsOf(request, around),
    };
  }
}

/** Median days from filing to decision; null before there were three. */
function medianDays(decided: readonly ExceptionCase[]): number | null {
  const days = decided
    .flatMap(({ request: { submittedAt, decision } }) =>
      submittedAt && decision
        ? [(Date.parse(decision.at) - Date.parse(submittedAt)) / 86_400_000]
        : [],
    )
    .sort((a, b) => a - b);
  return days.length < 3 ? null : Math.round(days[Math.floor(days.length / 2)]);
}
