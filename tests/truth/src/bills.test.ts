import { tinyWorld } from './__testUtils__/tinyWorld';
import { Bills } from './bills';
import { exampleSettings, Key, Settings } from './settings';

const COPILOT = 'resource:default/github-copilot';
const CLAUDE = 'resource:default/claude-code';
const DAY = '2026-11-10';

const truth = {
  ...tinyWorld([]),
  costs: [
    {
      day: DAY,
      revealed: [{ description: '', workspace: null, amount: '250' }],
    },
  ],
  billing: ['coding_agent_ai_credit', 'copilot_for_business'].map(sku => ({
    day: DAY,
    holder: null,
    sku,
    model: '',
    gross: '4',
    net: '1.5',
  })),
  enterprise: ['2026-11-09', DAY].map(day => ({
    what: 'cost' as const,
    day,
    account: 'a',
    accountKind: 'email' as const,
    standing: 'user' as const,
    person: null,
    model: '',
    amount: '300',
    listAmount: '400',
  })),
};

function billed(
  tool: string,
  day: string,
  precedence: Settings['precedence'] = [],
) {
  const settings = exampleSettings({
    today: '2026-11-23',
    from: '2026-10-01',
    doors: ['github', 'githubBilling', 'anthropic', 'anthropicEnterprise'],
    precedence,
  });
  return new Bills(truth, settings)
    .of(tool, day)
    ?.map(({ door, micros }) => [door, micros]);
}

describe('Bills', () => {
  it('has use that is billed, and no seats', () => {
    expect(billed(COPILOT, DAY)).toEqual([['github', 1_500_000n]]);
  });

  it('takes a day from the first door that bills it', () => {
    const doors: Key[] = ['anthropicEnterprise'];
    expect(billed(CLAUDE, DAY)).toEqual([['anthropic', 2_500_000n]]);
    expect(billed(CLAUDE, DAY, [{ tool: CLAUDE, doors }])).toEqual([
      ['anthropicEnterprise', 3_000_000n],
    ]);
    expect(billed(CLAUDE, '2026-11-09')).toEqual([
      ['anthropicEnterprise', 3_000_000n],
    ]);
    expect(billed(CLAUDE, '2026-11-08')).toBeUndefined();
  });
});
