import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { collectContext } from 'backstage-plugin-ai-scorecards-node/testUtils';
import { settingsFor } from './__testUtils__/rows';
import { BillingExport, ExportAnswer } from './billingExport';
import type { BillingJobs } from './billingJobs';
import { parseBillingLine } from './billingLine';

jest.mock('./billingLine', () => {
  const actual = jest.requireActual('./billingLine');
  return { ...actual, parseBillingLine: jest.fn(actual.parseBillingLine) };
});

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const FILES = 'https://files.example.com';
const DAY = '2026-10-14';
const context = collectContext();

const csv = (lines: number, day = DAY) =>
  [
    'date,username,product,sku,model,gross_amount,net_amount',
    ...Array.from(
      { length: lines },
      (_, i) => `${day},user-${i},Copilot,Copilot AI Credits,GPT-9,1.5,${i}`,
    ),
    '',
  ].join('\n');

function setUp(options: {
  files: Record<string, () => Response>;
  links?: string[];
  renewed?: string[];
  mostLines?: number;
}) {
  for (const [name, answer] of Object.entries(options.files)) {
    server.use(http.get(`${FILES}/${name}`, answer));
  }
  const report = (names: string[]) => ({
    id: 'r1',
    links: names.map(name => `${FILES}/${name}`),
  });
  const jobs = {
    make: jest.fn(async () => ({
      state: 'made' as const,
      report: report(options.links ?? Object.keys(options.files)),
    })),
    renew: jest.fn(async () => report(options.renewed ?? [])),
  };
  const billing = { export: true, reportHosts: ['files.example.com'] };
  return {
    jobs,
    billing: new BillingExport({
      jobs: jobs as unknown as BillingJobs,
      settings: settingsFor({ enterprise: 'acme-ent' }),
      billing,
      timing: {
        now: () => new Date('2026-11-23T12:00:00Z'),
        wait: async () => undefined,
      },
      mostLines: options.mostLines ?? 10,
    }),
  };
}

async function read(answer: ExportAnswer) {
  const accounts: (string | undefined)[] = [];
  if (answer.state !== 'read') throw new Error(answer.reason);
  for await (const entry of answer.entries) {
    accounts.push(entry.type === 'cost' ? entry.account?.login : entry.reason);
  }
  return accounts;
}

describe('BillingExport', () => {
  it('holds one line at a time of a day that is larger than what is kept', async () => {
    const LINES = 20_000;
    const { billing, jobs } = setUp({
      files: { 'a.csv': () => HttpResponse.text(csv(LINES)) },
    });
    const parsed = jest.mocked(parseBillingLine).mock;
    const answer = await billing.day(DAY, context);
    if (answer.state !== 'read') throw new Error(answer.reason);
    // Larger reports were given up at the eleventh line: of 31, 16, 8, 4 and 2 days.
    const before = parsed.calls.length;
    expect(before).toBe(5 * 11);
    let lines = 0;
    let mostHeld = 0;
    for await (const _ of answer.entries) {
      lines += 1;
      mostHeld = Math.max(mostHeld, parsed.calls.length - before - lines);
    }
    expect(lines).toBe(LINES);
    expect(mostHeld).toBeLessThanOrEqual(1);
    expect(jobs.make).toHaveBeenCalledTimes(6);
  });

  it('goes on with the parts that are left when links expire while a day is read', async () => {
    const { billing, jobs } = setUp({
      files: {
        'a.csv': () => HttpResponse.text(csv(2)),
        'b.csv': () => new HttpResponse(null, { status: 403 }),
        'b2.csv': () => HttpResponse.text(csv(1)),
      },
      links: ['a.csv', 'b.csv'],
      renewed: ['a.csv', 'b2.csv'],
      mostLines: 0,
    });
    expect(await read(await billing.day(DAY, context))).toEqual([
      'user-0',
      'user-1',
      'user-0',
    ]);
    expect(jobs.renew).toHaveBeenCalledTimes(1);
  });

  it('fails where renewed links do not open and something was read before', async () => {
    const { billing, jobs } = setUp({
      files: {
        'a.csv': () => HttpResponse.text(csv(2)),
        'b.csv': () => new HttpResponse(null, { status: 403 }),
      },
      renewed: ['a.csv', 'b.csv'],
      mostLines: 0,
    });
    const answer = await billing.day(DAY, context);
    const made = jobs.make.mock.calls.length;
    await expect(read(answer)).rejects.toThrow(/its link does not open/);
    expect(jobs.make).toHaveBeenCalledTimes(made);
  });

  it('has the report made again where nothing of it was read yet', async () => {
    let opened = 0;
    const { billing, jobs } = setUp({
      files: {
        'a.csv': () => {
          opened += 1;
          return opened < 3
            ? new HttpResponse(null, { status: 403 })
            : HttpResponse.text(csv(2));
        },
      },
      renewed: ['a.csv'],
    });
    expect(await read(await billing.day(DAY, context))).toHaveLength(2);
    expect(jobs.make).toHaveBeenCalledTimes(2);
    expect(jobs.renew).toHaveBeenCalledTimes(1);
  });

  it('says so when a report has no files, and counts lines of other days as unreadable', async () => {
    const none = setUp({ files: {} });
    await expect(none.billing.day(DAY, context)).rejects.toThrow(
      /names no file of it/,
    );
    const other = setUp({
      files: { 'a.csv': () => HttpResponse.text(csv(1, '2026-01-01')) },
    });
    expect(await read(await other.billing.day('2026-10-01', context))).toEqual([
      'The line is of no day that was asked for',
    ]);
  });
});
