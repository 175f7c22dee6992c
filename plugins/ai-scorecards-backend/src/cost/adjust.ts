import type { MonthLine } from './MonthLines';
import type { MoneyPlace } from './MoneyStore';

/** Money of one tool and kind at one place. */
export interface Cell {
  toolId: number;
  kind: MonthLine['kind'];
  place: MoneyPlace;
  micros: number;
}

/** The cells of lines. */
export function cellsOf(
  lines: Iterable<Pick<MonthLine, 'toolId' | 'kind' | 'places'>>,
): Cell[] {
  return [...lines].flatMap(({ toolId, kind, places }) =>
    places.map(({ place, micros }) => ({ toolId, kind, place, micros })),
  );
}

/**
 * What has to be booked so that a closed month and all that was booked of it since add up to what is known now: signed
 * differences, none of them zero.
 */
export function differences(
  now: Iterable<Cell>,
  known: Iterable<Cell>,
): Cell[] {
  const cells = new Map<string, Cell>();
  const add = ({ toolId, kind, place, micros }: Cell, sign: 1 | -1) => {
    const key = `${toolId} ${kind} ${place}`;
    const cell = cells.get(key) ?? { toolId, kind, place, micros: 0 };
    cell.micros += sign * micros;
    cells.set(key, cell);
  };
  for (const cell of now) add(cell, 1);
  for (const cell of known) add(cell, -1);
  return [...cells.values()].filter(({ micros }) => micros !== 0);
}
