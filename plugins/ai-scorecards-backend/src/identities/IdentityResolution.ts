import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import type {
  IdentitiesQuery,
  IdentityDecision,
  IdentityRow,
} from 'backstage-plugin-ai-scorecards-common';
import type { IdentityResolver } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { BY_ERASURE } from '../erasure/names';
import { Clock, today } from '../clock';
import { isPostgres, Settings } from '../database';
import type { OrgStore } from '../org/OrgStore';
import { breathe } from '../breathe';
import { AskedResolvers } from './AskedResolvers';
import { PlacedDecision, readDecisionsCsv } from './decisions';
import { IdentityStore } from './IdentityStore';
import { IdentityChange } from './changedAccounts';
import { accountKey } from './rows';
import { Directory, Match, namesToFind } from './resolve';
import { Identity, isPerson, Verdict } from './types';

/** How verdicts of operators are marked: no rule undoes them. */
const BY_OPERATOR = 'operator';
/** Verdicts that hold only as long as the catalog says so of whoever is in it. */
const BY_RULE: ReadonlySet<string> = new Set<Match['method']>([
  'e-mail',
  'login',
  'annotation',
]);
/** Name in the settings table: when all accounts were last tried, and against which organisation. */
const WHOLE = 'identities.whole';
/** Enough that a piece is worth its reads of people. */
const PIECE = 20_000;
/** The driver of SQLite works on the event loop: meanwhile nobody is answered. */
const SQLITE_PIECE = 3_000;
/** No person has this id. */
const NOBODY = -1;

export interface IdentityResolutionOptions {
  knex: Knex;
  identities: IdentityStore;
  org: OrgStore;
  clock: Clock;
  /** Asked in this order, after e-mail, login and annotations. */
  resolvers: readonly IdentityResolver[];
  logger: LoggerService;
  /** Accounts that are held at a time, with the people they may be. */
  piece?: number;
}

/** What deciding on accounts led to. */
export interface DecisionOutcome {
  changed: number;
  /** UTC days whose figures are worked out again. */
  daysAffected: number;
}

/** Finds out who vendor accounts are, and takes the word of operators, with effect on the past. */
export class IdentityResolution {
  readonly #options: IdentityResolutionOptions;
  #running: Promise<DecisionOutcome> | undefined;
  #waiting: Promise<DecisionOutcome> | undefined;
  #nextIsWhole = false;
  readonly #settings = new Settings();

  constructor(options: IdentityResolutionOptions) {
    this.#options = options;
  }

  /**
   * Tries the rules on every account that no operator decided on, also on those that rules matched before: after people
   * changed. An account of somebody who left the catalog stays theirs until the rules name somebody else. Returns how many
   * accounts changed and how many days that touches.
   *
   * Whoever asks while accounts are tried shares one run after it, for it may have passed those that they know of.
   */
  run(): Promise<DecisionOutcome> {
    this.#nextIsWhole = true;
    return this.#ask();
  }

  /**
   * The same of accounts that are nobody's yet, as those are that a collection met for the first time or under another
   * name; the others are who they were. It is every account where the organisation is another one than when they all were
   * last tried, by whichever replica, and once a UTC day: a vendor may have told a login of one that was matched without.
   */
  runOpen(): Promise<DecisionOutcome> {
    return this.#ask();
  }

