import { generateOrganisation } from './generate';
import { PERSONAS } from './personas';
import { Organisation, Person, TEAM_TYPES } from './types';

const organisation = generateOrganisation({ developers: 300 });

const group = (name: string) => organisation.groups.find(g => g.name === name);
const person = (name: string): Person | undefined =>
  organisation.people.find(p => p.name === name);
const staysOf = (name: string) =>
  organisation.memberships.filter(m => m.person === name);
const teamsOf = ({ groups }: Organisation, { memberOf }: Person) =>
  memberOf.filter(name =>
    groups.some(g => g.name === name && TEAM_TYPES.includes(g.type)),
  );
const membersNow = (team: string) =>
  organisation.memberships.filter(m => m.team === team && !m.to);

describe('generateOrganisation', () => {
  it('has the size that was asked for', () => {
    for (const developers of [60, 300, 1000, 10_000]) {
      const it = generateOrganisation({ developers });
      const counted = it.people.filter(
        p =>
          !p.left && p.jobFamily === 'engineering' && teamsOf(it, p).length > 0,
      );
      expect(counted).toHaveLength(developers);
    }
    expect(() => generateOrganisation({ developers: 59 })).toThrow(RangeError);
  });

  it('has a root, five divisions and about 24 teams', () => {
    const count = (type: string) =>
      organisation.groups.filter(g => g.type === type).length;
    expect(count('organisation')).toBe(1);
    expect(count('division')).toBe(5);
    expect(count('team')).toBeGreaterThanOrEqual(22);
    expect(count('team')).toBeLessThanOrEqual(28);
  });

  it('names nobody and no account twice, whatever the case', () => {
    const large = generateOrganisation({ developers: 10_000 });
    const names = large.people.map(p => p.name);
    const accounts = large.accounts.map(
      a => `${a.vendor} ${a.name.toLowerCase()}`,
    );
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(accounts).size).toBe(accounts.length);
  });

  it('gives every persona a place', () => {
    expect(PERSONAS.map(p => [p.name, person(p.name)?.memberOf])).toEqual([
      ['persona-developer', ['checkout']],
      ['persona-lead', ['checkout']],
      ['persona-division-lead', ['commerce']],
      ['persona-board', ['storefront', 'ai-board']],
      ['persona-finance', ['finance']],
      ['persona-operator', ['platform']],
      ['persona-auditor', ['internal-audit']],
      ['persona-outsider', []],
    ]);
    expect(group('checkout')?.leads).toEqual(['persona-lead']);
    expect(group('commerce')?.leads).toEqual(['persona-division-lead']);
    expect(group('storefront')?.parent).toBe('commerce');
    for (const developers of [60, 1000]) {
      const people = generateOrganisation({ developers }).people;
      const names = new Set(people.map(p => p.name));
      expect(PERSONAS.filter(p => !names.has(p.name))).toEqual([]);
    }
  });

  it('nests teams in teams, and teams in a Group that is none', () => {
    expect(group('ledger-core')?.parent).toBe('ledger');
    expect(group('ledger')?.parent).toBe('payments');
    expect(group('forecasting')?.parent).toBe('machine-learning');
    expect(group('machine-learning')?.type).toBe('tribe');
  });

  it('has a team of three, an empty team and a mailing list', () => {
    expect(membersNow('pricing')).toHaveLength(3);
    expect(organisation.memberships.some(m => m.team === 'cold-chain')).toBe(
      false,
    );
    const list = group('release-announcements');
    expect(list?.type).toBe('mailing-list');
    expect(list?.members.length).toBeGreaterThan(10);
  });

  it('has a team whose Group lists people of whom there is no User', () => {
    const { members = [] } = group('freight') ?? {};
    expect(members).toHaveLength(6);
    expect(organisation.people.filter(p => members.includes(p.name))).toEqual(
      [],
    );
    expect(membersNow('freight')).toEqual([]);
  });

  it('has people in two teams, in none, and such as are no developers', () => {
    const active = organisation.people.filter(p => !p.left);
    const teams = active.map(p => teamsOf(organisation, p).length);
    expect(teams.filter(n => n === 2).length).toBeGreaterThanOrEqual(5);
    const teamless = active.filter(
      p => p.memberOf.length > 0 && teamsOf(organisation, p).length === 0,
    );
    expect(teamless.map(p => p.memberOf[0])).toEqual(
      expect.arrayContaining(['acme', 'machine-learning', 'finance']),
    );
    const others = membersNow('checkout').filter(m => !m.counted);
    expect(others).toHaveLength(1);
  });

  it('moved a team and people in mid-history', () => {
    expect(
      organisation.teamEdges.filter(edge => edge.team === 'returns'),
    ).toEqual([
      {
        team: 'returns',
        parent: 'commerce',
        from: '2024-01-08',
        to: '2026-07-13',
      },
      { team: 'returns', parent: 'logistics', from: '2026-07-13' },
    ]);
    const moved = organisation.people.filter(p => {
      const stays = staysOf(p.name);
      return stays.some(a =>
        stays.some(b => a.to === b.from && a.team !== b.team),
      );
    });
    expect(moved.length).toBeGreaterThanOrEqual(5);
    const promoted = organisation.people.filter(p => {
      const stays = staysOf(p.name);
      return stays.some(a => stays.some(b => !a.counted && b.counted));
    });
    expect(promoted).toHaveLength(1);
  });

  it('says of today what the catalog says', () => {
    for (const someone of organisation.people) {
      const open = staysOf(someone.name)
        .filter(m => !m.to)
        .map(m => m.team);
      const expected = someone.left ? [] : teamsOf(organisation, someone);
      expect([...open].sort()).toEqual([...expected].sort());
    }
    for (const edge of organisation.teamEdges.filter(e => !e.to)) {
      expect(group(edge.team)?.parent).toBe(edge.parent);
    }
  });

  it('lets no stay end before it began, and nobody be in a team twice', () => {
    for (const developers of [60, 300, 1000]) {
      const { memberships } = generateOrganisation({ developers });
      expect(memberships.filter(m => m.to && m.to <= m.from)).toEqual([]);
      const open = memberships
        .filter(m => !m.to)
        .map(m => `${m.person} ${m.team}`);
      expect(new Set(open).size).toBe(open.length);
    }
  });

  it('has accounts of every awkward kind', () => {
    const standings = new Set(organisation.accounts.map(a => a.standing));
    expect([...standings].sort()).toEqual([
      'left',
      'nobody',
      'service-account',
      'user',
    ]);
    const kinds = organisation.accounts.map(a => a.kind);
    expect(kinds).toContain('api-key');
    const logins = organisation.accounts.filter(a => a.kind === 'login');
    expect(logins.some(a => a.name.endsWith('_acme'))).toBe(true);
    expect(logins.some(a => /^[A-Z]/.test(a.name))).toBe(true);
    const per = new Map<string, number>();
    for (const { vendor, person: owner } of organisation.accounts) {
      const key = `${vendor} ${owner}`;
      per.set(key, owner === undefined ? 1 : (per.get(key) ?? 0) + 1);
    }
    const twice = [...per]
      .filter(([, n]) => n === 2)
      .map(([key]) => key.split(' ')[0]);
    expect(new Set(twice)).toEqual(new Set(['github', 'anthropic']));
    const users = organisation.people.filter(p => !p.left);
    expect(users.some(p => p.githubLogin && !p.email)).toBe(true);
    expect(users.some(p => p.aiAccount?.includes('@'))).toBe(true);
    expect(users.some(p => p.aiAccount && !p.githubLogin)).toBe(true);
  });

  it('lets every account of a User be found by what the catalog says', () => {
    const unfound = organisation.accounts.filter(account => {
      if (account.standing !== 'user' || account.person === undefined) {
        return false;
      }
      const { email, githubLogin, aiAccount } =
        organisation.people[account.person];
      const name = account.name.toLowerCase();
      return ![email, githubLogin, `${githubLogin}_acme`, aiAccount].includes(
        name,
      );
    });
    expect(unfound).toEqual([]);
  });
});
