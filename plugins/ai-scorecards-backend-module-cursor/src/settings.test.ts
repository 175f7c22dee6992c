import { ConfigReader } from '@backstage/config';
import { readCursorSettings } from './settings';

function read(cursor: object | undefined) {
  return readCursorSettings(
    new ConfigReader({ aiScorecards: { sources: { cursor } } } as never),
  );
}

describe('readCursorSettings', () => {
  it('asks for a key alone', () => {
    expect(read({ apiKey: 'key_abc' })).toEqual({
      state: 'ready',
      settings: {
        baseUrl: 'https://api.cursor.com',
        apiKey: 'key_abc',
        tool: 'resource:default/cursor',
        requestsPerMinute: 20,
      },
    });
    expect(read(undefined)).toEqual({ state: 'absent' });
  });

  it.each([
    [{}, 'apiKey', /is missing; write the Admin API key/],
    [{ apiKey: 'key_abc\n' }, 'apiKey', /line break/],
    [{ apiKey: 'a', baseUrl: 'http://cursor.example' }, 'baseUrl', /https/],
    [{ apiKey: 'a', tool: ':' }, 'tool', /entity ref/],
    [
      { apiKey: 'a', requestsPerMinute: 0 },
      'requestsPerMinute',
      /whole number from 1, like 20/,
    ],
  ])('says what is wrong with %j', (cursor, path, reason) => {
    expect(read(cursor)).toEqual({
      state: 'faulty',
      path: `aiScorecards.sources.cursor.${path}`,
      reason: expect.stringMatching(reason),
    });
  });
});
