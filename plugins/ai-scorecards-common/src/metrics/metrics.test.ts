import {
  activeRateStatus,
  activeRateTarget,
  bandsFor,
  costRatioStatus,
  DEFAULT_BANDS,
  DEFINITION_VERSION,
  HEADLINE_METRICS,
} from '.';

describe('weekly active rate', () => {
  it.each([
    [0, 'worth-a-talk'],
    [0.4999, 'worth-a-talk'],
    [0.5, 'watch'],
    [0.7099, 'watch'],
    [0.71, 'on-track'],
    [0.8, 'on-track'],
    [1, 'on-track'],
  ])('%d is %s', (rate, status) =>
    expect(activeRateStatus(rate, DEFAULT_BANDS.weeklyActiveRate).status).toBe(
      status,
    ),
  );

  it('says where its target comes from', () => {
    const own = bandsFor({
      weeklyActiveRate: { onTrackFrom: 0.6 },
    }).weeklyActiveRate;
    expect(activeRateTarget(own, DEFAULT_BANDS.weeklyActiveRate)).toMatchObject(
      {
        value: 0.6,
        text: '≥ 60 %',
        source: 'Set by your organisation',
      },
    );
  });
});

describe('cost ratio', () => {
  it.each([
    [0.2, 'on-track'],
    [1.5, 'on-track'],
    [1.51, 'watch'],
    [2, 'watch'],
    [2.01, 'worth-a-talk'],
  ])('%d × the benchmark is %s', (ratio, status) =>
    expect(
      costRatioStatus(ratio, DEFAULT_BANDS.costPerActiveDeveloper).status,
    ).toBe(status),
  );
});

describe('bands', () => {
  it('take the team type over the organisation over the default, number by number', () => {
    const bands = bandsFor(
      { weeklyActiveRate: { onTrackFrom: 0.6, worthATalkBelow: 0.3 } },
      { weeklyActiveRate: { worthATalkBelow: 0.2 } },
    );
    expect(bands.weeklyActiveRate).toEqual({
      ...DEFAULT_BANDS.weeklyActiveRate,
      onTrackFrom: 0.6,
      worthATalkBelow: 0.2,
    });
    expect(DEFAULT_BANDS.weeklyActiveRate.onTrackFrom).toBe(0.71);
  });
});

describe('the registry', () => {
  it('has five headline metrics and one version for the set', () => {
    expect(new Set(HEADLINE_METRICS.map(metric => metric.id)).size).toBe(5);
    expect(DEFINITION_VERSION).toBe(3);
  });
});
