import { Truth } from './truth';
import { Settings } from './settings';

/** One stay of a person in a team, as the portal knows it. */
interface Stay {
  person: string;
  team: string;
  from: string;
  to: string;
  /** a developer, with a User */
  counted: boolean;
  /** nothing is known of this person's past, so the present is taken for it */
  assumed: boolean;
}

const ALWAYS = '0001-01-01';
const OPEN = '9999-12-31';

const holds = (range: { from: string; to: string }, day: string) =>
  range.from <= day && day < range.to;

/** Who was in which team, and which team stood under which, day by day. */
export class TeamHistory {
  readonly teams: string[];
  readonly people: string[];
  private readonly stays = new Map<string, Stay[]>();
  private readonly edges: {
    child: string;
    parent: string;
    from: string;
    to: string;
  }[];
  private readonly isTeam: Set<string>;

  constructor({ organisation }: Truth, { teamTypes }: Settings) {
    this.teams = organisation.groups
      .filter(group => teamTypes.includes(group.type))
      .map(group => group.ref)
      .sort();
    this.isTeam = new Set(this.teams);
    const users = new Set(organisation.users.map(user => user.ref));
    for (const stay of organisation.roster) {
      const list = this.stays.get(stay.person) ?? [];
      this.stays.set(stay.person, list);
      list.push({
        person: stay.person,
        team: stay.team,
        from: stay.from ?? ALWAYS,
        to: stay.to ?? OPEN,
        counted: stay.counted && users.has(stay.person),
        assumed: stay.assumed,
      });
    }
    this.people = [...this.stays.keys()].sort();
    this.edges = organisation.teams.map(edge => ({
      child: edge.team,
      parent: edge.parent,
      from: edge.from,
      to: edge.to ?? OPEN,
    }));
  }

  /** The teams that a person was directly in on a day, in order. */
  teamsOf(person: string, day: string): string[] {
    const stays = this.stays.get(person) ?? [];
    const teams = stays.filter(stay => holds(stay, day)).map(it => it.team);
    return [...new Set(teams)].filter(team => this.isTeam.has(team)).sort();
  }

  /** The teams that a person was ever directly in, in order. */
  teamsEver(person: string): string[] {
    const stays = this.stays.get(person) ?? [];
    return this.teams.filter(team => stays.some(stay => stay.team === team));
  }

  /** Whether a person was directly in a team on a day, developer or not. */
  isIn(person: string, team: string, day: string): boolean {
    return this.teamsOf(person, day).includes(team);
  }

  /** Whether a person counted as a developer of a team on a day. */
  isDeveloper(person: string, team: string, day: string): boolean {
    const stays = this.stays.get(person) ?? [];
    return stays.some(it => it.team === team && it.counted && holds(it, day));
  }

  /** Whether what is known of a person's teams is assumed. */
  isAssumed(person: string): boolean {
    return (this.stays.get(person) ?? []).some(stay => stay.assumed);
  }

  /** The next team above on a day; Groups that are no teams are skipped. */
  parentOf(team: string, day: string): string | undefined {
    let above: string | undefined = team;
    do {
      const from: string = above;
      above = this.edges.find(
        edge => edge.child === from && holds(edge, day),
      )?.parent;
    } while (above !== undefined && !this.isTeam.has(above));
    return above;
  }

  /** The teams above on a day, nearest first. */
  chainOf(team: string, day: string): string[] {
    const parent = this.parentOf(team, day);
    return parent === undefined ? [] : [parent, ...this.chainOf(parent, day)];
  }
}
