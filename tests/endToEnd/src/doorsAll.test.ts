import { Key, Settings } from 'expected-truth';
import { ALL_VENDORS } from './__testUtils__/allDoors';
import { compareDoors } from './__testUtils__/compareDoors';
import { doorsConfig, openaiTool } from './__testUtils__/doors';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(240_000);

const CLAUDE_CODE = 'resource:default/claude-code';

describe('all doors together', () => {
  let world: TestWorld;
  beforeAll(async () => {
    // A whole month, and twelve weeks before the last settled one.
    world = await TestWorld.start({
      developers: 120,
      days: 91,
      entities: [openaiTool],
    });
  });
  afterAll(() => world.close());

  it.each<[string, Settings['precedence'], Key]>([
    ['in the order of configuration', [], 'anthropic'],
    [
      'in that of a precedence',
      [{ tool: CLAUDE_CODE, doors: ['anthropicEnterprise', 'anthropic'] }],
      'anthropicEnterprise',
    ],
  ])(
    'fill team pages and charts and reconcile, %s',
    async (_, precedence, believed) => {
      const open = { doors: ALL_VENDORS, precedence };
      const portal = await world.portal({
        config: doorsConfig(world.sim.url, open),
      });
      await portal.collect();
      const { truth, shown, wanted } = await compareDoors(world, portal, open);
      expect(shown).toEqual(wanted);
      expect(truth.cost.size).toBeGreaterThan(0);
      // Each use stands once in what people cost, the other beside it.
      const doorsOf = (amounts: typeof truth.facts.amounts) =>
        new Set(
          amounts.flatMap(it => (it.tool === CLAUDE_CODE ? [it.door] : [])),
        );
      expect(doorsOf(truth.facts.amounts)).toContain(believed);
      expect(doorsOf(truth.facts.aside)).not.toContain(believed);
      const lines = (await portal.reconciliation()).filter(
        ({ tool, kind, month }) =>
          tool === CLAUDE_CODE && kind === 'usage' && truth.cost.has(month),
      );
      expect(new Set(lines.map(({ source }) => source))).toEqual(
        new Set([believed]),
      );
      for (const { reportedTwiceMicros } of lines) {
        expect(reportedTwiceMicros).toBeGreaterThan(0);
      }
    },
  );
});
