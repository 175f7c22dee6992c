import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  policyReadPermission,
  pushPermission,
  practiceManagePermission,
  practiceStatePermission,
  registryReadPermission,
  Scorecard,
  teamCostReadPermission,
  teamReadPermission,
} from 'backstage-plugin-ai-scorecards-common';
import {
  hasRole,
  isGuest,
  RoleRefs,
  TeamFilter,
  TeamResource,
  teamResourceRef,
} from 'backstage-plugin-ai-scorecards-node';
import type { Request } from 'express';
import { meanwhile } from '../meanwhile';
import { TeamDirectory, TeamPredicate } from './TeamDirectory';

const isCredentials = (
  from: Request | BackstageCredentials,
): from is BackstageCredentials => '$$type' in from;

const isUser = (
  credentials: BackstageCredentials,
): credentials is BackstageCredentials<BackstageUserPrincipal> =>
  (credentials.principal as { type?: string }).type === 'user';

/** A signed-in user with everything that ownership claims say of them. */
export interface UserCaller {
  credentials: BackstageCredentials;
  user: string;
  claims: string[];
}

/** What a caller may see of many teams. */
export interface TeamsAccess {
  /** Callers with the same key see the same of the same organisation. */
  key: string;
  /** Teams of which the caller sees that they are there, with what everybody sees of them. */
  listed: TeamPredicate;
  /** Teams whose figures the caller sees. */
  full: TeamPredicate;
  /** Teams whose cost the caller sees. */
  cost: TeamPredicate;
}

/**
 * Decides who may do what, twice: the permission policy says who may see and attempt; roles, own figures and guests
 * are settled here, whatever the policy says.
 */
