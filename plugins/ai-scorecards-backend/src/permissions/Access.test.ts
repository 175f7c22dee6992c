import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { Request } from 'express';
import { randomUUID } from 'node:crypto';
import { Access } from './Access';
import { TeamDirectory } from './TeamDirectory';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

const memberOf = (claim: string): PolicyDecision => ({
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'ai-scorecards',
  resourceType: 'ai-scorecards-team',
  conditions: {
    resourceType: 'ai-scorecards-team',
    rule: 'IS_TEAM_MEMBER',
    params: { claims: [claim] },
  },
});

/** Access of somebody of whom the policy says this of figures and cost, and that they may see the registry. */
function accessWith(full: PolicyDecision, cost: PolicyDecision): Access {
  return new Access({
    httpAuth: mockServices.httpAuth(),
    userInfo: mockServices.userInfo(),
    permissions: mockServices.permissions.mock({
      // As the permission client: each answer carries the number of its question.
      authorizeConditional: async () =>
        [full, cost].map(decision => ({ ...decision, id: randomUUID() })),
      authorize: async () => [{ result: AuthorizeResult.ALLOW }],
    }),
    permissionsRegistry: mockServices.permissionsRegistry.mock({
      getPermissionRuleset: () => ({
        getRuleByName: () => ({ toQuery: () => ({ type: 'member' }) }),
      }),
    } as never),
    directory: {
      teamsOf: async () => (id: number) => id === 7,
    } as unknown as TeamDirectory,
    roles: {
      finance: [],
      operators: [],
      admins: [],
      practiceLeads: [],
      auditors: [],
      board: [],
    },
  });
}

const request = {
  headers: { authorization: mockCredentials.user.header() },
} as Request;

const keyOf = async (full: PolicyDecision, cost: PolicyDecision) =>
  (await accessWith(full, cost).teams(request)).key;

describe('what a caller sees of all teams', () => {
  it('has one key for those who see the same, whenever they ask', async () => {
    const a = memberOf('group:default/a');
    expect(await keyOf(ALLOW, ALLOW)).toBe(await keyOf(ALLOW, ALLOW));
    expect(await keyOf(a, a)).toBe(await keyOf(a, a));
  });

  it('has another key for whoever sees other teams, or less of them', async () => {
    const [a, b] = [memberOf('group:default/a'), memberOf('group:default/b')];
    const keys = await Promise.all([
      keyOf(ALLOW, ALLOW),
      keyOf(DENY, ALLOW),
      keyOf(DENY, DENY),
      keyOf(a, ALLOW),
      keyOf(a, a),
      keyOf(b, b),
      keyOf(a, b),
    ]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('lists every team to whoever sees the registry, with the figures of their own', async () => {
    const own = memberOf('group:default/a');
    const access = await accessWith(own, DENY).teams(request);
    expect([7, 8].map(access.listed)).toEqual([true, true]);
    expect([7, 8].map(access.full)).toEqual([true, false]);
    expect([7, 8].map(access.cost)).toEqual([true, false]);
  });
});
