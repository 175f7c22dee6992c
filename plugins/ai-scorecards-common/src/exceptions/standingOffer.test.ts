import { wishOf } from './__testUtils__/contexts';
import type { AskedTool, StandingApproval } from './lanes';
import { defaultRules } from './rules';
import { standingOfferOf } from './standingOffer';

const today = '2026-11-24';
const tool: AskedTool = {
  title: 'Cursor',
  policy: 'exception-required',
  security: null,
};
const standing = {
  id: 'standing-1',
  currency: 'USD',
  board: defaultRules.boardGroup,
  limits: {
    seats: 10,
    days: 90,
    costPerMonth: 400_000_000,
    data: ['public', 'internal'],
    until: '2027-06-30',
  },
} as StandingApproval;

const offer = (
  ask: Parameters<typeof wishOf>[0] = {},
  facts: Partial<Parameters<typeof standingOfferOf>[1]> = {},
) =>
  standingOfferOf(wishOf(ask).ask, {
    tool,
    standing: [standing],
    rules: defaultRules,
    today,
    ...facts,
  });

const words = expect.stringMatching(
  /^Granted at once if you stay within 10 seats, 90 days, .*public and internal data$/,
);

describe('the offer of a standing approval', () => {
  it.each([
    ['within it', {}],
    ['with more seats', { seats: 12 }],
    ['for longer', { until: '2027-11-20' }],
    ['that costs more', { costPerMonth: 900_000_000 }],
    ['with other data', { data: 'confidential' as const }],
    ['of which little is known', { seats: null, data: null, until: null }],
  ])('is told to an ask %s', (_, ask) => {
    expect(offer(ask)).toEqual(words);
  });

  it.each<[string, Parameters<typeof offer>[1]]>([
    ['there is none', { standing: [] }],
    [
      'it ended',
      {
        standing: [
          { ...standing, limits: { ...standing.limits, until: '2026-11-23' } },
        ],
      },
    ],
    ['the tool is open anyway', { tool: { ...tool, policy: 'approved' } }],
    ['the tool is prohibited', { tool: { ...tool, policy: 'prohibited' } }],
    [
      'it was renewed too often',
      {
        predecessor: { renewals: defaultRules.renewals.max, wasRevoked: false },
      },
    ],
    [
      'the board revoked the last one',
      { predecessor: { renewals: 0, wasRevoked: true } },
    ],
  ])('is none where %s', (_, facts) => {
    expect(offer({}, facts)).toBeNull();
  });
});
