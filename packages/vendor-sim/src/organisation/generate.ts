import { addDays, toDayNumber } from '../time/days';
import { hash } from '../random/hash';
import { AccountBook } from './accounts';
import {
  BECAME_DEVELOPER,
  DIVISIONS,
  LEAVERS,
  MOVED_TEAM,
  MOVES,
  ORIGIN,
  ROOT,
  SECOND_TEAMS,
  START_DAYS,
  TEAMS,
  TRIBE,
  TeamPlan,
  UNRECORDED_TEAM,
} from './blueprint';
import { nameSource } from './names';
import { PERSONAS } from './personas';
import { Roster } from './roster';
import { teamSizes } from './sizes';
import { Organisation, Person } from './types';

/** Blocks that share one set of divisions. */
const BLOCKS_PER_DIVISIONS = 5;
const ENGINEERING = 'engineering';
const BOARD = 'ai-board';

const suffixed = (name: string, number: number): string =>
  number === 0 ? name : `${name}-${number + 1}`;

const suffixedTitle = (title: string, number: number): string =>
  number === 0 ? title : `${title} ${number + 1}`;

const suffixBlock = (team: string): number => {
  const number = /-(\d+)$/.exec(team);
  return number ? Number(number[1]) - 1 : 0;
};

const later = (a: string, b: string): string => (a > b ? a : b);

/** Old hands came over twenty months before the recorded past begins. */
const hiredOn = (index: number): string =>
  addDays(
    ORIGIN,
    hash(11, index) % (toDayNumber('2025-09-01') - toDayNumber(ORIGIN)),
  );

class Generator {
  private readonly nextName = nameSource();
  private readonly roster = new Roster();
  private readonly book = new AccountBook();
  /** developers of each team in their order, leads first */
  private readonly developersOf = new Map<string, Person[]>();
  private starts = 0;

  run(developers: number): Organisation {
    const blocks = teamSizes(developers);
    this.roster.addGroup({ name: ROOT, title: 'Acme', type: 'organisation' });
    const sets = Math.ceil(blocks.length / BLOCKS_PER_DIVISIONS);
    for (let set = 0; set < sets; set++) {
      this.addDivisions(set);
    }
    blocks.forEach((sizes, block) => this.addBlock(sizes, block));
    this.addDepartments();
    this.addBoard();
    return {
      groups: [...this.roster.groups.values()],
      people: this.roster.people,
      accounts: this.book.accounts,
      memberships: this.roster.memberships,
      teamEdges: this.roster.edges,
    };
  }

  private addDivisions(set: number): void {
    for (const division of DIVISIONS) {
      const name = suffixed(division.name, set);
      this.roster.addGroup({
        name,
        title: suffixedTitle(division.title, set),
        type: 'division',
        parent: ROOT,
      });
      const persona = PERSONAS.find(p => p.group === name);
      const lead = persona
        ? this.roster.addPersona(persona)
        : this.roster.addPerson('management', this.nextName(), ORIGIN);
      this.roster.join(lead, name, { from: lead.joined, counted: false });
      this.roster.group(name).leads.push(lead.name);
      this.book.add({
        person: lead,
        developer: false,
        persona: Boolean(persona),
      });
    }
    const tribe = suffixed(TRIBE.name, set);
    this.roster.addGroup({
      name: tribe,
      title: suffixedTitle(TRIBE.title, set),
      type: 'tribe',
      parent: suffixed(TRIBE.parent, set),
    });
    // Directly in a Group that is no team, and in no other: without a team.
    const scientist = this.roster.addPerson(
      ENGINEERING,
      this.nextName(),
      ORIGIN,
    );
    scientist.memberOf.push(tribe);
    this.book.add({ person: scientist, developer: true, persona: true });
  }

  private addBlock(sizes: Map<TeamPlan, number>, block: number): void {
    const set = Math.floor(block / BLOCKS_PER_DIVISIONS);
    const local = (name: string) => suffixed(name, block);
    for (const [plan, size] of sizes) {
      const nested = TEAMS.some(team => team.name === plan.parent);
      this.addTeam(plan, size, {
        name: local(plan.name),
        parent: nested ? local(plan.parent) : suffixed(plan.parent, set),
        title: suffixedTitle(plan.title, block),
        previousParent:
          plan.name === MOVED_TEAM.team
            ? suffixed(MOVED_TEAM.from, set)
            : undefined,
      });
    }
    for (const second of SECOND_TEAMS) {
      const person = this.developersOf.get(local(second.first))?.[3];
      if (person) {
        this.roster.join(person, local(second.second), {
          from: later(second.from, person.joined),
          to: second.to,
          counted: true,
        });
      }
    }
    for (const move of MOVES) {
      const person = this.developersOf.get(local(move.to))?.at(-1);
      if (person) {
        this.backdateMove(person, local(move.from), local(move.to), move.on);
      }
    }
    for (const leaver of LEAVERS) {
      this.addLeaver(local(leaver.team), leaver.on);
    }
    this.becomeDeveloper(local(BECAME_DEVELOPER.team));
    this.addMailingList(local('release-announcements'), block);
    this.book.addImpersonal(block === 0 ? '' : `-${block + 1}`, ORIGIN);
  }

