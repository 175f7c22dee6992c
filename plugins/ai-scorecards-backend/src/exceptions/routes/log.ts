import { InputError } from '@backstage/errors';
import {
  apiPaths,
  logQuerySchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Router } from 'express';
import { parse } from '../../http/parse';
import { parseHead } from '../log';
import { ExceptionRouteOptions } from './options';

/** The decision log, a page at a time or as lines. */
export function addLogRoutes(
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
    const [{ items, next }, head] = await Promise.all([
      log.read({
        limit: query.limit,
        cursor,
        request: query.request,
        exception: query.exception,
        reveal: false,
      }),
      log.head(),
    ]);
    const verifies = query.verify === 'true' || query.head !== undefined;
    response.json({
      items,
      nextCursor: next === null ? null : String(next),
      head,
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
