import {
  apiPaths,
  ENDED,
  exceptionsQuerySchema,
  LIVE,
} from 'backstage-plugin-ai-scorecards-common';
import type { Router } from 'express';
import { parse } from '../../http/parse';
import { cursorOf, placeIn } from '../store/cursor';
import { lower } from './normalAsk';
import { ExceptionRouteOptions } from './options';
import { statesOf } from './statesOf';

/** Exceptions as they are listed and read. */
export function addExceptionReadRoutes(
  router: Router,
  { requestAccess: access, requestReads: reads }: ExceptionRouteOptions,
): void {
  router.get(apiPaths.exceptions, async (request, response) => {
    const { caller, visible } = await access.visible(request, 'exceptions');
    const query = parse(exceptionsQuerySchema, request.query);
    const states = statesOf(query.state, { live: LIVE, ended: ENDED });
    const page = await reads.exceptions(
      {
        exceptionStates: states ?? ['pending', 'scheduled', ...LIVE, ...ENDED],
        orWindingDown: states?.includes('winding-down'),
        toAccept:
          query.assignedToMe === 'true' ? lower(caller.user) : undefined,
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
}
