import { mockServices } from '@backstage/backend-test-utils';
import githubModule from 'backstage-plugin-ai-scorecards-backend-module-github';
import { EvidenceSource } from 'backstage-plugin-ai-scorecards-node';
import { startModule } from 'backstage-plugin-ai-scorecards-node/testUtils';
import { startVendorSim, VendorSim } from 'vendor-sim';
import { Finding, rounded } from '../report';

const TODAY = '2026-11-20';
/** Times the example's repositories: a little over 5,000 on GitHub. */
const PER_TEAM = 112;
/** Documents that are looked at, one of each team of a large organisation. */
const DOCUMENTS = 1000;
/** GitHub's hourly limit, of requests for REST and of points for GraphQL. */
const HOURLY = 5000;

const context = () => ({
  signal: new AbortController().signal,
  logger: mockServices.rootLogger({ level: 'none' }),
});

/** Counts what 5,000 repositories take of GitHub's hourly limits: the first time, unchanged, and with one changed. */
export async function measureCodeHost(): Promise<Finding[]> {
  const sim = await startVendorSim({
    developers: 60,
    days: 10,
    today: TODAY,
    repositoriesPerTeam: PER_TEAM,
  });
  try {
    const source = await evidenceSource(sim);
    const tokens = new Map<string, string>();
    const first = await collect(source, sim, tokens);
    const again = await collect(source, sim, tokens);
    sim.world.code.change('acme/checkout-api', { requiredApprovals: 4 });
    const changed = await collect(source, sim, tokens);
    return [
      ...findingsOf(`${first.answers} repositories read`, first),
      ...findingsOf('the same again, unchanged', again),
      {
        what: 'more for one that changed',
        value:
          changed.requests + changed.points - (again.requests + again.points),
        bar: { most: 6, unit: 'requests and points' },
        note: `${changed.requests} requests and ${changed.points} points in all`,
      },
      await documentsFinding(source, sim),
    ];
  } finally {
    await sim.close();
  }
}

interface Counted {
  answers: number;
  requests: number;
  points: number;
  free: number;
  ms: number;
}

function findingsOf(what: string, counted: Counted): Finding[] {
  const { requests, points, free, ms } = counted;
  return [
    {
      what: `${what}: requests of REST that count`,
      value: requests,
      bar: { most: HOURLY, unit: 'an hour' },
      note: `${free} more answered with 304, which is free; ${rounded(
        ms / 1000,
      )} s`,
    },
    {
      what: `${what}: points of GraphQL`,
      value: points,
      bar: { most: HOURLY, unit: 'an hour' },
      note: '',
    },
  ];
}

async function collect(
  source: EvidenceSource,
  sim: VendorSim,
  tokens: Map<string, string>,
): Promise<Counted> {
  const asks = sim.world.code.repositories
    .filter(it => it.host === 'github')
    .map(({ slug }) => ({ slug, token: tokens.get(slug) ?? null }));
  sim.rateLimits.clear();
  sim.requests.clear();
  const start = performance.now();
  let answers = 0;
  for await (const answer of source.collect(asks, context())) {
    answers += 1;
    if (answer.state === 'known') tokens.set(answer.slug, answer.token);
  }
  return {
    answers,
    requests: sim.rateLimits.of('core').used,
    points: sim.rateLimits.of('graphql').used,
    free: sim.requests.summary().statuses[304] ?? 0,
    ms: performance.now() - start,
  };
}

/** What it takes to look at a document of each of a thousand teams. */
async function documentsFinding(
  source: EvidenceSource,
  sim: VendorSim,
): Promise<Finding> {
  const urls = sim.world.code.repositories
    .filter(it => it.host === 'github')
    .slice(0, DOCUMENTS)
    .map(({ slug }) => `${source.webUrl(slug)}/blob/main/docs/ai-practices.md`);
  sim.rateLimits.clear();
  sim.requests.clear();
  let answers = 0;
  for await (const _ of source.documents?.(urls, context()) ?? []) {
    answers += 1;
  }
  return {
    what: `${answers} documents of teams looked at: points of GraphQL`,
    value: sim.rateLimits.of('graphql').used,
    bar: { most: 20, unit: 'a run' },
    note: `${sim.requests.summary().total} requests, 100 documents each`,
  };
}

/** The source as the module makes it from configuration. */
async function evidenceSource(sim: VendorSim): Promise<EvidenceSource> {
  const { evidence } = await startModule(githubModule, {
    github: {
      baseUrl: sim.url,
      organization: 'acme',
      token: 'sim-github-token',
      codeHost: {},
    },
  });
  return evidence[0];
}
