import { addDays, PushAnswer } from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../../clock';
import { PushDoor } from './pushedSource';
import { PushIntake } from './PushIntake';
import type { FromFile } from './PushStore';
import { RowRules } from './rows/plainRow';
import { outcomeOf, readRows, RowFormat } from './rows/readRows';

/** So many refused rows are told of, each with its faults; all are counted. */
const REFUSED_SHOWN = 1_000;
/** So many tools that the catalog does not hold may be pushed for; a row of one more is refused. */
const UNKNOWN_TOOLS = 100;

const IN_ANOTHER_FILE =
  'id is that of a row of the same tool and day in another file, which says something else and counts';

/** What became of a file, and whether rows that it held before were taken away. */
export interface FileAnswer {
  answer: PushAnswer;
  freed: boolean;
}

/** Takes rows of the plain form. */
export class RowIntake {
  readonly #intake: PushIntake;
  readonly #clock: Clock;
  readonly #rules: Pick<RowRules, 'currency'>;
  readonly #retentionDays: number;
  readonly #knownTools: () => Promise<ReadonlyMap<string, boolean>>;

  constructor(options: {
    intake: PushIntake;
    clock: Clock;
    /** ISO 4217 of the contracts. */
    currency: string;
    retentionDays: number;
    /** Entity refs of tools, and whether the catalog holds or held each. */
    knownTools: () => Promise<ReadonlyMap<string, boolean>>;
  }) {
    this.#intake = options.intake;
    this.#clock = options.clock;
    this.#rules = { currency: options.currency };
    this.#retentionDays = options.retentionDays;
    this.#knownTools = options.knownTools;
  }

  /**
   * Takes the rows that can be taken. Throws a PushError when the text cannot be read at all.
   */
  async take(
    door: PushDoor,
    text: string,
    format: RowFormat,
  ): Promise<PushAnswer> {
    return (await this.#take(door, text, format, {})).answer;
  }

  /**
   * The same of a file that holds all its rows, with the tool of rows that name none. Returns also whether rows that it
   * held before were taken away.
   */
  takeFile(
    door: PushDoor,
    text: string,
    format: RowFormat,
    from: { file: FromFile; tool?: string },
  ): Promise<FileAnswer> {
    return this.#take(door, text, format, from);
  }

  async #take(
    door: PushDoor,
    text: string,
    format: RowFormat,
    from: { file?: FromFile; tool?: string },
  ): Promise<FileAnswer> {
    const day = today(this.#clock);
    const read = readRows(text, format, {
      ...this.#rules,
      today: day,
      oldest: addDays(day, -this.#retentionDays),
      tool: from.tool,
    });
    const tools = await this.#knownTools();
    const unknown = new Set(
      [...tools].filter(([, inCatalog]) => !inCatalog).map(([tool]) => tool),
    );
    const named = new Set<string>();
    const rows: typeof read.rows = [];
    for (const row of read.rows) {
      if (!tools.get(row.tool)) {
        if (!unknown.has(row.tool) && unknown.size >= UNKNOWN_TOOLS) {
          read.refused.push({
            row: row.place,
            faults: [
              'tool is not in the catalog, and too many of those are known',
            ],
          });
          continue;
        }
        unknown.add(row.tool);
        named.add(row.tool);
      }
      rows.push(row);
    }
    const { fresh, duplicates, held, freed } = await this.#intake.rows(
      door,
      rows,
      from.file,
    );
    for (const { place } of held) {
      read.refused.push({ row: place, faults: [IN_ANOTHER_FILE] });
    }
    const refused = read.refused.sort((a, b) => a.row - b.row);
    const answer: PushAnswer = {
      outcome: outcomeOf(rows.length - held.length, refused.length),
      accepted: fresh,
      duplicates,
      refused: refused.length,
      refusedRows: refused.slice(0, REFUSED_SHOWN),
      unknownTools: [...named].sort(),
    };
    return { answer, freed };
  }
}
