import { RepositoryAnswer } from 'backstage-plugin-ai-scorecards-node';
import { collectContext } from 'backstage-plugin-ai-scorecards-node/testUtils';
import { startVendorSim, VendorSim } from 'vendor-sim';
import { codeHostFor, settingsFor } from '../__testUtils__/rows';
import { GithubEvidenceSource } from './GithubEvidenceSource';

/**
 * What 5,000 repositories cost of GitHub's hourly limits, counted by the stand-in. They take minutes: a tenth of them has
 * to do with a tenth of the limits where the slow tests are left out.
 */
const PART = process.env.FULL ? 1 : 0.1;

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({
    developers: 60,
    days: 10,
    today: '2026-11-20',
    repositoriesPerTeam: Math.ceil(112 * PART),
  });
});
afterAll(() => sim.close());

const context = collectContext();

async function collect(tokens: Map<string, string>) {
  const source = new GithubEvidenceSource(
    settingsFor({ baseUrl: sim.url, token: 'sim-github-token' }),
    codeHostFor(),
  );
  const asks = sim.world.code.repositories
    .filter(it => it.host === 'github')
    .map(({ slug }) => ({ slug, token: tokens.get(slug) ?? null }));
  const counts: Partial<Record<RepositoryAnswer['state'], number>> = {};
  sim.rateLimits.clear();
  for await (const answer of source.collect(asks, context)) {
    counts[answer.state] = (counts[answer.state] ?? 0) + 1;
    if (answer.state === 'known') tokens.set(answer.slug, answer.token);
  }
  return {
    counts,
    requests: sim.rateLimits.of('core').used,
    points: sim.rateLimits.of('graphql').used,
  };
}

it('reads 5,000 repositories within the hour, and one that changed for next to nothing', async () => {
  const tokens = new Map<string, string>();
  const first = await collect(tokens);
  const { known = 0 } = first.counts;
  expect(known).toBeGreaterThan(5000 * PART);
  expect(first.counts).toEqual({ known, missing: 1 });
  expect(first.requests).toBeLessThan(3000 * PART);
  expect(first.points).toBeLessThan(2000 * PART);

  const second = await collect(tokens);
  expect(second.counts).toEqual({ unchanged: known, missing: 1 });
  expect(second.requests).toBeLessThan(100 * PART);
  expect(second.points).toBeLessThan(1500 * PART);

  sim.world.code.change('acme/checkout-api', { requiredApprovals: 4 });
  const third = await collect(tokens);
  expect(third.counts).toEqual({
    unchanged: known - 1,
    known: 1,
    missing: 1,
  });
  expect(third.requests - second.requests).toBeLessThanOrEqual(2);
  expect(third.points - second.points).toBeLessThanOrEqual(2);
}, 240_000);
