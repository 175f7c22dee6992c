import type { AiScorecardsApi } from 'backstage-plugin-ai-scorecards-common';
import {
  board,
  decidedRequest,
  dossier,
  exception,
  preview,
  request as asked,
} from './exceptions';
import { me } from './me';
import {
  byTeam,
  commitments,
  dryRun,
  identities,
  ingestionStatus,
  openMonths,
  reconciliation,
} from './operate';
import { organisationScorecard, organisationSpend } from './organisation';
import { scorecard } from './scorecard';
import { explained, outcomes } from './outcomes';
import {
  adapted,
  adoptedAsIs,
  checklist,
  checks,
  practices,
} from './practices';
import { policyAnswer, tools } from './tools';
import { activeDevelopers, costPerActiveDeveloper } from './trends';

/** An API that answers with the fixtures; single answers can be replaced. */
export function fixtureApi(
  replaced: Partial<AiScorecardsApi> = {},
): AiScorecardsApi {
  return {
    teamScorecard: async () => scorecard,
    teamTrends: async (_team, query) =>
      query.metric === 'activeDevelopers'
        ? activeDevelopers
        : costPerActiveDeveloper,
    organisationScorecard: async () => organisationScorecard,
    organisationTrends: async () => activeDevelopers,
    organisationSpend: async query => organisationSpend(query),
    teams: async () => ({ items: [], nextCursor: null }),
    tools: async () => ({ items: tools }),
    tool: async () => tools[0],
    policy: async query => policyAnswer(query),
    me: async () => me,
    answerSeat: async () => undefined,
    ingestionStatus: async () => ingestionStatus,
    reconciliation: async query => ({
      items: reconciliation.map(line => ({
        ...line,
        byTeam: query?.teams ? byTeam(line) : null,
      })),
      commitments,
      open: openMonths,
    }),
    closeMonth: async () => ({
      at: '2026-11-23T09:00:00.000Z',
      by: 'user:default/frank',
    }),
    chargeback: async month => `month\r\n${month}\r\n`,
    focusExport: async () => ({ csv: 'BilledCost\r\n1\r\n', leftOut: 1 }),
    identities: async query => ({
      items: identities.filter(
        row => !query?.state || row.state === query.state,
      ),
      nextCursor: null,
    }),
    decideIdentities: async request => ({
      changed: 'decisions' in request ? request.decisions.length : 2,
      daysAffected: 312,
    }),
    backfill: async () => ({ days: 3 }),
    testSource: async id => ({
      ok: id.startsWith('github'),
      sentence: id.startsWith('github')
        ? 'The token can read Copilot metrics and seats.'
        : 'The key lacks the scope admin:usage.',
    }),
    collectFromCodeHost: async () => undefined,
    heldSnapshot: async () => undefined,
    checks: async () => checks,
    dryRunChecks: async () => dryRun,
    teamPractices: async () => practices,
    attest: async () => practices,
    acknowledgeStance: async () => undefined,
    teamChecklist: async () => adapted,
    adoptChecklist: async () => adoptedAsIs,
    checklist: async () => checklist,
    publishChecklist: async () => ({
      ...checklist,
      version: checklist.version + 1,
    }),
    teamOutcomes: async () => outcomes,
    explainQuality: async () => explained,
    requests: async query => ({
      items: query?.order === 'decided' ? [decidedRequest] : [asked],
      nextCursor: null,
      sits: true,
      seesHistory: true,
      board: { state: 'ok', sentence: null },
      counts: { toDecide: 1, overdue: 0, waitForOthers: 2 },
    }),
    request: async () => asked,
    previewRequest: async () => preview,
    draftRequest: async () => ({ ...asked, state: 'draft' }),
    editRequest: async () => asked,
    deleteRequest: async () => undefined,
    actOnRequest: async () => asked,
    exceptions: async () => ({ items: [exception], nextCursor: null }),
    exception: async () => exception,
    actOnException: async () => exception,
    stateCondition: async () => exception,
    board: async () => board,
    nameDeputy: async () => undefined,
    dossier: async () => dossier,
    decisionLog: async () => ({
      items: [],
      nextCursor: null,
      head: dossier.head,
      verification: { intact: true, entries: 8214, faults: [] },
    }),
    decisionLogExport: async () => new Blob(['{}\n']),
    renewException: async () => ({ request: 'request-2' }),
    ...replaced,
  };
}
