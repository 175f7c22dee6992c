import { wishOf } from './__testUtils__/contexts';
import { AskedTool, laneOf, StandingApproval } from './lanes';
import { defaultRules } from './rules';

const today = '2026-11-24';
const tool: AskedTool = {
  title: 'Cursor',
  policy: 'exception-required',
  security: { reviewedOn: '2026-05-04', reviewAgainOn: '2027-05-04' },
};
const standing: StandingApproval = {
  id: 'standing-1',
  currency: 'USD',
  limits: {
    seats: 10,
    days: 90,
    costPerMonth: null,
    data: ['public', 'internal'],
    until: '2027-06-30',
  },
};

const lane = (
  ask: Parameters<typeof wishOf>[0] = {},
  facts: Partial<Parameters<typeof laneOf>[1]> = {},
) =>
  laneOf(wishOf(ask).ask, {
    tool,
    standing: [],
    rules: defaultRules,
    today,
    ...facts,
  });

describe('laneOf', () => {
  it.each([
    ['default', false],
    ['approved', false],
    ['prohibited', true],
    ['retired', true],
  ] as const)(
    'is none for a tool that is %s; refused: %s',
    (policy, refused) => {
      expect(lane({}, { tool: { ...tool, policy } })).toMatchObject({
        lane: 'none',
        refused,
      });
    },
  );

  it('is express for a reviewed tool, few seats, low cost, harmless data', () => {
    expect(lane().lane).toBe('express');
  });

  it('is immediate within a limit of cost in its own currency alone', () => {
    const costPerMonth = 200_000_000;
    const limited = {
      ...standing,
      limits: { ...standing.limits, costPerMonth },
    };
    expect(lane({}, { standing: [limited] }).lane).toBe('immediate');
    expect(lane({ currency: 'EUR' }, { standing: [limited] }).lane).toBe(
      'full',
    );
  });

  it.each([
    ['many seats', { seats: 11 }],
    ['seats unknown', { seats: null }],
    ['a high cost', { costPerMonth: 500_000_001 }],
    ['another currency', { currency: 'EUR' }],
    ['confidential data', { data: 'confidential' as const }],
  ])('is full with %s', (_, ask) => {
    expect(lane(ask).lane).toBe('full');
  });

  it.each([
    ['not in the registry', null],
    ['never reviewed', { ...tool, security: null }],
    [
      'to be reviewed again',
      { ...tool, security: { ...tool.security, reviewAgainOn: '2026-11-23' } },
    ],
  ])('is full for a tool that is %s', (_, asked) => {
    expect(lane({}, { tool: asked }).lane).toBe('full');
  });

  it('is immediate inside a standing approval, and not outside it', () => {
    const inside = { standing: [standing] };
    expect(lane({}, inside)).toMatchObject({
      lane: 'immediate',
      standing: { id: 'standing-1' },
    });
    expect(lane({ seats: 11 }, inside).lane).toBe('full');
    expect(lane({ until: '2027-06-01' }, inside).lane).toBe('express');
    expect(lane({ data: 'restricted' }, inside).lane).toBe('full');
    expect(lane({}, { ...inside, today: '2027-07-01' }).lane).not.toBe(
      'immediate',
    );
  });

  it('is full once it was renewed as often as the rules allow, whatever else fits', () => {
    const inside = { standing: [standing] };
    expect(lane({}, { renewals: 1 }).lane).toBe('express');
    expect(lane({}, { renewals: 2 }).lane).toBe('full');
    expect(lane({}, { ...inside, renewals: 2 })).toMatchObject({
      lane: 'full',
      standing: null,
    });
  });
});
