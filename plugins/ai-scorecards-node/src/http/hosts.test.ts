import { isLoopbackHost, linkFault, matchesHost } from './hosts';

describe('hosts', () => {
  it.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['127.8.9.10', true],
    ['[::1]', true],
    ['localhost.example.com', false],
    ['127.0.0.1.example.com', false],
    ['10.0.0.1', false],
    ['0.0.0.0', false],
  ])('tells whether %s is this machine: %s', (host, loopback) => {
    expect(isLoopbackHost(host)).toBe(loopback);
  });

  it.each([
    ['reports.example.net', 'reports.example.net', true],
    ['REPORTS.example.net', 'reports.Example.net', true],
    ['a.reports.example.net', 'reports.example.net', false],
    ['reports.example.net.evil.org', 'reports.example.net', false],
    ['reportsXexample.net', 'reports.example.net', false],
    ['reports-eu.example.net', 'reports-*.example.net', true],
    ['reports-a.b.example.net', 'reports-*.example.net', false],
    ['evil.org-reports-1.example.net', 'reports-*.example.net', false],
    ['a.b.example.net', '*.example.net', true],
    ['example.net', '*.example.net', false],
    ['evilexample.net', '*.example.net', false],
  ])('%s against %s: %s', (host, pattern, matches) => {
    expect(matchesHost(host, [pattern])).toBe(matches);
    expect(matchesHost(host, ['other.example.org', pattern])).toBe(matches);
  });

  it.each([
    ['https://reports.example.net/a?sig=s3cret', false, undefined],
    ['http://reports.example.net/a?sig=s3cret', false, /not https/],
    ['http://reports.example.net/a?sig=s3cret', true, /not https/],
    [
      'https://evil.example.org/a?sig=s3cret',
      false,
      /evil\.example\.org.*not among/,
    ],
    ['https://me:s3cret@reports.example.net/a', false, /user name/],
    ['http://127.0.0.1:7007/a', false, /not https/],
    ['https://127.0.0.1:7007/a', false, /not among/],
    ['http://127.0.0.1:7007/a', true, undefined],
    ['https://localhost/a', true, undefined],
    ['ftp://localhost/a', true, /not https/],
    ['file:///etc/passwd', true, /not https/],
  ])('judges %s (loopback %s)', (link, allowInsecureLoopback, fault) => {
    const answer = linkFault(new URL(link), {
      hosts: ['reports.example.net'],
      allowInsecureLoopback,
    });
    expect(answer ?? '').toMatch(fault ?? /^$/);
    expect(answer).not.toEqual(expect.stringContaining('s3cret'));
  });
});
