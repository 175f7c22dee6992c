import { MOVED_TEAM, ORIGIN } from './blueprint';
import { PersonName } from './names';
import { Persona } from './personas';
import { Group, Membership, Person, TEAM_TYPES, TeamEdge } from './types';

const DESCRIPTIONS: Record<string, string> = {
  organisation: 'The whole example organisation',
  division: 'A division of the example organisation',
  team: 'A team of the example organisation',
  tribe: 'Groups teams of one trade and is not a team itself',
  board: 'Decides what AI coding tools teams may use beyond the default',
  department: 'A department that builds no software',
  'mailing-list': 'Receives announcements; not a team',
};

/** The groups and people gathered so far, and who was where when. */
export class Roster {
  readonly groups = new Map<string, Group>();
  readonly people: Person[] = [];
  readonly memberships: Membership[] = [];
  readonly edges: TeamEdge[] = [];

  addGroup(
    group: Pick<Group, 'name' | 'title' | 'type' | 'parent'>,
    previousParent?: string,
  ): Group {
    const { name, title, type, parent } = group;
    const whole: Group = {
      name,
      title,
      type,
      parent,
      description: DESCRIPTIONS[type] ?? 'A Group of the example organisation',
      leads: [],
      members: [],
    };
    this.groups.set(name, whole);
    if (parent && type !== 'board' && type !== 'department') {
      if (previousParent) {
        this.edges.push({
          team: name,
          parent: previousParent,
          from: ORIGIN,
          to: MOVED_TEAM.on,
        });
      }
      this.edges.push({
        team: name,
        parent,
        from: previousParent ? MOVED_TEAM.on : ORIGIN,
      });
    }
    return whole;
  }

  group(name: string): Group {
    const group = this.groups.get(name);
    if (!group) {
      throw new Error(`The blueprint names a Group '${name}' that it lacks`);
    }
    return group;
  }

  addPersona(persona: Persona): Person {
    const name = { display: persona.display, slug: persona.name };
    return this.addPerson(persona.jobFamily, name, '2024-03-04');
  }

  addPerson(jobFamily: string, name: PersonName, joined: string): Person {
    const person: Person = {
      index: this.people.length,
      name: name.slug,
      display: name.display,
      jobFamily,
      memberOf: [],
      joined,
    };
    this.people.push(person);
    return person;
  }

  join(
    person: Person,
    team: string,
    stay: { from: string; to?: string; counted: boolean; recorded?: boolean },
  ): void {
    if (!TEAM_TYPES.includes(this.group(team).type)) {
      throw new Error(`'${team}' is not a team`);
    }
    this.memberships.push({
      person: person.name,
      team,
      recorded: true,
      ...stay,
    });
    if (!stay.to) {
      person.memberOf.push(team);
    }
  }
}
