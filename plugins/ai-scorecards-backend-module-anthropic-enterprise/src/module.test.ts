import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { sourcesExtensionPoint } from 'backstage-plugin-ai-scorecards-node';
import aiScorecardsModuleAnthropicEnterprise from './index';

async function start(anthropicEnterprise: object | undefined) {
  const extensionPoint = {
    addSource: jest.fn(),
    addDisabledSource: jest.fn(),
  };
  await startTestBackend({
    extensionPoints: [[sourcesExtensionPoint, extensionPoint]],
    features: [
      aiScorecardsModuleAnthropicEnterprise,
      mockServices.rootConfig.factory({
        data: { aiScorecards: { sources: { anthropicEnterprise } } },
      }),
    ],
  });
  return extensionPoint;
}

describe('the anthropic-enterprise module', () => {
  it('registers usage and cost', async () => {
    const { addSource, addDisabledSource } = await start({
      analyticsKey: 'abc',
    });
    expect(addSource.mock.calls.map(([source]) => source)).toMatchObject([
      {
        id: 'anthropic-enterprise-usage',
        kind: 'usage',
        namespace: 'anthropic',
        tool: 'resource:default/claude-code',
        settleDays: 2,
        earliestDay: '2026-01-01',
      },
      {
        id: 'anthropic-enterprise-cost',
        kind: 'cost',
        namespace: 'anthropic',
        settleDays: 2,
        restatedForDays: 30,
        earliestDay: '2026-01-01',
      },
    ]);
    expect(addDisabledSource).not.toHaveBeenCalled();
  });

  it('lets the portal start when the configuration is wrong, and says where', async () => {
    const { addSource, addDisabledSource } = await start({ analyticsKey: '' });
    expect(addSource).not.toHaveBeenCalled();
    expect(addDisabledSource.mock.calls.map(([it]) => it)).toMatchObject([
      {
        id: 'anthropic-enterprise-usage',
        path: 'aiScorecards.sources.anthropicEnterprise.analyticsKey',
      },
      {
        id: 'anthropic-enterprise-cost',
        configKey: 'anthropicEnterprise',
      },
    ]);
  });

  it('does nothing without configuration', async () => {
    const { addSource, addDisabledSource } = await start(undefined);
    expect(addSource).not.toHaveBeenCalled();
    expect(addDisabledSource).not.toHaveBeenCalled();
  });
});
