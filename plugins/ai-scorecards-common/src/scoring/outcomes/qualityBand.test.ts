import { qualityBand } from './qualityBand';

const peers = { p25: 0.1, p75: 0.2, teams: 9 };
const figure = (value: number | null, state: 'ok' | 'suppressed' = 'ok') => ({
  state,
  value,
});

describe('qualityBand', () => {
  it.each([
    [0.05, 'low', false],
    [0.1, 'middle', false],
    [0.2, 'middle', false],
    [0.21, 'high', false],
    [0.35, 'high', false],
    [0.36, 'high', true],
  ] as const)('%d is %s, apart from most: %s', (value, band, outlier) => {
    expect(qualityBand(figure(value), peers)).toEqual({
      state: 'ok',
      band,
      p25: 0.1,
      p75: 0.2,
      teams: 9,
      outlier,
    });
  });

  it('calls nobody apart from teams that all show the same', () => {
    expect(
      qualityBand(figure(0.12), { p25: 0.1, p75: 0.1, teams: 9 }),
    ).toMatchObject({ band: 'high', outlier: false });
  });

  it('tells nothing of a team that shows nothing, and nothing without enough others', () => {
    expect(qualityBand(figure(null, 'suppressed'), peers)).toMatchObject({
      state: 'suppressed',
      band: null,
      p75: null,
      outlier: false,
    });
    expect(qualityBand(figure(0.9), null)).toMatchObject({
      state: 'no-data',
      band: null,
      outlier: false,
    });
  });
});
