import { createHash } from 'node:crypto';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { RowFile, RowReader } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock, today } from '../../clock';
import { Settings } from '../../database';
import type { FocusIntake } from './focus/FocusIntake';
import { isBill } from './focus/isBill';
import { PushDoor } from './pushedSource';
import { RefusedRows } from './RefusedRows';
import { RowIntake } from './RowIntake';

/**
 * Reads files of rows, and bills in FOCUS among them, on a schedule, each again when it changed; a bill also on every UTC
 * day, for of what is bought it says more as days come. What was read of a file that is gone stays.
 */
export class RowFiles {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #scheduler: SchedulerService;
  readonly #readers: () => readonly RowReader[];
  readonly #rows: Pick<RowIntake, 'takeFile'>;
  readonly #bills: Pick<FocusIntake, 'take'>;
  readonly #refused: Pick<RefusedRows, 'ofFile' | 'ofUnreadFile'>;
  readonly #settings = new Settings();

  constructor(options: {
    knex: Knex;
    clock: Clock;
    logger: LoggerService;
    scheduler: SchedulerService;
    /** What modules registered. */
    readers: () => readonly RowReader[];
    rows: Pick<RowIntake, 'takeFile'>;
    bills: Pick<FocusIntake, 'take'>;
    refused: Pick<RefusedRows, 'ofFile' | 'ofUnreadFile'>;
  }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#scheduler = options.scheduler;
    this.#readers = options.readers;
    this.#rows = options.rows;
    this.#bills = options.bills;
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

  /**
   * Reads what changed. What cannot be read is told to operators; a whole file is tried again. Where a file is gone or
   * rows are out of one, all are read once more: what others say under the same ids counts then.
   */
  async read(reader: RowReader, signal?: AbortSignal): Promise<void> {
    const files = await reader.files();
    const isAnyGone = await this.#isAnyGone(reader, files);
    const freed = await this.#readAll(reader, files, isAnyGone, signal);
    if (freed && !isAnyGone) await this.#readAll(reader, files, true, signal);
    if (!signal?.aborted) await this.#noteFiles(reader, files);
  }

  /** Returns whether any of them held rows before that are out of it now. */
  async #readAll(
    reader: RowReader,
    files: readonly RowFile[],
    unchangedToo: boolean,
    signal?: AbortSignal,
  ): Promise<boolean> {
    let freed = false;
    for (const file of files) {
      if (signal?.aborted) return false;
      const others = files
        .filter(each => each !== file)
        .map(({ name }) => name);
      try {
        freed =
          (await this.#readFile(reader, file, others, unchangedToo)) || freed;
      } catch (error) {
        const reason = isError(error) ? error.message : String(error);
        // A log is not ours to rewrite, and the name of a file or what is wrong with it may name a person.
        this.#logger.warn(
          `A file of ${reader.configKey} was not read; "Refused rows" for operators says which and why`,
        );
        await this.#refused.ofUnreadFile(doorOf(reader), file.name, reason);
      }
    }
    return freed;
  }

  async #readFile(
    reader: RowReader,
    file: RowFile,
    others: readonly string[],
    unchangedToo: boolean,
  ): Promise<boolean> {
    const { configKey, tool } = reader;
    const key = `rows.${configKey}.${digestOf(file)}`.slice(0, 100);
    const version = `${file.version} ${tool ?? ''}`;
    const ofToday = `${version} ${today(this.#clock)}`;
    const known = await this.#settings.get<string>(this.#knex, key);
    const isKnown = known === version || known === ofToday;
    if (isKnown && !unchangedToo) return false;
    const text = await file.read();
    const isOfDay = file.format === 'csv' && isBill(text);
    const { answer, freed } = isOfDay
      ? { answer: await this.#bills.take(text), freed: false }
      : await this.#rows.takeFile(doorOf(reader), text, file.format, {
          file: { name: file.name, others },
          tool,
        });
    await this.#refused.ofFile(doorOf(reader), file.name, answer);
    await this.#settings.set(this.#knex, key, isOfDay ? ofToday : version);
    if (answer.refused > 0) {
      this.#logger.warn(
        `${answer.refused} rows of a file of ${configKey} were refused; "Refused rows" for operators says which and why`,
      );
    }
    return freed;
  }

  /** Whether a file that was there when they were last read is not. */
  async #isAnyGone(
    reader: RowReader,
    files: readonly RowFile[],
  ): Promise<boolean> {
    const before = await this.#settings.get<string[]>(
      this.#knex,
      listKeyOf(reader),
    );
    const now = new Set(files.map(digestOf));
    return (before ?? []).some(digest => !now.has(digest));
  }

  async #noteFiles(
    reader: RowReader,
    files: readonly RowFile[],
  ): Promise<void> {
    const digests = files.map(digestOf);
    await this.#settings.set(this.#knex, listKeyOf(reader), digests);
  }
}

function digestOf({ name }: RowFile): string {
  return createHash('sha256').update(name).digest('hex');
}

function listKeyOf({ configKey }: RowReader): string {
  return `rows.${configKey}`;
}

function doorOf({ configKey, title }: RowReader): PushDoor {
  return { configKey, title, kind: 'usage' };
}
