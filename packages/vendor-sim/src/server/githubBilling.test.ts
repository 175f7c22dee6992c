import { billingTruthRows } from './billingTruth';
import { VendorSim, startVendorSim } from './startVendorSim';
import { TODAY } from './__testUtils__/collector';

const REPORTS = '/enterprises/acme-ent/settings/billing/reports';
const OCTOBER = {
  report_type: 'ai_credit',
  start_date: '2026-10-01',
  end_date: '2026-10-31',
};

let sim: VendorSim;
beforeEach(async () => {
  sim = await startVendorSim({ today: TODAY, developers: 60 });
});
afterEach(() => sim.close());

const ask = (path: string, body?: object, token = 'sim-github-token') =>
  fetch(`${sim.url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}` },
    ...(body && { body: JSON.stringify(body) }),
  });

const start = async () =>
  (await (await ask(REPORTS, OCTOBER)).json()) as {
    id: string;
    status: string;
  };

describe('billing reports', () => {
  it('are made one at a time, and are CSV of every line behind links', async () => {
    const report = await start();
    expect(report.status).toBe('processing');
    expect((await ask(REPORTS, OCTOBER)).status).toBe(409);
    const ready = (await (await ask(`${REPORTS}/${report.id}`)).json()) as {
      status: string;
      download_urls: string[];
    };
    expect(ready.status).toBe('completed');
    let lines = 0;
    for (const link of ready.download_urls) {
      const bytes = Buffer.from(await (await fetch(link)).arrayBuffer());
      const [header, ...rows] = bytes.toString('utf8').trimEnd().split('\n');
      expect(header.startsWith('\uFEFF"date","username"')).toBe(true);
      expect(header.split(',')).toHaveLength(17);
      expect(rows.every(row => row.split('","').length === 17)).toBe(true);
      lines += rows.length;
    }
    const days = Array.from(
      { length: 31 },
      (_, i) => `2026-10-${String(i + 1).padStart(2, '0')}`,
    );
    expect(lines).toBe([...billingTruthRows(sim.world, days)].length);
    const { usage_report_exports: listed } = (await (
      await ask(REPORTS)
    ).json()) as { usage_report_exports: { id: string }[] };
    expect(listed.map(({ id }) => id)).toEqual([report.id]);
  });

  it.each([
    [{ ...OCTOBER, end_date: '2026-11-01' }],
    [{ ...OCTOBER, report_type: 'holograms' }],
    [{ ...OCTOBER, start_date: 'October' }],
  ])('refuse %j', async body => {
    expect((await ask(REPORTS, body)).status).toBe(422);
  });

  it('refuse a link that was used with a credential, or tampered with', async () => {
    const { id } = await start();
    const { download_urls: links } = (await (
      await ask(`${REPORTS}/${id}`)
    ).json()) as { download_urls: string[] };
    const path = links[0].slice(sim.url.length);
    expect((await ask(path)).status).toBe(400);
    expect(sim.requests.summary().credentialsOnBlobs).toBe(1);
    expect((await fetch(links[0].replace('part-1', 'part-2'))).status).toBe(
      403,
    );
  });

  it('fail, or are never made, where a fault says so', async () => {
    const { id } = await start();
    const state = async () =>
      ((await (await ask(`${REPORTS}/${id}`)).json()) as { status: string })
        .status;
    sim.faults.add({ kind: 'job-never-ends', count: 3 });
    expect([await state(), await state(), await state()]).toEqual([
      'processing',
      'processing',
      'processing',
    ]);
    sim.faults.add({ kind: 'job-fails' });
    expect(await state()).toBe('failed');
  });
});

describe('billing of a day', () => {
  it('is what its lines come to, and is not found for the organisation', async () => {
    const path = 'settings/billing/ai_credit/usage?year=2026&month=10&day=13';
    const { usageItems } = (await (
      await ask(`/enterprises/acme-ent/${path}`)
    ).json()) as { usageItems: { netAmount: number }[] };
    const sum = (amounts: number[]) =>
      amounts.reduce((total, it) => total + Math.round(it * 1e8), 0);
    expect(sum(usageItems.map(({ netAmount }) => netAmount))).toBe(
      sum(
        [...billingTruthRows(sim.world, ['2026-10-13'])].map(({ net }) =>
          Number(net),
        ),
      ),
    );
    expect((await ask(`/organizations/acme/${path}`)).status).toBe(404);
    expect(
      (await ask(`/enterprises/acme-ent/${path}`, undefined, 'old')).status,
    ).toBe(401);
  });
});
