import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  PermissionCriteria,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  exceptionLogReadPermission,
  exceptionReadPermission,
  requestCreatePermission,
  requestReadPermission,
  requestUpdatePermission,
} from 'backstage-plugin-ai-scorecards-common';
import {
  RequestFilter,
  RequestResource,
  requestResourceRef,
} from 'backstage-plugin-ai-scorecards-node';
import type { ExceptionCase } from 'backstage-plugin-ai-scorecards-common';
import type { Request } from 'express';
import { Access, UserCaller } from '../../permissions/Access';
import { TeamDirectory } from '../../permissions/TeamDirectory';
import { CaseFacts } from '../service/CaseFacts';
import type { CaseFilter } from '../store/caseQuery';
import { CaseStore } from '../store/CaseStore';

/** Who asks: over HTTP, or through an action. */
export type Caller = Request | BackstageCredentials;

/** What a caller sees of many requests: a filter, everything, or nothing. */
export type Visible = CaseFilter | 'all' | 'none';

/** Decides who sees and who may attempt what of requests and exceptions. Users only. */
export class RequestAccess {
  readonly #access: Access;
  readonly #permissions: PermissionsService;
  readonly #directory: TeamDirectory;
  readonly #cases: CaseStore;
  readonly #facts: CaseFacts;
  readonly #authorize: (
    decision: PolicyDecision,
    resource: RequestResource | undefined,
  ) => boolean;
  readonly #toFilter: ReturnType<
    typeof createConditionTransformer<RequestFilter>
  >;

  constructor(options: {
    access: Access;
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    directory: TeamDirectory;
    cases: CaseStore;
    facts: CaseFacts;
  }) {
    this.#access = options.access;
    this.#permissions = options.permissions;
    this.#directory = options.directory;
    this.#cases = options.cases;
    this.#facts = options.facts;
    const ruleset =
      options.permissionsRegistry.getPermissionRuleset(requestResourceRef);
    this.#authorize = createConditionAuthorizer(ruleset);
    this.#toFilter = createConditionTransformer(ruleset);
  }

  /** A user who may file requests at all; for which team is settled by the state machine. */
  async filer(request: Caller): Promise<UserCaller> {
    return this.#allowed(request, requestCreatePermission);
  }

  /** A user who may read the decision log. */
  async logReader(request: Caller): Promise<UserCaller> {
    return this.#allowed(request, exceptionLogReadPermission);
  }

  /** Whether a user may read the decision log. */
  async mayReadLog(request: Caller): Promise<boolean> {
    const { credentials } = await this.#access.user(request);
    return this.#allows(credentials, exceptionLogReadPermission);
  }

  /** A user who sits on a board, or who may read the decision log. */
  async boardReader(
    request: Caller,
    sits: (user: string) => Promise<boolean>,
  ): Promise<UserCaller & { isAdmin: boolean }> {
    const caller = await this.#access.user(request);
    if (!(await sits(caller.user))) await this.logReader(request);
    return { ...caller, isAdmin: this.#access.holds(caller, 'admins') };
  }

  /** An admin, whatever the policy says. */
  async admin(request: Caller): Promise<UserCaller> {
    const caller = await this.#access.user(request);
    if (!this.#access.holds(caller, 'admins')) {
      throw new NotAllowedError('Only admins may do this');
    }
    return caller;
  }

  /** The case of a request, for a user who may read it. Nobody learns of one that they may not. */
  async reader(
    request: Caller,
    id: string,
  ): Promise<{ caller: UserCaller; known: ExceptionCase }> {
    return this.#one(request, requestReadPermission, await this.#cases.get(id));
  }

  /** The same, for a user who may attempt to change it. */
  async changer(
    request: Caller,
    id: string,
  ): Promise<{ caller: UserCaller; known: ExceptionCase }> {
    return this.#one(
      request,
      requestUpdatePermission,
      await this.#cases.get(id),
    );
  }

  /** The case of an exception, for a user who may read it. */
  async exceptionReader(
    request: Caller,
    id: string,
  ): Promise<{ caller: UserCaller; known: ExceptionCase }> {
    return this.#one(
      request,
      exceptionReadPermission,
      await this.#cases.byException(id),
    );
  }

  /** The same, for a user who may attempt to change it. */
  async exceptionChanger(
    request: Caller,
    id: string,
  ): Promise<{ caller: UserCaller; known: ExceptionCase }> {
    return this.#one(
      request,
      requestUpdatePermission,
      await this.#cases.byException(id),
    );
  }

  /** What a user sees of requests, or of exceptions. */
  async visible(
    request: Caller,
    what: 'requests' | 'exceptions',
  ): Promise<{ caller: UserCaller; visible: Visible }> {
    const caller = await this.#access.user(request);
    const decision = await this.#decide(
      caller.credentials,
      what === 'requests' ? requestReadPermission : exceptionReadPermission,
    );
    if (decision.result === AuthorizeResult.CONDITIONAL) {
      const criteria = this.#toFilter(decision.conditions);
      return { caller, visible: await this.#toCaseFilter(criteria) };
    }
    return {
      caller,
      visible: decision.result === AuthorizeResult.ALLOW ? 'all' : 'none',
    };
  }

  async #one(
    request: Caller,
    permission: ResourcePermission<typeof requestResourceRef.resourceType>,
    known: ExceptionCase | undefined,
  ) {
    const caller = await this.#access.user(request);
    const decision = await this.#decide(caller.credentials, permission);
    const resource = known && (await this.#resource(known));
    const seesAll = decision.result === AuthorizeResult.ALLOW;
    if (seesAll && !resource) {
      throw new NotFoundError('There is no such request or exception');
    }
    // Whoever does not see all of them learns of none: the answer is one.
    if (!known || !resource || !this.#authorize(decision, resource)) {
      throw new NotAllowedError(
        'Requests are seen by the team, its leads and those who decide',
      );
    }
    return { caller, known };
  }

  async #resource(known: ExceptionCase): Promise<RequestResource> {
    const { request, exception } = known;
    const { ask } = request.wish;
    const [team, around] = await Promise.all([
      this.#directory.resource(ask.team),
      this.#facts
        .basis()
        .then(basis => this.#facts.surroundingsOf(request, basis)),
    ]);
    const owner = exception?.supportOwner ?? ask.supportOwner;
    const payer = exception ? exception.budgetOwner : ask.budgetOwner;
    const successor = exception?.successor ?? null;
    return {
      id: request.id,
      askers: [request.requester, owner, payer, successor].filter(
        user => user !== null,
      ),
      team: team ?? {
        ref: ask.team,
        memberGroups: new Set([ask.team]),
        leads: [],
      },
      deciders: [...this.#facts.decidersOf(known, around).refs],
    };
  }

  async #allowed(
    request: Caller,
    permission:
      | typeof requestCreatePermission
      | typeof exceptionLogReadPermission,
  ): Promise<UserCaller> {
    const caller = await this.#access.user(request);
    if (!(await this.#allows(caller.credentials, permission))) {
      throw new NotAllowedError('Your role does not allow this');
    }
    return caller;
  }

  async #allows(
    credentials: BackstageCredentials,
    permission:
      | typeof requestCreatePermission
      | typeof exceptionLogReadPermission,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
  }

  async #decide(
    credentials: BackstageCredentials,
    permission: ResourcePermission<typeof requestResourceRef.resourceType>,
  ): Promise<PolicyDecision> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    return decision;
  }

  async #toCaseFilter(
    criteria: PermissionCriteria<RequestFilter>,
  ): Promise<CaseFilter> {
    if ('anyOf' in criteria) {
      const [first, ...rest] = criteria.anyOf;
      return {
        anyOf: [
          await this.#toCaseFilter(first),
          ...(await Promise.all(rest.map(part => this.#toCaseFilter(part)))),
        ],
      };
    }
    if ('allOf' in criteria) {
      const [first, ...rest] = criteria.allOf;
      return {
        allOf: [
          await this.#toCaseFilter(first),
          ...(await Promise.all(rest.map(part => this.#toCaseFilter(part)))),
        ],
      };
    }
    if ('not' in criteria) {
      return { not: await this.#toCaseFilter(criteria.not) };
    }
    if (criteria.type === 'asker' || criteria.type === 'decider') {
      return criteria;
    }
    return { type: 'teams', teams: await this.#directory.refsOf(criteria) };
  }
}
