import { z } from 'zod';
import { VendorSim, startVendorSim } from './startVendorSim';
import {
  DAY,
  TODAY,
  reportPath,
  github,
  truthRow,
} from './__testUtils__/collector';

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({ today: TODAY });
});
afterAll(() => sim.close());

const get = (path: string) => fetch(`${sim.url}${path}`);

describe('/truth', () => {
  it('is the same as lines and as one list', async () => {
    const query = `from=${DAY}&to=2026-11-12`;
    const lines = (await (await get(`/truth?${query}`)).text())
      .split('\n')
      .filter(Boolean)
      .map(line => truthRow.parse(JSON.parse(line)));
    const list = z
      .array(truthRow)
      .parse(await (await get(`/truth?${query}&format=json`)).json());
    expect(list).toEqual(lines);
    expect(new Set(list.map(row => row.day))).toEqual(
      new Set([DAY, '2026-11-12']),
    );
    const empty = await get('/truth?from=2020-01-01&to=2020-01-02&format=json');
    expect(await empty.json()).toEqual([]);
  });

  it('keeps apart what happened and what is told', async () => {
    const response = await get(
      `/truth?from=2026-11-20&to=${TODAY}&format=json`,
    );
    const rows = z.array(truthRow).parse(await response.json());
    expect(rows.some(row => row.day === TODAY && row.actual.active)).toBe(true);
    expect(rows.filter(row => row.day === TODAY && row.revealed)).toEqual([]);
    const partly = rows.filter(
      row =>
        row.revealed &&
        JSON.stringify(row.revealed) !== JSON.stringify(row.actual),
    );
    expect(partly.length).toBeGreaterThan(10);
  });

  it('tells whose each account is', async () => {
    const response = await get(
      '/truth?from=2026-08-17&to=2026-08-21&format=json',
    );
    const rows = z.array(truthRow).parse(await response.json());
    for (const row of rows) {
      expect(row.person === null).toBe(
        row.standing === 'nobody' || row.standing === 'service-account',
      );
    }
    expect(new Set(rows.map(row => row.standing)).size).toBe(4);
  });

  it('names a wrong day', async () => {
    const response = await get('/truth?from=soon');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('from');
  });
});

describe('/truth/organisation', () => {
  it('tells the roster and the teams with their dates', async () => {
    const response = await get('/truth/organisation');
    const body = z
      .object({
        teamTypes: z.array(z.string()),
        roster: z.array(
          z.object({
            person: z.string(),
            team: z.string(),
            from: z.string().nullable(),
            to: z.string().nullable(),
            counted: z.boolean(),
            assumed: z.boolean(),
          }),
        ),
        teams: z.array(
          z.object({ team: z.string(), to: z.string().nullable() }),
        ),
      })
      .parse(await response.json());
    expect(body.teamTypes).toEqual(['team', 'division']);
    expect(body.roster).toContainEqual({
      person: 'user:default/persona-developer',
      team: 'group:default/checkout',
      from: '2024-03-04',
      to: null,
      counted: true,
      assumed: false,
    });
    expect(body.roster.filter(it => it.assumed).length).toBe(8);
    expect(body.teams.filter(it => it.to)).toEqual([
      { team: 'group:default/returns', to: '2026-07-13' },
    ]);
  });
});

describe('/control', () => {
  it('counts what was asked of the vendors, and nothing else', async () => {
    await fetch(`${sim.url}/control/requests`, { method: 'DELETE' });
    await github(sim, reportPath(DAY));
    await github(sim, '/nowhere');
    await get('/truth?from=2020-01-01&to=2020-01-01');
    const counted = await (await get('/control/requests')).json();
    expect(counted).toEqual({
      total: 2,
      credentialsOnBlobs: 0,
      statuses: { 200: 1, 404: 1 },
      paths: {
        'GET /orgs/acme/copilot/metrics/reports/users-1-day': 1,
        'GET /nowhere': 1,
      },
    });
  });

  it('moves the vendors to another day', async () => {
    const put = (today: unknown) =>
      fetch(`${sim.url}/control/today`, {
        method: 'PUT',
        body: JSON.stringify({ today }),
      });
    expect((await github(sim, reportPath('2026-11-22'))).status).toBe(204);
    expect((await put('2026-11-26')).status).toBe(200);
    expect((await github(sim, reportPath('2026-11-22'))).status).toBe(200);
    expect((await put('tomorrow')).status).toBe(400);
    expect((await put(TODAY)).status).toBe(200);
    expect((await github(sim, reportPath('2026-11-22'))).status).toBe(204);
  });
});
