import { readTable } from './access/accessTable';
import {
  REQUESTS_UNDER_THE_SHIPPED_POLICY,
  REQUESTS_WITHOUT_A_POLICY,
} from './access/requestsTable';
import { PolicyName, policyNames } from './__testUtils__/access/AccessWorld';
import { requestRoutes } from './__testUtils__/access/requestRoutes';
import { RequestWorld } from './__testUtils__/access/RequestWorld';

jest.setTimeout(240_000);

const expectedUnder: Record<PolicyName, string> = {
  'the shipped policy': REQUESTS_UNDER_THE_SHIPPED_POLICY,
  'a policy that allows everything': REQUESTS_WITHOUT_A_POLICY,
  'permissions disabled': REQUESTS_WITHOUT_A_POLICY,
};

describe('who may do what with requests', () => {
  let world: RequestWorld;

  beforeAll(async () => {
    world = await RequestWorld.start();
  });
  afterAll(() => world.close());

  it.each(policyNames)('is as the table says under %s', async policy => {
    const portal = await world.under(policy);
    const found = new Map<string, Map<string, string>>();
    for (const [name, row] of requestRoutes(world)) {
      const cells = new Map<string, string>();
      for (const [persona, header] of world.personas) {
        const cases = await world.fresh(portal);
        const { status, text } = await portal.reach(
          row.method,
          row.url(cases),
          header,
          row.body,
        );
        // What only those hear who are let in: another request stands in the way.
        const isLetIn = status < 300 || status === 409;
        cells.set(
          persona,
          isLetIn
            ? row.word?.(text === '' ? null : JSON.parse(text), cases) ?? 'yes'
            : String(status),
        );
      }
      found.set(name, cells);
    }
    expect(found).toEqual(readTable(expectedUnder[policy]));
  });
});
