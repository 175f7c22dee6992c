import { fraction } from '../random/hash';
import { Account, Person, Standing } from './types';

/** Draws for people and accounts, apart from those of the world. */
const ACCOUNT_SEED = 20260104;
const DOMAIN = 'acme.example';
/** When the organisation moved its GitHub accounts to managed ones. */
const MANAGED_FROM = '2026-04-01';
const UNMANAGED_TO = '2026-05-01';

/** What is awkward about finding a person behind a vendor's name. */
type Awkwardness =
  | 'none'
  | 'login-only'
  | 'other-email'
  | 'unannotated-login'
  | 'two-logins'
  | 'two-emails';

const AWKWARD: Record<number, Awkwardness> = {
  7: 'login-only',
  13: 'other-email',
  21: 'unannotated-login',
  33: 'two-logins',
  41: 'two-emails',
};

export interface AccountWish {
  person: Person;
  developer: boolean;
  /** both tools in any case, and nothing awkward */
  persona: boolean;
  /** neither tool */
  none?: boolean;
}

/** Collects accounts and gives people what the catalog says of them. */
export class AccountBook {
  readonly accounts: Account[] = [];
  private developers = 0;

  /** Gives a person their accounts, e-mail and annotations. */
  add({ person, developer, persona, none }: AccountWish): void {
    const dotted = person.name.replace('-', '.');
    person.email = `${dotted}@${DOMAIN}`;
    if (none) {
      return;
    }
    const kind = this.awkwardness(developer, persona, person);
    const draw = (salt: number) => fraction(ACCOUNT_SEED, person.index, salt);
    const github =
      persona ||
      kind === 'login-only' ||
      kind === 'unannotated-login' ||
      kind === 'two-logins' ||
      draw(1) < (developer ? 0.88 : 0.3);
    const anthropic =
      persona ||
      kind === 'other-email' ||
      kind === 'two-emails' ||
      (kind !== 'login-only' && draw(2) < (developer ? 0.42 : 0.06));
    if (github) {
      this.addLogins(person, kind, draw(3));
    }
    if (anthropic) {
      this.addEmails(person, kind, dotted);
    }
    if (kind === 'login-only') {
      person.email = undefined;
    }
  }

  /** Accounts that are no person's: partners' trials, bots and API keys. */
  addImpersonal(suffix: string, from: string): void {
    this.push('github', 'login', `partner-trial${suffix}_acme`, 'nobody', {
      from,
    });
    this.push(
      'github',
      'login',
      `acme-release-bot${suffix}`,
      'service-account',
      { from },
    );
    this.push(
      'anthropic',
      'email',
      `trial${suffix}@partner.example`,
      'nobody',
      { from },
    );
    this.push(
      'anthropic',
      'api-key',
      `ci-code-review${suffix}`,
      'service-account',
      { from },
    );
    this.push(
      'anthropic',
      'api-key',
      `nightly-refactoring${suffix}`,
      'service-account',
      { from },
    );
  }

  private awkwardness(
    developer: boolean,
    persona: boolean,
    person: Person,
  ): Awkwardness {
    if (!developer || persona || person.left) {
      return 'none';
    }
    this.developers += 1;
    const kind = AWKWARD[this.developers % 50] ?? 'none';
    const managedTwice = kind === 'two-logins' && person.joined > MANAGED_FROM;
    return managedTwice ? 'none' : kind;
  }

  private addLogins(person: Person, kind: Awkwardness, draw: number): void {
    const times = { from: person.joined, to: person.left };
    const standing: Standing = person.left ? 'left' : 'user';
    const cased =
      draw < 0.15
        ? person.name.replace(/^./, c => c.toUpperCase())
        : person.name;
    if (kind === 'unannotated-login') {
      person.aiAccount = `x-${person.name}`;
      this.push('github', 'login', person.aiAccount, standing, times, person);
      return;
    }
    person.githubLogin = person.name;
    if (kind === 'two-logins') {
      // Half of them were switched off with the move, the others never were.
      const to = person.index % 2 ? undefined : UNMANAGED_TO;
      this.push(
        'github',
        'login',
        person.name,
        standing,
        { from: person.joined, to },
        person,
      );
      this.push(
        'github',
        'login',
        `${person.name}_acme`,
        standing,
        { from: MANAGED_FROM },
        person,
      );
      return;
    }
    const managed = person.index % 3 === 0 ? '_acme' : '';
    this.push('github', 'login', `${cased}${managed}`, standing, times, person);
  }

  private addEmails(person: Person, kind: Awkwardness, dotted: string): void {
    const times = { from: person.joined, to: person.left };
    const standing: Standing = person.left ? 'left' : 'user';
    if (kind === 'other-email' || kind === 'two-emails') {
      person.aiAccount = `${dotted}@labs.${DOMAIN}`;
      this.push(
        'anthropic',
        'email',
        person.aiAccount,
        standing,
        times,
        person,
      );
    }
    if (kind !== 'other-email') {
      this.push(
        'anthropic',
        'email',
        `${dotted}@${DOMAIN}`,
        standing,
        times,
        person,
      );
    }
  }

  private push(
    vendor: Account['vendor'],
    kind: Account['kind'],
    name: string,
    standing: Standing,
    times: { from: string; to?: string },
    person?: Person,
  ): void {
    const index = this.accounts.length;
    this.accounts.push({
      index,
      vendor,
      kind,
      name,
      id: 41_000_000 + index * 7,
      standing,
      person: person?.index,
      ...times,
    });
  }
}
