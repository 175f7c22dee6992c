import { UserInfoService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  costClosePermission,
  costReadPermission,
  exceptionLogReadPermission,
  exceptionReadPermission,
  ingestionManagePermission,
  ingestionReadPermission,
  policyReadPermission,
  pushPermission,
  practiceManagePermission,
  practiceStatePermission,
  registryReadPermission,
  requestCreatePermission,
  requestReadPermission,
  requestUpdatePermission,
  teamCostReadPermission,
  teamReadPermission,
} from 'backstage-plugin-ai-scorecards-common';
import {
  createRequestConditionalDecision,
  createTeamConditionalDecision,
  requestConditions,
  teamConditions,
} from './conditions';
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
 * its members, its leads, leads of its ancestors and operators, its cost by finance as well; ingestion by operators,
 * reconciliation and closing by finance too.
 * Requests and exceptions are seen by who files, supports or decides them, by the team and its leads up the chain, by
 * the board, admins and auditors, exceptions by operators too; the decision log by board, admins and auditors.
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

  if (
    isPermission(permission, registryReadPermission) ||
    isPermission(permission, policyReadPermission)
  ) {
    return ALLOW;
  }
  if (
    isPermission(permission, ingestionReadPermission) ||
    isPermission(permission, ingestionManagePermission) ||
    isPermission(permission, pushPermission)
  ) {
    return operator ? ALLOW : DENY;
  }
  if (
    isPermission(permission, costReadPermission) ||
    isPermission(permission, costClosePermission)
  ) {
    return operator || hasRole(roles, 'finance', caller.claims) ? ALLOW : DENY;
  }
  if (
    isPermission(permission, requestCreatePermission) ||
    isPermission(permission, practiceStatePermission)
  ) {
    return ALLOW;
  }
  if (isPermission(permission, practiceManagePermission)) {
    return operator || hasRole(roles, 'practiceLeads', caller.claims)
      ? ALLOW
      : DENY;
  }
  const keepsWatch =
    hasRole(roles, 'auditors', caller.claims) ||
    hasRole(roles, 'board', caller.claims);
  if (isPermission(permission, exceptionLogReadPermission)) {
    return keepsWatch || hasRole(roles, 'admins', caller.claims) ? ALLOW : DENY;
  }
  if (
    isPermission(permission, requestReadPermission) ||
    isPermission(permission, exceptionReadPermission)
  ) {
    const seesAll =
      keepsWatch ||
      // Whoever may decide in an emergency reads what is decided.
      hasRole(roles, 'admins', caller.claims) ||
      (operator && isPermission(permission, exceptionReadPermission));
    return seesAll ? ALLOW : ofOwnRequests(permission, caller);
  }
  if (isPermission(permission, requestUpdatePermission)) {
    return hasRole(roles, 'admins', caller.claims)
      ? ALLOW
      : ofOwnRequests(permission, caller);
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

/** Requests that the caller filed, of teams that they are in or lead, or that they decide. */
function ofOwnRequests(
  permission: Parameters<typeof createRequestConditionalDecision>[0],
  caller: PolicyCaller,
): PolicyDecision {
  return createRequestConditionalDecision(permission, {
    anyOf: [
      requestConditions.isRequestAsker({ user: caller.user }),
      requestConditions.isRequestTeamMember({ claims: caller.claims }),
      requestConditions.isRequestTeamLead({ user: caller.user }),
      requestConditions.isRequestDecider({ claims: caller.claims }),
    ],
  });
}

/** The same for a permission policy: looks up who asks through the user info service. */
export function createShippedPolicy(options: {
  roles: RoleRefs;
  userInfo: UserInfoService;
}) {
  // All questions of one request carry the same credentials, and the answer may be a request of its own.
  const asked = new WeakMap<
    PolicyQueryUser['credentials'],
    ReturnType<UserInfoService['getUserInfo']>
  >();
  const infoOf = ({ credentials }: PolicyQueryUser) => {
    const info =
      asked.get(credentials) ?? options.userInfo.getUserInfo(credentials);
    asked.set(credentials, info);
    return info;
  };
  return async (
    permission: Permission,
    user: PolicyQueryUser | undefined,
  ): Promise<PolicyDecision | undefined> => {
    if (!user) return decideAiScorecards(permission, undefined, options.roles);
    const info = await infoOf(user);
    return decideAiScorecards(
      permission,
      { user: info.userEntityRef, claims: info.ownershipEntityRefs },
      options.roles,
    );
  };
}
