import type { AuditorService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  acceptSchema,
  addDays,
  apiPaths,
  appealSchema,
  Ask,
  breakGlassSchema,
  CaseCommand,
  commentRequestSchema,
  conditionStatementSchema,
  createRequestSchema,
  deputyRequestSchema,
  editRequestSchema,
  ENDED,
  exceptionsQuerySchema,
  LIVE,
  logQuerySchema,
  nameOwnerSchema,
  OPEN,
  previewRequestSchema,
  ratifySchema,
  reasonedSchema,
  recuseSchema,
  requestChangesSchema,
  requestsQuerySchema,
  voteRequestSchema,
  windDownRequestSchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { audited } from '../http/audited';
import { parse } from '../http/parse';
import { RequestAccess } from './access/RequestAccess';
import { BoardService } from './board/BoardService';
import { DecisionLog, formatHead, parseHead } from './log';
import { RequestReads } from './RequestReads';
import { withoutPrivate } from './views/privateAsk';
import { CaseService } from './service/CaseService';
import { cursorOf, placeIn } from './store/cursor';

const lower = (ref: string) => ref.toLocaleLowerCase('en-US');

/** Refs are compared without case, so they are kept in lower case. */
const normal = (ask: Ask): Ask => ({
  ...ask,
  team: lower(ask.team),
  tool: ask.tool && lower(ask.tool),
  supportOwner: ask.supportOwner && lower(ask.supportOwner),
  budgetOwner: ask.budgetOwner && lower(ask.budgetOwner),
  scope: ask.scope && ask.scope.map(lower),
  joins: [...new Set(ask.joins.map(lower))].sort(),
});

/** `open` and single states, with commas between. */
function statesOf(
  text: string | undefined,
  names: Readonly<Record<string, readonly string[]>>,
): string[] | undefined {
  return text
    ?.split(',')
    .map(part => part.trim())
    .flatMap(part => names[part] ?? [part]);
}

export interface ExceptionRouteOptions {
  auditor: AuditorService;
  requestAccess: RequestAccess;
  cases: CaseService;
  requestReads: RequestReads;
  /** Null where no key is configured. */
  decisionLog: DecisionLog | null;
  boards: BoardService;
}

/** Requests, exceptions and the decision log. */
export function addExceptionRoutes(
  router: Router,
  options: ExceptionRouteOptions,
): void {
  addRequestRoutes(router, options);
  // Before the paths with an id, which would take them for one.
  addLogRoutes(router, options);
  addBoardRoutes(router, options);
  addExceptionLifeRoutes(router, options);
}

function addRequestRoutes(
  router: Router,
  {
    auditor,
    requestAccess: access,
    cases,
    requestReads: reads,
    boards,
    decisionLog: log,
  }: ExceptionRouteOptions,
): void {
  const head = headOf(log);
  router.get(apiPaths.requests, async (request, response) => {
    const { caller, visible } = await access.visible(request, 'requests');
    const query = parse(requestsQuerySchema, request.query);
    const own = [caller.user, ...caller.claims].map(lower);
    const [page, counts, sits, board] = await Promise.all([
      reads.requests(
        {
          states: statesOf(query.status, { open: OPEN }),
          kind: query.kind,
          team: query.team && lower(query.team),
          tool: query.tool && lower(query.tool),
          awaiting:
            query.assignedToMe === 'true' ? lower(caller.user) : undefined,
          limit: query.limit,
          order: query.order,
          after: placeIn(query.cursor),
        },
        caller.user,
        visible,
      ),
      reads.counts(caller.user, own, visible),
      boards.sits(lower(caller.user)),
      boards.readiness(lower(caller.user), query.team && lower(query.team)),
    ]);
    response.json({
      items: page.items,
      nextCursor: cursorOf(page.next),
      sits,
      seesHistory: sits || (await access.mayReadLog(request)),
      board,
      counts,
    });
  });

  router.post(apiPaths.requests, async (request, response) => {
    const { user } = await access.filer(request);
    const body = parse(createRequestSchema, request.body);
    const known = await audited(
      auditor,
      request,
      'exception-request',
      () =>
        cases.draft(user, {
          id: body.id?.toLocaleLowerCase('en-US'),
          kind: body.kind,
          wish: { ask: normal(body.ask), standing: body.standing ?? null },
          renews: body.renews ?? null,
        }),
      head,
    );
    response.status(201).json(await reads.request(known, user));
  });

  router.post(apiPaths.requestPreview, async (request, response) => {
    const { user } = await access.filer(request);
    const { visible } = await access.visible(request, 'requests');
    const { ask, request: id } = parse(previewRequestSchema, request.body);
    const changed =
      id === undefined ? undefined : await access.changer(request, id);
    response.json(
      await reads.preview(normal(ask), user, visible, changed?.known),
    );
  });

  router.get(apiPaths.request, async (request, response) => {
    const { caller, known } = await access.reader(request, request.params.id);
    response.json(await reads.request(known, caller.user));
  });

  router.patch(apiPaths.request, async (request, response) => {
    const { id } = request.params;
    const { caller } = await access.changer(request, id);
    const body = parse(editRequestSchema, request.body);
    const known = await audited(
      auditor,
      request,
      'exception-request',
      () =>
        cases.edit(id, caller.user, {
          revision: body.revision,
          updatedAt: body.updatedAt,
          wish: { ask: normal(body.ask), standing: body.standing ?? null },
        }),
      head,
    );
    response.json(await reads.request(known, caller.user));
  });

  router.delete(apiPaths.request, async (request, response) => {
    const { id } = request.params;
    const { caller } = await access.changer(request, id);
    await audited(
      auditor,
      request,
      'exception-request',
      () => cases.removeDraft(id, caller.user),
      head,
    );
    response.status(204).end();
  });

  const step = <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    commandOf: (body: z.output<Schema>) => CaseCommand,
  ) =>
    router.post(path, async (request: Request, response: Response) => {
      const { id } = request.params;
      const { caller } = await access.changer(request, id);
      const body = parse(schema, request.body ?? {});
      const known = await audited(
        auditor,
        request,
        'exception-request',
        () => cases.command(id, caller.user, commandOf(body)),
        head,
      );
      response.json(await reads.request(known, caller.user));
    });
  const nothing = z.object({});

  step(apiPaths.requestSubmit, nothing, () => ({ type: 'submit' }));
  step(apiPaths.requestWithdraw, nothing, () => ({ type: 'withdraw' }));
  step(apiPaths.requestVotes, voteRequestSchema, body => ({
    type: 'vote',
    revision: body.revision,
    verdict: body.verdict,
    as: body.as ? lower(body.as) : null,
    reasonCode: body.reasonCode ?? null,
    reason: body.reason ?? null,
    conditions: body.conditions,
  }));
  step(apiPaths.requestComments, commentRequestSchema, body => ({
    type: 'comment',
    ...body,
  }));
  step(apiPaths.requestChanges, requestChangesSchema, body => ({
    type: 'request-changes',
    ...body,
  }));
  step(apiPaths.requestRecuse, recuseSchema, ({ reason }) => ({
    type: 'recuse',
    reason: reason ?? null,
  }));
  step(apiPaths.requestAppeal, appealSchema, ({ text }) => ({
    type: 'appeal',
    text,
  }));
  step(apiPaths.requestBreakGlass, breakGlassSchema, body => ({
    type: 'break-glass',
    ...body,
  }));
  step(apiPaths.requestEndStanding, reasonedSchema, ({ reason }) => ({
    type: 'end-standing',
    reason,
  }));
  step(apiPaths.requestRatify, ratifySchema, ({ reason }) => ({
    type: 'ratify',
    reason: reason ?? null,
  }));
}

