/** The plugin's id: its API lives under `/api/ai-scorecards`. */
export const AI_SCORECARDS_PLUGIN_ID = 'ai-scorecards';

/** What every route of this contract starts with, below the plugin's base path. */
export const API_VERSION_PREFIX = '/v1';

/** Routes in the router's notation, without the version prefix. The client fills in the `:names`. */
export const apiPaths = {
  teamScorecard: '/teams/:namespace/:name/scorecard',
  teamTrends: '/teams/:namespace/:name/trends',
  teams: '/teams',
  organisationScorecard: '/organisation/scorecard',
  organisationTrends: '/organisation/trends',
  organisationSpend: '/organisation/spend',
  tools: '/tools',
  tool: '/tools/:namespace/:name',
  policy: '/policy',
  me: '/me',
  mySeats: '/me/seats',
  ingestionStatus: '/ingestion/status',
  reconciliation: '/ingestion/reconciliation',
  closeMonth: '/ingestion/reconciliation/close',
  chargeback: '/ingestion/chargeback.csv',
  focusExport: '/ingestion/focus.csv',
  identities: '/ingestion/identities',
  erasures: '/ingestion/erasures',
  readmissions: '/ingestion/readmissions',
  backfill: '/ingestion/backfill',
  sourceTest: '/ingestion/sources/:id/test',
  codeHostCollect: '/ingestion/code-hosts/:id/collect',
  organisationSnapshot: '/ingestion/organisation',
  ingestUsage: '/ingest/usage',
  ingestFocus: '/ingest/focus',
  ingestOtlpMetrics: '/ingest/otlp/v1/metrics',
  ingestOtlpLogs: '/ingest/otlp/v1/logs',
  requests: '/exception-requests',
  requestPreview: '/exception-requests/preview',
  request: '/exception-requests/:id',
  requestSubmit: '/exception-requests/:id/submit',
  requestWithdraw: '/exception-requests/:id/withdraw',
  requestVotes: '/exception-requests/:id/votes',
  requestComments: '/exception-requests/:id/comments',
  requestChanges: '/exception-requests/:id/request-changes',
  requestRecuse: '/exception-requests/:id/recuse',
  requestAppeal: '/exception-requests/:id/appeal',
  requestBreakGlass: '/exception-requests/:id/break-glass',
  requestEndStanding: '/exception-requests/:id/end-standing',
  requestRatify: '/exception-requests/:id/ratify',
  exceptions: '/exceptions',
  decisionLog: '/exceptions/log',
  decisionLogExport: '/exceptions/log.ndjson',
  board: '/exceptions/board',
  deputy: '/exceptions/board/deputy',
  exception: '/exceptions/:id',
  dossier: '/exceptions/:id/dossier',
  exceptionAccept: '/exceptions/:id/accept',
  exceptionRenew: '/exceptions/:id/renew',
  exceptionOwner: '/exceptions/:id/owner',
  exceptionWindDown: '/exceptions/:id/wind-down',
  exceptionCondition: '/exceptions/:id/conditions/:n',
  exceptionSuspend: '/exceptions/:id/suspend',
  exceptionReinstate: '/exceptions/:id/reinstate',
  exceptionRevoke: '/exceptions/:id/revoke',
  exceptionRetire: '/exceptions/:id/retire',
  checks: '/practices/checks',
  checksDryRun: '/practices/checks/dry-run',
  checklist: '/practices/checklist',
  acknowledgements: '/practices/acknowledgements',
  teamPractices: '/teams/:namespace/:name/practices',
  teamAttestations: '/teams/:namespace/:name/attestations',
  teamChecklist: '/teams/:namespace/:name/checklist',
  teamOutcomes: '/teams/:namespace/:name/outcomes',
  teamQualityExplanation: '/teams/:namespace/:name/quality-explanation',
  ingestIncidents: '/ingest/incidents',
  openApi: '/openapi.json',
} as const;

export type ApiPath = (typeof apiPaths)[keyof typeof apiPaths];

/**
 * A path with its names filled in, percent-encoded, and the version in front: `/v1/teams/default/payments/scorecard`.
 * Throws when a name has no value.
 */
export function apiPath(
  path: ApiPath,
  values: Record<string, string> = {},
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = values[name];
    if (!value) {
      throw new TypeError(`The path ${path} needs a value for '${name}'`);
    }
    return encodeURIComponent(value);
  });
  return `${API_VERSION_PREFIX}${filled}`;
}