export class Access {
  readonly #httpAuth: HttpAuthService;
  readonly #userInfo: UserInfoService;
  readonly #permissions: PermissionsService;
  readonly #directory: TeamDirectory;
  readonly #roles: RoleRefs;
  readonly #authorizeTeam: (
    decision: PolicyDecision,
    resource: TeamResource | undefined,
  ) => boolean;
  readonly #toFilter: ReturnType<typeof createConditionTransformer<TeamFilter>>;

  constructor(options: {
    httpAuth: HttpAuthService;
    userInfo: UserInfoService;
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    directory: TeamDirectory;
    roles: RoleRefs;
  }) {
    this.#httpAuth = options.httpAuth;
    this.#userInfo = options.userInfo;
    this.#permissions = options.permissions;
    this.#directory = options.directory;
    this.#roles = options.roles;
    const ruleset =
      options.permissionsRegistry.getPermissionRuleset(teamResourceRef);
    this.#authorizeTeam = createConditionAuthorizer(ruleset);
    this.#toFilter = createConditionTransformer(ruleset);
  }

  /** The signed-in user; throws NotAllowedError for services and guests, AuthenticationError for nobody. */
  async user(from: Request | BackstageCredentials): Promise<UserCaller> {
    if (isCredentials(from)) {
      if (!isUser(from)) throw new NotAllowedError('Only users may do this');
      return this.#describe(from);
    }
    const credentials = await this.#httpAuth.credentials(from, {
      allow: ['user'],
    });
    return this.#describe(credentials);
  }

  /** An operator who may do this; throws NotAllowedError otherwise. */
  async operator(
    request: Request,
    permission: BasicPermission,
  ): Promise<UserCaller> {
    const caller = await this.user(request);
    if (!this.holds(caller, 'operators')) {
      throw new NotAllowedError('Only operators may do this');
    }
    await this.#require(caller.credentials, permission);
    return caller;
  }

  /** Somebody of finance, or an operator, who may do this; throws NotAllowedError otherwise. */
  async controller(
    request: Request,
    permission: BasicPermission,
  ): Promise<UserCaller> {
    const caller = await this.user(request);
    if (!this.holds(caller, 'finance') && !this.holds(caller, 'operators')) {
      throw new NotAllowedError('Only finance and operators may do this');
    }
    await this.#require(caller.credentials, permission);
    return caller;
  }

  /** A service with the permission to push, or an operator; throws NotAllowedError otherwise. */
  pusher(request: Request): Promise<void> {
    return this.operatorOrService(request, pushPermission);
  }

  /** A user who may state something of practices; for which team is settled by the service. */
  async stater(request: Request): Promise<UserCaller> {
    const caller = await this.user(request);
    await this.#require(caller.credentials, practiceStatePermission);
    return caller;
  }

  /** A practice lead or an operator who may change checks and checklists; throws NotAllowedError otherwise. */
  async practiceKeeper(request: Request): Promise<UserCaller> {
    const caller = await this.user(request);
    if (
      !this.holds(caller, 'practiceLeads') &&
      !this.holds(caller, 'operators')
    ) {
      throw new NotAllowedError(
        'Only practice leads and operators may do this',
      );
    }
    await this.#require(caller.credentials, practiceManagePermission);
    return caller;
  }

  /** The user among those who may see the registry; null for a service. */
  async registryUser(request: Request): Promise<string | null> {
    const credentials = await this.registry(request);
    return isUser(credentials) ? credentials.principal.userEntityRef : null;
  }

  /** The ref of the signed-in user; null for a service. Throws for guests and nobody. */
  async userOrService(request: Request): Promise<string | null> {
    const credentials = await this.#anyone(request);
    return isUser(credentials) ? credentials.principal.userEntityRef : null;
  }

  /** A service, or an operator who may do this; throws NotAllowedError otherwise. */
  async operatorOrService(
    request: Request,
    permission: BasicPermission,
  ): Promise<void> {
    const credentials = await this.#anyone(request);
    if (isUser(credentials)) {
      await this.operator(request, permission);
      return;
    }
    await this.#require(credentials, permission);
  }

  /** Anybody who may see the registry: users who are no guests, and services. */
  async registry(
    from: Request | BackstageCredentials,
  ): Promise<BackstageCredentials> {
    const credentials = await this.#anyone(from);
    await this.#require(credentials, registryReadPermission);
    return credentials;
  }

  /** Anybody who may ask for policy answers: by themselves, or with the registry. */
  async policy(from: Request | BackstageCredentials): Promise<void> {
    const credentials = await this.#anyone(from);
    const decisions = await this.#permissions.authorize(
      [
        { permission: policyReadPermission },
        { permission: registryReadPermission },
      ],
      { credentials },
    );
    if (!decisions.some(({ result }) => result === AuthorizeResult.ALLOW)) {
      throw new NotAllowedError('Your role does not allow this');
    }
  }

  /**
   * What the caller sees of one team, by one permission call for those who see its figures. The second question is not put
   * with the first: nearly everybody who opens a page is of the team, and what a call takes grows with its questions.
   */
  async team(request: Request, teamRef: string): Promise<Scorecard['access']> {
    // Asked before anything is awaited, so that the statement is one with that of the page.
    const directory = meanwhile(() => this.#directory.resource(teamRef));
    const credentials = await this.#anyone(request);
    const sees = async (permission: typeof teamReadPermission) => {
      const [[decision], resource] = await Promise.all([
        this.#permissions.authorizeConditional([{ permission }], {
          credentials,
        }),
        directory,
      ]);
      return resource !== undefined && this.#authorizeTeam(decision, resource);
    };
    if (await sees(teamReadPermission)) return 'full';
    if (await sees(teamCostReadPermission)) return 'cost';
    await this.#require(credentials, registryReadPermission);
    return 'practices';
  }

  /** What the caller sees of all teams. Nothing at all is an answer too: lists do not fail. */
  async teams(request: Request): Promise<TeamsAccess> {
    const credentials = await this.#anyone(request);
    const [full, cost] = await this.#decide(credentials);
    const seesAll = await this.#predicateOf(full);
    const ofCost = await this.#predicateOf(cost);
    const seesCost: TeamPredicate = id => seesAll(id) || ofCost(id);
    const isAsked =
      full.result !== AuthorizeResult.ALLOW &&
      cost.result !== AuthorizeResult.ALLOW;
    const seesRegistry =
      !isAsked || (await this.#may(credentials, registryReadPermission));
    return {
      key: JSON.stringify([keyOf(full), keyOf(cost), seesRegistry]),
      full: seesAll,
      cost: seesCost,
      listed: id => seesRegistry || seesCost(id),
    };
  }

  /** What the caller sees of everybody together; throws NotAllowedError for those who see but some teams. */
  async organisation(request: Request): Promise<'full' | 'cost'> {
    const credentials = await this.#anyone(request);
    const [full, cost] = await this.#decide(credentials);
    if (full.result === AuthorizeResult.ALLOW) return 'full';
    if (cost.result === AuthorizeResult.ALLOW) return 'cost';
    throw new NotAllowedError(
      'Figures of everybody are seen by those who see every team: operators, and finance for cost',
    );
  }

  /** Whether a caller who may see the registry sees how the whole organisation uses tools. */
  async toolUse(request: Request): Promise<boolean> {
    const credentials = await this.registry(request);
    const [full] = await this.#decide(credentials);
    return full.result === AuthorizeResult.ALLOW;
  }

  /** Whether the user holds a role, directly or through a Group. */
  holds(caller: UserCaller, role: keyof RoleRefs): boolean {
    return hasRole(this.#roles, role, caller.claims);
  }

  async #describe(
    credentials: Awaited<ReturnType<Access['user']>>['credentials'],
  ): Promise<UserCaller> {
    const info = await this.#userInfo.getUserInfo(credentials);
    if (isGuest(info.userEntityRef)) {
      throw new NotAllowedError('Guests see no scorecards: sign in');
    }
    return {
      credentials,
      user: info.userEntityRef,
      claims: info.ownershipEntityRefs,
    };
  }

  async #anyone(
    from: Request | BackstageCredentials,
  ): Promise<BackstageCredentials> {
    const credentials = isCredentials(from)
      ? from
      : await this.#httpAuth.credentials(from, { allow: ['user', 'service'] });
    if (isUser(credentials) && isGuest(credentials.principal.userEntityRef)) {
      throw new NotAllowedError('Guests see no scorecards: sign in');
    }
    return credentials;
  }

  async #require(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<void> {
    if (!(await this.#may(credentials, permission))) {
      throw new NotAllowedError('Your role does not allow this');
    }
  }

  async #may(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
  }

  #decide(credentials: BackstageCredentials): Promise<PolicyDecision[]> {
    return this.#permissions.authorizeConditional(
      [
        { permission: teamReadPermission },
        { permission: teamCostReadPermission },
      ],
      { credentials },
    );
  }

  async #predicateOf(decision: PolicyDecision): Promise<TeamPredicate> {
    if (decision.result === AuthorizeResult.CONDITIONAL) {
      return this.#evaluate(this.#toFilter(decision.conditions));
    }
    return () => decision.result === AuthorizeResult.ALLOW;
  }

  async #evaluate(
    criteria: PermissionCriteria<TeamFilter>,
  ): Promise<TeamPredicate> {
    if ('anyOf' in criteria) {
      const parts = await this.#all(criteria.anyOf);
      return id => parts.some(part => part(id));
    }
    if ('allOf' in criteria) {
      const parts = await this.#all(criteria.allOf);
      return id => parts.every(part => part(id));
    }
    if ('not' in criteria) {
      const excluded = await this.#evaluate(criteria.not);
      return id => !excluded(id);
    }
    return this.#directory.teamsOf(criteria);
  }

  #all(criteria: PermissionCriteria<TeamFilter>[]): Promise<TeamPredicate[]> {
    return Promise.all(criteria.map(part => this.#evaluate(part)));
  }
}

/** What a decision says, without the number of the question that it answers. */
function keyOf(decision: PolicyDecision): unknown {
  return decision.result === AuthorizeResult.CONDITIONAL
    ? decision.conditions
    : decision.result;
}