/** What an auditor event says of the decision log: its head. */
export function headOf(log: DecisionLog | null) {
  return async () => {
    const head = await log?.head();
    return { head: head ? formatHead(head) : null };
  };
}

function addBoardRoutes(
  router: Router,
  {
    auditor,
    requestAccess: access,
    boards,
    decisionLog: log,
  }: ExceptionRouteOptions,
): void {
  router.get(apiPaths.board, async (request, response) => {
    const { user, isAdmin } = await access.boardReader(request, each =>
      boards.sits(each),
    );
    response.json(await boards.board(user, isAdmin));
  });

  router.put(apiPaths.deputy, async (request, response) => {
    const { user } = await access.filer(request);
    const body = parse(deputyRequestSchema, request.body);
    await audited(
      auditor,
      request,
      'exception-deputy',
      () =>
        boards.nameDeputy(user, {
          ...body,
          user: body.user && lower(body.user),
        }),
      headOf(log),
    );
    response.status(204).end();
  });
}

function addExceptionLifeRoutes(
  router: Router,
  {
    auditor,
    requestAccess: access,
    cases,
    requestReads: reads,
    decisionLog: log,
  }: ExceptionRouteOptions,
): void {
  const head = headOf(log);
  router.get(apiPaths.exceptions, async (request, response) => {
    const { caller, visible } = await access.visible(request, 'exceptions');
    const query = parse(exceptionsQuerySchema, request.query);
    const page = await reads.exceptions(
      {
        exceptionStates: statesOf(query.state, {
          live: LIVE,
          ended: ENDED,
        }) ?? ['pending', 'scheduled', ...LIVE, ...ENDED],
        team: query.team && lower(query.team),
        tool: query.tool && lower(query.tool),
        limit: query.limit,
        after: placeIn(query.cursor),
      },
      caller.user,
      visible,
    );
    response.json({ items: page.items, nextCursor: cursorOf(page.next) });
  });

  router.get(apiPaths.exception, async (request, response) => {
    const { caller, known } = await access.exceptionReader(
      request,
      request.params.id,
    );
    const [exception, mayReadLog] = await Promise.all([
      reads.exception(known, caller.user),
      access.mayReadLog(request),
    ]);
    response.json({
      ...exception,
      may: [...exception.may, ...(mayReadLog ? ['dossier'] : [])],
    });
  });

  router.get(apiPaths.dossier, async (request, response) => {
    await access.logReader(request);
    const { caller, known } = await access.exceptionReader(
      request,
      request.params.id,
    );
    response.json(await reads.dossier(known, caller.user));
  });

  const step = <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    commandOf: (
      body: z.output<Schema>,
      params: Record<string, string>,
    ) => CaseCommand,
  ) =>
    router.post(path, async (request: Request, response: Response) => {
      const { caller, known } = await access.exceptionChanger(
        request,
        request.params.id,
      );
      const body = parse(schema, request.body ?? {});
      const after = await audited(
        auditor,
        request,
        'exception',
        () =>
          cases.command(
            known.request.id,
            caller.user,
            commandOf(body, request.params),
          ),
        head,
      );
      response.json(await reads.exception(after, caller.user));
    });

  step(apiPaths.exceptionAccept, acceptSchema, () => ({ type: 'accept' }));
  for (const [path, type] of [
    [apiPaths.exceptionSuspend, 'suspend'],
    [apiPaths.exceptionReinstate, 'reinstate'],
    [apiPaths.exceptionRevoke, 'revoke'],
    [apiPaths.exceptionRetire, 'retire'],
  ] as const) {
    step(path, reasonedSchema, ({ reason }) => ({ type, reason }));
  }
  step(apiPaths.exceptionOwner, nameOwnerSchema, body => ({
    type: 'name-owner',
    part: body.part,
    successor: lower(body.successor),
  }));
  step(
    apiPaths.exceptionCondition,
    conditionStatementSchema,
    ({ met, text, link }, { n }) => ({
      type: 'state-condition',
      n: Number(n),
      met,
      text,
      link: link ?? null,
    }),
  );
  step(apiPaths.exceptionWindDown, windDownRequestSchema, body => ({
    type: 'wind-down',
    ...body,
  }));

  router.post(apiPaths.exceptionRenew, async (request, response) => {
    const { caller, known } = await access.exceptionChanger(
      request,
      request.params.id,
    );
    const { exception } = known;
    if (!exception) throw new InputError('There is no exception to renew');
    const { ask } = known.request.wish;
    const from = addDays(exception.until, 1);
    const days =
      Math.round(
        (Date.parse(exception.until) - Date.parse(exception.from)) / 86_400_000,
      ) + 1;
    const renewal = () =>
      cases.draft(caller.user, {
        kind: 'team',
        wish: {
          ask: {
            // A private reason is its requester's to give again.
            ...(caller.user === known.request.requester
              ? ask
              : withoutPrivate(ask, known.request.before?.ask)),
            supportOwner: exception.supportOwner,
            budgetOwner: exception.budgetOwner,
            joins: [],
            // Support is taken on again, by whoever renews.
            acceptsSupport: false,
            from,
            until: addDays(from, days - 1),
          },
          standing: null,
        },
        renews: exception.id,
      });
    const draft = await audited(
      auditor,
      request,
      'exception-request',
      renewal,
      head,
    );
    response.status(201).json({ request: draft.request.id });
  });
}

