import {
  acceptSchema,
  apiPaths,
  CaseCommand,
  conditionStatementSchema,
  nameOwnerSchema,
  reasonedSchema,
  windDownRequestSchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { audited } from '../../http/audited';
import { parse } from '../../http/parse';
import { headOf } from '../log';
import { renewalAskOf } from '../service/renewalAskOf';
import { lower } from './normalAsk';
import { ExceptionRouteOptions } from './options';

/** Every step in the life of an exception, its renewal too. */
export function addExceptionStepRoutes(
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
    const ask = renewalAskOf(known, caller.user);
    const renewal = () =>
      cases.draft(caller.user, {
        kind: 'team',
        wish: { ask, standing: null },
        renews: known.exception?.id ?? null,
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
