import { startModule } from 'backstage-plugin-ai-scorecards-node/testUtils';
import aiScorecardsModuleOpenai from './index';

const start = (openai: object | undefined) =>
  startModule(aiScorecardsModuleOpenai, { openai });

describe('the openai module', () => {
  it('registers usage and cost', async () => {
    const { sources, disabled } = await start({ adminKey: 'abc' });
    expect(sources).toMatchObject([
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
    expect(disabled).toEqual([]);
  });

  it('lets the portal start when the configuration is wrong, and says where', async () => {
    const { sources, disabled } = await start({ adminKey: '' });
    expect(sources).toEqual([]);
    expect(disabled).toMatchObject([
      {
        id: 'openai-usage',
        path: 'aiScorecards.sources.openai.adminKey',
      },
      { id: 'openai-costs', configKey: 'openai' },
    ]);
  });

  it('does nothing without configuration', async () => {
    const { sources, disabled } = await start(undefined);
    expect(sources).toEqual([]);
    expect(disabled).toEqual([]);
  });
});
