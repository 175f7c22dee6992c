import { startModule } from 'backstage-plugin-ai-scorecards-node/testUtils';
import aiScorecardsModuleAnthropicEnterprise from './index';

const start = (anthropicEnterprise: object | undefined) =>
  startModule(aiScorecardsModuleAnthropicEnterprise, { anthropicEnterprise });

describe('the anthropic-enterprise module', () => {
  it('registers usage and cost', async () => {
    const { sources, disabled } = await start({
      analyticsKey: 'abc',
    });
    expect(sources).toMatchObject([
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
    expect(disabled).toEqual([]);
  });

  it('lets the portal start when the configuration is wrong, and says where', async () => {
    const { sources, disabled } = await start({ analyticsKey: '' });
    expect(sources).toEqual([]);
    expect(disabled).toMatchObject([
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
    const { sources, disabled } = await start(undefined);
    expect(sources).toEqual([]);
    expect(disabled).toEqual([]);
  });
});
