import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { sourcesExtensionPoint } from 'backstage-plugin-ai-scorecards-node';
import aiScorecardsModuleCursor from './index';

async function start(cursor: object | undefined) {
  const extensionPoint = {
    addSource: jest.fn(),
    addDisabledSource: jest.fn(),
  };
  await startTestBackend({
    extensionPoints: [[sourcesExtensionPoint, extensionPoint]],
    features: [
      aiScorecardsModuleCursor,
      mockServices.rootConfig.factory({
        data: { aiScorecards: { sources: { cursor } } },
      }),
    ],
  });
  return extensionPoint;
}

describe('the cursor module', () => {
  it('registers usage and seats', async () => {
    const { addSource, addDisabledSource } = await start({ apiKey: 'abc' });
    const common = {
      namespace: 'cursor',
      configKey: 'cursor',
      tool: 'resource:default/cursor',
      refreshMinutes: 60,
    };
    expect(addSource.mock.calls.map(([source]) => source)).toMatchObject([
      { ...common, id: 'cursor-usage', kind: 'usage', settleDays: 2 },
      { ...common, id: 'cursor-seats', kind: 'seats', settleDays: 0 },
    ]);
    expect(addDisabledSource).not.toHaveBeenCalled();
  });

  it('lets the portal start when the configuration is wrong, and says where', async () => {
    const { addSource, addDisabledSource } = await start({ apiKey: '' });
    expect(addSource).not.toHaveBeenCalled();
    expect(addDisabledSource.mock.calls.map(([it]) => it)).toMatchObject([
      { id: 'cursor-usage', path: 'aiScorecards.sources.cursor.apiKey' },
      { id: 'cursor-seats', configKey: 'cursor' },
    ]);
  });

  it('does nothing without configuration', async () => {
    const { addSource, addDisabledSource } = await start(undefined);
    expect(addSource).not.toHaveBeenCalled();
    expect(addDisabledSource).not.toHaveBeenCalled();
  });
});
