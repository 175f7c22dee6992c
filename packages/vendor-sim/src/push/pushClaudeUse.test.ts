import { gunzipSync } from 'node:zlib';
import { truthRows } from '../server/truth';
import { World } from '../world';
import { otlpPushes, PushRequest, rowPushes } from './pushClaudeUse';

const DAY = '2026-11-18';
const world = new World({ today: '2026-11-23', developers: 60, days: 20 });

const textOf = ({ headers, body }: PushRequest): string =>
  (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString(
    'utf8',
  );

/** Each request once. */
const texts = (pushes: PushRequest[]) => [...new Set(pushes.map(textOf))];

describe('pushes of Claude Code', () => {
  const truth = [...truthRows(world, [DAY])].filter(({ tool }) =>
    tool.endsWith('claude-code'),
  );
  const sum = (rows: typeof truth, counter: string) =>
    rows.reduce((total, { actual }) => total + actual.counters[counter], 0);

  it('say the same again, and some of it twice', () => {
    for (const pushes of [rowPushes, otlpPushes]) {
      const once = pushes(world, DAY);
      expect(pushes(world, DAY)).toEqual(once);
      expect(texts(once).length).toBeLessThan(once.length);
    }
  });

  it('hold all that was done, as rows', () => {
    const rows = texts(rowPushes(world, DAY))
      .flatMap(text => text.split('\n'))
      .map(line => JSON.parse(line));
    for (const [field, counter] of [
      ['sessions', 'sessions'],
      ['linesAdded', 'linesAdded'],
      ['tokensIn', 'inputTokens'],
      ['acceptances', 'editsAccepted'],
    ]) {
      expect(rows.reduce((total, row) => total + (row[field] ?? 0), 0)).toBe(
        sum(truth, counter),
      );
    }
    const cents = truth.flatMap(({ actual }) => actual.amounts);
    const dollars = rows.flatMap(
      row => row.usageAmount ?? row.valueAmount ?? [],
    );
    expect(
      dollars.reduce((total, text) => total + Number(text), 0) * 100,
    ).toBeCloseTo(
      cents.reduce((total, { amount }) => total + Number(amount), 0),
      4,
    );
  });

  it('hold what people did, as telemetry', () => {
    const metrics = texts(otlpPushes(world, DAY))
      .map(text => JSON.parse(text))
      .flatMap(
        ({ resourceMetrics }) => resourceMetrics[0].scopeMetrics[0].metrics,
      );
    const total = metrics
      .filter(({ name }) => name === 'claude_code.session.count')
      .flatMap(({ sum: { dataPoints } }) => dataPoints)
      .reduce(
        (count: number, { asInt }: { asInt: string }) => count + Number(asInt),
        0,
      );
    const people = truth.filter(({ accountKind }) => accountKind !== 'api-key');
    expect(people.length).toBeGreaterThan(0);
    expect(total).toBe(sum(people, 'sessions'));
  });
});
