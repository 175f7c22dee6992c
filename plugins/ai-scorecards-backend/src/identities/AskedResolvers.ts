import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AccountRef,
  IdentityResolver,
} from 'backstage-plugin-ai-scorecards-node';
import type { OrgStore } from '../org/OrgStore';
import { Directory } from './resolve';
import { Identity, isPerson, Verdict } from './types';

interface Options {
  /** Asked in this order. */
  resolvers: readonly IdentityResolver[];
  org: Pick<OrgStore, 'peopleNamed'>;
  logger: LoggerService;
}

/** The resolvers of an organisation during one run: one that fails is not asked again in it. */
export class AskedResolvers {
  readonly #options: Options;
  readonly #failed = new Set<string>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Returns whose accounts are, of those that a resolver names a person of the catalog for. */
  async ask(open: readonly Identity[]): Promise<Verdict[]> {
    const { resolvers, org } = this.#options;
    const verdicts: Verdict[] = [];
    let rest = [...open];
    for (const resolver of resolvers) {
      const unresolved: Identity[] = [];
      for (const [namespace, accounts] of byNamespace(rest)) {
        const answer = await this.#answerOf(resolver, namespace, accounts);
        const refOf = (account: Identity) =>
          answer.get(account.account)?.toLocaleLowerCase('en-US');
        const refs = accounts.flatMap(account => refOf(account) ?? []);
        const directory = new Directory(await org.peopleNamed({ refs }));
        for (const account of accounts) {
          const ref = refOf(account);
          const person = ref && directory.person(ref);
          if (person) {
            verdicts.push(isPerson(account, person.id, resolver.id));
          } else {
            unresolved.push(account);
          }
        }
      }
      rest = unresolved;
    }
    return verdicts;
  }

  async #answerOf(
    resolver: IdentityResolver,
    namespace: string,
    accounts: readonly Identity[],
  ): Promise<ReadonlyMap<string, string>> {
    if (this.#failed.has(resolver.id)) return new Map();
    try {
      return await resolver.resolve(namespace, accounts.map(toAccountRef));
    } catch (error) {
      this.#failed.add(resolver.id);
      this.#options.logger.warn(`The resolver ${resolver.id} failed`, {
        error: String(error),
      });
      return new Map();
    }
  }
}

function byNamespace(accounts: readonly Identity[]): Map<string, Identity[]> {
  const map = new Map<string, Identity[]>();
  for (const account of accounts) {
    const list = map.get(account.namespace) ?? [];
    list.push(account);
    map.set(account.namespace, list);
  }
  return map;
}

function toAccountRef(identity: Identity): AccountRef {
  return {
    key: identity.account,
    kind: identity.kind,
    ...(identity.email ? { email: identity.email } : {}),
    ...(identity.login ? { login: identity.login } : {}),
    ...(identity.vendorId ? { vendorId: identity.vendorId } : {}),
  };
}
