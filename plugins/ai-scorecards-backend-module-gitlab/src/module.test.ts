import { startModule } from 'backstage-plugin-ai-scorecards-node/testUtils';
import aiScorecardsModuleGitlab from './index';

const start = (gitlab: object | undefined) =>
  startModule(aiScorecardsModuleGitlab, { gitlab });

describe('the gitlab module', () => {
  it('registers evidence and outcomes', async () => {
    const started = await start({ token: 'abc' });
    expect(started.evidence).toMatchObject([
      { id: 'gitlab-evidence', slugAnnotation: 'gitlab.com/project-slug' },
    ]);
    expect(started.outcomes).toMatchObject([
      { id: 'gitlab-outcomes', namespace: 'gitlab' },
    ]);
    const [source] = started.evidence;
    expect(source.webUrl('acme/shop')).toBe('https://gitlab.com/acme/shop');
    expect(started.disabled).toEqual([]);
  });

  it.each([
    [{}, 'token', /is missing; write the token/],
    [
      { token: 'a', baseUrl: 'http://gitlab.example' },
      'baseUrl',
      /must be an https URL/,
    ],
    [{ token: 'a', webUrl: 'gitlab' }, 'webUrl', /must be a web address/],
    [{ token: 'a', aiLabels: 'ai' }, 'aiLabels', /must be a list of labels/],
  ])('says what is wrong with %j', async (gitlab, path, reason) => {
    const { disabled, evidence } = await start(gitlab);
    expect(evidence).toEqual([]);
    expect(disabled).toMatchObject([
      {
        id: 'gitlab-evidence',
        path: `aiScorecards.sources.gitlab.${path}`,
        reason: expect.stringMatching(reason),
      },
      { id: 'gitlab-outcomes' },
    ]);
  });

  it('does nothing without configuration', async () => {
    const started = await start(undefined);
    expect(started.evidence).toEqual([]);
    expect(started.disabled).toEqual([]);
  });
});