  #ask(): Promise<DecisionOutcome> {
    this.#waiting ??= this.#runNext();
    return this.#waiting;
  }

  async #runNext(): Promise<DecisionOutcome> {
    // Whoever asked for that run hears of its failure.
    await this.#running?.catch(() => undefined);
    this.#running = this.#runOnce();
    this.#waiting = undefined;
    return this.#running;
  }

  async #runOnce(): Promise<DecisionOutcome> {
    const { knex, clock, org } = this.#options;
    const isAsked = this.#nextIsWhole;
    this.#nextIsWhole = false;
    try {
      // What changes from here on is another organisation, for which they are all tried again.
      const now = { day: today(clock), organisation: await org.version() };
      const last = await this.#settings.get<typeof now>(knex, WHOLE);
      const isWhole =
        isAsked ||
        last?.day !== now.day ||
        last.organisation !== now.organisation;
      const outcome = await this.#tryAccounts(isWhole);
      if (isWhole) await this.#settings.set(knex, WHOLE, now);
      return outcome;
    } catch (error) {
      this.#nextIsWhole ||= isAsked;
      throw error;
    }
  }

  /** Piece by piece: all accounts and people of a large organisation are more than should be held after each day. */
  async #tryAccounts(isWhole: boolean): Promise<DecisionOutcome> {
    const { knex, identities } = this.#options;
    const { piece = isPostgres(knex) ? PIECE : SQLITE_PIECE } = this.#options;
    const resolvers = new AskedResolvers(this.#options);
    const days = new Set<string>();
    let changed = 0;
    let after = 0;
    for (;;) {
      const open = await identities.undecided({
        after,
        limit: piece,
        unresolved: !isWhole,
      });
      const last = open.at(-1);
      if (!last) return { changed, daysAffected: days.size };
      after = last.id;
      const outcome = await this.#tryRules(open, resolvers);
      changed += outcome.changed;
      outcome.days.forEach(day => days.add(day));
      await breathe();
    }
  }

  async #tryRules(
    open: readonly Identity[],
    resolvers: AskedResolvers,
  ): Promise<{ changed: number; days: ReadonlySet<string> }> {
    const { knex, identities, org } = this.#options;
    const people = await org.peopleNamed(namesToFind(open));
    const directory = new Directory(people);
    const present = new Set(
      people.filter(person => person.present).map(person => person.id),
    );
    const verdicts: Verdict[] = [];
    const left: Identity[] = [];
    for (const account of open) {
      const match = directory.match(account);
      if (match) {
        verdicts.push(isPerson(account, match.person.id, match.method));
      } else if (
        !present.has(account.personId ?? NOBODY) ||
        BY_RULE.has(account.method ?? '')
      ) {
        left.push(account);
      }
    }
    const answers = await resolvers.ask(left);
    verdicts.push(...answers);
    const answered = new Set(answers.map(({ id }) => id));
    for (const account of left) {
      if (
        !answered.has(account.id) &&
        present.has(account.personId ?? NOBODY)
      ) {
        verdicts.push(isNobody(account));
      }
    }
    const before = new Map(open.map(account => [account.id, account]));
    const changes = verdicts.filter(verdict =>
      isOther(verdict, before.get(verdict.id)),
    );
    if (changes.length === 0) return { changed: 0, days: new Set() };
    return knex.transaction(async trx => {
      // An operator may have decided, or a vendor said something new, while the resolvers were asked.
      const ids = changes.map(({ id }) => id);
      const now = new Map(
        (await identities.undecided({ ids }, trx)).map(each => [each.id, each]),
      );
      const valid = changes.filter(({ id }) =>
        isSameAccount(now.get(id), before.get(id)),
      );
      await identities.decide(trx, valid);
      const days = await identities.markChanged(trx, changesOf(valid, now));
      return { changed: valid.length, days };
    });
  }

  /**
   * Takes decisions from JSON, by the user `by`. Throws InputError with all faults at once, and then changes nothing;
   * NotAllowedError where somebody would take an account for their own, whose figures they would see.
   */
  decide(
    decisions: readonly IdentityDecision[],
    by: string,
  ): Promise<DecisionOutcome> {
    return this.#decide(
      by,
      decisions.map((decision, index) => ({
        place: `decisions[${index}]`,
        decision,
      })),
      [],
    );
  }

  /** Takes decisions from CSV. Throws as {@link decide} does, faults by line. */
  decideCsv(csv: string, by: string): Promise<DecisionOutcome> {
    const { decisions, faults } = readDecisionsCsv(csv);
    return this.#decide(by, decisions, faults);
  }

  /** A page of accounts, with whom an unresolved one may be. */
  async list(
    query: IdentitiesQuery,
  ): Promise<{ items: IdentityRow[]; nextCursor: string | null }> {
    const { identities, org } = this.#options;
    const { items, nextCursor } = await identities.list(query);
    const needsGuess = items.some(item => item.state === 'unresolved');
    const directory = needsGuess ? new Directory(await org.people()) : null;
    return {
      nextCursor,
      items: items.map(item => ({
        id: item.id,
        namespace: item.namespace,
        account: item.account,
        kind: item.kind,
        state: item.state,
        person: item.personRef,
        method: item.method,
        leftOn: item.leftOn,
        suggestion:
          item.state === 'unresolved'
            ? directory?.suggest(item)?.ref ?? null
            : null,
      })),
    };
  }

  async #decide(
    by: string,
    decisions: readonly PlacedDecision[],
    givenFaults: readonly string[],
  ): Promise<DecisionOutcome> {
    const { knex, identities, org } = this.#options;
    const directory = new Directory(await org.people());
    const own = directory.person(by.toLocaleLowerCase('en-US'))?.id ?? null;
    return knex.transaction(async trx => {
      const faults = [...givenFaults];
      const found = await identities.find(
        trx,
        decisions.map(({ decision }) => decision),
      );
      const verdicts = new Map<number, { verdict: Verdict; place: string }>();
      for (const { place, decision } of decisions) {
        const { namespace, account, state } = decision;
        const identity = found.get(`${namespace} ${accountKey(account)}`);
        const ref = decision.person?.toLocaleLowerCase('en-US');
        const person = ref === undefined ? null : directory.person(ref);
        const words = faultOf(decision, identity, person === undefined);
        if (words) faults.push(`${place}: ${words}`);
        if (!identity || words) continue;
        const earlier = verdicts.get(identity.id);
        if (earlier) {
          faults.push(`${place}: decides on the account of ${earlier.place}`);
          continue;
        }
        // Whoever was known before they left stays known: their past belongs to their team.
        const whoLeft = state === 'left' ? identity.personId : null;
        const isHuman = state === 'person' || state === 'left';
        const verdict = {
          id: identity.id,
          state,
          personId: isHuman ? person?.id ?? whoLeft : null,
          method: BY_OPERATOR,
          leftOn: state === 'left' ? decision.leftOn ?? null : null,
        };
        if (
          own !== null &&
          verdict.personId === own &&
          identity.personId !== own
        ) {
          throw new NotAllowedError(
            `${place}: another operator has to say that an account is yours`,
          );
        }
        verdicts.set(identity.id, { verdict, place });
      }
      if (faults.length > 0) {
        throw new InputError(faults.sort(byPlace).join('\n'));
      }
      const before = new Map([...found.values()].map(item => [item.id, item]));
      const all = [...verdicts.values()].map(({ verdict }) => verdict);
      const changed = all.filter(verdict =>
        isOther(verdict, before.get(verdict.id)),
      );
      await identities.decide(trx, all);
      const days = await identities.markChanged(
        trx,
        changesOf(changed, before),
      );
      return { changed: changed.length, daysAffected: days.size };
    });
  }
}

