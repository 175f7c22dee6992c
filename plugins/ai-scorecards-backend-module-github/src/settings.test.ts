import { ConfigReader } from '@backstage/config';
import { scopeOf } from './githubApi';
import { GithubSettings, readGithubSettings } from './settings';

function read(github: object | undefined) {
  return readGithubSettings(
    new ConfigReader({ aiScorecards: { sources: { github } } } as never),
  );
}

describe('readGithubSettings', () => {
  it('asks for little', () => {
    expect(read({ organization: 'acme', token: 'abc' })).toEqual({
      state: 'ready',
      settings: {
        baseUrl: 'https://api.github.com',
        organization: 'acme',
        token: 'abc',
        tool: 'resource:default/github-copilot',
        allowInsecureLoopback: false,
        reportHosts: expect.arrayContaining(['copilot-reports.github.com']),
      },
    });
    expect(read(undefined)).toEqual({ state: 'absent' });
  });

  it.each([
    [true, { export: true }],
    [{}, { export: true }],
    [
      { token: 'b', export: false, reportHosts: ['x.example'] },
      { token: 'b', export: false, reportHosts: ['x.example'] },
    ],
  ])('takes the billing %j for %j', (billing, settings) => {
    expect(read({ organization: 'acme', token: 'a', billing })).toMatchObject({
      settings: {
        organization: 'acme',
        billing: {
          reportHosts: expect.arrayContaining(['github.com']),
          ...settings,
        },
      },
    });
  });

  it.each([[undefined], [false]])(
    'takes no billing for the billing %j',
    billing => {
      expect(
        read({ organization: 'acme', token: 'a', billing }),
      ).not.toHaveProperty('settings.billing.export');
    },
  );

  it.each([
    [{}, 'token', /is missing; write the token/],
    [{ token: 'a' }, 'organization', /is missing; .* or set enterprise/],
    [
      { token: 'a', organization: 'https://github.com/acme' },
      'organization',
      /must be the name/,
    ],
    [{ token: 'a', enterprise: '../acme' }, 'enterprise', /must be the name/],
    [
      { token: 'a', organization: 'acme', allowInsecureLoopback: 'yes' },
      'allowInsecureLoopback',
      /true or false/,
    ],
    [
      { token: 'a', organization: 'acme', reportHosts: 'x.example' },
      'reportHosts',
      /a list of host names/,
    ],
    [
      { token: 'a', organization: 'acme', reportHosts: ['https://x.example'] },
      'reportHosts.0',
      /a host name or a pattern/,
    ],
    [
      { token: 'a', organization: 'acme', reportHosts: ['*'] },
      'reportHosts.0',
      /a host name or a pattern/,
    ],
    [
      { token: 'a', organization: 'acme', baseUrl: 'http://api.github.com' },
      'baseUrl',
      /must be an https URL/,
    ],
    [
      { token: 'a', organization: 'acme', billing: 'yes' },
      'billing',
      /must be true, false or a block/,
    ],
    [
      { token: 'a', organization: 'acme', billing: { token: '' } },
      'billing.token',
      /is empty/,
    ],
    [
      { token: 'a', organization: 'acme', codeHost: true },
      'codeHost',
      /must be a block of settings; write {}/,
    ],
    [
      { token: 'a', organization: 'acme', codeHost: { webUrl: 'github.com' } },
      'codeHost.webUrl',
      /must be a web address/,
    ],
    [
      { token: 'a', organization: 'acme', codeHost: { token: 'a b' } },
      'codeHost.token',
      /holds a space/,
    ],
  ])('says what is wrong with %j', (github, path, reason) => {
    expect(read(github)).toEqual({
      state: 'faulty',
      path: `aiScorecards.sources.github.${path}`,
      reason: expect.stringMatching(reason),
    });
  });

  it.each([
    [{ organization: 'acme' }, '/orgs/acme'],
    [{ enterprise: 'acme-ent' }, '/enterprises/acme-ent'],
    [{ organization: 'acme', enterprise: 'acme-ent' }, '/enterprises/acme-ent'],
  ])('asks for %j below %s', (names, path) => {
    const answer = read({ token: 'a', ...names });
    expect(answer.state).toBe('ready');
    const { settings } = answer as { settings: GithubSettings };
    expect(scopeOf(settings).path).toBe(path);
  });
});
