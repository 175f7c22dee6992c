import {
  addDays,
  apiPaths,
  organisationScorecardSchema,
  policyAnswerSchema,
  scorecardSchema,
  teamOutcomesSchema,
  teamsResponseSchema,
  toolSchema,
  toolsResponseSchema,
  trendsResponseSchema,
} from 'backstage-plugin-ai-scorecards-common';
import { z } from 'zod';
import { DIVISION, OTHER_TEAM, TEAM } from './personas';
import {
  wordOfEverybody,
  wordOfRow,
  wordOfScorecard,
  wordOfTools,
} from './words';

/** One row of the table: a route as it is asked, and the word for what an answer holds. */
export interface Row {
  method: 'GET' | 'POST' | 'PUT';
  /** As the contract names it. */
  path: string;
  /** As it is asked, below the version prefix. */
  url: string;
  body?: unknown;
  /** Status of an answer to somebody who may ask; 200 by default. */
  granted?: number;
  /** `yes` by default. */
  word?: (body: unknown) => string;
}

const SOURCE = 'github-copilot-usage';

const named = (ref: string) => ref.slice(ref.indexOf(':') + 1);

const scorecard = (team: string): Row => ({
  method: 'GET',
  path: apiPaths.teamScorecard,
  url: `/teams/${named(team)}/scorecard`,
  word: body => wordOfScorecard(scorecardSchema.parse(body)),
});

const chart = (team: string, metric: string): Row => ({
  method: 'GET',
  path: apiPaths.teamTrends,
  url: `/teams/${named(team)}/trends?metric=${metric}`,
  word: body =>
    trendsResponseSchema
      .parse(body)
      .series.some(({ points }) => points.some(point => point.value !== null))
      ? 'yes'
      : 'an empty chart',
});

const outcomes = (team: string): Row => ({
  method: 'GET',
  path: apiPaths.teamOutcomes,
  url: `/teams/${named(team)}/outcomes`,
  word: body =>
    teamOutcomesSchema.parse(body).indicators === null ? 'public' : 'all',
});

const listed = (team: string): Row => ({
  method: 'GET',
  path: apiPaths.teams,
  url: '/teams?limit=200',
  word: body =>
    wordOfRow(
      teamsResponseSchema
        .parse(body)
        .items.find(({ team: { ref } }) => ref === team),
    ),
});

/** Says of an account what is known of it, so that nothing changes. */
export interface KnownAccount {
  namespace: string;
  account: string;
  state: string;
}

