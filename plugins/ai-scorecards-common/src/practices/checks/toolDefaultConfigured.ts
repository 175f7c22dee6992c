import { Check, undecidedIfTold, verdict } from '../check';

const SHARE = 0.8;

/**
 * At least 80 % of the roster's developers hold a seat of a default tool, or hold or use another that a live exception
 * covers them for.
 */
export const toolDefaultConfigured: Check = {
  id: 'tool.default-configured',
  title: 'The default tool is provisioned and pre-configured',
  why: 'Whoever has no seat uses what they find. Make the default good, and there.',
  level: 1,
  required: true,
  category: 'tools',
  evidence: 'automatic',
  howToPass: { text: 'Ask for seats of the default tool for the whole team' },
  weight: 70,
  version: 1,
  attestationDays: null,
  evaluate({ provisioned }) {
    if (!provisioned.known) return undecidedIfTold(provisioned);
    const { developers, byDefault, exceptedBy, gap } = provisioned.value;
    if (developers === 0) {
      return verdict('not-applicable', 'The team has no developers.');
    }
    const isEnough = (people: number) =>
      people >= Math.ceil(SHARE * developers - 1e-9);
    // Levels are seen by everybody: how many lack a seat would say who, by what the teams around show.
    if (isEnough(byDefault)) {
      return verdict(
        'pass',
        'At least 80 % of the developers have a seat of the default tool.',
      );
    }
    if (isEnough(provisioned.value.provisioned)) {
      return verdict(
        'pass',
        'Fewer than 80 % of the developers have a seat of the default tool; with a seat or use of another by a live exception at least 80 % are provided for.',
        { byException: exceptedBy },
      );
    }
    return gap !== null
      ? verdict('unknown', gap)
      : verdict(
          'fail',
          'Fewer than 80 % of the developers have a seat of the default tool, or a seat or use of another by a live exception.',
        );
  },
};
