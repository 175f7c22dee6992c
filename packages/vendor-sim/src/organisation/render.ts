import { Repository } from '../world/code/types';
import { CatalogCode, catalogCode } from './code';
import { TOOLS, ToolPlan } from './tools';
import {
  Group,
  Membership,
  Organisation,
  Person,
  groupRef,
  userRef,
} from './types';
import { YamlValue, toYaml } from './yaml';

/** Files of more Users than this are split, so that no file grows huge. */
const USERS_PER_FILE = 1000;

const documents = (values: YamlValue[]): string =>
  values.map(value => `---\n${toYaml(value)}`).join('');

const location = (targets: string[]): YamlValue => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Location',
  metadata: {
    name: 'example-organisation',
    description:
      'Groups, people, repositories and AI coding tools of the example',
  },
  spec: { type: 'file', targets: targets.map(target => `./${target}`) },
});

const group = (it: Group, { annotations }: CatalogCode): YamlValue => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: {
    name: it.name,
    title: it.title,
    description: it.description,
    annotations:
      it.leads.length || annotations.has(it.name)
        ? {
            'ai-scorecards/leads': it.leads.length
              ? it.leads.map(userRef).join(',')
              : undefined,
            ...annotations.get(it.name),
          }
        : undefined,
  },
  spec: {
    type: it.type,
    profile: { displayName: it.title },
    parent: it.parent,
    children: [],
    members: it.members.length ? it.members : undefined,
  },
});

function user(person: Person): YamlValue {
  const annotations: Record<string, YamlValue> = {};
  if (person.githubLogin) {
    annotations['github.com/user-login'] = person.githubLogin;
  }
  if (person.aiAccount) {
    annotations['example.com/ai-account'] = person.aiAccount;
  }
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name: person.name,
      title: person.display,
      labels: { 'job-family': person.jobFamily },
      annotations: Object.keys(annotations).length ? annotations : undefined,
    },
    spec: {
      profile: { displayName: person.display, email: person.email },
      memberOf: person.memberOf,
    },
  };
}

const tool = (it: ToolPlan): YamlValue => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: it.name, title: it.title, description: it.description },
  spec: {
    type: 'ai-coding-tool',
    owner: it.owner,
    aiTool: {
      vendor: it.vendor,
      policy: it.policy,
      links: it.links,
      security: it.security,
    },
  },
});

const component = (it: Repository): YamlValue => {
  const name = it.slug.split('/')[1];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      description: 'A repository of the example organisation',
      annotations: { [`${it.host}.com/project-slug`]: it.slug },
    },
    spec: {
      type: name.endsWith('-web') ? 'website' : 'service',
      lifecycle: it.kind === 'active' ? 'production' : 'deprecated',
      owner: it.team,
    },
  };
};

const compare = (a: string, b: string): number => {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
};

const byPersonAndDay = (a: Membership, b: Membership): number =>
  compare(a.person, b.person) ||
  compare(a.from, b.from) ||
  compare(a.team, b.team);

function peopleCsv({ people, memberships }: Organisation): string {
  const left = new Set(people.filter(p => p.left).map(p => p.name));
  const lines = memberships
    .filter(stay => stay.recorded)
    .sort(byPersonAndDay)
    .map(stay =>
      [
        userRef(stay.person),
        groupRef(stay.team),
        stay.from,
        stay.to ?? '',
        // Whoever has no User is not counted, so the file does not say it.
        left.has(stay.person) ? '' : String(stay.counted),
      ].join(','),
    );
  return `${['person,team,from,to,counted', ...lines].join('\n')}\n`;
}

function teamsCsv({ teamEdges }: Organisation): string {
  const lines = teamEdges.map(edge =>
    [groupRef(edge.team), groupRef(edge.parent), edge.from, edge.to ?? ''].join(
      ',',
    ),
  );
  return `${['team,parent,from,to', ...lines].join('\n')}\n`;
}

/**
 * The organisation as the files of an example: catalog entities as YAML, and
 * the history that the catalog does not hold as CSV. Keys are file names.
 */
export function renderOrganisation(
  organisation: Organisation,
): Map<string, string> {
  const files = new Map<string, string>();
  const users = organisation.people.filter(person => !person.left);
  const userFiles = new Map<string, string>();
  for (let start = 0; start < users.length; start += USERS_PER_FILE) {
    const number = start / USERS_PER_FILE;
    userFiles.set(
      number === 0 ? 'users.yaml' : `users-${number + 1}.yaml`,
      documents(users.slice(start, start + USERS_PER_FILE).map(user)),
    );
  }
  const code = catalogCode(organisation);
  const targets = [
    'groups.yaml',
    'components.yaml',
    'tools.yaml',
    ...userFiles.keys(),
  ];
  files.set('all.yaml', documents([location(targets)]));
  files.set(
    'groups.yaml',
    documents(organisation.groups.map(it => group(it, code))),
  );
  files.set('components.yaml', documents(code.repositories.map(component)));
  files.set('tools.yaml', documents(TOOLS.map(tool)));
  userFiles.forEach((text, name) => files.set(name, text));
  files.set('history-people.csv', peopleCsv(organisation));
  files.set('history-teams.csv', teamsCsv(organisation));
  return files;
}
