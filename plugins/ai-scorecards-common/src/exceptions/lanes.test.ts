import { wishOf } from './__testUtils__/contexts';
import { AskedTool, laneOf, StandingApproval } from './lanes';
import { defaultRules } from './rules';

const today = '2026-11-24';
const tool: AskedTool = {
  title: 'Cursor',
  policy: 'exception-required',
  security: { reviewedOn: '2026-05-04', reviewAgainOn: '2027-05-04' },
};
const rules = { ...defaultRules, boardGroup: 'group:default/board' };
const standing: StandingApproval = {
  id: 'standing-1',
  currency: 'USD',
  board: 'group:default/board',
  limits: {
    seats: 10,
    days: 90,
    costPerMonth: 1_000_000_000,
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
    rules,
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

  it('is never immediate for what costs where early approvals name no limit', () => {
    const unlimited = [
      { ...standing, limits: { ...standing.limits, costPerMonth: null } },
    ];
    for (const costPerMonth of [null, 1]) {
      expect(lane({ costPerMonth }, { standing: unlimited }).lane).not.toBe(
        'immediate',
      );
    }
    expect(lane({ costPerMonth: 0 }, { standing: unlimited }).lane).toBe(
      'immediate',
    );
  });

  it.each([
    ['a voice has to be heard', { voice: 'group:default/legal' }],
    ['another board decides', { board: 'group:default/client-board' }],
  ])('is not immediate where %s for what is asked', (_, part) => {
    const when = { category: ['client-mandate' as const] };
    const facts = {
      standing: [standing],
      rules: { ...rules, routing: [{ when, ...part }] },
    };
    expect(lane({}, facts).lane).toBe('immediate');
    expect(lane({ category: 'client-mandate' }, facts)).toMatchObject({
      lane: 'express',
      standing: null,
    });
  });

  it('is immediate inside what another board approved where that board decides', () => {
    const board = 'group:default/client-board';
    const when = { category: ['client-mandate' as const] };
    const facts = {
      standing: [{ ...standing, board }],
      rules: { ...rules, routing: [{ when, board }] },
    };
    expect(lane({ category: 'client-mandate' }, facts).lane).toBe('immediate');
    expect(lane({}, facts).lane).toBe('express');
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
      standing: {
        id: 'standing-1',
        sentence:
          'Granted at once if you stay within 10 seats, 90 days, 1000 USD a month, public and internal data',
      },
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
    const after = (renewals: number) => ({
      predecessor: { renewals, wasRevoked: false },
    });
    expect(lane({}, after(1)).lane).toBe('express');
    expect(lane({}, after(2)).lane).toBe('full');
    expect(lane({}, { ...inside, ...after(2) })).toMatchObject({
      lane: 'full',
      standing: null,
    });
  });

  it('is full where the board revoked what it follows, whatever else fits', () => {
    const predecessor = { renewals: 0, wasRevoked: true };
    expect(lane({}, { predecessor }).lane).toBe('full');
    expect(lane({}, { standing: [standing], predecessor })).toMatchObject({
      lane: 'full',
      standing: null,
      sentence: expect.stringContaining('revoked the last one'),
    });
  });
});
