import { ConfigReader } from '@backstage/config';
import { readEnterpriseSettings } from './settings';

function read(anthropicEnterprise: object | undefined) {
  return readEnterpriseSettings(
    new ConfigReader({
      aiScorecards: { sources: { anthropicEnterprise } },
    } as never),
  );
}

describe('readEnterpriseSettings', () => {
  it('asks for a key alone', () => {
    expect(read({ analyticsKey: 'abc' })).toEqual({
      state: 'ready',
      settings: {
        baseUrl: 'https://api.anthropic.com',
        analyticsKey: 'abc',
        tool: 'resource:default/claude-code',
        requestsPerMinute: 60,
      },
    });
    expect(read(undefined)).toEqual({ state: 'absent' });
  });

  it.each([
    [{}, 'analyticsKey', /is missing; .*read:analytics/],
    [{ analyticsKey: 'a b' }, 'analyticsKey', /holds a space/],
    [{ analyticsKey: 'a', baseUrl: 'api' }, 'baseUrl', /must be a URL/],
    [{ analyticsKey: 'a', tool: ':' }, 'tool', /an entity ref/],
  ])('says what is wrong with %j', (settings, path, reason) => {
    expect(read(settings)).toEqual({
      state: 'faulty',
      path: `aiScorecards.sources.anthropicEnterprise.${path}`,
      reason: expect.stringMatching(reason),
    });
  });
});
