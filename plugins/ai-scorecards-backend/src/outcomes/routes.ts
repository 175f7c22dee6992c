import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  apiPaths,
  explainQualityRequestSchema,
  incidentsRequestSchema,
  ingestionManagePermission,
} from 'backstage-plugin-ai-scorecards-common';
import type { Request, Router } from 'express';
import { audited } from '../http/audited';
import { parse } from '../http/parse';
import { Access } from '../permissions/Access';
import { IncidentService } from './IncidentService';
import { OutcomesService } from './OutcomesService';

export interface OutcomeRoutesOptions {
  access: Access;
  auditor: AuditorService;
  outcomes: OutcomesService;
  incidents: IncidentService;
}

/** What came of a team's work, and what other systems tell of it. */
export function addOutcomeRoutes(
  router: Router,
  { access, auditor, outcomes, incidents }: OutcomeRoutesOptions,
): void {
  const read = async (request: Request, ref: string) => {
    const level = await access.team(request, ref);
    return outcomes.get(ref, {
      full: level === 'full',
      user: await access.userOrService(request),
    });
  };

  router.get(apiPaths.teamOutcomes, async (request, response) => {
    response.json(await read(request, teamRefOf(request)));
  });

  router.put(apiPaths.teamQualityExplanation, async (request, response) => {
    const { user } = await access.user(request);
    const ref = teamRefOf(request);
    await access.team(request, ref);
    const body = parse(explainQualityRequestSchema, request.body);
    await audited(auditor, request, 'quality-explain', () =>
      outcomes.explain(ref, body, user),
    );
    response.json(await read(request, ref));
  });

  router.post(apiPaths.ingestIncidents, async (request, response) => {
    await access.operatorOrService(request, ingestionManagePermission);
    const body = parse(incidentsRequestSchema, request.body);
    response.json(
      await audited(auditor, request, 'incidents-push', () =>
        incidents.push(body.incidents),
      ),
    );
  });
}

function teamRefOf({ params }: Request): string {
  return `group:${params.namespace}/${params.name}`.toLocaleLowerCase('en-US');
}
