import {
  BasicPermission,
  createPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';

/** Resource type of a team's figures; the resource ref is the Group's entity ref. */
export const RESOURCE_TYPE_TEAM = 'ai-scorecards-team';

/** Adoption, output, exceptions and follow-ups of a team. It alone decides whose figures a caller sees. */
export const teamReadPermission: ResourcePermission<typeof RESOURCE_TYPE_TEAM> =
  createPermission({
    name: 'ai-scorecards.team.read',
    attributes: { action: 'read' },
    resourceType: RESOURCE_TYPE_TEAM,
  });

/** Cost of a team, for those who see no more of it, such as finance. */
export const teamCostReadPermission: ResourcePermission<
  typeof RESOURCE_TYPE_TEAM
> = createPermission({
  name: 'ai-scorecards.team.cost.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_TEAM,
});

/** Tool registry, policy answers and every team's practice level. */
export const registryReadPermission: BasicPermission = createPermission({
  name: 'ai-scorecards.registry.read',
  attributes: { action: 'read' },
});

/**
 * Policy answers alone. Meant for service tokens that are restricted to it; whoever may read the registry asks for them
 * too.
 */
export const policyReadPermission: BasicPermission = createPermission({
  name: 'ai-scorecards.policy.read',
  attributes: { action: 'read' },
});

/** State of sources and accounts. The service asks for the operator role as well. */
export const ingestionReadPermission: BasicPermission = createPermission({
  name: 'ai-scorecards.ingestion.read',
  attributes: { action: 'read' },
});

/** Mapping accounts, collecting again, applying a held snapshot. The service asks for the operator role as well. */
export const ingestionManagePermission: BasicPermission = createPermission({
  name: 'ai-scorecards.ingestion.manage',
  attributes: { action: 'update' },
});

/** Reconciliation, chargeback and cost exports. The service asks for the finance or operator role as well. */
export const costReadPermission: BasicPermission = createPermission({
  name: 'ai-scorecards.cost.read',
  attributes: { action: 'read' },
});

/** Closing a month. The service asks for the finance or operator role as well. */
export const costClosePermission: BasicPermission = createPermission({
  name: 'ai-scorecards.cost.close',
  attributes: { action: 'update' },
});

export const teamPermissions = [
  teamReadPermission,
  teamCostReadPermission,
  registryReadPermission,
  policyReadPermission,
  ingestionReadPermission,
  ingestionManagePermission,
  costReadPermission,
  costClosePermission,
];
