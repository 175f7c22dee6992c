import type { Entity } from '@backstage/catalog-model';
import { share } from './hash';

const TEAM = 10;
const TEAMS_OF_DEPARTMENT = 10;
const DEPARTMENTS_OF_DIVISION = 50;

/** Entity refs of Groups by their number. */
export const groupRef = {
  team: (n: number) => `group:default/team-${n}`,
  department: (n: number) => `group:default/department-${n}`,
  division: (n: number) => `group:default/division-${n}`,
  organisation: 'group:default/organisation',
};

export const TEAM_TYPES = ['team', 'department', 'division', 'organisation'];

export const TOOLS = ['tool-a', 'tool-b', 'tool-c'] as const;
export const toolRef = (name: string) => `resource:default/${name}`;

export const userRef = (n: number) => `user:default/developer-${n}`;
export const emailOf = (n: number) => `developer-${n}@example.com`;

/** How many teams an organisation of so many developers has, those above them included. */
export function countTeams(developers: number): number {
  const { teams, departments, divisions } = sizes(developers);
  return teams + departments + divisions + 1;
}

function sizes(developers: number) {
  const teams = Math.ceil(developers / TEAM);
  const departments = Math.ceil(teams / TEAMS_OF_DEPARTMENT);
  const divisions = Math.ceil(departments / DEPARTMENTS_OF_DIVISION);
  return { teams, departments, divisions };
}

const teamOf = (n: number) => Math.floor(n / TEAM);

/** One person in fifty is in a second team; one in ten changed team in the middle of the history. */
function secondTeam(n: number, teams: number): number | null {
  return share(1, n) < 0.02 ? (teamOf(n) + 1) % teams : null;
}
function formerTeam(n: number, teams: number): number | null {
  return share(2, n) < 0.1 ? (teamOf(n) + 7) % teams : null;
}

/** The annotation by which Components name their repository, and that of a team. */
export const SLUG_ANNOTATION = 'bench.example/project-slug';
export const slugOf = (team: number) => `acme/repository-${team}`;

/** How many teams have people of their own. */
export const countLeaves = (developers: number) => sizes(developers).teams;

/** The Groups, Users, repositories and tools of an organisation, as the catalog would have them. */
export function entities(developers: number): Entity[] {
  const { teams, departments, divisions } = sizes(developers);
  const list: Entity[] = [group(groupRef.organisation, 'organisation', null)];
  for (let n = 0; n < divisions; n++) {
    list.push(group(groupRef.division(n), 'division', groupRef.organisation));
  }
  for (let n = 0; n < departments; n++) {
    const division = Math.floor(n / DEPARTMENTS_OF_DIVISION);
    list.push(
      group(groupRef.department(n), 'department', groupRef.division(division)),
    );
  }
  for (let n = 0; n < teams; n++) {
    const department = Math.floor(n / TEAMS_OF_DEPARTMENT);
    list.push(group(groupRef.team(n), 'team', groupRef.department(department)));
  }
  for (let n = 0; n < developers; n++) list.push(user(n, teams));
  for (let n = 0; n < teams; n++) list.push(component(n));
  TOOLS.forEach(tool => list.push(resource(tool)));
  return list;
}

/**
 * The history file of people: header, then a row for each membership before today. One person may be somewhere else since
 * a day.
 */
export function* historyLines(
  developers: number,
  from: string,
  change: string,
  moved?: { person: number; teamsAway: number; since: string },
): Generator<string> {
  const { teams } = sizes(developers);
  yield 'person,team,from,to';
  for (let n = 0; n < developers; n++) {
    if (n === moved?.person) {
      const { teamsAway, since } = moved;
      const other = groupRef.team((teamOf(n) + teamsAway) % teams);
      yield `${userRef(n)},${groupRef.team(teamOf(n))},${from},${since}`;
      yield `${userRef(n)},${other},${since},`;
      continue;
    }
    const former = formerTeam(n, teams);
    const team = groupRef.team(teamOf(n));
    if (former === null) yield `${userRef(n)},${team},${from},`;
    else {
      yield `${userRef(n)},${groupRef.team(former)},${from},${change}`;
      yield `${userRef(n)},${team},${change},`;
    }
  }
}

function group(ref: string, type: string, parent: string | null): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { namespace: 'default', name: ref.split('/')[1] },
    spec: { type, children: [], ...(parent ? { parent } : {}) },
    relations: parent ? [{ type: 'childOf', targetRef: parent }] : [],
  };
}

function user(n: number, teams: number): Entity {
  const second = secondTeam(n, teams);
  const groups = [teamOf(n), ...(second === null ? [] : [second])];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { namespace: 'default', name: `developer-${n}` },
    spec: { memberOf: [], profile: { email: emailOf(n) } },
    relations: groups.map(team => ({
      type: 'memberOf',
      targetRef: groupRef.team(team),
    })),
  };
}

function component(team: number): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      namespace: 'default',
      name: `repository-${team}`,
      annotations: { [SLUG_ANNOTATION]: slugOf(team) },
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: groupRef.team(team),
    },
  };
}

function resource(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { namespace: 'default', name },
    spec: {
      type: 'ai-coding-tool',
      owner: groupRef.organisation,
      aiTool: {
        vendor: 'Example',
        policy: name === 'tool-a' ? 'default' : 'approved',
      },
    },
  };
}
