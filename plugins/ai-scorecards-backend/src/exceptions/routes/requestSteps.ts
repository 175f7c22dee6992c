import {
  apiPaths,
  appealSchema,
  breakGlassSchema,
  CaseCommand,
  commentRequestSchema,
  ratifySchema,
  reasonedSchema,
  recuseSchema,
  requestChangesSchema,
  voteRequestSchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { audited } from '../../http/audited';
import { parse } from '../../http/parse';
import { headOf } from '../log';
import { lower } from './normalAsk';
import { ExceptionRouteOptions } from './options';

/** Every step in the life of a request. */
export function addRequestStepRoutes(
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
