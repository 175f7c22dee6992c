import { createHash } from 'node:crypto';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { RowFile, RowReader } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Settings } from '../../database';
import { PushDoor } from './pushedSource';
import { RefusedRows } from './RefusedRows';
import { RowIntake } from './RowIntake';

/** Reads files of rows on a schedule, each again when it changed. What was read of a file that is gone stays. */
export class RowFiles {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #scheduler: SchedulerService;
  readonly #readers: () => readonly RowReader[];
  readonly #rows: Pick<RowIntake, 'take'>;
  readonly #refused: Pick<RefusedRows, 'ofFile' | 'ofUnreadFile'>;
  readonly #settings = new Settings();

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    scheduler: SchedulerService;
    /** What modules registered. */
    readers: () => readonly RowReader[];
    rows: Pick<RowIntake, 'take'>;
    refused: Pick<RefusedRows, 'ofFile' | 'ofUnreadFile'>;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#scheduler = options.scheduler;
    this.#readers = options.readers;
    this.#rows = options.rows;
    this.#refused = options.refused;
  }

  /** Schedules every reader, one replica at a time: soon after start, and then every quarter of an hour. */
  async start(): Promise<void> {
    for (const reader of this.#readers()) {
      await this.#scheduler.scheduleTask({
        id: `ai-scorecards-rows-${reader.configKey}`,
        scope: 'global',
        frequency: { minutes: 15 },
        timeout: { minutes: 15 },
        initialDelay: { seconds: 3 },
        fn: signal => this.read(reader, signal),
      });
    }
  }

  /** Reads what changed. What cannot be read is told to operators; a whole file is tried again. */
  async read(reader: RowReader, signal?: AbortSignal): Promise<void> {
    for (const file of await reader.files()) {
      if (signal?.aborted) return;
      try {
        await this.#readFile(reader, file);
      } catch (error) {
        const reason = isError(error) ? error.message : String(error);
        // A log is not ours to rewrite, and the name of a file or what is wrong with it may name a person.
        this.#logger.warn(
          `A file of ${reader.configKey} was not read; "Refused rows" for operators says which and why`,
        );
        await this.#refused.ofUnreadFile(doorOf(reader), file.name, reason);
      }
    }
  }

  async #readFile(reader: RowReader, file: RowFile): Promise<void> {
    const { configKey, tool } = reader;
    const digest = createHash('sha256').update(file.name).digest('hex');
    const key = `rows.${configKey}.${digest}`.slice(0, 100);
    const version = `${file.version} ${tool ?? ''}`;
    if ((await this.#settings.get<string>(this.#knex, key)) === version) return;
    const door = doorOf(reader);
    const answer = await this.#rows.take(door, await file.read(), file.format, {
      file: file.name,
      tool,
    });
    await this.#refused.ofFile(door, file.name, answer);
    await this.#settings.set(this.#knex, key, version);
    if (answer.refused > 0) {
      this.#logger.warn(
        `${answer.refused} rows of a file of ${configKey} were refused; "Refused rows" for operators says which and why`,
      );
    }
  }
}

function doorOf({ configKey, title }: RowReader): PushDoor {
  return { configKey, title, kind: 'usage' };
}