function addLogRoutes(
  router: Router,
  { requestAccess: access, decisionLog: log }: ExceptionRouteOptions,
): void {
  router.get(apiPaths.decisionLog, async (request, response) => {
    await access.logReader(request);
    const query = parse(logQuerySchema, request.query);
    if (!log) {
      response.json({
        items: [],
        nextCursor: null,
        head: null,
        verification: null,
      });
      return;
    }
    const cursor =
      query.cursor === undefined ? undefined : Number(query.cursor);
    if (cursor !== undefined && !Number.isSafeInteger(cursor)) {
      throw new InputError('cursor must be one that an answer gave');
    }
    const { items, next } = await log.read({
      limit: query.limit,
      cursor,
      request: query.request,
      exception: query.exception,
      reveal: false,
    });
    const verifies = query.verify === 'true' || query.head !== undefined;
    response.json({
      items,
      nextCursor: next === null ? null : String(next),
      head: await log.head(),
      verification: verifies
        ? await log.verify(query.head ? parseHead(query.head) : undefined)
        : null,
    });
  });

  router.get(apiPaths.decisionLogExport, async (request, response) => {
    await access.logReader(request);
    response.type('application/x-ndjson');
    if (log) {
      for await (const line of log.exportLines({ reveal: false })) {
        response.write(line.endsWith('\n') ? line : `${line}\n`);
      }
    }
    response.end();
  });
}
