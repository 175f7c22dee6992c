import { mockServices } from '@backstage/backend-test-utils';
import type { SourceSettings } from '../http/sourceSettings';
import { readySettings } from './readySettings';

const named = [
  { id: 'example-usage', title: 'Example usage' },
  { id: 'example-seats', title: 'Example seats' },
];

function ask(read: SourceSettings<{ key: string }>) {
  const logger = mockServices.logger.mock();
  const addDisabledSource = jest.fn();
  const settings = readySettings(read, {
    vendor: 'Example',
    configKey: 'example',
    named,
    sources: { addDisabledSource },
    logger,
  });
  return { settings, logger, addDisabledSource };
}

describe('readySettings', () => {
  it('are what was read', () => {
    const { settings, addDisabledSource } = ask({
      state: 'ready',
      settings: { key: 'k' },
    });
    expect(settings).toEqual({ key: 'k' });
    expect(addDisabledSource).not.toHaveBeenCalled();
  });

  it('say that nothing is configured', () => {
    const { settings, logger, addDisabledSource } = ask({ state: 'absent' });
    expect(settings).toBeUndefined();
    expect(logger.info).toHaveBeenCalledWith(
      'Nothing is collected from Example: aiScorecards.sources.example is not configured',
    );
    expect(addDisabledSource).not.toHaveBeenCalled();
  });

  it('show each source that cannot run, with the path at fault', () => {
    const fault = { path: 'aiScorecards.sources.example.key', reason: 'why' };
    const { settings, addDisabledSource } = ask({ state: 'faulty', ...fault });
    expect(settings).toBeUndefined();
    expect(addDisabledSource.mock.calls.map(([source]) => source)).toEqual(
      named.map(source => ({ ...source, ...fault, configKey: 'example' })),
    );
  });
});
