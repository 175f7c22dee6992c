import { dayIndex } from 'backstage-plugin-ai-scorecards-common';
import type {
  DayAnswer,
  SeatRecord,
  SeatSource,
  Source,
  UsageRecord,
  UsageSource,
} from 'backstage-plugin-ai-scorecards-node';
import { hash, share } from './hash';
import { emailOf, TOOLS, toolRef } from './organisation';

/** What the sources tell of. */
export interface BenchData {
  developers: number;
  /** The UTC day on which seats and usage begin. */
  firstDay: string;
  /** Days with a row for every account, as the bars have them; others have rows for those who worked with the tool. */
  isDense: (day: string) => boolean;
}

/** What a vendor reports of one account and day. */
export function usageRecord(
  toolIndex: number,
  n: number,
  day: string,
): UsageRecord {
  const seed = hash(toolIndex, n, dayIndex(day));
  const active = seed % 5 === 0;
  const some = (most: number) => (active ? (seed % most) + 1 : 0);
  return {
    type: 'usage',
    account: { key: emailOf(n), kind: 'email', email: emailOf(n) },
    day,
    counters: {
      interactions: some(40),
      suggestions: some(300),
      acceptances: some(90),
      sessions: some(6),
      linesAdded: some(700),
      linesRemoved: some(200),
      tokensIn: some(900_000),
      tokensOut: some(60_000),
    },
    features: active ? ['chat', 'completion'] : [],
    flagged: false,
    credits: toolIndex === 0 ? String(some(30)) : null,
    amounts: [
      {
        kind: toolIndex === 0 ? 'value' : 'usage',
        source: 'estimate',
        exact: active ? `${some(9)}.${1000 + (seed % 9000)}` : '0',
        currency: 'USD',
      },
    ],
  };
}

class BenchUsageSource implements UsageSource {
  readonly kind = 'usage';
  readonly settleDays = 0;
  readonly access = 'Nothing: the figures are made up.';
  readonly configKey = 'bench';
  readonly id: string;
  readonly title: string;
  readonly namespace: string;
  readonly tool: string;
  readonly earliestDay: string;
  readonly #index: number;
  readonly #developers: number;
  readonly #isDense: BenchData['isDense'];

  constructor(index: number, options: BenchData) {
    const { developers, firstDay, isDense } = options;
    const name = TOOLS[index];
    this.earliestDay = firstDay;
    this.id = `${name}-usage`;
    this.title = `Usage of ${name}`;
    this.namespace = name;
    this.tool = toolRef(name);
    this.#index = index;
    this.#developers = developers;
    this.#isDense = isDense;
  }

  async test(): Promise<void> {}

  async collectDay(day: string): Promise<DayAnswer<UsageRecord>> {
    return { state: 'data', records: this.#records(day) };
  }

  async *#records(day: string): AsyncGenerator<UsageRecord> {
    const number = dayIndex(day);
    const isDense = this.#isDense(day);
    const isWeekend = new Date(`${day}T00:00:00Z`).getUTCDay() % 6 === 0;
    for (let n = 0; n < this.#developers; n++) {
      const works = share(3, this.#index, n, number) < (isWeekend ? 0.04 : 0.3);
      if (isDense || works) yield usageRecord(this.#index, n, day);
    }
  }
}

class BenchSeatSource implements SeatSource {
  readonly kind = 'seats';
  readonly settleDays = 0;
  readonly access = 'Nothing: the seats are made up.';
  readonly configKey = 'bench';
  readonly id: string;
  readonly title: string;
  readonly namespace: string;
  readonly tool: string;
  readonly #index: number;
  readonly #developers: number;
  readonly #firstDay: string;

  constructor(index: number, { developers, firstDay }: BenchData) {
    const name = TOOLS[index];
    this.id = `${name}-seats`;
    this.title = `Seats of ${name}`;
    this.namespace = name;
    this.tool = toolRef(name);
    this.#index = index;
    this.#developers = developers;
    this.#firstDay = firstDay;
  }

  async test(): Promise<void> {}

  async collectSnapshot(): Promise<DayAnswer<SeatRecord>> {
    return { state: 'data', records: this.#records() };
  }

  async *#records(): AsyncGenerator<SeatRecord> {
    for (let n = 0; n < this.#developers; n++) {
      if (share(4, this.#index, n) < 0.8) {
        yield {
          type: 'seat',
          account: { key: emailOf(n), kind: 'email', email: emailOf(n) },
          createdOn: this.#firstDay,
          endsOn: null,
          plan: null,
        };
      }
    }
  }
}

/** Seats of two tools and usage of three. */
export function benchSources(data: BenchData): Source[] {
  return [
    new BenchSeatSource(0, data),
    new BenchSeatSource(1, data),
    ...TOOLS.map((_, index) => new BenchUsageSource(index, data)),
  ];
}
