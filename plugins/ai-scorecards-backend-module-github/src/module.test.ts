import { startModule } from 'backstage-plugin-ai-scorecards-node/testUtils';
import aiScorecardsModuleGithub from './index';

const start = (github: object | undefined) =>
  startModule(aiScorecardsModuleGithub, { github });

describe('the github module', () => {
  it('registers usage and seats', async () => {
    const { sources, disabled } = await start({
      organization: 'acme',
      token: 'abc',
      tool: 'resource:default/copilot',
    });
    expect(sources).toMatchObject([
      {
        id: 'github-copilot-usage',
        kind: 'usage',
        namespace: 'github',
        tool: 'resource:default/copilot',
        settleDays: 3,
      },
      {
        id: 'github-copilot-seats',
        kind: 'seats',
        namespace: 'github',
        tool: 'resource:default/copilot',
        settleDays: 0,
      },
    ]);
    expect(disabled).toEqual([]);
  });

  it('registers billing where it is on, also to say that it cannot run', async () => {
    const on = await start({ organization: 'acme', token: 'a', billing: true });
    expect(on.sources[2]).toMatchObject({
      id: 'github-copilot-billing',
      kind: 'cost',
      namespace: 'github',
      settleDays: 3,
      restatedForDays: 31,
    });
    const off = await start({
      organization: 'acme',
      token: 'a',
      billing: false,
    });
    expect(off.sources).toHaveLength(2);
    const faulty = await start({
      organization: 'acme',
      token: 'a',
      billing: { export: 'yes' },
    });
    expect(faulty.disabled[2]).toMatchObject({
      id: 'github-copilot-billing',
      path: 'aiScorecards.sources.github.billing.export',
    });
  });

  it('lets the portal start when the configuration is wrong, and says where', async () => {
    const { sources, disabled } = await start({
      organization: 'acme',
    });
    expect(sources).toEqual([]);
    expect(disabled).toMatchObject([
      {
        id: 'github-copilot-usage',
        path: 'aiScorecards.sources.github.token',
        reason: expect.stringContaining('is missing'),
      },
      { id: 'github-copilot-seats', configKey: 'github' },
    ]);
  });

  it('registers the code host where it is wanted', async () => {
    const wanted = await start({
      organization: 'acme',
      token: 'abc',
      codeHost: {},
    });
    expect(wanted.evidence).toMatchObject([
      { id: 'github-evidence', slugAnnotation: 'github.com/project-slug' },
    ]);
    expect(wanted.outcomes).toMatchObject([
      { id: 'github-outcomes', namespace: 'github', settleDays: 2 },
    ]);
    const without = await start({ organization: 'acme', token: 'abc' });
    expect(without.evidence).toEqual([]);
    expect(without.outcomes).toEqual([]);
  });

  it('says where the configuration of the code host is wrong', async () => {
    const { disabled } = await start({
      organization: 'acme',
      token: 'abc',
      codeHost: { aiLabels: 'ai' },
    });
    expect(disabled).toMatchObject([
      {},
      {},
      {
        id: 'github-evidence',
        path: 'aiScorecards.sources.github.codeHost.aiLabels',
        reason: expect.stringContaining('must be a list of labels'),
      },
      { id: 'github-outcomes' },
    ]);
  });

  it('does nothing without configuration', async () => {
    const { sources, disabled } = await start(undefined);
    expect(sources).toEqual([]);
    expect(disabled).toEqual([]);
  });
});
