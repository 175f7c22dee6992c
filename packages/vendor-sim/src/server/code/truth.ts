import { addDays, isDay } from '../../time/days';
import { userRef } from '../../organisation/types';
import {
  CodeFinding,
  CodeIncident,
  PullRequest,
  Repository,
  RepositoryState,
} from '../../world/code/types';
import { documentChangedOn } from '../../world/code/repositories';
import { Exchange, readJson, Route, sendJson, stream } from '../exchange';
import { World } from '../../world';

/** The plain truth of the code hosts, and the switches that change it. */
export const codeTruthRoutes: Route[] = [
  { method: 'GET', pattern: /^\/truth\/repositories$/, handle: repositories },
  { method: 'GET', pattern: /^\/truth\/pull-requests$/, handle: byDay(pulls) },
  { method: 'GET', pattern: /^\/truth\/findings$/, handle: byDay(findings) },
  { method: 'GET', pattern: /^\/truth\/incidents$/, handle: byDay(incidents) },
  { method: 'POST', pattern: /^\/control\/repositories$/, handle: change },
  { method: 'DELETE', pattern: /^\/control\/repositories$/, handle: takeBack },
  { method: 'POST', pattern: /^\/control\/rate-limits$/, handle: setLimit },
];

/** A repository as it is, with what its host keeps to itself. */
export const repositoryTruth = (world: World, repository: Repository) => ({
  slug: repository.slug,
  host: repository.host,
  team: repository.team,
  kind: repository.kind,
  guard: repository.guard,
  analysis: repository.analysis,
  hidden: repository.hidden,
  facts: world.code.state(repository),
  /** of the document on the team's practices, where the repository has one */
  documentChangedOn: documentChangedOn(repository, world.today()),
});

function repositories(exchange: Exchange): void {
  const { world } = exchange.sim;
  sendJson(
    exchange,
    200,
    world.code.repositories.map(it => repositoryTruth(world, it)),
  );
}

function byDay(rows: (world: World, day: string) => object[]) {
  return async (exchange: Exchange): Promise<void> => {
    const { url, sim } = exchange;
    const from = url.searchParams.get('from') ?? sim.world.firstDay();
    const to = url.searchParams.get('to') ?? sim.world.today();
    if (!isDay(from) || !isDay(to)) {
      sendJson(exchange, 400, {
        error: 'from and to must be days: YYYY-MM-DD',
      });
      return;
    }
    await stream(exchange, 'application/x-ndjson', lines(sim.world, from, to));
  };

  function* lines(world: World, from: string, to: string): Generator<string> {
    for (let day = from; day <= to; day = addDays(day, 1)) {
      for (const row of rows(world, day)) {
        yield `${JSON.stringify({ day, ...row })}\n`;
      }
    }
  }
}

/** A merged pull request, with who stands behind it. */
export function pullRequestTruth(world: World, it: PullRequest) {
  const approvals = it.reviews.filter(
    review =>
      review.state === 'APPROVED' && !review.bot && review.login !== it.author,
  );
  return {
    host: it.repository.host,
    repository: it.repository.slug,
    team: it.repository.team,
    number: it.number,
    author: it.author,
    bot: it.bot,
    askedBy: it.askedBy,
    person:
      it.person === undefined
        ? null
        : userRef(world.organisation.people[it.person].name),
    openedAt: it.openedAt,
    mergedAt: it.mergedAt,
    additions: it.additions,
    deletions: it.deletions,
    humanApprovals: new Set(approvals.map(review => review.login)).size,
    firstApprovalAt: approvals.map(review => review.at).sort()[0] ?? null,
    ai: it.ai,
    reverts: it.reverts,
    hotFix: it.hotFix,
    fixes: it.fixes,
  };
}

function pulls(world: World, day: string): object[] {
  return world.code.pullRequests(day).map(it => pullRequestTruth(world, it));
}

const named = (it: CodeFinding | CodeIncident) => ({
  ...it,
  repository: it.repository.slug,
  host: it.repository.host,
});

function findings(world: World, day: string): object[] {
  return world.code.findings(day).map(it => ({
    ...named(it),
    hidden: it.repository.hidden.includes('analysis'),
  }));
}

function incidents(world: World, day: string): object[] {
  return world.code.incidents(day).map(named);
}

async function change(exchange: Exchange): Promise<void> {
  const { world } = exchange.sim;
  const { slug, facts } = await readJson(exchange.req);
  if (typeof slug !== 'string' || typeof facts !== 'object' || !facts) {
    throw new RangeError('slug must name a repository, facts what changes');
  }
  const repository = world.code.change(slug, readFacts(world, slug, facts));
  sendJson(exchange, 200, repositoryTruth(world, repository));
}

/** Facts of a known name and of the type that they have. */
function readFacts(
  world: World,
  slug: string,
  facts: object,
): Partial<RepositoryState> {
  const repository = world.code.repositories.find(it => it.slug === slug);
  if (!repository) {
    throw new RangeError(`there is no repository ${slug}`);
  }
  const known = new Map<string, unknown>(
    Object.entries(world.code.state(repository)),
  );
  for (const [name, value] of Object.entries(facts)) {
    const before = known.get(name);
    if (!known.has(name)) {
      throw new RangeError(`there is no fact ${name}`);
    }
    if (before !== null && value !== null && typeof value !== typeof before) {
      throw new RangeError(`${name} must be a ${typeof before}`);
    }
  }
  return facts;
}

function takeBack({ sim, res }: Exchange): void {
  sim.world.code.clearChanges();
  sim.rateLimits.clear();
  res.writeHead(204).end();
}

async function setLimit(exchange: Exchange): Promise<void> {
  const { resource, remaining } = await readJson(exchange.req);
  if (resource !== 'core' && resource !== 'graphql') {
    throw new RangeError('resource must be core or graphql');
  }
  if (typeof remaining !== 'number') {
    throw new RangeError('remaining must be a number');
  }
  exchange.sim.rateLimits.set(resource, remaining);
  sendJson(exchange, 200, exchange.sim.rateLimits.of(resource));
}
