import { dayIndex } from 'backstage-plugin-ai-scorecards-common';
import { emailOf } from '../data/organisation';
import { Portal } from '../portal/Portal';
import { Finding, rounded } from '../report';
import { signIn } from './reads';

const NDJSON = { type: 'application/x-ndjson', rows: 20_000, times: 8 };
const OTLP = { type: 'application/json', rows: 5_000, times: 12 };

/**
 * Pushes rows of the plain form as NDJSON, and data points of OTLP as JSON, batch after batch, until the portal has taken
 * them all; then has them added up.
 * @param today - the UTC day that it is in the portal
 */
export async function measurePush(
  portal: Portal,
  { today }: { today: string },
): Promise<Finding[]> {
  const { operator } = await signIn(portal);
  const plain = await push(portal, operator, {
    ...NDJSON,
    route: '/ingest/usage',
    body: batch => rowsOf(batch, today),
  });
  const points = await push(portal, operator, {
    ...OTLP,
    route: '/ingest/otlp/v1/metrics',
    body: batch => metricsOf(batch, today),
  });
  const added = await portal.ask({ do: 'pushes' });
  const rows = NDJSON.rows * NDJSON.times + OTLP.rows * OTLP.times;
  return [
    ...findingsOf('plain rows pushed as NDJSON', NDJSON, plain),
    ...findingsOf('data points pushed as OTLP', OTLP, points),
    {
      what: 'pushed rows added up to facts',
      value: (1000 * rows) / added.ms,
      unit: 'rows/s',
      note: `${rows.toLocaleString('en-GB')} rows in ${rounded(
        added.ms / 1000,
      )} s`,
    },
  ];
}

interface Pushed {
  ms: number;
  memory: number;
}

function findingsOf(
  what: string,
  { rows, times }: { rows: number; times: number },
  { ms, memory }: Pushed,
): Finding[] {
  return [
    {
      what,
      value: (1000 * rows * times) / ms,
      unit: 'rows/s',
      note: `${times} bodies of ${rows.toLocaleString('en-GB')}, one by one`,
    },
    {
      what: `${what}: memory above idle`,
      value: memory / 1e6,
      bar: { most: 150, unit: 'MB' },
      note: `${rounded(memory / 1e6)} MB`,
    },
  ];
}

async function push(
  portal: Portal,
  token: string,
  options: {
    route: string;
    type: string;
    times: number;
    body: (batch: number) => string;
  },
): Promise<Pushed> {
  const bodies = Array.from({ length: options.times }, (_, n) =>
    options.body(n),
  );
  const idle = await portal.ask({ do: 'rest' });
  const start = performance.now();
  for (const body of bodies) {
    const response = await fetch(
      `${portal.url}/api/ai-scorecards/v1${options.route}`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': options.type,
        },
        body,
      },
    );
    const answer = await response.text();
    if (!response.ok) throw new Error(`${options.route}: ${answer}`);
    if (answer.includes('rejectedDataPoints')) {
      throw new Error(`${options.route} took a part only: ${answer}`);
    }
  }
  const ms = performance.now() - start;
  const { peakMemory } = await portal.ask({ do: 'look' });
  return { ms, memory: peakMemory - idle.memory };
}

function rowsOf(batch: number, day: string): string {
  let text = '';
  for (let n = 0; n < NDJSON.rows; n++) {
    text += `${JSON.stringify({
      tool: 'tool-c',
      day,
      account: emailOf(n % 1000),
      id: `row-${batch}-${n}`,
      interactions: 1 + (n % 7),
      tokensIn: 1000 + n,
      usageAmount: '0.0125',
    })}\n`;
  }
  return text;
}

function metricsOf(batch: number, day: string): string {
  // Times of the day before, for a moment to come is refused.
  const start = BigInt(dayIndex(day) - 1) * 86_400n * 1_000_000_000n;
  const attribute = (key: string, stringValue: string) => ({
    key,
    value: { stringValue },
  });
  const points = Array.from({ length: OTLP.rows }, (_, n) => {
    const second = BigInt((batch * OTLP.rows + n) % 86_000);
    return {
      asInt: String(100 + n),
      startTimeUnixNano: String(start),
      timeUnixNano: String(start + (second + 1n) * 1_000_000_000n),
      attributes: [
        attribute('user.email', emailOf(n % 1000)),
        attribute('session.id', `session-${n % 400}`),
        attribute('type', 'input'),
        attribute('model', 'claude-opus'),
      ],
    };
  });
  return JSON.stringify({
    resourceMetrics: [
      {
        resource: { attributes: [attribute('service.name', 'claude-code')] },
        scopeMetrics: [
          {
            metrics: [
              {
                name: 'claude_code.token.usage',
                unit: 'tokens',
                sum: {
                  aggregationTemporality: 1,
                  isMonotonic: true,
                  dataPoints: points,
                },
              },
            ],
          },
        ],
      },
    ],
  });
}
