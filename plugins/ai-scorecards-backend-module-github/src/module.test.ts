import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  codeHostsExtensionPoint,
  sourcesExtensionPoint,
} from 'backstage-plugin-ai-scorecards-node';
import aiScorecardsModuleGithub from './index';

async function start(github: object | undefined) {
  const extensionPoint = {
    addSource: jest.fn(),
    addDisabledSource: jest.fn(),
  };
  const codeHosts = {
    addEvidenceSource: jest.fn(),
    addOutcomeSource: jest.fn(),
  };
  await startTestBackend({
    extensionPoints: [
      [sourcesExtensionPoint, extensionPoint],
      [codeHostsExtensionPoint, codeHosts],
    ],
    features: [
      aiScorecardsModuleGithub,
      mockServices.rootConfig.factory({
        data: { aiScorecards: { sources: { github } } },
      }),
    ],
  });
  return { ...extensionPoint, ...codeHosts };
}

describe('the github module', () => {
  it('registers usage and seats', async () => {
    const { addSource, addDisabledSource } = await start({
      organization: 'acme',
      token: 'abc',
      tool: 'resource:default/copilot',
    });
    expect(addSource.mock.calls.map(([source]) => source)).toMatchObject([
      {
        id: 'github-copilot-usage',
        kind: 'usage',
        namespace: 'github',
        tool: 'resource:default/copilot',
        settleDays: 3,
      },
      {
        id: 'github-copilot-seats',
        kind: 'seats',
        namespace: 'github',
        tool: 'resource:default/copilot',
        settleDays: 0,
      },
    ]);
    expect(addDisabledSource).not.toHaveBeenCalled();
  });

  it('registers billing where it is on, also to say that it cannot run', async () => {
    const on = await start({ organization: 'acme', token: 'a', billing: true });
    expect(on.addSource.mock.calls[2][0]).toMatchObject({
      id: 'github-copilot-billing',
      kind: 'cost',
      namespace: 'github',
      settleDays: 3,
      restatedForDays: 31,
    });
    const off = await start({
      organization: 'acme',
      token: 'a',
      billing: false,
    });
    expect(off.addSource).toHaveBeenCalledTimes(2);
    const faulty = await start({
      organization: 'acme',
      token: 'a',
      billing: { export: 'yes' },
    });
    expect(faulty.addDisabledSource.mock.calls[2][0]).toMatchObject({
      id: 'github-copilot-billing',
      path: 'aiScorecards.sources.github.billing.export',
    });
  });

  it('lets the portal start when the configuration is wrong, and says where', async () => {
    const { addSource, addDisabledSource } = await start({
      organization: 'acme',
    });
    expect(addSource).not.toHaveBeenCalled();
    expect(addDisabledSource.mock.calls.map(([it]) => it)).toMatchObject([
      {
        id: 'github-copilot-usage',
        path: 'aiScorecards.sources.github.token',
        reason: expect.stringContaining('is missing'),
      },
      { id: 'github-copilot-seats', configKey: 'github' },
    ]);
  });

  it('registers the code host where it is wanted', async () => {
    const wanted = await start({
      organization: 'acme',
      token: 'abc',
      codeHost: {},
    });
    expect(wanted.addEvidenceSource.mock.calls).toMatchObject([
      [{ id: 'github-evidence', slugAnnotation: 'github.com/project-slug' }],
    ]);
    expect(wanted.addOutcomeSource.mock.calls).toMatchObject([
      [{ id: 'github-outcomes', namespace: 'github', settleDays: 2 }],
    ]);
    const without = await start({ organization: 'acme', token: 'abc' });
    expect(without.addEvidenceSource).not.toHaveBeenCalled();
    expect(without.addOutcomeSource).not.toHaveBeenCalled();
  });

  it('says where the configuration of the code host is wrong', async () => {
    const { addDisabledSource } = await start({
      organization: 'acme',
      token: 'abc',
      codeHost: { aiLabels: 'ai' },
    });
    expect(addDisabledSource.mock.calls.map(([it]) => it)).toMatchObject([
      {},
      {},
      {
        id: 'github-evidence',
        path: 'aiScorecards.sources.github.codeHost.aiLabels',
        reason: expect.stringContaining('must be a list of labels'),
      },
      { id: 'github-outcomes' },
    ]);
  });

  it('does nothing without configuration', async () => {
    const { addSource, addDisabledSource } = await start(undefined);
    expect(addSource).not.toHaveBeenCalled();
    expect(addDisabledSource).not.toHaveBeenCalled();
  });
});
