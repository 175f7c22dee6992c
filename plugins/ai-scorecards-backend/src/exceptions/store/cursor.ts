import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Where a case stands in a list: the day or instant that it is ordered by, and its id. */
export interface Place {
  due: string;
  id: string;
}

const placeSchema = z.object({ due: z.string(), id: z.string() });

/** Returns the cursor from which a list goes on; null after its end. */
export function cursorOf(place: Place | null): string | null {
  return place && Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Returns the place that a cursor names; undefined for none. Throws an `InputError` for one that no list gave. */
export function placeIn(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  try {
    return placeSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString()),
    );
  } catch {
    throw new InputError('cursor must be one that an answer gave');
  }
}
