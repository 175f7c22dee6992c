import {
  compareKeys,
  ReconciliationLine,
  SpendPart,
} from 'backstage-plugin-ai-scorecards-common';

/** Amounts by kind; null where nothing is known. */
export type Spend = Pick<
  SpendPart,
  'seatMicros' | 'usageMicros' | 'valueMicros'
>;

const FIELDS = {
  seat: 'seatMicros',
  usage: 'usageMicros',
  value: 'valueMicros',
} as const satisfies Record<ReconciliationLine['kind'], keyof Spend>;

const KINDS = ['seat', 'usage', 'value'] as const;

/** Nothing is known yet. */
export function nothing(): Spend {
  return { seatMicros: null, usageMicros: null, valueMicros: null };
}

/** Adds an amount of a kind; nothing known adds nothing, which is not zero. */
export function add(
  spend: Spend,
  kind: ReconciliationLine['kind'],
  micros: number | null,
): void {
  const field = FIELDS[kind];
  if (micros !== null) spend[field] = (spend[field] ?? 0) + micros;
}

/** Adds what another says of each kind. */
export function addAll(spend: Spend, other: Spend): void {
  for (const kind of KINDS) add(spend, kind, other[FIELDS[kind]]);
}

/** Parts by kind and id, made when they are first met. */
export class Parts {
  readonly #parts = new Map<string, SpendPart>();

  of(kind: SpendPart['kind'], id: string, title: string): SpendPart {
    const key = `${kind} ${id}`;
    const known = this.#parts.get(key);
    if (known) return known;
    const part: SpendPart = { kind, id, title, ...nothing() };
    this.#parts.set(key, part);
    return part;
  }

  /** Teams and tools by ref, then what is left, then buckets. */
  inOrder(): SpendPart[] {
    const order: SpendPart['kind'][] = ['team', 'tool', 'model', 'rest'];
    const place = ({ kind }: SpendPart) =>
      order.includes(kind) ? order.indexOf(kind) : order.length;
    return [...this.#parts.values()].sort(
      (a, b) => place(a) - place(b) || compareKeys(a.id, b.id),
    );
  }
}
