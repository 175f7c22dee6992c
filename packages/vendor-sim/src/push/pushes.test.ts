import { gunzipSync } from 'node:zlib';
import { truthRows } from '../server/truth';
import { World } from '../world';
import { billingLines } from '../world/billing';
import { claudeEvents } from './claudeEvents';
import { claudeOtlp } from './claudeOtlp';
import { focusBill } from './focusBill';
import { METRICS, protobuf } from './protobuf';
import { otlpPushes, PushRequest, rowPushes } from './pushes';
import { ROW_FORMATS, rowFile } from './rowFile';

const DAY = '2026-11-18';
const world = new World({ today: '2026-11-23', developers: 60, days: 20 });

const textOf = ({ headers, body }: PushRequest): string =>
  (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString(
    'latin1',
  );

/** Parts of requests as they are sent in JSON. */
const sent = (parts: Iterable<object>) =>
  JSON.parse(JSON.stringify([...parts]));

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

  it('hold what people did, as telemetry, as deltas and as sums since the start', () => {
    const sessions = new Map<string, number>();
    const temporalities = new Set<number>();
    for (const { scopeMetrics } of sent(claudeOtlp(world, DAY))) {
      for (const { name, sum: of } of scopeMetrics[0].metrics) {
        temporalities.add(of.aggregationTemporality);
        for (const { attributes, asInt } of of.dataPoints) {
          if (name === 'claude_code.session.count') {
            // Of a series that grows, the last one is what it came to.
            sessions.set(JSON.stringify(attributes), Number(asInt));
          }
        }
      }
    }
    expect(temporalities).toEqual(new Set([1, 2]));
    const people = truth.filter(({ accountKind }) => accountKind !== 'api-key');
    expect(people.length).toBeGreaterThan(0);
    const total = sum(people, 'sessions');
    expect([...sessions.values()].reduce((all, it) => all + it, 0)).toBe(total);
    const prompts = sent(claudeEvents(world, DAY)).flatMap(
      ({ scopeLogs }: { scopeLogs: { logRecords: object[] }[] }) =>
        scopeLogs[0].logRecords,
    );
    expect(prompts).toHaveLength(total);
  });

  it('are telemetry as JSON and protobuf, compressed or not', () => {
    const pushes = otlpPushes(world, DAY);
    const kinds = pushes.map(
      ({ headers }) =>
        `${headers['content-type']} ${headers['content-encoding']}`,
    );
    expect(new Set(kinds).size).toBe(4);
    expect(new Set(pushes.map(({ path }) => path)).size).toBe(2);
    const value = { key: 'day', value: { stringValue: '1' } };
    expect([
      ...protobuf(
        { resourceMetrics: [{ resource: { attributes: [value] } }] },
        METRICS,
      ),
    ]).toEqual([
      ...[0x0a, 0x0e, 0x0a, 0x0c, 0x0a, 0x0a],
      ...[0x0a, 0x03, 0x64, 0x61, 0x79, 0x12, 0x03, 0x0a, 0x01, 0x31],
    ]);
  });

  it.each(ROW_FORMATS)('stand in files as %s, with Cursor', format => {
    const text = rowFile(world, [DAY], format);
    const rows: Record<string, unknown>[] = {
      json: () => JSON.parse(text).rows,
      ndjson: () => text.split('\n').map(line => JSON.parse(line)),
      csv: () => csvRows(text),
    }[format]();
    const tools = new Set(rows.map(({ tool }) => tool));
    expect(tools.size).toBe(2);
    const cursor = [...world.cursor(DAY)].flatMap(
      ({ actual }) => actual.events,
    );
    expect(
      rows
        .filter(({ tool }) => String(tool).endsWith('cursor'))
        .reduce(
          (total, row) =>
            total + Number(row.usageAmount || row.valueAmount || 0),
          0,
        ),
    ).toBeCloseTo(
      cursor.reduce((total, { charged }) => total + charged / 100_000_000, 0),
      6,
    );
  });

  it('stand in a bill, seats by month', () => {
    const days = ['2026-11-01', DAY];
    const rows = csvRows(focusBill(world, days));
    const costs = days.flatMap(day => world.revealedCosts(day));
    const lines = days.flatMap(day => billingLines(world, day));
    expect(rows).toHaveLength(costs.length + lines.length);
    expect(
      rows.filter(({ ChargeCategory }) => ChargeCategory === 'Purchase'),
    ).toEqual([
      expect.objectContaining({
        BilledCost: '5700',
        ChargePeriodStart: '2026-11-01T00:00:00Z',
        ChargePeriodEnd: '2026-12-01T00:00:00Z',
        PricingQuantity: '300',
      }),
    ]);
    // What is included is listed, and not billed.
    expect(
      rows.some(row => Number(row.ListCost) > Number(row.BilledCost)),
    ).toBe(true);
  });
});

/** Rows of a CSV without quotes in it. */
function csvRows(text: string): Record<string, string>[] {
  const [header, ...lines] = text
    .trimEnd()
    .split('\r\n')
    .map(line =>
      [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted ?? plain,
      ),
    );
  return lines.map(cells =>
    Object.fromEntries(header.map((name, i) => [name, cells[i]])),
  );
}