  private addTeam(
    plan: TeamPlan,
    size: number,
    as: {
      name: string;
      title: string;
      parent: string;
      previousParent?: string;
    },
  ): void {
    const { name } = as;
    const group = this.roster.addGroup(
      { ...as, type: 'team' },
      as.previousParent,
    );
    const recorded = name !== UNRECORDED_TEAM;
    const personas = PERSONAS.filter(
      p => p.group === name && p.jobFamily === ENGINEERING,
    ).sort(
      (a, b) => Number(b.role === 'Team lead') - Number(a.role === 'Team lead'),
    );
    const developers: Person[] = [];
    for (let i = 0; i < size; i++) {
      const persona = personas.at(i);
      const person = persona
        ? this.roster.addPersona(persona)
        : this.roster.addPerson(
            ENGINEERING,
            this.nextName(),
            recorded && i === 4
              ? this.nextStart()
              : hiredOn(this.roster.people.length),
          );
      developers.push(person);
      this.roster.join(person, name, {
        from: person.joined,
        counted: true,
        recorded,
      });
      this.book.add({ person, developer: true, persona: Boolean(persona) });
    }
    this.developersOf.set(name, developers);
    group.leads.push(...developers.slice(0, plan.leads).map(p => p.name));
    group.members.push(...(plan.strangers ?? []));
    for (const family of plan.others ?? []) {
      const person = this.roster.addPerson(
        family,
        this.nextName(),
        hiredOn(this.roster.people.length),
      );
      this.roster.join(person, name, {
        from: person.joined,
        counted: false,
        recorded,
      });
      this.book.add({ person, developer: false, persona: false });
    }
  }

  /** Rewrites a stay so that it began in another team. */
  private backdateMove(
    person: Person,
    from: string,
    to: string,
    on: string,
  ): void {
    const stay = this.roster.memberships.find(
      m => m.person === person.name && m.team === to,
    );
    if (stay && stay.from < on) {
      this.roster.memberships.push({ ...stay, team: from, to: on });
      stay.from = on;
    }
  }

  private addLeaver(team: string, on: string): void {
    const person = this.roster.addPerson(
      ENGINEERING,
      this.nextName(),
      hiredOn(this.roster.people.length),
    );
    person.left = on;
    this.roster.join(person, team, {
      from: person.joined,
      to: on,
      counted: false,
    });
    this.book.add({ person, developer: true, persona: false });
  }

  private becomeDeveloper(team: string): void {
    const person = this.developersOf.get(team)?.[1];
    const stay = this.roster.memberships.find(m => m.person === person?.name);
    if (stay && stay.from < BECAME_DEVELOPER.on) {
      this.roster.memberships.push({
        ...stay,
        to: BECAME_DEVELOPER.on,
        counted: false,
      });
      stay.from = BECAME_DEVELOPER.on;
    }
  }

  private addMailingList(name: string, block: number): void {
    const list = this.roster.addGroup({
      name,
      title: suffixedTitle('Release announcements', block),
      type: 'mailing-list',
    });
    for (const [team, developers] of this.developersOf) {
      if (developers.length > 2 && suffixBlock(team) === block) {
        list.members.push(developers[2].name);
      }
    }
  }

  private addDepartments(): void {
    const departments = [
      { name: 'finance', title: 'Finance', family: 'finance', more: 3 },
      {
        name: 'internal-audit',
        title: 'Internal Audit',
        family: 'audit',
        more: 1,
      },
    ];
    for (const { name, title, family, more } of departments) {
      this.roster.addGroup({ name, title, type: 'department', parent: ROOT });
      const members = PERSONAS.filter(p => p.group === name).map(p =>
        this.roster.addPersona(p),
      );
      for (let i = 0; i < more; i++) {
        members.push(this.roster.addPerson(family, this.nextName(), ORIGIN));
      }
      for (const person of members) {
        person.memberOf.push(name);
        this.book.add({ person, developer: false, persona: false, none: true });
      }
    }
    for (const persona of PERSONAS.filter(p => !p.group)) {
      const person = this.roster.addPersona(persona);
      this.book.add({ person, developer: false, persona: false, none: true });
    }
    // The chief technology officer: in the root alone, and pays for a seat.
    const officer = this.roster.addPerson(
      'management',
      this.nextName(),
      ORIGIN,
    );
    officer.memberOf.push(ROOT);
    this.book.add({ person: officer, developer: false, persona: true });
  }

  private addBoard(): void {
    this.roster.addGroup({
      name: BOARD,
      title: 'AI Board',
      type: 'board',
      parent: ROOT,
    });
    const leads = [
      'payments',
      'logistics',
      'security',
      'developer-experience',
    ].map(name => this.roster.group(name).leads[0]);
    const sitting = this.roster.people.filter(
      p =>
        leads.includes(p.name) ||
        PERSONAS.some(
          ({ name, also }) => name === p.name && also?.includes(BOARD),
        ),
    );
    for (const person of sitting) {
      person.memberOf.push(BOARD);
    }
  }

  private nextStart(): string {
    const day = START_DAYS[this.starts % START_DAYS.length];
    this.starts += 1;
    return day;
  }
}

/**
 * The example organisation for a number of developers. The same number gives
 * the same organisation on every day and machine.
 *
 * @throws RangeError for fewer than 60 developers
 */
export function generateOrganisation(options: {
  developers: number;
}): Organisation {
  return new Generator().run(options.developers);
}
