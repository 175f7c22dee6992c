import fileModule from 'backstage-plugin-ai-scorecards-backend-module-file';
import { Expected, Settings } from 'expected-truth';
import { Vendor } from 'vendor-sim';
import { compareDoors } from './__testUtils__/compareDoors';
import { doorsConfig, openaiTool } from './__testUtils__/doors';
import { EVERY_DOOR, EverythingPushed } from './__testUtils__/everyDoor';
import { Portal } from './__testUtils__/portal';
import { pushTo } from './__testUtils__/pushTo';
import { RowFolder, writeRowFolder } from './__testUtils__/rowFolder';
import { tellVerdicts } from './__testUtils__/verdicts';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(600_000);

const CLAUDE_CODE = 'resource:default/claude-code';
const CURSOR = 'resource:default/cursor';
/** A whole month from the Monday before it, and the days until the slowest vendor's of it are settled. */
const TODAY = '2026-11-05';
const DAYS = 38;
const LATER = '2026-11-12';
const DAYS_TILL_LATER = 7;
const RESTATING: Vendor[] = ['github', 'anthropic', 'cursor', 'openai'];
/** Days that are told differently later: long settled ones, and some that are not. */
const RESTATED = ['2026-10-07', '2026-10-19', '2026-11-03', '2026-11-04'];
const SEEDS = process.env.FULL ? [7, 20261, 4, 99, 123456] : [7];

const totalsOf = ({ lines }: Expected) =>
  lines
    .filter(({ month }) => month === '2026-10')
    .map(({ source, tool, kind, total }) => [source, tool, kind, total]);

describe.each(SEEDS)('with every awkward case at once, drawn by %d,', seed => {
  let world: TestWorld;
  let folder: RowFolder;
  let portal: Portal;
  let pushed: EverythingPushed;
  let before: Expected;
  const open = {
    doors: EVERY_DOOR,
    // Telemetry is believed before the vendor on the few days that it came on.
    precedence: [
      { tool: CLAUDE_CODE, doors: ['otlp', 'anthropicEnterprise'] },
      { tool: CURSOR, doors: ['file'] },
    ] satisfies Settings['precedence'],
  };

  beforeAll(async () => {
    world = await TestWorld.start({
      developers: 60,
      days: DAYS,
      today: TODAY,
      seed,
      entities: [openaiTool],
    });
    world.freezeTime();
    pushed = new EverythingPushed(world);
    folder = writeRowFolder(world.sim.world, pushed.days);
    portal = await world.portal({
      config: doorsConfig(world.sim.url, { ...open, folder: folder.path }),
      features: [fileModule],
    });
  });
  afterAll(async () => {
    world.releaseTime();
    folder.remove();
    await world.close();
  });

  it('every source and month reconciles to the micro-unit, as each team page says', async () => {
    await pushTo(portal, pushed.requests());
    await portal.collect();
    const verdicts = await tellVerdicts(portal, world);
    expect(new Set(Object.values(verdicts))).toEqual(
      new Set(['left', 'service-account']),
    );
    // Once more, as a sender does that got no answer.
    await pushTo(portal, pushed.requests());
    await portal.collect();
    const { shown, wanted, truth } = await compareDoors(world, portal, {
      ...open,
      pushed: pushed.settings(),
      verdicts,
    });
    expect(shown).toEqual(wanted);
    expect(truth.cost.size).toBe(1);
    expectAwkward(truth);
    before = truth;
  });

  it('and again when every vendor told days differently, late ones too', async () => {
    const stand = world.sim.world;
    stand.setToday(LATER);
    for (const vendor of RESTATING) {
      RESTATED.forEach(day => stand.restate(vendor, day));
    }
    world.advance(portal, { minutes: DAYS_TILL_LATER * 24 * 60 });
    for (const { id, backfill } of (await portal.status()).sources) {
      for (const day of backfill ? RESTATED : []) {
        await portal.post('/ingestion/backfill', {
          source: id,
          from: day,
          to: day,
        });
      }
    }
    await pushTo(portal, pushed.bills());
    await portal.tick();
    await portal.collect();
    const verdicts = await tellVerdicts(portal, world);
    await portal.collect();
    const { shown, wanted, truth } = await compareDoors(world, portal, {
      ...open,
      pushed: pushed.settings(),
      verdicts,
      today: LATER,
      cursor: { ...world.settings().cursor, looks: [TODAY, LATER] },
    });
    expect(shown).toEqual(wanted);
    expect(totalsOf(truth)).not.toEqual(totalsOf(before));
  });
});

/** That the world has what makes reconciling hard. */
function expectAwkward({ facts, history, lines }: Expected) {
  const doorsOf = (tool: string, of: typeof facts.amounts) =>
    new Set(of.filter(it => it.tool === tool).map(({ door }) => door));
  expect([...doorsOf(CLAUDE_CODE, facts.amounts)]).toEqual(
    expect.arrayContaining(['anthropicEnterprise', 'otlp', 'anthropic']),
  );
  expect(doorsOf(CLAUDE_CODE, facts.aside)).toContain('push');
  expect(doorsOf(CURSOR, facts.aside)).toEqual(new Set(['cursor']));
  expect(lines.filter(({ twice }) => twice > 0n).length).toBeGreaterThan(2);
  const owners = facts.amounts.map(({ owner }) => owner.bucket ?? 'person');
  expect(new Set(owners)).toEqual(
    new Set(['person', 'left', 'service-accounts', 'unresolved']),
  );
  const teamsOn = (day: string) =>
    history.people.map(person => history.teamsOf(person, day).join());
  expect(teamsOn('2026-10-01')).not.toEqual(teamsOn('2026-10-31'));
}
