import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { TestWorld } from './world';

/** What a portal in a process of its own is told. */
export interface ProcessInput {
  simUrl: string;
  example: { entities: unknown[]; peopleCsv: string; teamsCsv: string };
  now: string;
  backfillDays: number;
  database: string;
}

/** A portal in a process of its own, on a SQLite file, which can be killed. */
export class PortalProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly world: TestWorld,
    private readonly asked: number,
  ) {}

  static start(world: TestWorld, database: string): PortalProcess {
    const { entities, peopleCsv, teamsCsv } = world.example;
    const input: ProcessInput = {
      simUrl: world.sim.url,
      example: { entities, peopleCsv, teamsCsv },
      now: world.now,
      backfillDays: world.days,
      database,
    };
    const file = `${database}.json`;
    writeFileSync(file, JSON.stringify(input));
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        require.resolve('./runPortal'),
        file,
      ],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, NODE_OPTIONS: '' },
      },
    );
    return new PortalProcess(child, world, world.sim.requests.summary().total);
  }

  /** Resolves when the process has asked the vendors so many times. */
  async untilAsked(requests: number): Promise<void> {
    const ended = once(this.child, 'exit');
    for (;;) {
      if (this.world.sim.requests.summary().total >= this.asked + requests) {
        return;
      }
      const exited = await Promise.race([
        ended.then(() => true),
        this.after(10).then(() => false),
      ]);
      if (exited) {
        throw new Error('The portal ended before it was killed');
      }
    }
  }

  /** Resolves after so many milliseconds. */
  after(milliseconds: number): Promise<void> {
    return new Promise(resolve => setTimeout(resolve, milliseconds));
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}
