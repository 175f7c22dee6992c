import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  apiPaths,
  erasureRequestSchema,
  readmissionRequestSchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Router } from 'express';
import { RequestAccess } from '../exceptions/access/RequestAccess';
import { DecisionLog } from '../exceptions/log';
import { headOf } from '../exceptions/log';
import { audited } from '../http/audited';
import { parse } from '../http/parse';
import { ErasureService } from './ErasureService';

export interface ErasureRouteOptions {
  auditor: AuditorService;
  requestAccess: Pick<RequestAccess, 'admin'>;
  erasures: Pick<ErasureService, 'erase' | 'readmit'>;
  decisionLog: DecisionLog | null;
}

/** Erasing people: admins only. The auditor learns that it was done and by whom, never who was erased. */
export function addErasureRoutes(
  router: Router,
  {
    auditor,
    requestAccess: access,
    erasures,
    decisionLog,
  }: ErasureRouteOptions,
): void {
  router.post(apiPaths.erasures, async (request, response) => {
    const { user } = await access.admin(request);
    const { person, names } = parse(erasureRequestSchema, request.body);
    response.json(
      await audited(
        auditor,
        request,
        'person-erasure',
        () => erasures.erase(person, names, user),
        headOf(decisionLog),
      ),
    );
  });

  router.post(apiPaths.readmissions, async (request, response) => {
    await access.admin(request);
    const { person } = parse(readmissionRequestSchema, request.body);
    const readmitted = await audited(
      auditor,
      request,
      'person-readmission',
      () => erasures.readmit(person),
    );
    response.json({ readmitted });
  });
}