/** Rows by name, in the order of the table. `day` is one that was collected. */
export function routes(account: KnownAccount, day: string): Map<string, Row> {
  const get = (path: string, url: string = path, word?: Row['word']): Row => ({
    method: 'GET',
    path,
    url,
    word,
  });
  const post = (path: string, body: unknown, more: Partial<Row> = {}): Row => ({
    method: 'POST',
    path,
    url: path,
    body,
    ...more,
  });
  const put = (path: string, url: string, body: unknown): Row => ({
    method: 'PUT',
    path,
    url,
    body,
    granted: 400,
  });
  const ofTeam = (part: string) => `/teams/${named(TEAM)}/${part}`;
  return new Map([
    ['scorecard of the team', scorecard(TEAM)],
    ['scorecard of the division above', scorecard(DIVISION)],
    ['scorecard of another team', scorecard(OTHER_TEAM)],
    ['adoption chart of the team', chart(TEAM, 'weeklyActiveRate')],
    ['cost chart of the team', chart(TEAM, 'cost')],
    ['adoption chart of another team', chart(OTHER_TEAM, 'activeDevelopers')],
    ['cost chart of another team', chart(OTHER_TEAM, 'costPerActiveDeveloper')],
    ['the team in the list of teams', listed(TEAM)],
    ['another team in the list of teams', listed(OTHER_TEAM)],
    ['outcomes of the team', outcomes(TEAM)],
    ['outcomes of another team', outcomes(OTHER_TEAM)],
    [
      'explain the quality of the team',
      {
        method: 'PUT',
        path: apiPaths.teamQualityExplanation,
        url: `/teams/${named(TEAM)}/quality-explanation`,
        body: {
          category: 'legacy',
          text: 'An old code base that is being replaced',
          expiresOn: addDays(day, 60),
        },
      },
    ],
    [
      'tell of incidents',
      post(apiPaths.ingestIncidents, {
        incidents: [{ key: 'INC-1', kind: 'incident', openedOn: day }],
      }),
    ],
    [
      'list of tools',
      get(apiPaths.tools, apiPaths.tools, body =>
        wordOfTools(toolsResponseSchema.parse(body).items),
      ),
    ],
    [
      'one tool',
      get(apiPaths.tool, '/tools/default/github-copilot', body =>
        wordOfTools([toolSchema.parse(body)]),
      ),
    ],
    [
      'may a team use a tool',
      get(
        apiPaths.policy,
        `/policy?team=${encodeURIComponent(TEAM)}&tool=github-copilot`,
        body => (policyAnswerSchema.parse(body).allowed ? 'yes' : 'no'),
      ),
    ],
    [
      'what is held on the caller',
      // What is in it is compared with the database elsewhere.
      get(apiPaths.me, apiPaths.me, body =>
        z.object({ user: z.string() }).parse(body).user ? 'own' : 'nobody',
      ),
    ],
    [
      'keep or return an own seat',
      // Nobody holds one of this tool, which only those hear who may say so.
      post(
        apiPaths.mySeats,
        { tool: 'resource:default/no-such-tool', answer: 'keep' },
        { granted: 404 },
      ),
    ],
    ['state of the sources', get(apiPaths.ingestionStatus)],
    [
      'scorecard of everybody',
      get(
        apiPaths.organisationScorecard,
        apiPaths.organisationScorecard,
        body => wordOfEverybody(organisationScorecardSchema.parse(body)),
      ),
    ],
    ...(['activeDevelopers', 'cost'] as const).map(
      metric =>
        [
          metric === 'cost'
            ? 'cost of everybody over time'
            : 'adoption of everybody over time',
          get(
            apiPaths.organisationTrends,
            `${apiPaths.organisationTrends}?metric=${metric}`,
          ),
        ] as const,
    ),
    ['spend of everybody', get(apiPaths.organisationSpend)],
    ['reconciliation', get(apiPaths.reconciliation)],
    [
      'close a month',
      // It is not over, which only those hear who may close one.
      post(apiPaths.closeMonth, { month: '2999-12' }, { granted: 400 }),
    ],
    // Without a month, which only those hear who may have the file.
    ['chargeback', { ...get(apiPaths.chargeback), granted: 400 }],
    ['FOCUS export', { ...get(apiPaths.focusExport), granted: 400 }],
    ['accounts', get(apiPaths.identities)],
    [
      'say whose an account is',
      post(apiPaths.identities, { decisions: [account] }),
    ],
    [
      'collect days again',
      post(apiPaths.backfill, { source: SOURCE, from: day, to: day }),
    ],
    [
      'test a source',
      post(apiPaths.sourceTest, undefined, {
        url: `/ingestion/sources/${SOURCE}/test`,
      }),
    ],
    [
      'read a code host now',
      // None is connected, which only those hear who may decide.
      post(apiPaths.codeHostCollect, undefined, {
        url: '/ingestion/code-hosts/none/collect',
        granted: 404,
      }),
    ],
    [
      'decide on a held look at the catalog',
      // Nothing is held, which only those hear who may decide.
      post(
        apiPaths.organisationSnapshot,
        { id: 4711, action: 'discard' },
        { granted: 404 },
      ),
    ],
    [
      'push rows of usage',
      // None at all, which only those hear who may push some.
      post(apiPaths.ingestUsage, [], { granted: 400 }),
    ],
    // JSON is no bill, which only those hear who may push one.
    ['push a bill', post(apiPaths.ingestFocus, {}, { granted: 415 })],
    ['push metrics of the tools', post(apiPaths.ingestOtlpMetrics, {})],
    ['push events of the tools', post(apiPaths.ingestOtlpLogs, {})],
    ['list of checks', get(apiPaths.checks)],
    [
      'try checks',
      post(apiPaths.checksDryRun, { disable: ['secrets.scanning'] }),
    ],
    ['review checklist', get(apiPaths.checklist)],
    [
      'publish the review checklist',
      // A list without an item, which only those hear who may publish one.
      put(apiPaths.checklist, apiPaths.checklist, { items: [] }),
    ],
    [
      'acknowledge the stance',
      // None is configured, which only those hear who may say so.
      post(apiPaths.acknowledgements, { version: '1' }, { granted: 400 }),
    ],
    ['practices of the team', get(apiPaths.teamPractices, ofTeam('practices'))],
    [
      'attest a check of the team',
      // There is no such check, which only those hear who may attest one.
      post(
        apiPaths.teamAttestations,
        { check: 'no.such', statement: 'It is as it should be.' },
        { url: ofTeam('attestations'), granted: 400 },
      ),
    ],
    [
      'review checklist of the team',
      get(apiPaths.teamChecklist, ofTeam('checklist')),
    ],
    [
      'adopt the review checklist',
      // An old version, which only those hear who may adopt one.
      {
        ...put(apiPaths.teamChecklist, ofTeam('checklist'), { version: 0 }),
        granted: 409,
      },
    ],
    ['description of the interface', get(apiPaths.openApi)],
  ]);
}
