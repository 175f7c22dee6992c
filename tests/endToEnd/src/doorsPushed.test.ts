import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import fileModule from 'backstage-plugin-ai-scorecards-backend-module-file';
import { Door, expected, PushDoor, Settings } from 'expected-truth';
import { focusBill, focusPushes, otlpPushes, rowPushes } from 'vendor-sim';
import { MovableClock } from './__testUtils__/clock';
import { linesOf } from './__testUtils__/compare';
import { compareDoors } from './__testUtils__/compareDoors';
import { doorsConfig } from './__testUtils__/doors';
import { Portal } from './__testUtils__/portal';
import { pushTo } from './__testUtils__/pushTo';
import { RowFolder, writeRowFolder } from './__testUtils__/rowFolder';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(240_000);

const CLAUDE_CODE = 'resource:default/claude-code';
const COPILOT = 'resource:default/github-copilot';
const CURSOR = 'resource:default/cursor';
/** A whole month from the Monday before it, and the days until the slowest vendor's of it are settled. */
const TODAY = '2026-11-05';
const DAYS = 38;
const MONTH = '2026-10';

describe('doors through which something arrives by itself', () => {
  let world: TestWorld;
  let folder: RowFolder;
  let days: string[];
  const folders: string[] = [];

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 60, days: DAYS, today: TODAY });
    days = [...Array(DAYS).keys()].map(i => world.day(i - DAYS));
    folder = writeRowFolder(world.sim.world, days);
  });
  afterAll(async () => {
    folder.remove();
    folders.forEach(path => rmSync(path, { recursive: true, force: true }));
    await world.close();
  });

  const pushed = (door: PushDoor, ...tools: string[]): Settings['pushed'] =>
    tools.map(tool => ({ door, tool, from: days[0], to: days[DAYS - 1] }));

  /** A folder with one file. */
  function fileOf(name: string, text: string): string {
    const path = mkdtempSync(join(tmpdir(), 'bill-'));
    folders.push(path);
    writeFileSync(join(path, name), text);
    return path;
  }

  async function compare(
    portal: Portal,
    open: Pick<Settings, 'doors' | 'pushed'>,
  ) {
    await portal.collect();
    const compared = await compareDoors(world, portal, open);
    expect(compared.shown).toEqual(compared.wanted);
    expect(compared.truth.cost.size).toBe(1);
    return compared.truth;
  }
  const opened = (doors: Door[], more: { folder?: string } = {}) =>
    world.portal({
      config: doorsConfig(world.sim.url, { doors, ...more }),
      features: [fileModule],
    });

  it('files alone fill team pages, in each form, a file that is there twice once', async () => {
    const doors: Door[] = ['file'];
    const portal = await opened(doors, { folder: folder.path });
    const truth = await compare(portal, {
      doors,
      pushed: pushed('file', CLAUDE_CODE, CURSOR),
    });
    expect(new Set(truth.facts.amounts.map(({ tool }) => tool)).size).toBe(2);
  });

  it('rows alone fill team pages, in any order, each once', async () => {
    const doors: Door[] = ['push'];
    const portal = await opened(doors);
    const requests = days.flatMap(day => rowPushes(world.sim.world, day));
    await pushTo(portal, [...requests].reverse());
    const truth = await compare(portal, {
      doors,
      pushed: pushed('push', CLAUDE_CODE),
    });
    expect(truth.lines.map(({ kind }) => kind)).toContain('usage');
  });

  it('telemetry alone fills team pages, deltas and sums since the start, sent twice', async () => {
    const doors: Door[] = ['otlp'];
    // Each day's telemetry comes by the next morning.
    const clock = new MovableClock(`${days[0]}T06:00:00Z`);
    const portal = await world.portal({
      config: doorsConfig(world.sim.url, { doors }),
      clock,
    });
    for (const day of days) {
      clock.advance({ minutes: 24 * 60 });
      await pushTo(portal, otlpPushes(world.sim.world, day));
    }
    const truth = await compare(portal, {
      doors,
      pushed: pushed('otlp', CLAUDE_CODE),
    });
    // Each session has a prompt, which events tell of.
    const sessions = truth.truth.rows
      .filter(
        ({ tool, accountKind, day }) =>
          tool === CLAUDE_CODE && accountKind !== 'api-key' && day < TODAY,
      )
      .reduce((sum, { actual }) => sum + (actual?.counters.sessions ?? 0), 0);
    expect(
      await portal
        .knex('usage_facts')
        .sum({ interactions: 'interactions', sessions: 'sessions' })
        .first(),
    ).toEqual({ interactions: sessions, sessions });
  });

  it('a bill alone, in a file, is what was billed without a person', async () => {
    const doors: Door[] = ['focus'];
    const bill = focusBill(world.sim.world, days);
    const portal = await opened(doors, { folder: fileOf('bill.csv', bill) });
    await portal.collect();
    const open = { doors, pushed: pushed('focus', CLAUDE_CODE, COPILOT) };
    const truth = await expected(world.sim.url, world.settings(open));
    const lines = await linesOf(portal, truth);
    expect(lines.shown).toEqual(lines.wanted);
    expect(lines.areComplete).toBe(true);
    // It says nothing of any person, nor of a team.
    for (const team of truth.teams) {
      expect((await portal.scorecard(team)).week).toBeNull();
    }
    const kinds = truth.lines.map(({ tool, kind }) => `${tool} ${kind}`);
    expect(new Set(kinds)).toEqual(
      new Set([`${CLAUDE_CODE} usage`, `${COPILOT} usage`, `${COPILOT} seat`]),
    );
  });

  it('a bill beside what vendors say of people; all cost of it, written in FOCUS and read again, is the same money', async () => {
    const doors: Door[] = ['github', 'anthropic', 'focus'];
    const portal = await opened(doors);
    await pushTo(portal, focusPushes(world.sim.world, days));
    await compare(portal, {
      doors,
      pushed: pushed('focus', CLAUDE_CODE, COPILOT),
    });
    const { status, text } = await portal.reach(
      'GET',
      `/ingestion/focus.csv?month=${MONTH}`,
      mockCredentials.user.header('user:default/persona-finance'),
    );
    expect(status).toBe(200);
    const other = await opened(['file'], { folder: fileOf('cost.csv', text) });
    await other.collect();
    const cost = await costOf(portal);
    expect(cost.size).toBe(3);
    expect(await costOf(other)).toEqual(cost);
  });
});

/** Cost of the month by tool and kind, in micro-units. */
async function costOf(portal: Portal) {
  const lines = await portal.reconciliation();
  return new Map(
    lines
      .filter(({ month, kind }) => month === MONTH && kind !== 'value')
      .map(line => [`${line.tool} ${line.kind}`, line.totalMicros]),
  );
}
