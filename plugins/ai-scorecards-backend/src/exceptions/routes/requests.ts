import {
  apiPaths,
  createRequestSchema,
  editRequestSchema,
  OPEN,
  previewRequestSchema,
  requestsQuerySchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Router } from 'express';
import { audited } from '../../http/audited';
import { parse } from '../../http/parse';
import { headOf } from '../log';
import { cursorOf, placeIn } from '../store/cursor';
import { lower, normalAsk } from './normalAsk';
import { ExceptionRouteOptions } from './options';
import { statesOf } from './statesOf';

/** Requests as they are listed, read, drafted and changed. */
export function addRequestRoutes(
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
          wish: { ask: normalAsk(body.ask), standing: body.standing ?? null },
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
      await reads.preview(normalAsk(ask), user, visible, changed?.known),
    );
  });

  router.get(apiPaths.request, async (request, response) => {
    const { caller, known } = await access.reader(request, request.params.id);
    response.json(
      await reads.request(known, caller.user, await access.mayReadLog(request)),
    );
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
          wish: { ask: normalAsk(body.ask), standing: body.standing ?? null },
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
}
