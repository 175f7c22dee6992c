import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  acknowledgeRequestSchema,
  adoptChecklistRequestSchema,
  apiPaths,
  attestRequestSchema,
  dryRunRequestSchema,
  ownCheckSchema,
  publishChecklistRequestSchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Request, Router } from 'express';
import { z } from 'zod';
import { Clock, today } from '../clock';
import { audited } from '../http/audited';
import { parse } from '../http/parse';
import { Group, OrgStore, requireGroup } from '../org';
import { Access } from '../permissions/Access';
import { ChecklistService } from './checklist/ChecklistService';
import { DryRun } from './evaluation/DryRun';
import { PracticeReads } from './PracticeReads';
import { StatementService } from './statements/StatementService';

const trialSchema = dryRunRequestSchema.extend({
  checks: z.array(ownCheckSchema).max(50).default([]),
});

export interface PracticeRouteOptions {
  access: Access;
  auditor: AuditorService;
  practices: {
    org: OrgStore;
    clock: Clock;
    reads: PracticeReads;
    statements: StatementService;
    checklists: ChecklistService;
    dryRun: DryRun;
  };
}

/**
 * Practice checks, levels and checklists: read by everybody who sees the registry, stated by those who speak for a team,
 * kept by practice leads and operators.
 */
export function addPracticeRoutes(
  router: Router,
  { access, auditor, practices }: PracticeRouteOptions,
): void {
  const { org, clock, reads, statements, checklists, dryRun } = practices;

  /** The team of a path; throws as {@link requireGroup} does. */
  const teamOf = async (params: Record<string, string>): Promise<Group> =>
    requireGroup(
      await org.graph(today(clock)),
      `group:${params.namespace}/${params.name}`,
    );
  const speaksFor = async (user: string | null, team: Group) =>
    user !== null && statements.maySpeakFor(user, team);

  router.get(apiPaths.checks, async (request, response) => {
    await access.registry(request);
    response.json(await reads.checks());
  });

  router.post(apiPaths.checksDryRun, async (request, response) => {
    await access.practiceKeeper(request);
    const trial = parse(trialSchema, request.body);
    response.json(await dryRun.run(trial));
  });

  router.get(apiPaths.checklist, async (request, response) => {
    await access.registry(request);
    response.json(await checklists.current());
  });

  router.put(apiPaths.checklist, async (request, response) => {
    const { user } = await access.practiceKeeper(request);
    const { items } = parse(publishChecklistRequestSchema, request.body);
    response.json(
      await audited(auditor, request, 'checklist-publish', () =>
        checklists.publish(user, items),
      ),
    );
  });

  router.post(apiPaths.acknowledgements, async (request, response) => {
    const { user } = await access.stater(request);
    const { version } = parse(acknowledgeRequestSchema, request.body);
    await audited(auditor, request, 'stance-acknowledge', () =>
      statements.acknowledge(user, version),
    );
    response.status(204).end();
  });

  router.get(apiPaths.teamPractices, async (request, response) => {
    const user = await access.registryUser(request);
    const team = await teamOf(request.params);
    response.json(await reads.ofTeam(team, await speaksFor(user, team)));
  });

  router.post(apiPaths.teamAttestations, async (request, response) => {
    const { user } = await access.stater(request);
    const team = await teamOf(request.params);
    await statements.requireSpeaker(user, team);
    const body = parse(attestRequestSchema, request.body);
    await audited(auditor, request, 'practice-attest', () =>
      statements.attest(user, team, body),
    );
    response.json(await reads.ofTeam(team, true));
  });

  router.get(apiPaths.teamChecklist, async (request, response) => {
    const user = await access.registryUser(request);
    const team = await teamOf(request.params);
    response.json(await checklists.ofTeam(team, await speaksFor(user, team)));
  });

  router.put(apiPaths.teamChecklist, async (request: Request, response) => {
    const { user } = await access.stater(request);
    const team = await teamOf(request.params);
    await statements.requireSpeaker(user, team);
    const body = parse(adoptChecklistRequestSchema, request.body);
    await audited(auditor, request, 'checklist-adopt', () =>
      checklists.adopt(user, team, body),
    );
    response.json(await checklists.ofTeam(team, true));
  });
}
