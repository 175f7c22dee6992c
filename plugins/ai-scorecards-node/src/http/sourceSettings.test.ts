import { ConfigReader } from '@backstage/config';
import { z } from 'zod';
import {
  baseUrl,
  credential,
  readSourceSettings,
  requiredText,
  toolRef,
} from './sourceSettings';

const schema = z.object({
  baseUrl: baseUrl('https://api.example.com'),
  token: credential('write the token'),
  name: requiredText('write the name').optional(),
  tool: toolRef('resource:default/acme-tool'),
});

function read(acme: unknown) {
  return readSourceSettings(
    new ConfigReader({ aiScorecards: { sources: { acme } } } as never),
    'acme',
    schema,
  );
}

describe('readSourceSettings', () => {
  it('has nothing to say where nothing is configured', () => {
    expect(readSourceSettings(new ConfigReader({}), 'acme', schema)).toEqual({
      state: 'absent',
    });
  });

  it('fills in what may be left out and makes refs full', () => {
    expect(read({ token: 'abc' })).toEqual({
      state: 'ready',
      settings: {
        baseUrl: 'https://api.example.com',
        token: 'abc',
        tool: 'resource:default/acme-tool',
      },
    });
    expect(
      read({ token: 'abc', tool: 'My-Tool', baseUrl: 'http://127.0.0.1:99/x' }),
    ).toMatchObject({
      settings: {
        tool: 'resource:default/my-tool',
        baseUrl: 'http://127.0.0.1:99/x',
      },
    });
  });

  it.each([
    ['text', '', /^aiScorecards\.sources\.acme must be a block/],
    [{}, '.token', /\.token is missing; write the token$/],
    [{ token: '' }, '.token', /\.token is empty; write the token$/],
    [{ token: 7 }, '.token', /\.token must be text; write the token$/],
    [{ token: 'sec\nret' }, '.token', /holds a space, a line break/],
    [{ token: 'secrèt' }, '.token', /holds a space, a line break/],
    [{ token: 'a', name: 7 }, '.name', /must be text/],
    [
      { token: 'a', tool: 'resource:' },
      '.tool',
      /must be an entity ref, like resource:default\/acme-tool/,
    ],
    [{ token: 'a', tool: 7 }, '.tool', /must be an entity ref/],
    [{ token: 'a', baseUrl: 'api' }, '.baseUrl', /must be a URL, like/],
    [
      { token: 'a', baseUrl: 'http://api.example.com' },
      '.baseUrl',
      /must be an https URL/,
    ],
    [
      { token: 'a', baseUrl: 'https://me:secret@a.com' },
      '.baseUrl',
      /without user name/,
    ],
    [
      { token: 'a', baseUrl: 'https://a.com?x=secret' },
      '.baseUrl',
      /without user name, query/,
    ],
  ])('says what is wrong with %p', (section, path, reason) => {
    const answer = read(section);
    expect(answer).toMatchObject({
      state: 'faulty',
      path: `aiScorecards.sources.acme${path}`,
      reason: expect.stringMatching(reason),
    });
    expect(JSON.stringify(answer)).not.toMatch(/sec\\?n?rèt|secret|sec\\nret/);
  });
});
