import { Clock } from '../../../clock';
import { PushError } from '../http/PushError';
import { OTLP_DOOR } from '../pushedSource';
import { PushIntake } from '../PushIntake';
import { RefusedRows } from '../RefusedRows';
import type { RefusedRow } from '../rows/readRows';
import { dataPoints, events, Observation } from './observations';
import { PointStore } from './PointStore';
import { Counted, OtlpSettings, readObservation } from './readObservation';
import { LogsRequest, MetricsRequest, Rejected } from './wire';

/** A batch holds at most so many points or records; senders make them of some thousands. */
const MOST_POINTS = 50_000;

/** So many different reasons are told. */
const REASONS = 5;

/** So many of the rejected are told to operators. */
const REJECTED_SHOWN = 10;

/** Takes telemetry: what of it counts is kept once, what cannot be taken is told. */
export class OtlpIntake {
  readonly #intake: PushIntake;
  readonly #points: PointStore;
  readonly #settings: OtlpSettings;
  readonly #clock: Clock;
  readonly #currency: string;
  readonly #refused: Pick<RefusedRows, 'ofPush'>;

  constructor(options: {
    intake: PushIntake;
    refused: Pick<RefusedRows, 'ofPush'>;
    points: PointStore;
    settings: OtlpSettings;
    clock: Clock;
    /** ISO 4217 of the contracts. */
    currency: string;
  }) {
    this.#intake = options.intake;
    this.#points = options.points;
    this.#settings = options.settings;
    this.#clock = options.clock;
    this.#currency = options.currency;
    this.#refused = options.refused;
  }

  /** Returns what was rejected; undefined when all was taken. Throws a PushError for what is not taken at all. */
  metrics(request: MetricsRequest): Promise<Rejected | undefined> {
    return this.#take(dataPoints(request), 'metric');
  }

  logs(request: LogsRequest): Promise<Rejected | undefined> {
    return this.#take(events(request), 'event');
  }

  async #take(
    observations: Iterable<Observation>,
    signal: 'metric' | 'event',
  ): Promise<Rejected | undefined> {
    const { fault } = this.#settings;
    if (fault !== undefined) throw new PushError(404, fault);
    const now = this.#clock.now();
    const byTool = new Map<string, Counted[]>();
    const reasons = new Set<string>();
    const rejected: RefusedRow[] = [];
    let place = 0;
    let count = 0;
    for (const observation of observations) {
      place += 1;
      if (place > MOST_POINTS) {
        throw new PushError(
          413,
          `A batch must not hold more than ${MOST_POINTS} points: send smaller ones`,
        );
      }
      const read = readObservation(
        observation,
        signal,
        this.#settings,
        now,
        this.#currency,
      );
      if (read.state === 'rejected') {
        count += 1;
        reasons.add(read.reason);
        if (count <= REJECTED_SHOWN) {
          rejected.push({ row: place, faults: [read.reason] });
        }
      } else if (read.state === 'counted') {
        const list = byTool.get(read.counted.tool);
        if (list) list.push(read.counted);
        else byTool.set(read.counted.tool, [read.counted]);
      }
    }
    let fresh = 0;
    for (const [tool, counted] of [...byTool].sort()) {
      const { id } = await this.#intake.source(OTLP_DOOR, tool);
      fresh += await this.#points.add(id, counted);
    }
    if (fresh > 0) this.#intake.pushed();
    if (count === 0) return undefined;
    await this.#refused.ofPush(OTLP_DOOR, {
      refused: count,
      refusedRows: rejected,
    });
    return { count, message: [...reasons].slice(0, REASONS).join('; ') };
  }
}
