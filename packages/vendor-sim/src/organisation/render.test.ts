import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { generateOrganisation } from './generate';
import { renderOrganisation } from './render';
import { toYaml } from './yaml';

const EXAMPLES = resolve(__dirname, '../../../../examples');
const files = renderOrganisation(generateOrganisation({ developers: 300 }));

const entities = (name: string): unknown[] =>
  parseAllDocuments(files.get(name) ?? '').map(document => document.toJS());

describe('renderOrganisation', () => {
  it.each([...files.keys()])('equals the committed examples/%s', name => {
    expect(readFileSync(resolve(EXAMPLES, name), 'utf8')).toBe(files.get(name));
  });

  it('has written every organisation file that is committed', () => {
    const committed = readdirSync(EXAMPLES).filter(
      name => !['ai-scorecards.yaml', 'statements.yaml'].includes(name),
    );
    expect(committed.sort()).toEqual([...files.keys()].sort());
  });

  it('writes entities that YAML parsers read as they were meant', () => {
    expect(entities('users.yaml')).toContainEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: {
        name: 'persona-developer',
        title: 'Noor Haddad',
        labels: { 'job-family': 'engineering' },
        annotations: { 'github.com/user-login': 'persona-developer' },
      },
      spec: {
        profile: {
          displayName: 'Noor Haddad',
          email: 'persona.developer@acme.example',
        },
        memberOf: ['checkout'],
      },
    });
    expect(entities('tools.yaml')).toContainEqual(
      expect.objectContaining({
        kind: 'Resource',
        spec: expect.objectContaining({
          type: 'ai-coding-tool',
          owner: 'group:default/platform',
          aiTool: expect.objectContaining({ policy: 'default' }),
        }),
      }),
    );
  });

  it('has tools of every policy', () => {
    const policies = (files.get('tools.yaml') ?? '').match(/policy: .*/g);
    expect(policies).toEqual([
      'policy: default',
      'policy: approved',
      'policy: exception-required',
      'policy: retired',
      'policy: prohibited',
    ]);
  });

  it('leaves those without a User uncounted, and one team out', () => {
    const people = (files.get('history-people.csv') ?? '').split('\n');
    expect(people[0]).toBe('person,team,from,to,counted');
    expect(people).toContain(
      'user:default/persona-developer,group:default/checkout,2024-03-04,,true',
    );
    expect(
      people.filter(line => /,\d{4}-\d{2}-\d{2},$/.test(line)),
    ).toHaveLength(9);
    expect(people.some(line => line.includes('experimentation'))).toBe(false);
  });

  it('splits the Users of a large organisation over files', () => {
    const large = renderOrganisation(
      generateOrganisation({ developers: 2500 }),
    );
    expect(large.get('all.yaml')).toContain('./users-3.yaml');
    expect(large.get('users-3.yaml')).toContain('kind: User');
  });
});

describe('toYaml', () => {
  it.each([
    'yes',
    '12',
    '1.5',
    'a: b',
    "it's",
    '- dash',
    '#x',
    'Lucía Peña',
    '2026-05-04',
  ])('keeps the text %p', text => {
    const [document] = parseAllDocuments(toYaml({ key: text, list: [text] }));
    expect(document.toJS()).toEqual({ key: text, list: [text] });
  });
});
