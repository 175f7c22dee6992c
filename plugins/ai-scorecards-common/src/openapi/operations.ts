import { z } from 'zod';
import { ApiPath, apiPaths } from '../client/paths';
import {
  backfillRequestSchema,
  backfillResponseSchema,
  heldSnapshotRequestSchema,
  identitiesQuerySchema,
  identitiesResponseSchema,
  identityDecisionsRequestSchema,
  identityDecisionsResponseSchema,
  ingestionStatusSchema,
  meQuerySchema,
  meSchema,
  policyAnswerSchema,
  policyQuerySchema,
  reconciliationQuerySchema,
  reconciliationResponseSchema,
  scorecardQuerySchema,
  scorecardSchema,
  seatAnswerRequestSchema,
  sourceTestResponseSchema,
  teamsQuerySchema,
  teamsResponseSchema,
  toolSchema,
  toolsResponseSchema,
  trendsQuerySchema,
  trendsResponseSchema,
} from '../contract';

/** Who may call: enforced in the backend whatever the permission policy says. */
export type Audience = 'registry' | 'team' | 'operators' | 'self' | 'anyone';

/** One operation of the HTTP contract; the OpenAPI document is made of these. */
export interface Operation {
  id: string;
  method: 'get' | 'post';
  path: ApiPath;
  summary: string;
  audience: Audience;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Null for an answer without a body. */
  response: z.ZodType | null;
}

export const operations: readonly Operation[] = [
  {
    id: 'getTeamScorecard',
    method: 'get',
    path: apiPaths.teamScorecard,
    summary: 'The scorecard of a team, as of a day',
    audience: 'registry',
    query: scorecardQuerySchema,
    response: scorecardSchema,
  },
  {
    id: 'getTeamTrends',
    method: 'get',
    path: apiPaths.teamTrends,
    summary: 'One metric of a team over days, weeks or months',
    audience: 'team',
    query: trendsQuerySchema,
    response: trendsResponseSchema,
  },
  {
    id: 'listTeams',
    method: 'get',
    path: apiPaths.teams,
    summary: 'The teams that the caller may see, a row each',
    audience: 'registry',
    query: teamsQuerySchema,
    response: teamsResponseSchema,
  },
  {
    id: 'listTools',
    method: 'get',
    path: apiPaths.tools,
    summary: 'The registry of AI coding tools',
    audience: 'registry',
    response: toolsResponseSchema,
  },
  {
    id: 'getTool',
    method: 'get',
    path: apiPaths.tool,
    summary: 'One tool of the registry',
    audience: 'registry',
    response: toolSchema,
  },
  {
    id: 'getPolicy',
    method: 'get',
    path: apiPaths.policy,
    summary: 'May this team use this tool now, why, until when',
    audience: 'registry',
    query: policyQuerySchema,
    response: policyAnswerSchema,
  },
  {
    id: 'getMe',
    method: 'get',
    path: apiPaths.me,
    summary: 'Everything held on the caller, and who read it',
    audience: 'self',
    query: meQuerySchema,
    response: meSchema,
  },
  {
    id: 'answerSeat',
    method: 'post',
    path: apiPaths.mySeats,
    summary: 'Keep or return a seat of the caller',
    audience: 'self',
    body: seatAnswerRequestSchema,
    response: null,
  },
  {
    id: 'getIngestionStatus',
    method: 'get',
    path: apiPaths.ingestionStatus,
    summary: 'Sources, accounts, organisation and the set-up checklist',
    audience: 'operators',
    response: ingestionStatusSchema,
  },
  {
    id: 'getReconciliation',
    method: 'get',
    path: apiPaths.reconciliation,
    summary: 'Vendor totals beside teams and buckets, per source and month',
    audience: 'operators',
    query: reconciliationQuerySchema,
    response: reconciliationResponseSchema,
  },
  {
    id: 'listIdentities',
    method: 'get',
    path: apiPaths.identities,
    summary: "Vendors' accounts and whom they belong to, names only",
    audience: 'operators',
    query: identitiesQuerySchema,
    response: identitiesResponseSchema,
  },
  {
    id: 'decideIdentities',
    method: 'post',
    path: apiPaths.identities,
    summary: 'Say whom accounts belong to, one by one or by CSV',
    audience: 'operators',
    body: identityDecisionsRequestSchema,
    response: identityDecisionsResponseSchema,
  },
  {
    id: 'backfill',
    method: 'post',
    path: apiPaths.backfill,
    summary: 'Collect a range of days of one source again',
    audience: 'operators',
    body: backfillRequestSchema,
    response: backfillResponseSchema,
  },
  {
    id: 'testSource',
    method: 'post',
    path: apiPaths.sourceTest,
    summary: 'Ask the vendor whether the credentials of a source suffice',
    audience: 'operators',
    response: sourceTestResponseSchema,
  },
  {
    id: 'decideHeldSnapshot',
    method: 'post',
    path: apiPaths.organisationSnapshot,
    summary: 'Apply or discard a held look at the catalog',
    audience: 'operators',
    body: heldSnapshotRequestSchema,
    response: null,
  },
  {
    id: 'getOpenApi',
    method: 'get',
    path: apiPaths.openApi,
    summary: 'This document',
    audience: 'anyone',
    response: z.record(z.string(), z.unknown()),
  },
];
