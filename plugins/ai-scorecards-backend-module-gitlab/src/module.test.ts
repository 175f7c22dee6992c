import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  codeHostsExtensionPoint,
  sourcesExtensionPoint,
} from 'backstage-plugin-ai-scorecards-node';
import aiScorecardsModuleGitlab from './index';

async function start(gitlab: object | undefined) {
  const sources = { addSource: jest.fn(), addDisabledSource: jest.fn() };
  const codeHosts = {
    addEvidenceSource: jest.fn(),
    addOutcomeSource: jest.fn(),
  };
  await startTestBackend({
    extensionPoints: [
      [sourcesExtensionPoint, sources],
      [codeHostsExtensionPoint, codeHosts],
    ],
    features: [
      aiScorecardsModuleGitlab,
      mockServices.rootConfig.factory({
        data: { aiScorecards: { sources: { gitlab } } },
      }),
    ],
  });
  return { ...sources, ...codeHosts };
}

describe('the gitlab module', () => {
  it('registers evidence and outcomes', async () => {
    const started = await start({ token: 'abc' });
    expect(started.addEvidenceSource.mock.calls).toMatchObject([
      [{ id: 'gitlab-evidence', slugAnnotation: 'gitlab.com/project-slug' }],
    ]);
    expect(started.addOutcomeSource.mock.calls).toMatchObject([
      [{ id: 'gitlab-outcomes', namespace: 'gitlab' }],
    ]);
    const [[source]] = started.addEvidenceSource.mock.calls;
    expect(source.webUrl('acme/shop')).toBe('https://gitlab.com/acme/shop');
    expect(started.addDisabledSource).not.toHaveBeenCalled();
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
    const { addDisabledSource, addEvidenceSource } = await start(gitlab);
    expect(addEvidenceSource).not.toHaveBeenCalled();
    expect(addDisabledSource.mock.calls.map(([it]) => it)).toMatchObject([
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
    expect(started.addEvidenceSource).not.toHaveBeenCalled();
    expect(started.addDisabledSource).not.toHaveBeenCalled();
  });
});
