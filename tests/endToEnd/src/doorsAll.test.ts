import fileModule from 'backstage-plugin-ai-scorecards-backend-module-file';
import { Key, Settings } from 'expected-truth';
import { compareDoors } from './__testUtils__/compareDoors';
import { doorsConfig, openaiTool } from './__testUtils__/doors';
import { EVERY_DOOR, EverythingPushed } from './__testUtils__/everyDoor';
import { pushTo } from './__testUtils__/pushTo';
import { RowFolder, writeRowFolder } from './__testUtils__/rowFolder';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(600_000);

const CLAUDE_CODE = 'resource:default/claude-code';

/** A whole month from the Monday before it; else also twelve weeks before the last settled one. */
const SIZE = process.env.FULL
  ? { developers: 120, days: 91 }
  : { developers: 60, days: 38, today: '2026-11-05' };

const ORDERS: [string, Settings['precedence'], Key][] = [
  ['in the order of configuration', [], 'anthropic'],
];
// In another order: with every awkward case, beside this.
if (process.env.FULL) {
  const doors: Key[] = ['anthropicEnterprise', 'anthropic'];
  ORDERS.push([
    'in that of a precedence',
    [{ tool: CLAUDE_CODE, doors }],
    'anthropicEnterprise',
  ]);
}

describe('all doors together', () => {
  let world: TestWorld;
  let folder: RowFolder;
  let pushed: EverythingPushed;

  beforeAll(async () => {
    world = await TestWorld.start({ ...SIZE, entities: [openaiTool] });
    pushed = new EverythingPushed(world);
    folder = writeRowFolder(world.sim.world, pushed.days);
  });
  afterAll(async () => {
    folder.remove();
    await world.close();
  });

  it.each(ORDERS)(
    'fill team pages and charts and reconcile, %s',
    async (_, precedence, believed) => {
      const open = { doors: EVERY_DOOR, precedence };
      const portal = await world.portal({
        config: doorsConfig(world.sim.url, { ...open, folder: folder.path }),
        features: [fileModule],
      });
      await pushTo(portal, pushed.requests());
      await portal.collect();
      const { truth, shown, wanted } = await compareDoors(world, portal, {
        ...open,
        pushed: pushed.settings(),
      });
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
