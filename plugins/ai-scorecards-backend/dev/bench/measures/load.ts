import http from 'node:http';

/** Latencies in milliseconds. */
export interface Latency {
  p50: number;
  p95: number;
  requests: number;
  /** What a request took of the portal's processor, in milliseconds; 0 where nobody counted. */
  processor: number;
}

const ROUNDS = 3;
const WARM_UP_REQUESTS = 20;

/**
 * Asks two routes by turns, several rounds each, so that whatever else the machine does strikes both. Returns the median
 * of the rounds.
 */
export async function compare(options: {
  baseUrl: string;
  clients: number;
  seconds: number;
  route: string;
  token: string;
  emptyRoute: string;
  /** Done before each request to the measured route, outside its time. */
  before?: () => Promise<void>;
  /** Processor time of the portal so far, in milliseconds. */
  processor: () => Promise<number>;
}): Promise<{ measured: Latency; empty: Latency }> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const measured: Latency[] = [];
  const empty: Latency[] = [];
  const measuredAt = { ...options, agent };
  const emptyAt = {
    ...measuredAt,
    route: options.emptyRoute,
    before: undefined,
  };
  const counted = async (work: () => Promise<Latency>): Promise<Latency> => {
    const before = await options.processor();
    const latency = await work();
    const processor = ((await options.processor()) - before) / latency.requests;
    return { ...latency, processor };
  };
  try {
    await ask(measuredAt, WARM_UP_REQUESTS);
    await ask(emptyAt, WARM_UP_REQUESTS);
    for (let round = 0; round < ROUNDS; round++) {
      empty.push(await counted(() => askFor(emptyAt)));
      measured.push(await counted(() => askFor(measuredAt)));
    }
  } finally {
    agent.destroy();
  }
  return { measured: middle(measured), empty: middle(empty) };
}

interface Target {
  baseUrl: string;
  route: string;
  token: string;
  clients: number;
  seconds: number;
  agent: http.Agent;
  before?: () => Promise<void>;
}

/** Latencies of one route asked by so many clients for so long, or until `during` is over. */
export async function askFor(
  target: Target,
  during?: Promise<unknown>,
): Promise<Latency> {
  const end = performance.now() + (target.seconds * 1000) / ROUNDS;
  let over = false;
  during?.then(
    () => (over = true),
    () => (over = true),
  );
  const goesOn = () => (during ? !over : performance.now() < end);
  const times: number[] = [];
  const client = async () => {
    do {
      await target.before?.();
      times.push(await askOnce(target));
    } while (goesOn());
  };
  await Promise.all(Array.from({ length: target.clients }, client));
  return latencyOf(times);
}

async function ask(target: Target, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await askOnce(target);
}

function askOnce({ baseUrl, route, token, agent }: Target): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const request = http.get(
      `${baseUrl}${route}`,
      { agent, headers: { authorization: `Bearer ${token}` } },
      response => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', chunk => {
          if (response.statusCode !== 200) body += chunk;
        });
        response.on('end', () =>
          response.statusCode === 200
            ? resolve(performance.now() - start)
            : reject(new Error(`${route}: ${response.statusCode} ${body}`)),
        );
        response.on('error', reject);
      },
    );
    request.on('error', reject);
  });
}

/** Percentiles of times in milliseconds. */
export function latencyOf(times: readonly number[]): Latency {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  return { p50: at(0.5), p95: at(0.95), requests: sorted.length, processor: 0 };
}

function middle(rounds: readonly Latency[]): Latency {
  const of = (read: (latency: Latency) => number) =>
    rounds.map(read).sort((a, b) => a - b)[Math.floor(rounds.length / 2)];
  return {
    p50: of(latency => latency.p50),
    p95: of(latency => latency.p95),
    processor: of(latency => latency.processor),
    requests: rounds.reduce((sum, latency) => sum + latency.requests, 0),
  };
}
