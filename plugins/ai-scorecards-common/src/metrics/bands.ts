/** Thresholds of the weekly active rate, as ratios. */
export interface ActiveRateBands {
  worthATalkBelow: number;
  /** Below this in the whole organisation it is a rollout problem, not a team's. */
  organisationWorthATalkBelow: number;
  onTrackFrom: number;
  leadingFrom: number;
}

/** Thresholds of the cost ratio: a team's figure divided by its benchmark. */
export interface CostRatioBands {
  watchAbove: number;
  worthATalkAbove: number;
}

/** Thresholds of how AI-assisted changes fail beside the others. */
export interface ChangeFailureBands {
  /** Ratio of AI-assisted to other failure, as a multiple of the same ratio in the own baseline. */
  aiRatioWatchAbove: number;
}

/** Every threshold of the detail metrics that has a target. */
export interface Bands {
  weeklyActiveRate: ActiveRateBands;
  costPerActiveDeveloper: CostRatioBands;
  changeFailureRate: ChangeFailureBands;
  defaultToolShare: { target: number };
  sanctionedShare: { target: number };
}

/**
 * Sources: the practice this project grew from (50 %, 2 ×, 80 % on the default tool), a public team dashboard (40 %),
 * an industry panel of 2026 (median 71 %), a vendor of adoption software (80 % and more is leading). That AI-assisted
 * changes may fail a quarter more often against the others than before is this project's own choice.
 */
export const DEFAULT_BANDS: Bands = {
  weeklyActiveRate: {
    worthATalkBelow: 0.5,
    organisationWorthATalkBelow: 0.4,
    onTrackFrom: 0.71,
    leadingFrom: 0.8,
  },
  costPerActiveDeveloper: { watchAbove: 1.5, worthATalkAbove: 2 },
  changeFailureRate: { aiRatioWatchAbove: 1.25 },
  defaultToolShare: { target: 0.8 },
  sanctionedShare: { target: 1 },
};

/** Any part of the bands, as configuration gives them. */
export type BandOverrides = { [K in keyof Bands]?: Partial<Bands[K]> };

/** Defaults, then the organisation's numbers, then those of the team's type. */
export function bandsFor(...overrides: (BandOverrides | undefined)[]): Bands {
  const merged: Bands = structuredCloneOf(DEFAULT_BANDS);
  for (const override of overrides) {
    Object.assign(merged.weeklyActiveRate, override?.weeklyActiveRate);
    Object.assign(
      merged.costPerActiveDeveloper,
      override?.costPerActiveDeveloper,
    );
    Object.assign(merged.changeFailureRate, override?.changeFailureRate);
    Object.assign(merged.defaultToolShare, override?.defaultToolShare);
    Object.assign(merged.sanctionedShare, override?.sanctionedShare);
  }
  return merged;
}

function structuredCloneOf(bands: Bands): Bands {
  return {
    weeklyActiveRate: { ...bands.weeklyActiveRate },
    costPerActiveDeveloper: { ...bands.costPerActiveDeveloper },
    changeFailureRate: { ...bands.changeFailureRate },
    defaultToolShare: { ...bands.defaultToolShare },
    sanctionedShare: { ...bands.sanctionedShare },
  };
}