function isNobody({ id }: Identity): Verdict {
  return {
    id,
    state: 'unresolved',
    personId: null,
    method: null,
    leftOn: null,
  };
}

function isSameAccount(
  now: Identity | undefined,
  before: Identity | undefined,
): boolean {
  return (
    now !== undefined &&
    before !== undefined &&
    now.personId === before.personId &&
    now.email === before.email &&
    now.login === before.login
  );
}

function faultOf(
  decision: IdentityDecision,
  identity: Identity | undefined,
  isPersonUnknown: boolean,
): string | null {
  if (!identity || identity.method === BY_ERASURE) {
    return `account ${decision.account} of ${decision.namespace} is not known`;
  }
  if (decision.state === 'person' && decision.person === undefined) {
    return 'person must name a user when state is person';
  }
  if (isPersonUnknown) {
    return `person ${decision.person} is not a user of the catalog`;
  }
  return null;
}

/** Each verdict with what was decided before. */
function changesOf(
  verdicts: readonly Verdict[],
  before: ReadonlyMap<number, Identity>,
): IdentityChange[] {
  return verdicts.flatMap(after => {
    const known = before.get(after.id);
    return known ? [{ before: known, after }] : [];
  });
}

/** A verdict that only says who decided changes nothing. */
function isOther(verdict: Verdict, before: Identity | undefined): boolean {
  return (
    before?.state !== verdict.state ||
    before.personId !== verdict.personId ||
    before.leftOn !== verdict.leftOn
  );
}

function byPlace(a: string, b: string): number {
  return placeNumber(a) - placeNumber(b);
}

function placeNumber(fault: string): number {
  return Number(/\d+/.exec(fault)?.[0] ?? 0);
}
