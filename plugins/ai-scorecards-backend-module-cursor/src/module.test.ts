import { startModule } from 'backstage-plugin-ai-scorecards-node/testUtils';
import aiScorecardsModuleCursor from './index';

const start = (cursor: object | undefined) =>
  startModule(aiScorecardsModuleCursor, { cursor });

describe('the cursor module', () => {
  it('registers usage and seats', async () => {
    const { sources, disabled } = await start({ apiKey: 'abc' });
    const common = {
      namespace: 'cursor',
      configKey: 'cursor',
      tool: 'resource:default/cursor',
      refreshMinutes: 60,
    };
    expect(sources).toMatchObject([
      { ...common, id: 'cursor-usage', kind: 'usage', settleDays: 2 },
      { ...common, id: 'cursor-seats', kind: 'seats', settleDays: 0 },
    ]);
    expect(disabled).toEqual([]);
  });

  it('lets the portal start when the configuration is wrong, and says where', async () => {
    const { sources, disabled } = await start({ apiKey: '' });
    expect(sources).toEqual([]);
    expect(disabled).toMatchObject([
      { id: 'cursor-usage', path: 'aiScorecards.sources.cursor.apiKey' },
      { id: 'cursor-seats', configKey: 'cursor' },
    ]);
  });

  it('does nothing without configuration', async () => {
    const { sources, disabled } = await start(undefined);
    expect(sources).toEqual([]);
    expect(disabled).toEqual([]);
  });
});
