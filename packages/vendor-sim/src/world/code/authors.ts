import { Account, Organisation, Person } from '../../organisation/types';
import { CodeHost } from './types';

/** Somebody who writes code at a host. */
export interface Author {
  person: Person;
  login: string;
  team: string;
}

/** Who writes code for which team on which day, by the rosters and the accounts of the organisation. */
export class Authors {
  private readonly people = new Map<string, Person>();
  private readonly logins = new Map<number, Account[]>();

  constructor(private readonly organisation: Organisation) {
    for (const person of organisation.people) {
      this.people.set(person.name, person);
    }
    for (const account of organisation.accounts) {
      if (account.vendor === 'github' && account.person !== undefined) {
        const known = this.logins.get(account.person) ?? [];
        known.push(account);
        this.logins.set(account.person, known);
      }
    }
  }

  /** Developers of the day, each for the first of their teams; without an account at the host nobody opens anything. */
  on(
    day: string,
    hostOfTeam: (team: string) => CodeHost | undefined,
  ): Author[] {
    const authors = new Map<string, Author>();
    for (const stay of this.organisation.memberships) {
      const there = stay.from <= day && (!stay.to || day < stay.to);
      const person = this.people.get(stay.person);
      const developer = stay.counted || person?.left !== undefined;
      const host = hostOfTeam(stay.team);
      if (there && developer && person && host && !authors.has(person.name)) {
        const login = this.loginAt(host, person, day);
        if (login) {
          authors.set(person.name, { person, login, team: stay.team });
        }
      }
    }
    return [...authors.values()];
  }

  private loginAt(
    host: CodeHost,
    person: Person,
    day: string,
  ): string | undefined {
    if (host === 'gitlab') {
      return person.email?.split('@')[0];
    }
    return this.logins
      .get(person.index)
      ?.findLast(it => it.from <= day && (!it.to || day < it.to))?.name;
  }
}
