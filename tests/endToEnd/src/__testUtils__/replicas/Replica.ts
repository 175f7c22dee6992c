import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { JsonObject } from '@backstage/types';
import {
  IngestionStatus,
  ingestionStatusSchema,
} from 'backstage-plugin-ai-scorecards-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import { TestWorld } from '../world';
import { VendorLine } from './VendorLine';

/** What a replica is told. */
export interface ReplicaInput {
  simUrl: string;
  example: { entities: unknown[]; peopleCsv: string; teamsCsv: string };
  now: string;
  backfillDays: number;
  /** of PostgreSQL, as its driver takes it */
  connection: object;
  /** laid over `aiScorecards` */
  config: JsonObject;
}

const OPERATOR = mockCredentials.user.header('user:default/persona-operator');

/** A backend in a process of its own, with the scheduler of Backstage, on a database that others share. */
export class Replica {
  private constructor(
    private readonly child: ChildProcess,
    readonly line: VendorLine,
    readonly url: string,
  ) {}

  /**
   * Resolves when it answers over HTTP.
   * @param config - laid over `aiScorecards`, for a vendor's stand-in at an address
   * @param line - to the stand-in, by default one that passes everything on at once
   */
  static async start(
    world: TestWorld,
    options: {
      connection: object;
      config: (simUrl: string) => JsonObject;
      line?: VendorLine;
    },
  ): Promise<Replica> {
    const line = options.line ?? (await VendorLine.open(world.sim.url));
    const { entities, peopleCsv, teamsCsv } = world.example;
    const input: ReplicaInput = {
      simUrl: line.url,
      example: { entities, peopleCsv, teamsCsv },
      now: world.now,
      backfillDays: world.days,
      connection: options.connection,
      config: options.config(line.url),
    };
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        require.resolve('./runReplica'),
      ],
      {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        // In a test the scheduler frees no places of runs that timed out.
        env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'development' },
      },
    );
    child.send(input);
    const url = await new Promise<string>((resolve, reject) => {
      // Backstage has words of its own with whatever started it.
      child.on('message', message => {
        if (typeof message === 'string') resolve(message);
      });
      child.once('exit', code => reject(new Error(`It ended with ${code}`)));
    });
    return new Replica(child, line, url);
  }

  async status(): Promise<IngestionStatus> {
    const response = await fetch(
      `${this.url}/api/ai-scorecards/v1/ingestion/status`,
      { headers: { authorization: OPERATOR, connection: 'close' } },
    );
    return ingestionStatusSchema.parse(await response.json());
  }

  /** Has a task run now, unless it runs already, instead of when it is due. */
  async run(task: string): Promise<void> {
    const { status } = await fetch(
      `${this.url}/api/ai-scorecards/.backstage/scheduler/v1/tasks/${task}/trigger`,
      {
        method: 'POST',
        headers: { authorization: OPERATOR, connection: 'close' },
      },
    );
    if (status !== 200 && status !== 409) {
      throw new Error(`${task} cannot be run: ${status}`);
    }
  }

  /** Resolves when a status fits. */
  async until(fits: (status: IngestionStatus) => boolean): Promise<void> {
    while (!fits(await this.status())) {
      if (this.child.exitCode !== null) throw new Error('The replica ended');
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill('SIGKILL');
      await ended;
    }
    await this.line.close();
  }
}
