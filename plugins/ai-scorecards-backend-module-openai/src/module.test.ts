import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { sourcesExtensionPoint } from 'backstage-plugin-ai-scorecards-node';
import aiScorecardsModuleOpenai from './index';

async function start(openai: object | undefined) {
  const extensionPoint = {
    addSource: jest.fn(),
    addDisabledSource: jest.fn(),
  };
  await startTestBackend({
    extensionPoints: [[sourcesExtensionPoint, extensionPoint]],
    features: [
      aiScorecardsModuleOpenai,
      mockServices.rootConfig.factory({
        data: { aiScorecards: { sources: { openai } } },
      }),
    ],
  });
  return extensionPoint;
}

describe('the openai module', () => {
  it('registers usage and cost', async () => {
    const { addSource, addDisabledSource } = await start({ adminKey: 'abc' });
    expect(addSource.mock.calls.map(([source]) => source)).toMatchObject([
      {
        id: 'openai-usage',
        kind: 'usage',
        namespace: 'openai',
        tool: 'resource:default/openai-codex',
        settleDays: 2,
      },
      {
        id: 'openai-costs',
        kind: 'cost',
        namespace: 'openai',
        tool: 'resource:default/openai-codex',
        settleDays: 2,
      },
    ]);
    expect(addDisabledSource).not.toHaveBeenCalled();
  });

  it('lets the portal start when the configuration is wrong, and says where', async () => {
    const { addSource, addDisabledSource } = await start({ adminKey: '' });
    expect(addSource).not.toHaveBeenCalled();
    expect(addDisabledSource.mock.calls.map(([it]) => it)).toMatchObject([
      {
        id: 'openai-usage',
        path: 'aiScorecards.sources.openai.adminKey',
      },
      { id: 'openai-costs', configKey: 'openai' },
    ]);
  });

  it('does nothing without configuration', async () => {
    const { addSource, addDisabledSource } = await start(undefined);
    expect(addSource).not.toHaveBeenCalled();
    expect(addDisabledSource).not.toHaveBeenCalled();
  });
});
