import { ConfigReader } from '@backstage/config';
import { readOtlpSettings } from './otlpSettings';

const read = (otlp?: object) =>
  readOtlpSettings(new ConfigReader({ aiScorecards: { sources: { otlp } } }));

describe('readOtlpSettings', () => {
  it('takes everything as value where nothing is configured', () => {
    const open = {
      tools: {},
      organizations: [],
      organizationRequired: false,
      costIs: 'value',
    };
    expect(read()).toEqual(open);
    expect(read({})).toEqual(open);
    expect(readOtlpSettings(new ConfigReader({}))).toEqual(open);
  });

  it('reads tools, organisations and what a cost is', () => {
    expect(
      read({
        tools: { codex: 'OpenAI-Codex' },
        organizations: ['ours'],
        organizationRequired: true,
        costIs: 'usage',
      }),
    ).toEqual({
      tools: { codex: 'resource:default/openai-codex' },
      organizations: ['ours'],
      organizationRequired: true,
      costIs: 'usage',
    });
  });

  it.each([
    [
      { costIs: 'free' },
      'aiScorecards.sources.otlp.costIs must be usage or value',
    ],
    [
      { organizations: 'ours' },
      'aiScorecards.sources.otlp.organizations must be a list',
    ],
    [
      { organizationRequired: 'yes' },
      'aiScorecards.sources.otlp.organizationRequired must be true or false',
    ],
    [
      { tools: { codex: 'two words' } },
      'aiScorecards.sources.otlp.tools.codex must be an entity ref',
    ],
  ])('shuts the door for %j', (otlp, words) => {
    expect(read(otlp).fault).toContain(words);
  });
});
