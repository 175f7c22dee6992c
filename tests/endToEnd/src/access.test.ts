import { operations } from 'backstage-plugin-ai-scorecards-common';
import {
  readTable,
  UNDER_THE_SHIPPED_POLICY,
  WITHOUT_A_POLICY,
} from './access/accessTable';
import {
  AccessWorld,
  PolicyName,
  policyNames,
} from './__testUtils__/access/AccessWorld';
import { requestRoutes } from './__testUtils__/access/requestRoutes';
import { Row, routes } from './__testUtils__/access/routes';

jest.setTimeout(240_000);

const expectedUnder: Record<PolicyName, string> = {
  'the shipped policy': UNDER_THE_SHIPPED_POLICY,
  'a policy that allows everything': WITHOUT_A_POLICY,
  'permissions disabled': WITHOUT_A_POLICY,
};

describe('access over HTTP', () => {
  let access: AccessWorld;
  let rows: Map<string, Row>;

  beforeAll(async () => {
    access = await AccessWorld.start({ developers: 120, days: 60 });
    const account = await access
      .knex('identities')
      .where({ state: 'unresolved' })
      .first('namespace', 'account', 'state');
    rows = routes(account, access.world.day(-10));
  });
  afterAll(() => access.close());

  it.each(policyNames)('is as the table says under %s', async policy => {
    const portal = await access.under(policy);
    const table = readTable(expectedUnder[policy]);
    const found = new Map<string, Map<string, string>>();
    for (const [name, row] of rows) {
      const cells = new Map<string, string>();
      for (const persona of access.personas.keys()) {
        const { status, text } = await access.as(
          persona,
          portal,
          row.method,
          row.url,
          row.body,
        );
        if (status === (row.granted ?? 200)) {
          cells.set(persona, row.word?.(JSON.parse(text)) ?? 'yes');
        } else {
          cells.set(persona, String(status));
        }
      }
      found.set(name, cells);
    }
    expect(found).toEqual(table);
  });

  it('has a row for every operation of the contract', () => {
    const ofRequests = requestRoutes({
      ask: () => ({}),
      user: () => '',
      access,
    });
    const asked = new Set(
      [...rows.values(), ...ofRequests.values()].map(
        row => `${row.method.toLowerCase()} ${row.path}`,
      ),
    );
    const operationNames = operations.map(it => `${it.method} ${it.path}`);
    expect([...asked].sort()).toEqual([...new Set(operationNames)].sort());
  });
});
