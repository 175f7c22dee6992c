import { isDay } from '../time/days';
import { Vendor } from '../world';
import { Exchange, Route, readJson, sendJson } from './exchange';
import { readFault } from './faults';

/** Switches for tests: faults, restatements, the day, what was asked. */
export const controlRoutes: Route[] = [
  { method: 'GET', pattern: /^\/control\/faults$/, handle: listFaults },
  { method: 'POST', pattern: /^\/control\/faults$/, handle: addFault },
  {
    method: 'DELETE',
    pattern: /^\/control\/faults(?:\/(\d+))?$/,
    handle: clearFaults,
  },
  { method: 'POST', pattern: /^\/control\/restatements$/, handle: restate },
  {
    method: 'DELETE',
    pattern: /^\/control\/restatements$/,
    handle: clearRestatements,
  },
  { method: 'PUT', pattern: /^\/control\/today$/, handle: setToday },
  { method: 'GET', pattern: /^\/control\/requests$/, handle: requests },
  {
    method: 'DELETE',
    pattern: /^\/control\/requests$/,
    handle: forgetRequests,
  },
];

const VENDORS: readonly Vendor[] = ['github', 'anthropic', 'cursor', 'openai'];

function listFaults(exchange: Exchange): void {
  sendJson(exchange, 200, { faults: exchange.sim.faults.list() });
}

async function addFault(exchange: Exchange): Promise<void> {
  const request = readFault(await readJson(exchange.req));
  sendJson(exchange, 201, exchange.sim.faults.add(request));
}

function clearFaults(exchange: Exchange): void {
  const [id] = exchange.params;
  exchange.sim.faults.clear(id === undefined ? undefined : Number(id));
  exchange.res.writeHead(204).end();
}

async function restate(exchange: Exchange): Promise<void> {
  const { vendor, day } = await readJson(exchange.req);
  const known = VENDORS.find(it => it === vendor);
  if (!known) {
    throw new RangeError(`vendor must be one of ${VENDORS.join(', ')}`);
  }
  if (typeof day !== 'string' || !isDay(day)) {
    throw new RangeError('day must be a day: YYYY-MM-DD');
  }
  exchange.sim.world.restate(known, day);
  exchange.res.writeHead(204).end();
}

function clearRestatements({ sim, res }: Exchange): void {
  sim.world.clearRestatements();
  res.writeHead(204).end();
}

async function setToday(exchange: Exchange): Promise<void> {
  const { today } = await readJson(exchange.req);
  if (today !== null && (typeof today !== 'string' || !isDay(today))) {
    throw new RangeError(
      'today must be a day, YYYY-MM-DD, or null for the clock',
    );
  }
  exchange.sim.world.setToday(today ?? undefined);
  sendJson(exchange, 200, { today: exchange.sim.world.today() });
}

function requests(exchange: Exchange): void {
  sendJson(exchange, 200, exchange.sim.requests.summary());
}

function forgetRequests({ sim, res }: Exchange): void {
  sim.requests.clear();
  res.writeHead(204).end();
}
