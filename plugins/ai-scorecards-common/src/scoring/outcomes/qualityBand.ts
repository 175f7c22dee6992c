import type { Figure, QualityBand } from '../../contract';
import { hasValue } from '../figure';

/** How far beyond the upper quartile a team lies apart from most: Tukey's fence (Exploratory Data Analysis, 1977). */
const FENCE = 1.5;

/** Where a team's change failure lies among comparable teams. Never a rank; no band with fewer than five teams. */
export function qualityBand(
  figure: Pick<Figure, 'state' | 'value'>,
  peers: { p25: number; p75: number; teams: number } | null,
): Omit<QualityBand, 'explanation'> {
  const none = { band: null, p25: null, p75: null, teams: null };
  if (figure.value === null || !hasValue(figure.state)) {
    return { ...none, state: figure.state, outlier: false };
  }
  if (!peers) return { ...none, state: 'no-data', outlier: false };
  const { p25, p75, teams } = peers;
  const { value } = figure;
  const spread = p75 - p25;
  return {
    state: figure.state,
    band: bandOf(value, p25, p75),
    p25,
    p75,
    teams,
    // Where most teams show the same there is no spread that a distance could be measured by.
    outlier: spread > 0 && value > p75 + FENCE * spread,
  };
}

function bandOf(value: number, p25: number, p75: number): QualityBand['band'] {
  if (value < p25) return 'low';
  return value > p75 ? 'high' : 'middle';
}
