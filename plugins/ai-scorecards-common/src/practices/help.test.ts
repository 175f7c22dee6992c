import { known, RepositoryFact } from './facts';
import { CHECKS } from './catalogue';
import { assessTeam } from './assess';
import { configureChecks } from './configure';
import { helpFor } from './help';
import { goodFacts, goodRepository } from './__testUtils__/facts';

const assess = (repositories: RepositoryFact[]) =>
  assessTeam({
    checks: configureChecks({}),
    facts: goodFacts({ repositories: known(repositories) }),
    attestations: new Map(),
    waivers: new Map(),
    before: new Map(),
    lastLevel: null,
  });

const on = (host: string, requiredStatusChecks: number) =>
  goodRepository({ host, requiredStatusChecks: known(requiredStatusChecks) });

describe('help', () => {
  it.each<[string, RepositoryFact[], string[]]>([
    ['fail', [on('github.com', 1), on('gitlab.com', 0)], ['GitLab']],
    [
      'fail at two hosts',
      [on('gitlab.com', 0), on('github.com', 0)],
      ['GitHub', 'GitLab'],
    ],
    ['none of which fails', [on('gitlab.com', 1)], ['GitLab']],
    ['a host of another kind has', [on('dev.azure.com', 0)], []],
  ])('is for the code hosts of repositories that %s', (_, list, hosts) => {
    const result = assess(list).results.find(
      ({ check }) => check.id === 'tests.required',
    );
    expect(result?.help.map(({ host }) => host)).toEqual(hosts);
  });

  it('leads the next step to the article for its host, and nowhere wrong for two', () => {
    expect(assess([on('gitlab.com', 0)]).nextStep).toEqual({
      text: 'Require status checks in 1 repository',
      href: expect.stringMatching(/^https:\/\/docs\.gitlab\.com/),
    });
    expect(
      assess([on('gitlab.com', 0), on('github.com', 0)]).nextStep?.href,
    ).toBe('#practices');
  });

  it('is written for both kinds, and no check links to one of them alone', () => {
    for (const { id, howToPass, onHosts } of CHECKS) {
      const help = helpFor(onHosts, ['gitlab.com', 'github.com']);
      expect([id, help.length]).toEqual([id, onHosts ? 2 : 0]);
      expect([id, howToPass.href ?? '']).toEqual([
        id,
        expect.not.stringMatching(/github|gitlab/),
      ]);
    }
  });
});
