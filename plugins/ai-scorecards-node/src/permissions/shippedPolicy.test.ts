import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { aiScorecardsPermissions } from 'backstage-plugin-ai-scorecards-common';
import { decideAiScorecards } from './shippedPolicy';
import { RoleRefs } from './roles';
import { isTeamLead } from './isTeamLead';
import { isTeamMember } from './isTeamMember';

const roles: RoleRefs = {
  finance: ['group:default/finance'],
  operators: ['group:default/platform'],
  admins: ['user:default/adi'],
  practiceLeads: ['user:default/pia'],
  auditors: ['user:default/aud'],
  board: ['group:default/ai-board'],
};

const caller = (name: string, ...groups: string[]) => ({
  user: `user:default/${name}`,
  claims: [`user:default/${name}`, ...groups.map(g => `group:default/${g}`)],
});

const A = AuthorizeResult.ALLOW;
const D = AuthorizeResult.DENY;
const C = AuthorizeResult.CONDITIONAL;

describe('the shipped policy', () => {
  it.each([
    // who, [team figures, team cost, registry, policy, ingestion read, ingestion manage, cost read, cost close],
    // [read request, read exception, file, change, read log], [push, state practices, keep checks]
    [
      'member',
      caller('mia', 'atlas'),
      [C, C, A, A, D, D, D, D],
      [C, C, A, C, D],
      [D, A, D],
    ],
    [
      'operator',
      caller('ola', 'platform'),
      [A, A, A, A, A, A, A, A],
      [C, A, A, C, D],
      [A, A, A],
    ],
    [
      'finance',
      caller('fay', 'finance'),
      [C, A, A, A, D, D, A, A],
      [C, C, A, C, D],
      [D, A, D],
    ],
    [
      'board member',
      caller('bo', 'ai-board'),
      [C, C, A, A, D, D, D, D],
      [A, A, A, C, A],
      [D, A, D],
    ],
    [
      'auditor',
      caller('aud'),
      [C, C, A, A, D, D, D, D],
      [A, A, A, C, A],
      [D, A, D],
    ],
    [
      'admin',
      caller('adi'),
      [C, C, A, A, D, D, D, D],
      [A, A, A, A, A],
      [D, A, D],
    ],
    [
      'practice lead',
      caller('pia'),
      [C, C, A, A, D, D, D, D],
      [C, C, A, C, D],
      [D, A, A],
    ],
    [
      'outsider with no team',
      caller('out'),
      [C, C, A, A, D, D, D, D],
      [C, C, A, C, D],
      [D, A, D],
    ],
    [
      'guest',
      { user: 'user:development/guest', claims: ['user:development/guest'] },
      [D, D, D, D, D, D, D, D],
      [D, D, D, D, D],
      [D, D, D],
    ],
    ['nobody', undefined, [D, D, D, D, D, D, D, D], [D, D, D, D, D], [D, D, D]],
  ])('decides for a %s', (_, who, ofTeams, ofRequests, ofTheRest) => {
    expect(
      aiScorecardsPermissions.map(
        p => decideAiScorecards(p, who, roles)?.result,
      ),
    ).toEqual([...ofTeams, ...ofRequests, ...ofTheRest]);
  });

  it('leaves other permissions to the portal', () => {
    expect(
      decideAiScorecards(
        createPermission({ name: 'catalog.entity.create', attributes: {} }),
        caller('mia'),
        roles,
      ),
    ).toBeUndefined();
  });
});

describe('team rules', () => {
  const team = {
    ref: 'group:default/payments',
    memberGroups: new Set(['group:default/payments', 'group:default/atlas']),
    leads: ['user:default/lea', 'user:default/dan'],
  };

  it('knows a member of the team and of a team below', () => {
    const claims = (name: string) => ({ claims: [`group:default/${name}`] });
    expect(isTeamMember.apply(team, claims('payments'))).toBe(true);
    expect(isTeamMember.apply(team, claims('atlas'))).toBe(true);
    expect(isTeamMember.apply(team, claims('rho'))).toBe(false);
  });

  it('knows a lead of the team and of an ancestor', () => {
    expect(isTeamLead.apply(team, { user: 'user:default/dan' })).toBe(true);
    expect(isTeamLead.apply(team, { user: 'user:default/mia' })).toBe(false);
  });
});
