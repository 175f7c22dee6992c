import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { z } from 'zod';
import {
  backfillResponseSchema,
  checklistSchema,
  checksResponseSchema,
  dryRunResponseSchema,
  teamChecklistSchema,
  teamOutcomesSchema,
  teamPracticesSchema,
  boardSchema,
  dossierSchema,
  exceptionSchema,
  logResponseSchema,
  exceptionsResponseSchema,
  identitiesResponseSchema,
  identityDecisionsResponseSchema,
  ingestionStatusSchema,
  meSchema,
  policyAnswerSchema,
  PlainRow,
  PushAnswer,
  pushAnswerSchema,
  previewResponseSchema,
  closingSchema,
  organisationScorecardSchema,
  organisationSpendSchema,
  reconciliationResponseSchema,
  ROWS_LEFT_OUT_HEADER,
  renewResponseSchema,
  requestSchema,
  requestsResponseSchema,
  scorecardSchema,
  sourceTestResponseSchema,
  teamsResponseSchema,
  toolSchema,
  toolsResponseSchema,
  trendsResponseSchema,
} from '../contract';
import type { AiScorecardsApi } from './AiScorecardsApi';
import { AI_SCORECARDS_PLUGIN_ID, apiPath, apiPaths } from './paths';

/** Where the backend is; Backstage's discovery API and service both fit. */
export interface ClientDiscovery {
  getBaseUrl(pluginId: string): Promise<string>;
}

/** A fetch that carries the caller's credentials; Backstage's fetch API fits. */
export interface ClientFetch {
  fetch: typeof fetch;
}

type Arguments<Name extends keyof AiScorecardsApi> = Parameters<
  AiScorecardsApi[Name]
>;

/** `?a=1&b=2`, without what is undefined; empty when nothing is left. */
function queryText(query: object = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      search.set(name, String(value));
    }
  }
  const text = search.toString();
  return text && `?${text}`;
}

function namesOf(entityRef: string): { namespace: string; name: string } {
  const { namespace, name } = parseEntityRef(entityRef);
  return { namespace, name };
}

/** The HTTP contract over fetch, in the browser or in Node. Answers are checked against the contract's schemas. */
export class AiScorecardsClient implements AiScorecardsApi {
  readonly #discovery: ClientDiscovery;
  readonly #fetch: ClientFetch;

  constructor(options: {
    discoveryApi: ClientDiscovery;
    fetchApi: ClientFetch;
  }) {
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi;
  }

  async teamScorecard(...[teamRef, query]: Arguments<'teamScorecard'>) {
    const path = apiPath(apiPaths.teamScorecard, namesOf(teamRef));
    return this.#get(path, scorecardSchema, query);
  }

  async teamTrends(...[teamRef, query]: Arguments<'teamTrends'>) {
    const path = apiPath(apiPaths.teamTrends, namesOf(teamRef));
    return this.#get(path, trendsResponseSchema, query);
  }

  async organisationScorecard(...[query]: Arguments<'organisationScorecard'>) {
    const path = apiPath(apiPaths.organisationScorecard);
    return this.#get(path, organisationScorecardSchema, query);
  }

  async organisationTrends(...[query]: Arguments<'organisationTrends'>) {
    const path = apiPath(apiPaths.organisationTrends);
    return this.#get(path, trendsResponseSchema, query);
  }

  async organisationSpend(...[query]: Arguments<'organisationSpend'>) {
    const path = apiPath(apiPaths.organisationSpend);
    return this.#get(path, organisationSpendSchema, query);
  }

  async teams(...[query]: Arguments<'teams'>) {
    return this.#get(apiPath(apiPaths.teams), teamsResponseSchema, query);
  }

  async tools() {
    return this.#get(apiPath(apiPaths.tools), toolsResponseSchema);
  }

  async tool(...[toolRef]: Arguments<'tool'>) {
    return this.#get(apiPath(apiPaths.tool, namesOf(toolRef)), toolSchema);
  }

  async policy(...[query]: Arguments<'policy'>) {
    return this.#get(apiPath(apiPaths.policy), policyAnswerSchema, query);
  }

  async me(...[query]: Arguments<'me'>) {
    return this.#get(apiPath(apiPaths.me), meSchema, query);
  }

  async answerSeat(...[request]: Arguments<'answerSeat'>) {
    await this.#post(apiPath(apiPaths.mySeats), request);
  }

