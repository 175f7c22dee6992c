import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  apiPaths,
  backfillRequestSchema,
  heldSnapshotRequestSchema,
  identitiesQuerySchema,
  identityDecisionsRequestSchema,
  IdentityDecision,
  IdentityRow,
  ingestionManagePermission,
  ingestionReadPermission,
} from 'backstage-plugin-ai-scorecards-common';
import type { IdentitiesQuery } from 'backstage-plugin-ai-scorecards-common';
import type { Router } from 'express';
import { audited } from '../http/audited';
import { parse } from '../http/parse';
import { Access } from '../permissions/Access';
import { IngestionStatusReads } from './status/IngestionStatusService';

/** What operators can do with accounts. */
export interface AccountDecisions {
  list(
    query: IdentitiesQuery,
  ): Promise<{ items: IdentityRow[]; nextCursor: string | null }>;
  /** `by` is the operator's entity ref: nobody takes an account for their own. */
  decide(
    request: { decisions: IdentityDecision[] } | { csv: string },
    by: string,
  ): Promise<{ changed: number; daysAffected: number }>;
}

export interface IngestionRoutesOptions {
  access: Access;
  auditor: AuditorService;
  status: IngestionStatusReads;
  accounts: AccountDecisions;
  collection: {
    /** Throws NotFoundError for an unknown source; returns how many days will be asked again. */
    collectAgain(source: string, from: string, to: string): Promise<number>;
  };
  codeHosts: {
    /** Throws NotFoundError for an unknown code host. */
    collectNow(id: string): Promise<void>;
  };
  /** Has accounts matched with people who are others now, and what follows worked out; does not wait for it. */
  onOrganisation(): void;
  organisation: {
    applyHeld(id: number): Promise<void>;
    discardHeld(id: number): Promise<void>;
  };
}

/** Everything under `/ingestion`: operators only, each change an auditor event. */
export function addIngestionRoutes(
  router: Router,
  options: IngestionRoutesOptions,
): void {
  const { access, status } = options;

  router.get(apiPaths.ingestionStatus, async (request, response) => {
    await access.operator(request, ingestionReadPermission);
    response.json(await status.status());
  });

  router.get(apiPaths.identities, async (request, response) => {
    await access.operator(request, ingestionReadPermission);
    const query = parse(identitiesQuerySchema, request.query);
    response.json(await options.accounts.list(query));
  });

  router.post(apiPaths.identities, async (request, response) => {
    const { user } = await access.operator(request, ingestionManagePermission);
    const body = parse(identityDecisionsRequestSchema, request.body);
    const result = await audited(
      options.auditor,
      request,
      'identity-decide',
      () => options.accounts.decide(body, user),
    );
    status.invalidate();
    response.json(result);
  });

  router.post(apiPaths.backfill, async (request, response) => {
    await access.operator(request, ingestionManagePermission);
    const { source, from, to } = parse(backfillRequestSchema, request.body);
    const days = await audited(
      options.auditor,
      request,
      'backfill-request',
      () => options.collection.collectAgain(source, from, to),
    );
    status.invalidate();
    response.json({ days });
  });

  router.post(apiPaths.sourceTest, async (request, response) => {
    await access.operator(request, ingestionManagePermission);
    response.json(await status.testSource(request.params.id));
  });

  router.post(apiPaths.codeHostCollect, async (request, response) => {
    await access.operator(request, ingestionManagePermission);
    await audited(options.auditor, request, 'code-host-collect', () =>
      options.codeHosts.collectNow(request.params.id),
    );
    status.invalidate();
    response.status(204).end();
  });

  router.post(apiPaths.organisationSnapshot, async (request, response) => {
    await access.operator(request, ingestionManagePermission);
    const { id, action } = parse(heldSnapshotRequestSchema, request.body);
    await audited(options.auditor, request, 'held-snapshot-decide', () =>
      action === 'apply'
        ? options.organisation.applyHeld(id)
        : options.organisation.discardHeld(id),
    );
    if (action === 'apply') options.onOrganisation();
    status.invalidate();
    response.status(204).end();
  });
}
