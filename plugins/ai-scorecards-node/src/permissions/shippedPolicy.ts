import { UserInfoService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  ingestionManagePermission,
  ingestionReadPermission,
  registryReadPermission,
  teamCostReadPermission,
  teamReadPermission,
} from 'backstage-plugin-ai-scorecards-common';
import { createTeamConditionalDecision, teamConditions } from './conditions';
import { isGuest } from './guest';
import { hasRole, RoleRefs } from './roles';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** Who asks: the user and the Groups it belongs to. */
export interface PolicyCaller {
  user: string;
  claims: string[];
}

/**
 * The shipped policy as a pure function: any signed-in catalog user sees the registry; a team's figures are seen by
 * its members, its leads, leads of its ancestors and operators, its cost by finance as well; ingestion by operators.
 * Returns undefined for permissions of other plugins, which a portal's own policy decides.
 */
export function decideAiScorecards(
  permission: Permission,
  caller: PolicyCaller | undefined,
  roles: RoleRefs,
): PolicyDecision | undefined {
  if (!permission.name.startsWith('ai-scorecards.')) return undefined;
  if (!caller || isGuest(caller.user)) return DENY;
  const operator = hasRole(roles, 'operators', caller.claims);

  if (isPermission(permission, registryReadPermission)) return ALLOW;
  if (
    isPermission(permission, ingestionReadPermission) ||
    isPermission(permission, ingestionManagePermission)
  ) {
    return operator ? ALLOW : DENY;
  }
  const ofTeam =
    isPermission(permission, teamReadPermission) ||
    isPermission(permission, teamCostReadPermission);
  if (!ofTeam) return DENY;
  if (operator) return ALLOW;
  if (
    isPermission(permission, teamCostReadPermission) &&
    hasRole(roles, 'finance', caller.claims)
  ) {
    return ALLOW;
  }
  return createTeamConditionalDecision(permission, {
    anyOf: [
      teamConditions.isTeamMember({ claims: caller.claims }),
      teamConditions.isTeamLead({ user: caller.user }),
    ],
  });
}

/** The same for a permission policy: looks up who asks through the user info service. */
export function createShippedPolicy(options: {
  roles: RoleRefs;
  userInfo: UserInfoService;
}) {
  return async (
    permission: Permission,
    user: PolicyQueryUser | undefined,
  ): Promise<PolicyDecision | undefined> => {
    if (!user) return decideAiScorecards(permission, undefined, options.roles);
    const info = await options.userInfo.getUserInfo(user.credentials);
    return decideAiScorecards(
      permission,
      { user: info.userEntityRef, claims: info.ownershipEntityRefs },
      options.roles,
    );
  };
}