  async ingestionStatus() {
    return this.#get(apiPath(apiPaths.ingestionStatus), ingestionStatusSchema);
  }

  async reconciliation(...[query]: Arguments<'reconciliation'>) {
    const path = apiPath(apiPaths.reconciliation);
    return this.#get(path, reconciliationResponseSchema, query);
  }

  async closeMonth(...[month]: Arguments<'closeMonth'>) {
    const path = apiPath(apiPaths.closeMonth);
    const response = await this.#post(path, { month });
    return closingSchema.parse(await response.json());
  }

  async chargeback(...[month]: Arguments<'chargeback'>) {
    const path = `${apiPath(apiPaths.chargeback)}${queryText({ month })}`;
    return (await this.#send(path)).text();
  }

  async focusExport(...[month]: Arguments<'focusExport'>) {
    const path = `${apiPath(apiPaths.focusExport)}${queryText({ month })}`;
    const response = await this.#send(path);
    return {
      csv: await response.text(),
      leftOut: Number(response.headers.get(ROWS_LEFT_OUT_HEADER) ?? 0),
    };
  }

  async identities(...[query]: Arguments<'identities'>) {
    const path = apiPath(apiPaths.identities);
    return this.#get(path, identitiesResponseSchema, query);
  }

  async decideIdentities(...[request]: Arguments<'decideIdentities'>) {
    const response = await this.#post(apiPath(apiPaths.identities), request);
    return identityDecisionsResponseSchema.parse(await response.json());
  }

  async backfill(...[request]: Arguments<'backfill'>) {
    const response = await this.#post(apiPath(apiPaths.backfill), request);
    return backfillResponseSchema.parse(await response.json());
  }

  /** Pushes rows of usage; for jobs with a service token, so not part of what pages ask. */
  async pushUsage(rows: readonly PlainRow[]): Promise<PushAnswer> {
    const response = await this.#post(apiPath(apiPaths.ingestUsage), { rows });
    return pushAnswerSchema.parse(await response.json());
  }

  async testSource(...[id]: Arguments<'testSource'>) {
    const response = await this.#post(apiPath(apiPaths.sourceTest, { id }), {});
    return sourceTestResponseSchema.parse(await response.json());
  }

  async collectFromCodeHost(...[id]: Arguments<'collectFromCodeHost'>) {
    await this.#post(apiPath(apiPaths.codeHostCollect, { id }), {});
  }

  async heldSnapshot(...[request]: Arguments<'heldSnapshot'>) {
    await this.#post(apiPath(apiPaths.organisationSnapshot), request);
  }

  async checks() {
    return this.#get(apiPath(apiPaths.checks), checksResponseSchema);
  }

  async dryRunChecks(...[request]: Arguments<'dryRunChecks'>) {
    const response = await this.#post(apiPath(apiPaths.checksDryRun), request);
    return dryRunResponseSchema.parse(await response.json());
  }

  async teamPractices(...[teamRef]: Arguments<'teamPractices'>) {
    const path = apiPath(apiPaths.teamPractices, namesOf(teamRef));
    return this.#get(path, teamPracticesSchema);
  }

  async attest(...[teamRef, request]: Arguments<'attest'>) {
    const path = apiPath(apiPaths.teamAttestations, namesOf(teamRef));
    const response = await this.#post(path, request);
    return teamPracticesSchema.parse(await response.json());
  }

  async acknowledgeStance(...[request]: Arguments<'acknowledgeStance'>) {
    await this.#post(apiPath(apiPaths.acknowledgements), request);
  }

  async teamChecklist(...[teamRef]: Arguments<'teamChecklist'>) {
    const path = apiPath(apiPaths.teamChecklist, namesOf(teamRef));
    return this.#get(path, teamChecklistSchema);
  }

  async adoptChecklist(...[teamRef, request]: Arguments<'adoptChecklist'>) {
    const path = apiPath(apiPaths.teamChecklist, namesOf(teamRef));
    const response = await this.#post(path, request, 'PUT');
    return teamChecklistSchema.parse(await response.json());
  }

  async checklist() {
    return this.#get(apiPath(apiPaths.checklist), checklistSchema);
  }

  async publishChecklist(...[request]: Arguments<'publishChecklist'>) {
    const path = apiPath(apiPaths.checklist);
    const response = await this.#post(path, request, 'PUT');
    return checklistSchema.parse(await response.json());
  }

  async teamOutcomes(...[teamRef]: Arguments<'teamOutcomes'>) {
    const path = apiPath(apiPaths.teamOutcomes, namesOf(teamRef));
    return this.#get(path, teamOutcomesSchema);
  }

  async explainQuality(...[teamRef, request]: Arguments<'explainQuality'>) {
    const path = apiPath(apiPaths.teamQualityExplanation, namesOf(teamRef));
    const response = await this.#post(path, request, 'PUT');
    return teamOutcomesSchema.parse(await response.json());
  }

  async requests(...[query]: Arguments<'requests'>) {
    return this.#get(apiPath(apiPaths.requests), requestsResponseSchema, query);
  }

  async request(...[id]: Arguments<'request'>) {
    return this.#get(apiPath(apiPaths.request, { id }), requestSchema);
  }

  async previewRequest(...[ask, request]: Arguments<'previewRequest'>) {
    const path = apiPath(apiPaths.requestPreview);
    const response = await this.#post(path, { ask, request });
    return previewResponseSchema.parse(await response.json());
  }

  async draftRequest(...[request]: Arguments<'draftRequest'>) {
    const response = await this.#post(apiPath(apiPaths.requests), request);
    return requestSchema.parse(await response.json());
  }

  async editRequest(...[id, change]: Arguments<'editRequest'>) {
    const path = apiPath(apiPaths.request, { id });
    const response = await this.#post(path, change, 'PATCH');
    return requestSchema.parse(await response.json());
  }

  async deleteRequest(...[id]: Arguments<'deleteRequest'>) {
    await this.#send(apiPath(apiPaths.request, { id }), { method: 'DELETE' });
  }

  async actOnRequest(...[id, step, body = {}]: Arguments<'actOnRequest'>) {
    const path = `${apiPath(apiPaths.request, { id })}/${step}`;
    const response = await this.#post(path, body);
    return requestSchema.parse(await response.json());
  }

  async exceptions(...[query]: Arguments<'exceptions'>) {
    const path = apiPath(apiPaths.exceptions);
    return this.#get(path, exceptionsResponseSchema, query);
  }

  async exception(...[id]: Arguments<'exception'>) {
    return this.#get(apiPath(apiPaths.exception, { id }), exceptionSchema);
  }

  async actOnException(...[id, step, body = {}]: Arguments<'actOnException'>) {
    const path = `${apiPath(apiPaths.exception, { id })}/${step}`;
    const response = await this.#post(path, body);
    return exceptionSchema.parse(await response.json());
  }

  async stateCondition(...[id, n, statement]: Arguments<'stateCondition'>) {
    const path = apiPath(apiPaths.exceptionCondition, { id, n: String(n) });
    const response = await this.#post(path, statement);
    return exceptionSchema.parse(await response.json());
  }

  async board() {
    return this.#get(apiPath(apiPaths.board), boardSchema);
  }

  async nameDeputy(...[deputy]: Arguments<'nameDeputy'>) {
    await this.#post(apiPath(apiPaths.deputy), deputy, 'PUT');
  }

  async dossier(...[id]: Arguments<'dossier'>) {
    return this.#get(apiPath(apiPaths.dossier, { id }), dossierSchema);
  }

  async decisionLog(...[query]: Arguments<'decisionLog'>) {
    const path = apiPath(apiPaths.decisionLog);
    return this.#get(path, logResponseSchema, query);
  }

  async decisionLogExport() {
    return (await this.#send(apiPath(apiPaths.decisionLogExport))).blob();
  }

  async renewException(...[id]: Arguments<'renewException'>) {
    const path = apiPath(apiPaths.exceptionRenew, { id });
    const response = await this.#post(path, {});
    return renewResponseSchema.parse(await response.json());
  }

  async #get<T extends z.ZodType>(
    path: string,
    schema: T,
    query?: object,
  ): Promise<z.output<T>> {
    const response = await this.#send(`${path}${queryText(query)}`);
    return schema.parse(await response.json());
  }

  async #post(
    path: string,
    body: unknown,
    method: 'POST' | 'PATCH' | 'PUT' = 'POST',
  ): Promise<Response> {
    return this.#send(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #send(path: string, init?: RequestInit): Promise<Response> {
    const baseUrl = await this.#discovery.getBaseUrl(AI_SCORECARDS_PLUGIN_ID);
    const response = await this.#fetch.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
