import { ConfigReader } from '@backstage/config';
import { readAnthropicSettings } from './settings';

function read(anthropic: object | undefined) {
  return readAnthropicSettings(
    new ConfigReader({ aiScorecards: { sources: { anthropic } } } as never),
  );
}

describe('readAnthropicSettings', () => {
  it('asks for a key alone', () => {
    expect(read({ adminKey: 'abc' })).toEqual({
      state: 'ready',
      settings: {
        baseUrl: 'https://api.anthropic.com',
        adminKey: 'abc',
        tool: 'resource:default/claude-code',
      },
    });
    expect(read({ adminKey: 'abc', workspaces: ['default'] })).toMatchObject({
      settings: { workspaces: ['default'] },
    });
    expect(read(undefined)).toEqual({ state: 'absent' });
  });

  it.each([
    [{}, 'adminKey', /is missing; write the Admin API key/],
    [{ adminKey: 'a b' }, 'adminKey', /holds a space/],
    [{ adminKey: 'a', workspaces: 'all' }, 'workspaces', /a list of ids/],
    [{ adminKey: 'a', workspaces: [] }, 'workspaces', /leave it out/],
    [{ adminKey: 'a', workspaces: [''] }, 'workspaces.0', /is empty/],
    [{ adminKey: 'a', baseUrl: 'api' }, 'baseUrl', /must be a URL/],
  ])('says what is wrong with %j', (anthropic, path, reason) => {
    expect(read(anthropic)).toEqual({
      state: 'faulty',
      path: `aiScorecards.sources.anthropic.${path}`,
      reason: expect.stringMatching(reason),
    });
  });
});
