import type {
  ExceptionCase,
  RequestOrder,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { Place } from './cursor';

/** Orders of lists of cases: those of requests, and `ends` for the exception that ends next first. */
export type CaseOrder = RequestOrder | 'ends';

/** After every day: requests without a due day come last. */
const NEVER = '9999-12-31';

interface Order {
  /** What is ordered by, as SQL; equals go by id. */
  by: string;
  direction: 'asc' | 'desc';
  /** The column without which a case is not in the list; null where every case is. */
  needs: string | null;
  /** The same of a case. */
  of: (known: ExceptionCase) => string;
}

const orders: Record<CaseOrder, Order> = {
  due: {
    by: `coalesce(due_on, '${NEVER}')`,
    direction: 'asc',
    needs: null,
    of: ({ request }) => request.dueOn ?? NEVER,
  },
  decided: {
    by: 'decided_at',
    direction: 'desc',
    needs: 'decided_at',
    of: ({ request }) => request.decision?.at ?? '',
  },
  ends: {
    by: 'exception_until',
    direction: 'asc',
    needs: 'exception_until',
    of: ({ exception }) => exception?.until ?? '',
  },
};

/** Where a case stands in an order. */
export function placeOf(known: ExceptionCase, order: CaseOrder): Place {
  return { due: orders[order].of(known), id: known.request.id };
}

/** Leaves the cases that an order holds, from after a place on. */
export function narrowTo(
  builder: Knex.QueryBuilder,
  order: CaseOrder,
  after: Place | undefined,
): void {
  const { by, direction, needs } = orders[order];
  if (needs !== null) builder.whereNotNull(needs);
  if (!after) return;
  const { due, id } = after;
  const beyond = direction === 'asc' ? '>' : '<';
  builder.whereRaw(`(${by} ${beyond} ? or (${by} = ? and id > ?))`, [
    due,
    due,
    id,
  ]);
}

/** Puts cases in an order. */
export function sortBy(builder: Knex.QueryBuilder, order: CaseOrder): void {
  const { by, direction } = orders[order];
  builder.orderByRaw(`${by} ${direction}, id`);
}
