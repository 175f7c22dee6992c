import { startModule } from 'backstage-plugin-ai-scorecards-node/testUtils';
import aiScorecardsModuleAnthropic from './index';

const start = (anthropic: object | undefined) =>
  startModule(aiScorecardsModuleAnthropic, { anthropic });

describe('the anthropic module', () => {
  it('registers usage and cost', async () => {
    const { sources, disabled } = await start({ adminKey: 'abc' });
    expect(sources).toMatchObject([
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
    expect(disabled).toEqual([]);
  });

  it('lets the portal start when the configuration is wrong, and says where', async () => {
    const { sources, disabled } = await start({ adminKey: '' });
    expect(sources).toEqual([]);
    expect(disabled).toMatchObject([
      {
        id: 'anthropic-claude-code',
        path: 'aiScorecards.sources.anthropic.adminKey',
      },
      { id: 'anthropic-cost-report', configKey: 'anthropic' },
    ]);
  });

  it('does nothing without configuration', async () => {
    const { sources, disabled } = await start(undefined);
    expect(sources).toEqual([]);
    expect(disabled).toEqual([]);
  });
});
