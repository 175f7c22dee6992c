import type { z } from 'zod';
import type {
  acknowledgeRequestSchema,
  adoptChecklistRequestSchema,
  AskInput,
  attestRequestSchema,
  backfillRequestSchema,
  backfillResponseSchema,
  Board,
  Checklist,
  ChecksResponse,
  conditionStatementSchema,
  deputyRequestSchema,
  Dossier,
  DryRunResponse,
  dryRunRequestSchema,
  logQuerySchema,
  logResponseSchema,
  createRequestSchema,
  editRequestSchema,
  Exception,
  ExceptionRequest,
  exceptionsQuerySchema,
  exceptionsResponseSchema,
  explainQualityRequestSchema,
  heldSnapshotRequestSchema,
  identitiesQuerySchema,
  identitiesResponseSchema,
  identityDecisionsRequestSchema,
  identityDecisionsResponseSchema,
  IngestionStatus,
  Me,
  meQuerySchema,
  OrganisationScorecard,
  OrganisationSpend,
  organisationSpendQuerySchema,
  organisationTrendsQuerySchema,
  PolicyAnswer,
  policyQuerySchema,
  publishChecklistRequestSchema,
  closingSchema,
  reconciliationQuerySchema,
  reconciliationResponseSchema,
  RequestPreview,
  requestsQuerySchema,
  requestsResponseSchema,
  Scorecard,
  scorecardQuerySchema,
  seatAnswerRequestSchema,
  sourceTestResponseSchema,
  TeamChecklist,
  TeamOutcomes,
  TeamPractices,
  teamsQuerySchema,
  teamsResponseSchema,
  Tool,
  toolsResponseSchema,
  TrendsResponse,
  trendsQuerySchema,
} from '../contract';

/**
 * The HTTP contract as functions. Teams and tools are named by their full entity ref. Every call rejects with
 * `ResponseError` of `@backstage/errors` when the backend refuses it or fails, and with a `ZodError` when an answer is
 * not what the contract says.
 */
export interface AiScorecardsApi {
  /** The scorecard of a team; of the last complete week on or before `asOf`, by default of the latest. */
  teamScorecard(
    teamRef: string,
    query?: z.input<typeof scorecardQuerySchema>,
  ): Promise<Scorecard>;

  /** Series of one metric with a state for every point. */
  teamTrends(
    teamRef: string,
    query: z.input<typeof trendsQuerySchema>,
  ): Promise<TrendsResponse>;

  /** The scorecard of everybody, for those who see every team. */
  organisationScorecard(
    query?: z.input<typeof scorecardQuerySchema>,
  ): Promise<OrganisationScorecard>;

  /** Series of everybody, by tool or by the teams at the top; for those who see every team. */
  organisationTrends(
    query: z.input<typeof organisationTrendsQuerySchema>,
  ): Promise<TrendsResponse>;

  /** What everybody cost by month, in parts; for finance and operators. */
  organisationSpend(
    query?: z.input<typeof organisationSpendQuerySchema>,
  ): Promise<OrganisationSpend>;

  /** A page of the teams that the caller may see. */
  teams(
    query?: z.input<typeof teamsQuerySchema>,
  ): Promise<z.output<typeof teamsResponseSchema>>;

  /** The whole registry of tools. */
  tools(): Promise<z.output<typeof toolsResponseSchema>>;

  /** One tool of the registry. */
  tool(toolRef: string): Promise<Tool>;

  /** May this team use this tool now; an unknown tool or team is an answer, not an error. */
  policy(query: z.input<typeof policyQuerySchema>): Promise<PolicyAnswer>;

  /** Everything held on the caller. */
  me(query?: z.input<typeof meQuerySchema>): Promise<Me>;

  /** Says whether the caller keeps or returns a seat of their own. */
  answerSeat(request: z.input<typeof seatAnswerRequestSchema>): Promise<void>;

  /** State of sources, accounts and set-up; for operators. */
  ingestionStatus(): Promise<IngestionStatus>;

  /** Vendor totals beside teams and buckets; for finance and operators. */
  reconciliation(
    query?: z.input<typeof reconciliationQuerySchema>,
  ): Promise<z.output<typeof reconciliationResponseSchema>>;

  /** Closes a month, `YYYY-MM`; for finance and operators. */
  closeMonth(month: string): Promise<z.output<typeof closingSchema>>;

  /** Cost of a month by cost centre, as CSV; for finance and operators. */
  chargeback(month: string): Promise<string>;

  /** Cost of a month as FOCUS CSV, and how many rows nothing says the price of; for finance and operators. */
  focusExport(month: string): Promise<{ csv: string; leftOut: number }>;

  /** A page of vendors' accounts, names only; for operators. */
  identities(
    query?: z.input<typeof identitiesQuerySchema>,
  ): Promise<z.output<typeof identitiesResponseSchema>>;

  /** Says whom accounts belong to, with effect on the past; for operators. */
  decideIdentities(
    request: z.input<typeof identityDecisionsRequestSchema>,
  ): Promise<z.output<typeof identityDecisionsResponseSchema>>;

  /** Collects a range of days of one source again, both days included; for operators. */
  backfill(
    request: z.input<typeof backfillRequestSchema>,
  ): Promise<z.output<typeof backfillResponseSchema>>;

