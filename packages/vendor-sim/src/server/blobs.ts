import { isDay, toDayNumber } from '../time/days';
import { hash } from '../random/hash';
import { Scope, World } from '../world';
import { copilotRow } from './copilotShape';
import { Exchange, Route, cutOff, stream } from './exchange';
import { Fault } from './faults';
import { linkState } from './links';

/** Accounts whose rows stand in one part of a report. */
const ACCOUNTS_PER_PART = 20_000;
/** One row in so many stands in two parts. */
const REPEATED = 40;
const OVERSIZE = 64 * 1024 * 1024;

/** How many parts a day's report has: several, however small it is. */
export function partCount({ organisation }: World): number {
  return 2 + Math.ceil(organisation.accounts.length / ACCOUNTS_PER_PART);
}

/** The storage that signed links lead to. It wants no credentials. */
export const blobRoutes: Route[] = [
  {
    method: 'GET',
    pattern:
      /^\/blob\/(orgs|enterprises)\/users-1-day\/([\d-]+)\/part-(\d+)\.ndjson$/,
    handle: download,
  },
];

async function download(exchange: Exchange): Promise<void> {
  const { sim, req, res, url, params, fault } = exchange;
  if (req.headers.authorization || req.headers['x-api-key']) {
    sim.requests.leak();
    refuse(exchange, 400, 'InvalidAuthenticationInfo');
    return;
  }
  const state = linkState(url, Date.now());
  if (state !== 'good' || !isDay(params[1])) {
    refuse(
      exchange,
      403,
      state === 'expired' ? 'AuthenticationFailed' : 'AuthorizationFailure',
    );
    return;
  }
  const lines = partLines(
    sim.world,
    params[0] === 'orgs' ? 'orgs' : 'enterprises',
    params[1],
    Number(params[2]) - 1,
  );
  if (fault?.kind === 'cut-off') {
    const text = [...lines].join('');
    res.writeHead(200, { 'content-type': 'application/x-ndjson' });
    // In the middle of a row, never between two.
    const end = text.indexOf('\n', Math.floor(text.length / 2));
    cutOff(res, text.slice(0, (end < 0 ? text.length : end) - 7), fault);
    return;
  }
  await stream(exchange, 'application/x-ndjson', spoiled(lines, fault));
}

function refuse({ res }: Exchange, status: number, code: string): void {
  res
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
}

function* partLines(
  world: World,
  scope: Scope,
  day: string,
  part: number,
): Generator<string> {
  const parts = partCount(world);
  for (const { account, revealed } of world.copilot(day, scope)) {
    if (revealed) {
      const home = account.index % parts;
      const repeated =
        hash(world.seed, account.index, toDayNumber(day), 909) % REPEATED ===
          0 && (home + 1) % parts === part;
      if (home === part || repeated) {
        yield `${JSON.stringify(copilotRow(account, day, revealed))}\n`;
      }
    }
  }
}

/** Rows with what a fault adds. Nothing real is taken away. */
function* spoiled(
  lines: Iterable<string>,
  fault: Fault | undefined,
): Generator<string> {
  if (fault?.kind === 'malformed-row') {
    yield '{"day":"2026-13-45","user_id":"not a number",\n';
  }
  for (const line of lines) {
    yield fault?.kind === 'unknown-field'
      ? line.replace(
          /^\{/,
          '{"totals_by_hologram":[{"count":3}],"used_hologram":false,',
        )
      : line;
  }
  if (fault?.kind === 'oversized') {
    const filler = `${JSON.stringify({ filler: 'x'.repeat(65_000) })}\n`;
    const size = fault.bytes ?? OVERSIZE;
    for (let sent = 0; sent < size; sent += filler.length) {
      yield filler;
    }
  }
}
