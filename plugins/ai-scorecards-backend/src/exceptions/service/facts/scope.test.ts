import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { describeOnEachDatabase } from '../../../__testUtils__/databases';
import { TEAM, user, Workflow } from '../../__testUtils__/workflow';
import { ownersInCatalog } from './scope';

const API = 'component:default/api';
const SHOP = 'system:default/shop';
const THEIRS = 'component:default/theirs';
const GONE = 'component:default/gone';

const entity = (kind: string, name: string, owner: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name },
  relations: [
    { type: 'ownedBy', targetRef: owner },
    { type: 'partOf', targetRef: TEAM },
  ],
});

const catalog = catalogServiceMock({
  entities: [
    entity('Component', 'API', 'Group:default/Atlas'),
    entity('System', 'shop', 'group:default/pair'),
    entity('Component', 'theirs', 'group:default/rho'),
  ],
});
const auth = mockServices.auth();

describe('owners in the catalog', () => {
  it('are found whatever the case, and none of what is not there', async () => {
    expect(
      await ownersInCatalog({ catalog, auth })([GONE, API, THEIRS]),
    ).toEqual(
      new Map([
        [GONE, []],
        [API, [TEAM]],
        [THEIRS, ['group:default/rho']],
      ]),
    );
  });

  it('are not guessed where the catalog does not answer', async () => {
    const silent = {
      getEntitiesByRefs: async () => {
        throw new Error('connect ECONNREFUSED');
      },
    };
    await expect(
      ownersInCatalog({ catalog: silent, auth })([API]),
    ).rejects.toThrow(ServiceUnavailableError);
  });
});

describeOnEachDatabase('the scope of a request', init => {
  async function start() {
    const flow = new Workflow(await init());
    flow.ownersOf = ownersInCatalog({ catalog, auth });
    const groups = new Map(flow.people.groups);
    const atlas = groups.get(TEAM)!;
    const ref = 'group:default/pair';
    groups.set(ref, { ...atlas, ref, parents: [TEAM] });
    flow.people = { ...flow.people, groups };
    return flow;
  }
  const draft = async (flow: Workflow, change: object) => {
    const { request } = await flow.service.draft(user('rita'), {
      kind: 'team',
      wish: flow.wish(change),
      renews: null,
    });
    return request.id;
  };
  const submit = (flow: Workflow, id: string) =>
    flow.service.command(id, user('rita'), { type: 'submit' });

  it.each([
    ['what the team owns', { scope: [API] }],
    [
      'what the team below owns, where it is asked for',
      { scope: [API, SHOP], includesSubteams: true },
    ],
  ])('may be %s', async (_, change) => {
    const flow = await start();
    const sent = await submit(flow, await draft(flow, change));
    expect(sent.request.state).toBe('in_review');
  });

  it.each([
    ['what the team below owns, where it is not', SHOP, false],
    ['what another team owns', THEIRS, true],
    ['what is not in the catalog', GONE, false],
  ])('is not %s', async (_, wrong, includesSubteams) => {
    const flow = await start();
    const scope = [API, wrong];
    const id = await draft(flow, { scope, includesSubteams, seats: null });
    await expect(submit(flow, id)).rejects.toThrow(
      new RegExp(
        `^seats must say how many seats; scope must name .* not ${wrong}$`,
      ),
    );
  });

  it('is checked again when a request in review is changed', async () => {
    const flow = await start();
    const id = await flow.filed({ scope: [API] });
    const change = (scope: string[]) =>
      flow.service.edit(id, user('rita'), {
        revision: 1,
        wish: flow.wish({ scope }),
      });
    await expect(change([THEIRS])).rejects.toThrow('scope must name');
    expect((await change([])).request.revision).toBe(2);
  });

  it('is neither sent nor lost while the catalog does not answer', async () => {
    const flow = await start();
    const id = await draft(flow, { scope: [API] });
    flow.ownersOf = async () => {
      throw new ServiceUnavailableError('scope cannot be checked now');
    };
    await expect(submit(flow, id)).rejects.toThrow('cannot be checked now');
    const saved = await flow.service.edit(id, user('rita'), {
      revision: 1,
      wish: flow.wish({ scope: [API, THEIRS] }),
    });
    expect(saved.request.state).toBe('draft');
    // Who asks for all components is held up by nothing.
    expect((await submit(flow, await draft(flow, {}))).request.state).toBe(
      'in_review',
    );
  });

  it('that changes while it is looked up is looked at by nobody', async () => {
    const flow = await start();
    const id = await draft(flow, { scope: [API] });
    const look = flow.ownersOf;
    flow.ownersOf = async refs => {
      flow.ownersOf = look;
      await flow.service.edit(id, user('rita'), {
        revision: 1,
        wish: flow.wish({ scope: [THEIRS] }),
      });
      return look(refs);
    };
    await expect(submit(flow, id)).rejects.toThrow('at the same moment');
  });
});
