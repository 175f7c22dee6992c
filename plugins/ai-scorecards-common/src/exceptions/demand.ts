import type { DataClass } from '../contract';
import type { RequestCase } from './case';
import type { ExceptionRules } from './rules';

/** What board, voices and term of a request depend on. */
export interface Demand {
  /** Every class of data that it may come to. */
  data: readonly DataClass[];
  /** Micro-units a month at most; null where nobody said. */
  costPerMonth: number | null;
}

/** What a request may come to: of a standing approval its limits, as it grants all that stays inside. */
export function demandOf({
  kind,
  wish: { ask, standing },
}: Pick<RequestCase, 'kind' | 'wish'>): Demand {
  if (kind === 'standing') {
    return {
      data: standing?.data ?? [],
      costPerMonth: standing?.costPerMonth ?? null,
    };
  }
  return {
    data: ask.data === null ? [] : [ask.data],
    costPerMonth: ask.costPerMonth,
  };
}

/** Whether the board has the longer term for it. */
export function isSensitive(
  request: Pick<RequestCase, 'kind' | 'wish'>,
  { sensitiveData }: Pick<ExceptionRules, 'sensitiveData'>,
): boolean {
  return demandOf(request).data.some(data => sensitiveData.includes(data));
}
