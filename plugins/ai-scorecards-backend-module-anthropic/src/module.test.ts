import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { sourcesExtensionPoint } from 'backstage-plugin-ai-scorecards-node';
import aiScorecardsModuleAnthropic from './index';

async function start(anthropic: object | undefined) {
  const extensionPoint = {
    addSource: jest.fn(),
    addDisabledSource: jest.fn(),
  };
  await startTestBackend({
    extensionPoints: [[sourcesExtensionPoint, extensionPoint]],
    features: [
      aiScorecardsModuleAnthropic,
      mockServices.rootConfig.factory({
        data: { aiScorecards: { sources: { anthropic } } },
      }),
    ],
  });
  return extensionPoint;
}

describe('the anthropic module', () => {
  it('registers usage and cost', async () => {
    const { addSource, addDisabledSource } = await start({ adminKey: 'abc' });
    expect(addSource.mock.calls.map(([source]) => source)).toMatchObject([
      {
        id: 'anthropic-claude-code',
        kind: 'usage',
        namespace: 'anthropic',
        tool: 'resource:default/claude-code',
        settleDays: 2,
      },
      {
        id: 'anthropic-cost-report',
        kind: 'cost',
        namespace: 'anthropic',
        tool: 'resource:default/claude-code',
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
        id: 'anthropic-claude-code',
        path: 'aiScorecards.sources.anthropic.adminKey',
      },
      { id: 'anthropic-cost-report', configKey: 'anthropic' },
    ]);
  });

  it('does nothing without configuration', async () => {
    const { addSource, addDisabledSource } = await start(undefined);
    expect(addSource).not.toHaveBeenCalled();
    expect(addDisabledSource).not.toHaveBeenCalled();
  });
});
