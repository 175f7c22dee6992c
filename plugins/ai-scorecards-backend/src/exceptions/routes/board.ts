import {
  apiPaths,
  deputyRequestSchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Router } from 'express';
import { audited } from '../../http/audited';
import { parse } from '../../http/parse';
import { headOf } from '../log';
import { lower } from './normalAsk';
import { ExceptionRouteOptions } from './options';

/** The board beside its queue. */
export function addBoardRoutes(
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
