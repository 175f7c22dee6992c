import { NotAllowedError } from '@backstage/errors';
import type { AiScorecardsApi } from 'backstage-plugin-ai-scorecards-common';
import { dayOneStatus, fixtureApi, nobody, notices } from '../src/__fixtures__';

const never = () => new Promise<never>(() => undefined);
const refuse = async () => {
  throw new NotAllowedError('For operators only');
};

/** What the pages of the harness can be looked at with; chosen by `?scenario=` in the address. */
export const scenarios: Record<string, Partial<AiScorecardsApi>> = {
  full: {},
  loading: { teamScorecard: never, me: never, ingestionStatus: never },
  nobody: { me: async () => nobody },
  dayOne: {
    ingestionStatus: async () => dayOneStatus,
    teamScorecard: async () => notices.noSource,
  },
  refused: { ingestionStatus: refuse },
  ...Object.fromEntries(
    Object.entries(notices).map(([name, scorecard]) => [
      name,
      { teamScorecard: async () => scorecard },
    ]),
  ),
};

/** The API of the scenario that the address names. */
export function scenarioApi(): AiScorecardsApi {
  const name = new URLSearchParams(window.location.search).get('scenario');
  return fixtureApi(scenarios[name ?? 'full']);
}
