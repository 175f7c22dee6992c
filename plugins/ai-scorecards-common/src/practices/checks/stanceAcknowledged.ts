import { Check, undecided, verdict } from '../check';

const SHARE = 0.9;

/** At least 90 % of the developers acknowledged the current version of the organisation's stance. */
export const stanceAcknowledged: Check = {
  id: 'stance.acknowledged',
  title: 'The team knows what is prohibited, guarded, allowed',
  why: 'A rule that nobody read protects nobody.',
  level: 1,
  required: true,
  category: 'knowledge',
  evidence: 'automatic',
  howToPass: {
    text: "Read the organisation's stance and acknowledge it, each for themselves",
  },
  weight: 60,
  version: 1,
  attestationDays: null,
  evaluate({ stance }) {
    if (!stance.known) return undecided(stance);
    const { developers, acknowledged } = stance.value;
    if (developers === 0) {
      return verdict('not-applicable', 'The team has no developers.');
    }
    const isPassed = acknowledged >= Math.ceil(SHARE * developers - 1e-9);
    // How many are missing says who, in a small team; whether it is enough does not.
    return verdict(
      isPassed ? 'pass' : 'fail',
      isPassed
        ? 'At least 90 % of the developers acknowledged it.'
        : 'Fewer than 90 % of the developers acknowledged the current version.',
    );
  },
};