  /** Asks the vendor whether the credentials of a source suffice; for operators. */
  testSource(
    sourceId: string,
  ): Promise<z.output<typeof sourceTestResponseSchema>>;

  /** Reads the repositories of a code host now, as an operator; what changed shows minutes later. */
  collectFromCodeHost(hostId: string): Promise<void>;

  /** Applies or discards a held catalog snapshot; for operators. */
  heldSnapshot(
    request: z.input<typeof heldSnapshotRequestSchema>,
  ): Promise<void>;

  /** Every practice check, with the share of teams that pass. */
  checks(): Promise<ChecksResponse>;

  /** Which teams would change level; for operators and practice leads. */
  dryRunChecks(
    request: z.input<typeof dryRunRequestSchema>,
  ): Promise<DryRunResponse>;

  /** How a team stands with every check, and its level. */
  teamPractices(teamRef: string): Promise<TeamPractices>;

  /** Attests a check for a team; for its members and leads. */
  attest(
    teamRef: string,
    request: z.input<typeof attestRequestSchema>,
  ): Promise<TeamPractices>;

  /** Says that the caller knows the stance in its current version. */
  acknowledgeStance(
    request: z.input<typeof acknowledgeRequestSchema>,
  ): Promise<void>;

  /** A team's review checklist beside the organisation's. */
  teamChecklist(teamRef: string): Promise<TeamChecklist>;

  /** Adopts the organisation's checklist, as it is or adapted. */
  adoptChecklist(
    teamRef: string,
    request: z.input<typeof adoptChecklistRequestSchema>,
  ): Promise<TeamChecklist>;

  /** The organisation's checklist. */
  checklist(): Promise<Checklist>;

  /** Publishes a new version of the organisation's checklist; for practice leads. */
  publishChecklist(
    request: z.input<typeof publishChecklistRequestSchema>,
  ): Promise<Checklist>;

  /** Output and quality of a team, against its own baseline. */
  teamOutcomes(teamRef: string): Promise<TeamOutcomes>;

  /** Explains why a team's quality lies outside; for its leads. */
  explainQuality(
    teamRef: string,
    request: z.input<typeof explainQualityRequestSchema>,
  ): Promise<TeamOutcomes>;

  /** A page of requests that the caller may see, the next due first. */
  requests(
    query?: z.input<typeof requestsQuerySchema>,
  ): Promise<z.output<typeof requestsResponseSchema>>;

  /** One request. */
  request(id: string): Promise<ExceptionRequest>;

  /** What a new request, or one that is there, would come to as it stands; nothing is stored. */
  previewRequest(ask: AskInput, request?: string): Promise<RequestPreview>;

  /** Drafts a request. */
  draftRequest(
    request: z.input<typeof createRequestSchema>,
  ): Promise<ExceptionRequest>;

  /** Changes what is asked. */
  editRequest(
    id: string,
    change: z.input<typeof editRequestSchema>,
  ): Promise<ExceptionRequest>;

  /** Removes a draft. */
  deleteRequest(id: string): Promise<void>;

  /** Files, decides, comments: whatever may happen to a request. */
  actOnRequest(
    id: string,
    step: RequestStep,
    body?: object,
  ): Promise<ExceptionRequest>;

  /** A page of exceptions that the caller may see. */
  exceptions(
    query?: z.input<typeof exceptionsQuerySchema>,
  ): Promise<z.output<typeof exceptionsResponseSchema>>;

  /** One exception. */
  exception(id: string): Promise<Exception>;

  /** Accepts, suspends, revokes: whatever may happen to an exception. */
  actOnException(
    id: string,
    step: ExceptionStep,
    body?: object,
  ): Promise<Exception>;

  /** Says how a condition that only people can judge stands. */
  stateCondition(
    id: string,
    n: number,
    statement: z.input<typeof conditionStatementSchema>,
  ): Promise<Exception>;

  /** What the board sees beside its queue. */
  board(): Promise<Board>;

  /** Names who stands in for the caller on the board, or nobody. */
  nameDeputy(deputy: z.input<typeof deputyRequestSchema>): Promise<void>;

  /** Everything on record of an exception; for those who read the decision log. */
  dossier(id: string): Promise<Dossier>;

  /** A page of the decision log, checked where asked. */
  decisionLog(
    query?: z.input<typeof logQuerySchema>,
  ): Promise<z.output<typeof logResponseSchema>>;

  /** The whole decision log as lines of JSON that end with its head; for those who read the log. */
  decisionLogExport(): Promise<Blob>;

  /** Drafts the renewal of an exception and returns the new request's id. */
  renewException(id: string): Promise<{ request: string }>;
}

/** What may happen to a request, as its path names it. */
export type RequestStep =
  | 'submit'
  | 'withdraw'
  | 'votes'
  | 'comments'
  | 'request-changes'
  | 'recuse'
  | 'appeal'
  | 'break-glass'
  | 'ratify'
  | 'end-standing';

/** What may happen to an exception, as its path names it. */
export type ExceptionStep =
  | 'accept'
  | 'suspend'
  | 'reinstate'
  | 'revoke'
  | 'retire'
  | 'owner'
  | 'wind-down';
