import { addDays, PushAnswer } from 'backstage-plugin-ai-scorecards-common';
import type { CostRecord } from 'backstage-plugin-ai-scorecards-node';
import { Clock, systemClock, today } from '../../../clock';
import { faultText, parseCsv } from '../../../csv/parseCsv';
import { aggregateCostDay } from '../../aggregateCostDay';
import { DayRecorder, Origin } from '../../DayRecorder';
import { PushError } from '../http/PushError';
import { PushIntake } from '../PushIntake';
import { FOCUS_DOOR, PUSH_SETTLE_DAYS } from '../pushedSource';
import { MOST_ROWS, outcomeOf, RefusedRow } from '../rows/readRows';
import { IncompleteDays } from './IncompleteDays';
import {
  FOCUS_OPTIONAL,
  FOCUS_REQUIRED,
  FocusRules,
  readFocusRow,
} from './focusRow';

const REFUSED_SHOWN = 1_000;
/** A row is spread over the days of its period: all rows together may come to so many. */
const MOST_DAY_LINES = 10 * MOST_ROWS;

const DAY_IS_WHOLE =
  'Another row of the tool and day is refused, and the bill of a day is taken whole';

/** A charge that can be taken, by its line in the file. */
interface Charge {
  row: number;
  tool: string;
  lines: readonly CostRecord[];
}

/**
 * Takes bills in FOCUS. An upload replaces, tool by tool, the days that it names, so that it may be sent again; a day that a
 * row is refused of keeps the bill it has, for a part of a bill is a wrong one.
 */
export class FocusIntake {
  readonly #intake: PushIntake;
  readonly #recorder: DayRecorder;
  readonly #clock: Clock;
  readonly #rules: Pick<FocusRules, 'currency' | 'services'>;
  readonly #retentionDays: number;
  readonly #isKnown: (tool: string) => Promise<boolean>;
  readonly #onCollected: () => void;

  constructor(options: {
    intake: PushIntake;
    recorder: DayRecorder;
    clock: Clock;
    rules: Pick<FocusRules, 'currency' | 'services'>;
    retentionDays: number;
    /** Whether the catalog holds or held a tool. */
    isKnown: (tool: string) => Promise<boolean>;
    onCollected: () => void;
  }) {
    this.#intake = options.intake;
    this.#recorder = options.recorder;
    this.#clock = options.clock;
    this.#rules = options.rules;
    this.#retentionDays = options.retentionDays;
    this.#isKnown = options.isKnown;
    this.#onCollected = options.onCollected;
  }

  /** Takes the rows that can be taken. Throws a PushError when the text cannot be read at all. */
  async take(text: string): Promise<PushAnswer> {
    const day = today(this.#clock);
    const csv = parseCsv(
      text,
      FOCUS_REQUIRED,
      FOCUS_OPTIONAL,
      'passed-over',
      MOST_ROWS,
    );
    if (csv.tooMany) {
      throw new PushError(
        413,
        `A push must not hold more than ${MOST_ROWS} rows: send fewer days at a time, and each day whole`,
      );
    }
    if (csv.lines.length === 0) {
      throw new PushError(
        400,
        csv.faults[0]
          ? `The CSV cannot be read: ${faultText(csv.faults[0])}`
          : 'The body holds no rows',
      );
    }
    const refused: RefusedRow[] = [];
    const incomplete = new IncompleteDays();
    const charges: Charge[] = [];
    let dayLines = 0;
    for (const { line, values } of csv.lines) {
      const read = readFocusRow(values, {
        ...this.#rules,
        today: day,
        oldest: addDays(day, -this.#retentionDays),
      });
      if ('faults' in read) {
        refused.push({ row: line, faults: read.faults });
        incomplete.add(read.tool, read.days);
      } else {
        dayLines += read.lines.length;
        if (dayLines > MOST_DAY_LINES) {
          throw new PushError(
            413,
            'The rows hold too many days in all: send fewer days at a time, and each day whole',
          );
        }
        charges.push({ row: line, ...read });
      }
    }
    for (const { line, words } of csv.faults) {
      refused.push({ row: line, faults: [words] });
      incomplete.add();
    }
    const { whole, parts } = incomplete.split(charges);
    for (const { row } of parts) refused.push({ row, faults: [DAY_IS_WHOLE] });
    const taken = whole.length;
    const byTool = new Map<string, Map<string, CostRecord[]>>();
    for (const { tool, lines } of whole) {
      const days = byTool.get(tool) ?? new Map<string, CostRecord[]>();
      byTool.set(tool, days);
      for (const record of lines) {
        const list = days.get(record.day);
        if (list) list.push(record);
        else days.set(record.day, [record]);
      }
    }
    const unknownTools: string[] = [];
    for (const [tool, days] of [...byTool].sort()) {
      if (!(await this.#isKnown(tool))) unknownTools.push(tool);
      await this.#record(tool, days);
    }
    if (taken > 0) this.#onCollected();
    refused.sort((a, b) => a.row - b.row);
    return {
      outcome: outcomeOf(taken, refused.length),
      accepted: taken,
      duplicates: 0,
      refused: refused.length,
      refusedRows: refused.slice(0, REFUSED_SHOWN),
      unknownTools,
    };
  }

  async #record(
    tool: string,
    days: ReadonlyMap<string, CostRecord[]>,
  ): Promise<void> {
    const stored = await this.#intake.source(FOCUS_DOOR, tool);
    const origin: Origin = {
      kind: 'cost',
      settleDays: PUSH_SETTLE_DAYS,
      pushed: true,
      stored,
      namespace: FOCUS_DOOR.configKey,
    };
    const { currency } = this.#rules;
    for (const [day, records] of [...days].sort()) {
      const at = { now: this.#clock.now(), machine: systemClock.now() };
      const bill = await aggregateCostDay(streamOf(records), { day, currency });
      try {
        await this.#recorder.costs(origin, day, at, bill);
      } finally {
        await bill.close();
      }
    }
    await this.#intake.brought(stored.id, systemClock.now());
  }
}

async function* streamOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
