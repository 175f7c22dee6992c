import { practicesPage } from './practicesPage';

const HOST = 'https://github.example';
const REF = 'backstage.io/techdocs-ref';
const SOURCE = 'backstage.io/source-location';
const ORIGIN = 'backstage.io/managed-by-location';

describe('practicesPage', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'at an address',
      { [REF]: `url:${HOST}/acme/handbook/tree/main/atlas/` },
      `${HOST}/acme/handbook/blob/main/atlas/docs/ai-practices.md`,
    ],
    [
      'at the root of a branch',
      { [REF]: `url:${HOST}/acme/handbook/tree/main` },
      `${HOST}/acme/handbook/blob/main/docs/ai-practices.md`,
    ],
    [
      'beside the entity',
      {
        [REF]: 'dir:.',
        [SOURCE]: `url:${HOST}/acme/handbook/tree/main/atlas/`,
      },
      `${HOST}/acme/handbook/blob/main/atlas/docs/ai-practices.md`,
    ],
    [
      'below the file of the entity',
      {
        [REF]: 'dir:./team',
        [ORIGIN]: `url:${HOST}/acme/org/blob/main/org.yaml`,
      },
      `${HOST}/acme/org/blob/main/team/docs/ai-practices.md`,
    ],
    [
      'on GitLab',
      { [REF]: 'url:https://gitlab.example/acme/sub/docs/-/tree/main' },
      'https://gitlab.example/acme/sub/docs/-/blob/main/docs/ai-practices.md',
    ],
  ])('is found %s', (_, annotations, page) => {
    expect(practicesPage(annotations)).toBe(page);
  });

  it.each<[string, Record<string, string>]>([
    ['without TechDocs', {}],
    ['for TechDocs of a kind that is not known', { [REF]: 'gcs:bucket' }],
    ['for no branch', { [REF]: `url:${HOST}/acme/handbook` }],
    ['beside an entity from nowhere', { [REF]: 'dir:.' }],
    ['beside an entity from a file', { [REF]: 'dir:.', [ORIGIN]: 'file:/a' }],
  ])('is none %s', (_, annotations) => {
    expect(practicesPage(annotations)).toBeNull();
  });
});
