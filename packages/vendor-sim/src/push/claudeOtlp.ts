import { World } from '../world';
import { ClaudeRow } from '../world/claude';
import { attributesOf } from './attributes';

const DELTA = 1;
const CUMULATIVE = 2;

interface Point {
  metric: string;
  attributes: Record<string, string>;
  value: { asInt: string } | { asDouble: number };
}

/** When and by whom a session was. */
interface Session {
  day: string;
  minute: number;
  person: string;
  session: string;
}

/**
 * What everybody did with Claude Code on a UTC day, as Claude Code itself would send it: the metrics of each session. Of
 * every other person the sums are deltas; of the rest they grow since the session began, and are sent when half is done
 * too. Keys of the API run where nobody switched telemetry on, so they are not in it.
 */
export function* claudeOtlp(world: World, day: string): Generator<object> {
  for (const { account, actual } of world.claude(day)) {
    if (account.kind !== 'api-key') {
      for (const [place, row] of actual.entries()) {
        const points = pointsOf(row);
        if (points.length > 0) {
          const session = {
            day,
            minute: place,
            person: account.name,
            session: `${day}-${account.name}-${place}`,
          };
          if (account.index % 2 === 0) {
            yield resourceMetrics(points, session, DELTA);
          } else {
            yield resourceMetrics(points.map(half), session, CUMULATIVE);
            const later = { ...session, minute: place + 1 };
            yield resourceMetrics(points, later, CUMULATIVE);
          }
        }
      }
    }
  }
}

function half({ value, ...point }: Point): Point {
  return {
    ...point,
    value:
      'asInt' in value
        ? { asInt: String(Math.floor(Number(value.asInt) / 2)) }
        : { asDouble: value.asDouble / 2 },
  };
}

function resourceMetrics(
  points: Point[],
  of: Session,
  temporality: number,
): object {
  const start = Date.parse(`${of.day}T14:59:00Z`);
  const end = start + (of.minute + 1) * 60_000;
  const byMetric = new Map<string, Point[]>();
  for (const point of points) {
    byMetric.set(point.metric, [...(byMetric.get(point.metric) ?? []), point]);
  }
  return {
    resource: { attributes: attributesOf({ 'service.name': 'claude-code' }) },
    scopeMetrics: [
      {
        metrics: [...byMetric].map(([name, list]) => ({
          name,
          sum: {
            aggregationTemporality: temporality,
            isMonotonic: true,
            dataPoints: list.map(({ attributes, value }) => ({
              attributes: attributesOf({
                'user.email': of.person,
                'session.id': of.session,
                ...attributes,
              }),
              startTimeUnixNano: `${start}000000`,
              timeUnixNano: `${end}000000`,
              ...value,
            })),
          },
        })),
      },
    ],
  };
}

function pointsOf(row: ClaudeRow): Point[] {
  const points: Point[] = [];
  const count = (
    metric: string,
    value: number,
    attributes: Record<string, string> = {},
  ) => {
    if (value > 0) {
      points.push({
        metric: `claude_code.${metric}`,
        attributes,
        value: { asInt: String(value) },
      });
    }
  };
  count('session.count', row.sessions);
  count('lines_of_code.count', row.linesAdded, { type: 'added' });
  count('lines_of_code.count', row.linesRemoved, { type: 'removed' });
  count('commit.count', row.commits);
  count('pull_request.count', row.pullRequests);
  for (const [tool, { accepted, rejected }] of Object.entries(row.edits)) {
    const of = (decision: string) => ({ tool_name: tool, decision });
    count('code_edit_tool.decision', accepted, of('accept'));
    count('code_edit_tool.decision', rejected, of('reject'));
  }
  for (const { model, tokens, cost } of row.models) {
    for (const [type, tokenCount] of Object.entries(tokens)) {
      count('token.usage', tokenCount, { type, model });
    }
    points.push({
      metric: 'claude_code.cost.usage',
      attributes: { model },
      value: { asDouble: cost / 100_000_000 },
    });
  }
  return points;
}
