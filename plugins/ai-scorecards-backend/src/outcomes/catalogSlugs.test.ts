import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { catalogSlugs } from './catalogSlugs';

const entity = (
  kind: string,
  name: string,
  annotations: Record<string, string>,
) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, annotations },
});

describe('catalogSlugs', () => {
  it('names the repositories of Components by one annotation, each once and in lower case', async () => {
    const catalog = catalogServiceMock({
      entities: [
        entity('Component', 'a', { 'github.com/project-slug': 'Acme/API' }),
        entity('Component', 'b', { 'github.com/project-slug': 'acme/api' }),
        entity('Component', 'c', { 'gitlab.com/project-slug': 'acme/web' }),
        entity('Component', 'd', {}),
        entity('System', 'e', { 'github.com/project-slug': 'acme/system' }),
      ],
    });
    const slugsOf = catalogSlugs(catalog, mockServices.auth());
    expect(await slugsOf('github.com/project-slug')).toEqual(
      new Set(['acme/api']),
    );
    expect(await slugsOf('gitlab.com/project-slug')).toEqual(
      new Set(['acme/web']),
    );
  });
});
