import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { component } from '../__testUtils__/catalog';
import { readRepositories } from './readRepositories';

const read = (entities: Entity[], leadRelation?: string) =>
  readRepositories(
    catalogServiceMock({ entities }),
    mockServices.auth(),
    leadRelation,
  );

const annotated = (
  name: string,
  annotations: Record<string, string>,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, annotations },
  spec: { type: 'team', children: [] },
});

describe('readRepositories', () => {
  it('takes repositories once, with every Group that owns them, whatever the order', async () => {
    const entities = [
      component('web', 'group:default/atlas', 'acme/Web'),
      component('web-api', 'borealis', 'acme/web'),
      component('tool', 'group:other/atlas', 'acme/tool'),
      component('ours', 'group:default/atlas', 'group/sub/ours', 'gitlab.com'),
    ];
    const wanted = [
      {
        annotation: 'github.com/project-slug',
        slug: 'acme/tool',
        owners: ['group:other/atlas'],
      },
      {
        annotation: 'github.com/project-slug',
        slug: 'acme/web',
        owners: ['group:default/atlas', 'group:default/borealis'],
      },
      {
        annotation: 'gitlab.com/project-slug',
        slug: 'group/sub/ours',
        owners: ['group:default/atlas'],
      },
    ];
    expect((await read(entities)).repositories).toEqual(wanted);
    expect((await read(entities.reverse())).repositories).toEqual(wanted);
  });

  it.each([
    ['owned by a user', component('a', 'user:default/ada', 'acme/a')],
    ['no repository', component('a', 'group:default/atlas', 'acme')],
    ['no owner that is a ref', component('a', 'group:/', 'acme/a')],
    [
      'of another kind',
      { ...component('a', 'atlas', 'acme/a'), kind: 'System' },
    ],
  ])('leaves out what is %s', async (_, entity) => {
    expect((await read([entity])).repositories).toEqual([]);
  });

  it('takes the practice lead of a relation that is named, after the annotation', async () => {
    const related = (
      name: string,
      annotations: Record<string, string>,
      ...targets: string[]
    ): Entity => ({
      ...annotated(name, annotations),
      relations: targets.map(targetRef => ({
        type: 'practiceLead',
        targetRef,
      })),
    });
    const entities = [
      related('atlas', {}, 'group:default/a', 'User:default/Cyd', 'user:a/bob'),
      related(
        'borealis',
        { 'ai-scorecards/practice-lead': 'ada' },
        'user:default/bob',
      ),
      related('castor', {}),
    ];
    const leads = async (relation?: string) =>
      (await read(entities, relation)).groups.map(({ group, lead }) => [
        group,
        lead,
      ]);
    expect(await leads('practiceLead')).toEqual([
      ['group:default/atlas', 'user:a/bob'],
      ['group:default/borealis', 'user:default/ada'],
    ]);
    expect(await leads()).toEqual([
      ['group:default/borealis', 'user:default/ada'],
    ]);
    expect(await leads('managedBy')).toEqual(await leads());
  });

  it('takes what Groups say of their practices', async () => {
    const look = await read([
      annotated('silent', {}),
      annotated('atlas', {
        'ai-scorecards/practices':
          'https://github.example/acme/atlas/PRACTICES.md',
        'ai-scorecards/practice-lead': 'Ada',
        'ai-scorecards/practice-lead-rotates': 'true',
      }),
      annotated('castor', {
        'backstage.io/techdocs-ref':
          'url:https://github.example/acme/castor/tree/main',
      }),
      annotated('draco', {
        'ai-scorecards/practices': 'https://github.example/acme/draco/AI.md',
        'backstage.io/techdocs-ref':
          'url:https://github.example/acme/draco/tree/main',
      }),
      annotated('borealis', { 'ai-scorecards/practices': 'on the wall' }),
    ]);
    expect(look.groups).toEqual([
      {
        group: 'group:default/atlas',
        document: 'https://github.example/acme/atlas/PRACTICES.md',
        lead: 'user:default/ada',
        rotates: true,
      },
      {
        group: 'group:default/borealis',
        document: null,
        lead: null,
        rotates: false,
      },
      {
        group: 'group:default/castor',
        document:
          'https://github.example/acme/castor/blob/main/docs/ai-practices.md',
        lead: null,
        rotates: false,
      },
      {
        group: 'group:default/draco',
        document: 'https://github.example/acme/draco/AI.md',
        lead: null,
        rotates: false,
      },
    ]);
  });
});
