import { ConfigReader } from '@backstage/config';
import { readOpenaiSettings } from './settings';

function read(openai: object | undefined) {
  return readOpenaiSettings(
    new ConfigReader({ aiScorecards: { sources: { openai } } } as never),
  );
}

describe('readOpenaiSettings', () => {
  it('asks for a key alone', () => {
    expect(read({ adminKey: 'sk-admin-abc' })).toEqual({
      state: 'ready',
      settings: {
        baseUrl: 'https://api.openai.com/v1',
        adminKey: 'sk-admin-abc',
        tool: 'resource:default/openai-codex',
      },
    });
    expect(read({ adminKey: 'a', projectIds: ['proj_1'] })).toMatchObject({
      settings: { projectIds: ['proj_1'] },
    });
    expect(read(undefined)).toEqual({ state: 'absent' });
  });

  it.each([
    [{}, 'adminKey', /is missing; write the Admin API key/],
    [{ adminKey: 'sk-admin-abc\n' }, 'adminKey', /line break/],
    [{ adminKey: 'a', baseUrl: 'http://openai.example' }, 'baseUrl', /https/],
    [{ adminKey: 'a', projectIds: 'all' }, 'projectIds', /a list of ids/],
    [{ adminKey: 'a', projectIds: [] }, 'projectIds', /leave it out/],
    [{ adminKey: 'a', projectIds: [''] }, 'projectIds.0', /is empty/],
    [{ adminKey: 'a', tool: ':' }, 'tool', /entity ref/],
  ])('says what is wrong with %j', (openai, path, reason) => {
    expect(read(openai)).toEqual({
      state: 'faulty',
      path: `aiScorecards.sources.openai.${path}`,
      reason: expect.stringMatching(reason),
    });
  });
});
