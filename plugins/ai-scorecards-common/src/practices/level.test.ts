import fc from 'fast-check';
import { LevelResult, standingOf } from './level';

const TODAY = '2026-11-22';

const result = (
  level: number,
  state: LevelResult['state'],
  change: Partial<LevelResult & { required: boolean; from: string }> = {},
): LevelResult => {
  const counts = {
    pass: 'pass',
    waived: 'pass',
    fail: 'fail',
    expired: 'fail',
    unknown: 'unknown',
    'not-applicable': 'not-applicable',
  } as const;
  return {
    state,
    counts: change.counts ?? counts[state],
    held: change.held ?? null,
    reason: 'As the evidence says',
    wasKnown: change.wasKnown ?? state !== 'unknown',
    check: {
      id: `check-${level}`,
      title: `Check of level ${level}`,
      level,
      required: change.required ?? true,
      effectiveFrom: change.from ?? null,
    },
  };
};

const of = (...results: LevelResult[]) => standingOf(results, 2, TODAY);

describe('the level', () => {
  it('says which check is not known yet, and why', () => {
    expect(of(result(1, 'unknown')).reason).toBe(
      'Not known yet: Check of level 1. As the evidence says. Nothing counts against the team.',
    );
  });

  it.each([
    ['nothing passes', [result(1, 'fail')], 0],
    ['level 1', [result(1, 'pass'), result(2, 'fail')], 1],
    [
      'a level without a passed check is not reached',
      [result(1, 'pass'), result(3, 'pass')],
      1,
    ],
    [
      'nor one where nothing applies',
      [result(1, 'pass'), result(2, 'not-applicable'), result(3, 'pass')],
      1,
    ],
    [
      'what does not apply holds nothing up',
      [result(1, 'pass'), result(1, 'not-applicable'), result(2, 'pass')],
      2,
    ],
    [
      'what is not required holds nothing up',
      [result(1, 'pass'), result(1, 'fail', { required: false })],
      1,
    ],
    [
      'nor what counts only later',
      [result(1, 'pass'), result(1, 'fail', { from: '2026-11-23' })],
      1,
    ],
    [
      'what counts from today does',
      [result(1, 'pass'), result(1, 'fail', { from: TODAY })],
      0,
    ],
    [
      'a failure below holds up what is above',
      [result(1, 'fail'), result(2, 'pass')],
      0,
    ],
    ['all', [1, 2, 3, 4].map(level => result(level, 'pass')), 4],
    ['never known above level 1', [result(1, 'pass'), result(2, 'unknown')], 1],
    ['an expired attestation', [result(1, 'pass'), result(2, 'expired')], 1],
  ] as const)('%s', (_, results, level) => {
    expect(of(...results)).toMatchObject({
      state: 'assessed',
      raw: level,
      effective: level,
      held: false,
    });
  });

  it('shows a waived check raw and effective', () => {
    expect(
      of(result(1, 'waived'), result(2, 'pass'), result(1, 'pass')),
    ).toMatchObject({ state: 'assessed', raw: 0, effective: 2 });
  });

  it('is not assessed while a required check of level 1 never was known', () => {
    expect(of(result(1, 'pass'), result(1, 'unknown'))).toMatchObject({
      state: 'not-assessed-yet',
      effective: null,
      reason: expect.stringContaining('Nothing counts against'),
    });
  });

  it('is assessed though one that is not required is unknown', () => {
    expect(
      of(result(1, 'pass'), result(1, 'unknown', { required: false })),
    ).toMatchObject({ state: 'assessed', effective: 1 });
  });

  it('applies to nobody for whom no check applies', () => {
    expect(of(result(1, 'not-applicable')).state).toBe('not-applicable');
    expect(of().state).toBe('not-applicable');
  });

  it.each([
    [
      'nothing of the next level applies',
      [result(1, 'not-applicable'), result(2, 'fail')],
      /^No check of level 1 applies/,
    ],
    [
      'only optional ones of the next level apply',
      [result(1, 'pass'), result(2, 'fail', { required: false })],
      /^No check of level 2 is passed yet/,
    ],
    ['something is missing', [result(1, 'fail')], /^none$/],
    [
      'there is no next level',
      [1, 2, 3, 4].map(l => result(l, 'pass')),
      /^none$/,
    ],
  ] as const)('says why it ends where %s', (_, results, reason) => {
    expect(of(...results).reason ?? 'none').toMatch(reason);
  });

  it('is held while the last result holds', () => {
    const held = { state: 'pass' as const, until: '2026-11-30' };
    expect(
      of(result(1, 'unknown', { counts: 'pass', held, wasKnown: true })),
    ).toMatchObject({
      state: 'assessed',
      effective: 1,
      held: true,
      reason: expect.stringMatching(
        /^Some evidence cannot be read now; .* No check of level 2 applies/,
      ),
    });
  });

  it('is unknown with what it was when that is over', () => {
    expect(of(result(1, 'unknown', { wasKnown: true }))).toMatchObject({
      state: 'unknown',
      effective: null,
      was: 2,
    });
  });

  it('stays known when the unknown check does not matter', () => {
    expect(
      of(
        result(1, 'pass'),
        result(2, 'fail'),
        result(2, 'unknown', { wasKnown: true }),
      ),
    ).toMatchObject({ state: 'assessed', effective: 1 });
  });
});

const anyResult = fc
  .record({
    level: fc.integer({ min: 1, max: 4 }),
    state: fc.constantFrom<LevelResult['state']>(
      'pass',
      'fail',
      'not-applicable',
      'waived',
      'expired',
    ),
    required: fc.boolean(),
  })
  .map(({ level, state, required }) => result(level, state, { required }));

describe('any results', () => {
  it('do not depend on their order, and no waiver lowers a level', () => {
    fc.assert(
      fc.property(fc.array(anyResult), results => {
        const standing = of(...results);
        expect(of(...[...results].reverse())).toEqual(standing);
        expect(standing.effective ?? 0).toBeGreaterThanOrEqual(
          standing.raw ?? 0,
        );
      }),
    );
  });

  it('give no lower level when one more check passes', () => {
    fc.assert(
      fc.property(
        fc.array(anyResult, { minLength: 1 }),
        fc.nat(),
        (results, at) => {
          const index = at % results.length;
          const better = results.map((one, i) =>
            i === index && one.state !== 'not-applicable'
              ? { ...one, state: 'pass' as const, counts: 'pass' as const }
              : one,
          );
          const before = of(...results).effective ?? 0;
          expect(of(...better).effective ?? 0).toBeGreaterThanOrEqual(before);
        },
      ),
    );
  });
});
